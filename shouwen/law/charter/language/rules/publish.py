"""publish: what has to hang on a board, or be told in person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from shouwen.law.charter.language.base import FieldName, Kinds, Mention, Name, Node, Path, Said, wrong
from shouwen.law.charter.language.figures import Span, span
from shouwen.law.charter.language.rules.body import Body, kinds
from shouwen.law.charter.language.rules.builtin import Brought, fact
from shouwen.law.charter.language.where import Conditions, Where
from shouwen.words import Words

Place = Literal["board", "kiosk", "portal", "wall", "counter"]
PLACES: dict[str, Words] = {
    "board": Words("公告栏", "Notice board"),
    "kiosk": Words("自助终端", "Self-service terminal"),
    "portal": Words("网上服务页", "Service page on the web"),
    "wall": Words("墙面", "Wall"),
    "counter": Words("柜台", "Counter"),
}
_LABELS = {place: (title.zh, title.en) for place, title in PLACES.items()}


def _listed(value: object) -> object:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


Places = Annotated[tuple[Place, ...], BeforeValidator(_listed, json_schema_input_type=Place | list[Place])]


class Told(Node):
    """When it has to be told in person."""

    after: Kinds
    """The facts that ask for it."""
    where: Conditions = ()
    """Only where these hold of them."""
    until: Kinds = ()
    """When one of these comes first, it is too late."""


class Publish(Body):
    """A notice: posted on every board of certain places and kept there, or told in person."""

    key: ClassVar[str] = "publish"
    title_of_kind: ClassVar[Words] = Words("公示", "publish")
    brings: ClassVar[Brought] = {
        "board.opened": fact("启用公示栏", "Board opened", place=("位置", "Place", _LABELS)),
        "board.closed": fact("停用公示栏", "Board closed"),
        "notice.posted": fact(
            "张贴公示", "Notice posted", item=("公示内容", "Item", "text"), text=("正文", "Text", "text")
        ),
        "notice.removed": fact("撤下公示", "Notice removed", item=("公示内容", "Item", "text")),
        "notice.told": fact("当面告知", "Told in person", item=("告知内容", "Item", "text")),
    }

    item: Name
    """What is posted; with parts, each of them is an item <item>.<part>."""
    title: Said
    """What it is called."""
    at: Places = ()
    """On boards of which places: notice board, terminal, web page, wall, counter."""
    audience: Literal["staff", "customers", "public"] = "customers"
    """Whom it is for."""
    parts: dict[FieldName, Said] = Field(default_factory=dict)
    """Its parts, each of which has to hang."""
    within: Span = span("1d")
    """How soon after the board was opened, or it was taken down, or the fact of after."""
    renew: Span | None = None
    """How soon after a posting it has to be posted anew."""
    after: Kinds = ()
    """Posted once for each of these facts instead, on the same subject."""
    where: Conditions = ()
    """Only where these hold of the facts of after."""
    told: Told | None = None
    """Told in person instead of posted."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if bool(self.at) == bool(self.told):
            raise wrong(
                Words("须恰好写 at 或 told 之一", "give exactly one of at and told"),
                Words(
                    "张贴写 at: board，当面告知写 told: {after: 事实}",
                    "what is posted says at: board, what is told in person says told: {after: fact}",
                ),
            )
        for key, there in (
            ("after", self.told),
            ("renew", self.told or self.after),
            ("where", not self.after),
        ):
            if getattr(self, key) and there:
                raise wrong(
                    Words(f"{key} 在这里没有作用", f"{key} has no effect here"),
                    Words(
                        "renew 用于长期张贴，where 与 after 同写，told 自带 after 与 where",
                        "renew goes with what hangs for good, where with after; told has its own after and where",
                    ),
                    (key,),
                )
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """The items: its parts, or itself."""
        return tuple(f"{self.item}.{part}" for part in self.parts) or (self.item,)

    @property
    def triggers(self) -> tuple[str, ...]:
        """The kinds of fact that set the rule off."""
        return self.told.after if self.told else self.after or ("board.opened", "notice.removed")

    @property
    def timed(self) -> bool:
        """Posting has a due time."""
        return self.told is None

    def conditions(self) -> Iterator[tuple[Where, tuple[str, ...], Path]]:
        """Asked of the facts it is posted or told after."""
        yield self.where, self.after, ("where",)
        if self.told:
            yield self.told.where, self.told.after, ("told", "where")

    def mentions(self) -> Iterator[Mention]:
        """Its facts."""
        yield from kinds(self.after, "after")
        if self.told:
            yield from kinds(self.told.after, "told", "after")
            yield from kinds(self.told.until, "told", "until")
        for kind in ("notice.told",) if self.told else ("notice.posted", *self.triggers):
            yield Mention("fact", kind, ("item",))
