"""Facts: what happened, and the files that carry them."""

from shouwen.law.facts.fact import Fact, canonical, read
from shouwen.law.facts.problems import Malformed, Problem, Problems, Unreadable
from shouwen.law.facts.reading import read_facts
from shouwen.law.facts.writing import write_facts

__all__ = [
    "Fact",
    "Malformed",
    "Problem",
    "Problems",
    "Unreadable",
    "canonical",
    "read",
    "read_facts",
    "write_facts",
]
