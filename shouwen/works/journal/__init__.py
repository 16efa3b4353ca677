"""The journal: every fact of the house, written once and never changed."""
