"""approval: whose signature a step takes, by how much is asked; and whose it may not be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from shouwen.law.charter.language.base import FieldName, Mention, Name, Node, Posts, Said
from shouwen.law.charter.language.rules.body import Body, posts
from shouwen.law.charter.language.where import Conditions
from shouwen.words import Words

Names = Posts
"""One name or a list of them."""


class Tier(Node):
    """Who signs what."""

    when: Conditions = ()
    """Where these hold of the matter; always, unless said."""
    by: Annotated[Posts, Field(min_length=1)]
    """The posts that may sign it."""
    title: Said | None = None
    """What the tier is called."""


class Approval(Body):
    """A signature: which post may take a step of a flow, what has to be given, and who may not sign."""

    key: ClassVar[str] = "approval"
    title_of_kind: ClassVar[Words] = Words("审批", "approval")

    flow: Name
    """The flow."""
    step: Name
    """The step that is the signature."""
    where: Conditions = ()
    """Only where these hold of the matter."""
    tiers: tuple[Tier, ...] = ()
    """The first tier that fits says who signs; where none fits nobody may."""
    needs: tuple[FieldName, ...] = ()
    """What has to be known of the matter before it is signed."""
    not_by: Names = ()
    """Whoever took one of these steps may not sign."""

    @property
    def stage(self) -> int:
        """It gives no verdicts: it refuses."""
        return 0

    def mentions(self) -> Iterator[Mention]:
        """Its posts."""
        for index, tier in enumerate(self.tiers):
            yield from posts(tier.by, "tiers", index, "by")
