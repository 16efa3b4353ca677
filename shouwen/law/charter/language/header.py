"""charter.yaml: who the charter belongs to, its settings, calendars, posts and vocabulary."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from shouwen.law.charter.language.base import Cites, Day, Kind, Name, Node, Said, wrong
from shouwen.law.charter.language.vocabulary import FactKind
from shouwen.law.worktime.instants import zone_of
from shouwen.law.worktime.spec import CalendarSpec
from shouwen.words import Words

Value = Annotated[int, Field(strict=True)] | Annotated[float, Field(strict=True)] | str


class Setting(Node):
    """A figure the source leaves open, used as `$name`; without a value the clauses that need it wait."""

    title: Said
    """What it settles."""
    unit: Literal["duration", "count", "share", "text"]
    """duration 5min, count 3, share "95%", text."""
    default: Value | None = None
    """The value, unless the company sets another."""
    least: Value | None = None
    """The least value allowed."""
    most: Value | None = None
    """The greatest value allowed."""
    cites: Cites = ()
    """The clauses of the source that leave it open."""


class Header(Node):
    """The head of a charter pack."""

    charter: Name
    """The name of the charter, the same as its folder."""
    prefix: Annotated[str, Field(pattern=r"^[A-Z]{1,6}$")]
    """The prefix of its source's clauses, such as PH."""
    title: Said
    """The title of the regulation."""
    company: Said
    """Whose regulation it is."""
    version: Annotated[str, Field(min_length=1, max_length=40)]
    """The version, as text: "2026.1"."""
    effective: Day
    """The day from which its clauses are in force, unless they say otherwise."""
    zone: str = "Asia/Shanghai"
    """The time zone of its days and clock times."""
    settings: dict[Name, Setting] = Field(default_factory=dict)
    """Figures the source leaves open."""
    calendars: dict[Name, CalendarSpec] = Field(default_factory=dict)
    """Working time, by name."""
    posts: dict[Name, Said] = Field(default_factory=dict)
    """The posts (岗位) rules speak of."""
    channels: dict[Name, Said] = Field(default_factory=dict)
    """Where people speak with customers: hall, phone, on-site ..., named by phrase rules."""
    situations: dict[Name, Said] = Field(default_factory=dict)
    """The situations phrase rules speak of, such as refusing; customer-angry, -anxious, -sad and -shouting are also
    prompted by what the customer seems to feel."""
    facts: dict[Kind, FactKind] = Field(default_factory=dict)
    """The vocabulary: the kinds of fact rules read."""

    @model_validator(mode="after")
    def _known_zone(self) -> Self:
        try:
            zone_of(self.zone)
        except ValueError:
            raise wrong(
                Words(f"没有时区「{self.zone}」", f"there is no time zone '{self.zone}'"),
                Words("请写成 Asia/Shanghai 这样的名称", "write a name such as Asia/Shanghai"),
                ("zone",),
            ) from None
        return self
