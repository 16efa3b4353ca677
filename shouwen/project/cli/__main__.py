from shouwen.project.cli import main

main()
