"""Conversations with customers: what was said is recorded as facts, shown back with what the charter says of it."""
