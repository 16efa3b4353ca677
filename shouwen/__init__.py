"""Shouwen (首问): a service company's written regulation, executed."""

__version__ = "0.1.0"
