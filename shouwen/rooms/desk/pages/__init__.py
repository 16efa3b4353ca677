"""The pages of the desk, one module a place: greet, find, hand over."""
