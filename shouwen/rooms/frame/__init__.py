"""What all rooms share and no room owns: the page around the work, its language, names, values as words, lists as files."""
