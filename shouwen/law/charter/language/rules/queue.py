"""queue: who is served next, and that nobody who waits is left behind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from shouwen.law.charter.language.base import FieldName, Kinds, Mention, Path, wrong
from shouwen.law.charter.language.rules.body import Body, kinds
from shouwen.law.charter.language.rules.builtin import Brought, fact
from shouwen.law.charter.language.where import Conditions, Where
from shouwen.words import Words

_NUMBER = ("号码", "Number", "text")
_QUEUE = ("队列", "Queue", "text")
_COUNTER = ("柜台", "Counter", "text")
_PRECEDENCE = {
    "none": ("无", "None"),
    "old": ("老年人", "Old"),
    "weak": ("体弱", "Weak"),
    "ill": ("患病", "Ill"),
    "disabled": ("残疾", "Disabled"),
}
HALL: Brought = {
    "ticket.drawn": fact(
        "取号",
        "Number drawn",
        number=_NUMBER,
        queue=_QUEUE,
        precedence=("优先类别", "Precedence", _PRECEDENCE),
    ),
    "ticket.called": fact("叫号", "Number called", number=_NUMBER, queue=_QUEUE, counter=_COUNTER),
    "ticket.served": fact("办理完毕", "Served", number=_NUMBER, queue=_QUEUE, counter=_COUNTER),
    "ticket.left": fact("过号或离开", "Left unserved", number=_NUMBER, queue=_QUEUE, counter=_COUNTER),
    "shift.opened": fact("柜台开始服务", "Counter opened", counter=_COUNTER),
    "shift.closed": fact("柜台结束服务", "Counter closed", counter=_COUNTER),
    "counter.paused": fact("暂停服务", "Counter paused", counter=_COUNTER),
    "counter.resumed": fact("恢复服务", "Counter resumed", counter=_COUNTER),
}
"""What a hall with numbers records: subject the ticket or the counter, `queue` what is asked for in which hall."""
HEAD = ("staff", "unit", "customer")
"""What every fact may name beside its data."""


class Queue(Body):
    """First come, first served, with precedence for some; or: nobody may still wait when something is closed.

    Whoever waits is a subject, such as a number that was drawn. Each of these facts names the queue it belongs to.
    """

    key: ClassVar[str] = "queue"
    title_of_kind: ClassVar[Words] = Words("排队次序", "queue")
    brings: ClassVar[Brought] = HALL

    arrive: Annotated[Kinds, Field(min_length=1)]
    """The facts with which somebody begins to wait."""
    serve: Kinds = ()
    """The facts with which somebody's turn comes, or:"""
    empty_before: Kinds = ()
    """the facts before which nobody may still wait, such as a counter that closes."""
    leave: Kinds = ()
    """With serve: the facts with which somebody goes away unserved."""
    done: Kinds = ()
    """With empty_before: the facts after which somebody does not wait any more."""
    per: FieldName
    """What has a queue of its own each day: unit, staff, customer, or a field of all these facts."""
    first: Conditions = ()
    """With serve: whoever arrives so has precedence over the others."""
    where: Conditions = ()
    """Only facts of serve, or of empty_before, where these hold are judged."""

    @model_validator(mode="after")
    def _one_sort(self) -> Self:
        if bool(self.serve) == bool(self.empty_before):
            raise wrong(
                Words(
                    "须在 serve 与 empty_before 中恰好写一个",
                    "exactly one of serve and empty_before is needed",
                ),
                Words(
                    "管先后次序写 serve，管清场写 empty_before",
                    "serve is for the order, empty_before for closing",
                ),
            )
        for key in ("leave", "first") if self.empty_before else ("done",):
            if getattr(self, key):
                other = "serve" if self.empty_before else "empty_before"
                raise wrong(
                    Words(f"{key} 只能与 {other} 同写", f"{key} goes with {other} only"),
                    Words(f"请删去 {key}", f"remove {key}"),
                    (key,),
                )
        if self.empty_before and not self.done:
            raise wrong(
                Words(
                    "没有写怎样才算办完，等候的人永远在等",
                    "nothing says when somebody does not wait any more",
                ),
                Words("请写 done，如 done: ticket.served", "write done, such as done: ticket.served"),
            )
        if self.per in ("subject", "all"):
            raise wrong(
                Words(f"不能按「{self.per}」分队列", f"'{self.per}' makes no queue"),
                Words("请写 unit、staff、customer 或一个字段", "write unit, staff, customer or a field"),
                ("per",),
            )
        return self

    @property
    def triggers(self) -> tuple[str, ...]:
        """The kinds of fact that set the rule off."""
        return self.serve or self.empty_before

    @property
    def stage(self) -> int:
        """A rule of groups."""
        return 2

    def conditions(self) -> Iterator[tuple[Where, tuple[str, ...], Path]]:
        """Asked of what is judged, and of who arrives."""
        yield self.where, self.triggers, ("where",)
        yield self.first, self.arrive, ("first",)

    def mentions(self) -> Iterator[Mention]:
        """Its facts, and the field that tells the queues apart."""
        for key in ("arrive", "serve", "empty_before", "leave", "done"):
            yield from kinds(getattr(self, key), key)
        if self.per not in HEAD:
            every = (*self.arrive, *self.triggers, *self.leave, *self.done)
            yield Mention("field", self.per, ("per",), tuple(dict.fromkeys(every)))
