"""The works: tables, access and actions of the running house (Django apps)."""
