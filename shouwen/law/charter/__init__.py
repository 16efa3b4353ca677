"""Charters: a company's regulation as data, loaded, checked and proven by its own worked examples."""

from shouwen.law.charter.charter import Charter, Rule, Section
from shouwen.law.charter.errors import CharterError, CharterErrors, NoCharter, Place
from shouwen.law.charter.load import find, from_text, load, packs

__all__ = [
    "Charter",
    "CharterError",
    "CharterErrors",
    "NoCharter",
    "Place",
    "Rule",
    "Section",
    "find",
    "from_text",
    "load",
    "packs",
]
