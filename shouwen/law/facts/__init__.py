"""Facts: what happened, and the files that carry them."""

from shouwen.law.facts.fact import Fact, canonical, read

__all__ = ["Fact", "canonical", "read"]
