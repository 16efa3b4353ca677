"""checklist: a sheet whose items are ticked off, each a point of the regulation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shouwen.law.charter.language.base import FieldName, Mention, Name, Posts, Said
from shouwen.law.charter.language.figures import Period, Span, span
from shouwen.law.charter.language.rules.body import Body, posts
from shouwen.law.charter.language.rules.builtin import POSTS_HELD, Brought, fact
from shouwen.words import Words

Moment = Literal["before_duty", "on_duty", "case", "inspection", "works"]
"""When a sheet is filled in: before duty, on duty, with a piece of work, at an inspection, at works on a site."""
RESULTS = {
    "pass": ("合格", "Pass"),
    "fail": ("不合格", "Fail"),
    "not_applicable": ("不适用", "Not applicable"),
}
_FOLLOW_UP = span("3d")


class Checklist(Body):
    """Points that have to be found in order. A sheet is the union of the items of its clauses."""

    key: ClassVar[str] = "checklist"
    title_of_kind: ClassVar[Words] = Words("检查表", "checklist")
    brings: ClassVar[Brought] = {
        "item.ticked": fact(
            "逐项检查", "Item checked", "person",
            sheet=("检查表", "Sheet", "text"), item=("检查项", "Item", "text"), result=("结果", "Result", RESULTS),
            person=("被检查人", "Person", "staff"), place=("地点", "Place", "text"), note=("说明", "Note", "text"),
        ),
        "item.mended": fact(
            "整改完成", "Item put right",
            sheet=("检查表", "Sheet", "text"), item=("检查项", "Item", "text"), note=("说明", "Note", "text"),
        ),
        "sheet.filed": fact(
            "提交检查表", "Sheet filed", "person",
            sheet=("检查表", "Sheet", "text"), person=("被检查人", "Person", "staff"), place=("地点", "Place", "text"),
        ),
        "unit.opened": fact("单位启用", "Unit opened"),
        "unit.closed": fact("单位停用", "Unit closed"),
        **POSTS_HELD,
    }  # fmt: skip

    sheet: Name
    """The sheet its items stand on."""
    title: Said | None = None
    """The heading of the sheet; one of its clauses gives it."""
    posts: Posts = ()
    """Who is inspected."""
    place: Said | None = None
    """What is inspected, where it is not a person."""
    moment: Moment | None = None
    """When the sheet is filled in; one of its clauses says it. At an inspection, unless said."""
    items: Annotated[dict[FieldName, Said], Field(min_length=1)]
    """The points, by name."""
    follow_up: Span = _FOLLOW_UP
    """Within which time a failed point has to be put right."""
    every: Period | None = None
    """How often a sheet has to be filed at least: of everybody in these posts, else of every unit."""

    @property
    def triggers(self) -> tuple[str, ...]:
        """The ticks."""
        return ("item.ticked",)

    @property
    def timed(self) -> bool:
        """Mending has a due time."""
        return True

    def mentions(self) -> Iterator[Mention]:
        """Its posts, and the facts it reads."""
        yield from posts(self.posts, "posts")
        for kind in ("item.ticked", "item.mended", *(("sheet.filed",) if self.every else ())):
            yield Mention("fact", kind, ("sheet",))
