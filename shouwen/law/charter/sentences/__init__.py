"""Rules as sentences people can read: who has to do what, within which time, at which price.

The one place for them: pages of the desk, pages in Markdown. `wording` beside it says single keys of a file, for
what changed between two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from shouwen.law.charter.charter import Charter, Rule
from shouwen.law.charter.language import Body, Clause
from shouwen.law.charter.sentences import acts, counts, events, people, sheets, speech
from shouwen.law.charter.sentences.consequences import consequences
from shouwen.law.charter.sentences.told import Told, told
from shouwen.words import Words

__all__ = ["Told", "consequences", "sentence", "sentences"]

_SAYS: Mapping[str, Callable[[Charter, Any], tuple[Words, tuple[Words, ...]]]] = {
    "limit": events.limit,
    "precede": events.precede,
    "check": events.check,
    "access": events.access,
    "cadence": events.cadence,
    "queue": events.queue,
    "score": counts.score,
    "threshold": counts.threshold,
    "target": counts.target,
    "rank": counts.rank,
    "flow": acts.flow,
    "form": acts.form,
    "approval": acts.approval,
    "assign": acts.assign,
    "phrase": speech.phrase,
    "checklist": sheets.checklist,
    "publish": sheets.publish,
    "train": people.train,
    "competence": people.competence,
    "org": people.org,
    "principle": people.principle,
}


def sentences(charter: Charter, clause: Clause) -> list[Told]:
    """Each rule of a clause in words, in the order of the file; those that wait for a setting are left out."""
    return [sentence(charter, rule) for rule in _by_clause(charter).get(clause.clause, ())]


def sentence(charter: Charter, rule: Rule[Body]) -> Told:
    """One rule in words."""
    says, points = _SAYS[rule.key](charter, rule.body)
    return told(rule.body.title_of_kind, says, points)


def _by_clause(charter: Charter) -> Mapping[str, list[Rule[Body]]]:
    kept: dict[str, list[Rule[Body]]] | None = vars(charter).get("_rules_by_clause")
    if kept is None:
        kept = {}
        for rule in charter.rules:
            kept.setdefault(rule.clause.clause, []).append(rule)
        vars(charter)["_rules_by_clause"] = kept
    return kept
