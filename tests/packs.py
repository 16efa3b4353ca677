"""Charters for tests, written as plain data and put through everything the loader checks."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from shouwen.law.charter import Charter, CharterErrors
from shouwen.law.charter.build import HEADER, Builder
from shouwen.law.charter.checks import check
from shouwen.law.charter.source import read

Raw = Mapping[str, Any]


def said(text: str) -> dict[str, str]:
    """A text in both languages."""
    return {"zh": text, "en": text}


def clause(number: str, **keys: Any) -> dict[str, Any]:
    """A clause with what every clause has to have."""
    head = {"clause": number, "cites": f"T-{number}", "title": said(number), "says": said(number)}
    return head | keys


def charter_of(header: Raw, clauses: Sequence[Raw]) -> Charter:
    """The charter of a pack given as data. Errors: CharterErrors, as the loader raises them."""
    head = {
        "charter": "test",
        "prefix": "T",
        "title": said("Test"),
        "company": said("Test"),
        "version": "1",
        "effective": "2020-01-01",
        **header,
    }
    files = {HEADER: head, "clauses.yaml": {"chapter": said("Test"), "clauses": list(clauses)}}
    sources = {name: read(name, json.dumps(data).encode()) for name, data in files.items()}
    builder = Builder(sources.values(), {}, "test")
    charter = builder.build()
    if charter is not None:
        builder.errors.extend(check(charter, sources))
    if builder.errors or charter is None:
        raise CharterErrors("test", builder.errors)
    return charter
