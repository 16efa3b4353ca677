"""catalogue.yaml of a pack: every clause of the source and its kind, so that nothing of the source is forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from shouwen.law.charter.errors import CharterError, did_you_mean
from shouwen.law.charter.source import Source
from shouwen.words import Words

CATALOGUE = "catalogue.yaml"
CatalogueKind = Literal[
    "limit",
    "cadence",
    "phrase",
    "checklist",
    "flow",
    "approval",
    "form",
    "score",
    "threshold",
    "rank",
    "target",
    "publish",
    "train",
    "assign",
    "queue",
    "access",
    "competence",
    "org",
    "principle",
]
KINDS_OF_CLAUSE: tuple[str, ...] = get_args(CatalogueKind)
HANDBOOK: frozenset[str] = frozenset({"org", "principle"})
"""Kinds that belong in the handbook: nothing can be decided by them."""


def entries(source: Source) -> Mapping[str, str]:
    """The kind of every clause of the source by its number. What is wrong is added to the errors of `source`."""
    if source.data is None:
        return {}
    if not isinstance(source.data, Mapping):
        _complain(
            source,
            (),
            Words("目录须写成「条号: 种类」", "a catalogue is written as number: kind"),
            Words("请写成如 PH-2.1.4: limit", "write it as PH-2.1.4: limit"),
        )
        return {}
    for number, kind in source.data.items():
        if kind not in KINDS_OF_CLAUSE:
            listed = Words(
                "可写：" + "、".join(KINDS_OF_CLAUSE), "write one of " + ", ".join(KINDS_OF_CLAUSE)
            )
            _complain(
                source,
                (number,),
                Words(f"「{kind}」不是条款的种类", f"'{kind}' is no kind of clause"),
                did_you_mean(str(kind), KINDS_OF_CLAUSE, listed),
            )
    return {str(number): str(kind) for number, kind in source.data.items()}


def _complain(source: Source, path: tuple[str, ...], what: Words, mend: Words) -> None:
    source.errors.append(CharterError(source.place(path), None, what, mend))
