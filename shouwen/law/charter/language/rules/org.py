"""org: a body of the house, who belongs to it, and its duties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from shouwen.law.charter.language.base import FieldName, Mention, Name, Posts, Said
from shouwen.law.charter.language.rules.body import Body, posts
from shouwen.words import Words


class Org(Body):
    """A body such as a leading group; several clauses may speak of one body. It stands in the handbook."""

    key: ClassVar[str] = "org"
    title_of_kind: ClassVar[Words] = Words("组织", "organisation")

    body: Name
    """Its name."""
    title: Said | None = None
    """What it is called; one of its clauses gives it."""
    head: Name | None = None
    """The post that heads it."""
    deputies: Posts = ()
    """The posts of its deputies."""
    members: Posts = ()
    """The posts of its other members."""
    duties: dict[FieldName, Said] = Field(default_factory=dict)
    """Its duties, by name."""

    @property
    def stage(self) -> int:
        """It gives no verdicts."""
        return 0

    def mentions(self) -> Iterator[Mention]:
        """Its posts."""
        if self.head:
            yield Mention("post", self.head, ("head",))
        yield from posts(self.deputies, "deputies")
        yield from posts(self.members, "members")
