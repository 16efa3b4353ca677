"""flow: the steps a piece of work goes through, who may take them, and what each records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from shouwen.law.charter.language.base import (
    Cites,
    FieldName,
    Kind,
    Mention,
    Name,
    Node,
    Posts,
    Said,
    Shape,
    YesNo,
)
from shouwen.law.charter.language.rules.body import Body
from shouwen.words import Words

Prefix = Annotated[
    str,
    Shape(
        r"[A-Z]{1,6}",
        Words("不是编号前缀", "is not a prefix of numbers"),
        Words("请用一至六个大写字母，如 BX", "use one to six capital letters, such as BX"),
        "The prefix of matter numbers: capital letters",
    ),
]


def _states(value: object) -> object:
    if value == "any" or isinstance(value, list | tuple):
        return value
    return (value,)


States = Annotated[
    tuple[Name, ...] | Literal["any"],
    BeforeValidator(_states, json_schema_input_type=Name | list[Name] | Literal["any"]),
]


class Step(Node):
    """One step: what it records, who may take it, and after which states."""

    title: Said
    """What the step is called on buttons and in histories."""
    does: Said | None = None
    """What to do, with the words to say."""
    records: Kind
    """The kind of fact it records."""
    who: Posts
    """The posts that may take it."""
    form: Name | None = None
    """The form to be filled in."""
    after: States = ()
    """The states it may follow, or any; absent for the first steps."""
    stays: YesNo = False
    """It is recorded but does not move the state."""
    assigns: FieldName | None = None
    """The field of the form, of type unit, that says who has the matter next."""
    ends: YesNo = False
    """The matter is closed by it."""
    cites: Cites = ()
    """Where the source asks for it."""


class Flow(Body):
    """A flow. The state of a matter is the name of its last step that moved it."""

    key: ClassVar[str] = "flow"
    title_of_kind: ClassVar[Words] = Words("流程", "flow")

    name: Name
    """The name of the flow, such as repair."""
    title: Said
    """What a matter of this flow is called."""
    prefix: Prefix
    """The prefix of its numbers, such as BX."""
    who_sees: Posts = ()
    """The posts that see such matters; without it the tree of units decides."""
    confidential: YesNo = False
    """Only the posts of who_sees know of it."""
    start: Annotated[tuple[Name, ...], Field(min_length=1)]
    """The steps it may begin with."""
    carry: tuple[FieldName, ...] = ()
    """Fields known of the matter that every later fact carries along."""
    steps: Annotated[dict[Name, Step], Field(min_length=1)]
    """The steps by name."""

    @property
    def stage(self) -> int:
        """It gives no verdicts."""
        return 0

    def mentions(self) -> Iterator[Mention]:
        """The facts, posts and forms of its steps."""
        for index, post in enumerate(self.who_sees):
            yield Mention("post", post, ("who_sees", index))
        for name, step in self.steps.items():
            yield Mention("fact", step.records, ("steps", name, "records"))
            for index, post in enumerate(step.who):
                yield Mention("post", post, ("steps", name, "who", index))
            if step.form:
                yield Mention("form", step.form, ("steps", name, "form"))
