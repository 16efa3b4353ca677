"""Kinds of fact that the language itself declares, as soon as a charter uses the kind of rule that reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shouwen.law.charter.language.vocabulary import FactKind

Brought = Mapping[str, FactKind]
"""Kinds of fact by name."""


def fact(zh: str, en: str, about: str | None = None, /, **data: tuple[str, str, Any]) -> FactKind:
    """A kind of fact: its title, the field that names whom it is about, its fields (title zh, en, type).

    A type is the name of one, or the values of a choice with their labels.
    """
    fields = {name: _field(*each) for name, each in data.items()}
    kind: dict[str, Any] = {"title": {"zh": zh, "en": en}, "data": fields}
    return FactKind.model_validate({**kind, "about": about} if about else kind)


def _field(zh: str, en: str, type_: Any) -> dict[str, Any]:
    title = {"zh": zh, "en": en}
    if isinstance(type_, str):
        return {"title": title, "type": type_}
    labels = {value: {"zh": label[0], "en": label[1]} for value, label in type_.items()}
    return {"title": title, "type": "choice", "of": labels}


POSTS_HELD: Brought = {
    "post.taken": fact("上岗", "Post taken", post=("岗位", "Post", "text")),
    "post.left": fact("离岗", "Post left", post=("岗位", "Post", "text")),
}
"""Who holds which post: subject `staff:<code>`, staff the person."""
