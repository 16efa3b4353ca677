"""A file a company: its name, units, and who holds the posts of its charter."""
