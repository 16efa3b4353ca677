"""The project: settings, addresses, command line, and how the house is started."""
