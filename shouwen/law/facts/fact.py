"""A fact: something that happened, written once and never changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Value = str | int | float | bool | None
EMPTY: Mapping[str, Value] = MappingProxyType({})
AT = "at"
"""The instant of a fact, where it is asked for like a field."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a log or of the journal.

    `kind` is noun.past_participle (`repair.arrived`); `at` and `recorded_at` are microseconds since
    1970-01-01 UTC: when it happened, and when it was written down. `subject` is the piece of work it
    belongs to; `staff`, `unit` and `customer` are codes. A fact without an id gets one from its content,
    so the same content read twice is one fact.
    """

    kind: str
    at: int
    subject: str
    id: str = ""
    recorded_at: int | None = None
    staff: str | None = None
    unit: str | None = None
    customer: str | None = None
    data: Mapping[str, Value] = field(default_factory=lambda: EMPTY)

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", content_id(self))

    @property
    def order(self) -> tuple[int, str]:
        """The one order facts are read in: by instant, then by id; never by arrival."""
        return (self.at, self.id)


def content_id(fact: Fact) -> str:
    """The id of a fact that was given none: 128 bits over its content without `recorded_at`."""
    content = [fact.kind, fact.at, fact.subject, fact.staff, fact.unit, fact.customer]
    data = {name: canonical(value) for name, value in fact.data.items() if canonical(value) is not None}
    text = json.dumps([*content, data], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def canonical(value: Value) -> str | None:
    """The text by which values are compared on every engine; None for what is not given."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, str) else repr(value)


def read(fact: Fact, name: str) -> str | None:
    """The canonical text of a field: `staff`, `unit`, `customer`, `subject`, `at` (in microseconds), or a key of the data."""
    if name in ("staff", "unit", "customer", "subject"):
        return canonical(getattr(fact, name))
    if name == AT:
        return str(fact.at)
    return canonical(fact.data.get(name))
