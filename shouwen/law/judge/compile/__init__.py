"""From a charter to flat rows: dates become instants of its zone, exceptions become exclusions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.language.rules.access import Access
from shouwen.law.charter.language.rules.assign import Assign
from shouwen.law.charter.language.rules.body import Body
from shouwen.law.charter.language.rules.cadence import Cadence
from shouwen.law.charter.language.rules.check import Check
from shouwen.law.charter.language.rules.checklist import Checklist
from shouwen.law.charter.language.rules.competence import Competence
from shouwen.law.charter.language.rules.limit import Limit
from shouwen.law.charter.language.rules.phrase import Phrase
from shouwen.law.charter.language.rules.precede import Precede
from shouwen.law.charter.language.rules.publish import Publish
from shouwen.law.charter.language.rules.queue import Queue
from shouwen.law.charter.language.rules.rank import Rank
from shouwen.law.charter.language.rules.score import Score
from shouwen.law.charter.language.rules.target import Target
from shouwen.law.charter.language.rules.threshold import Threshold
from shouwen.law.charter.language.rules.train import Train
from shouwen.law.judge.compile.cadence import cadence_rows
from shouwen.law.judge.compile.check import check_rows
from shouwen.law.judge.compile.clauses import (
    access_rows,
    assign_rows,
    checklist_rows,
    competence_rows,
    publish_rows,
    train_rows,
)
from shouwen.law.judge.compile.head import Maker
from shouwen.law.judge.compile.limit import limit_rows
from shouwen.law.judge.compile.phrase import phrase_rows
from shouwen.law.judge.compile.precede import precede_rows
from shouwen.law.judge.compile.queue import queue_rows
from shouwen.law.judge.compile.rank import rank_rows
from shouwen.law.judge.compile.score import score_rows
from shouwen.law.judge.compile.target import target_rows
from shouwen.law.judge.compile.threshold import threshold_rows
from shouwen.law.judge.rules import Rules

MAKERS: Mapping[type[Body], Maker] = {
    Limit: limit_rows,
    Precede: precede_rows,
    Phrase: phrase_rows,
    Check: check_rows,
    Cadence: cadence_rows,
    Queue: queue_rows,
    Score: score_rows,
    Threshold: threshold_rows,
    Target: target_rows,
    Rank: rank_rows,
    Checklist: checklist_rows,
    Access: access_rows,
    Publish: publish_rows,
    Train: train_rows,
    Competence: competence_rows,
    Assign: assign_rows,
}
"""How each kind of rule becomes rows; a kind that is not here is read by others than the judge."""
_KEPT_AT = "_judge_rules"


def compile(charter: Charter) -> Rules:
    """The rows of a charter; compiled once and kept with it."""
    kept: dict[str, Any] = vars(charter)
    if _KEPT_AT not in kept:
        made = ((MAKERS[type(rule.body)], rule) for rule in charter.rules if type(rule.body) in MAKERS)
        rows = tuple(row for make, rule in made for row in make(rule, charter))
        about = {
            name: {str(role): at for role, at in kind.about.items()}
            for name, kind in charter.facts.items()
            if kind.about
        }
        kept[_KEPT_AT] = Rules(charter.name, charter.version_text, charter.zone, rows, about)
    rules: Rules = kept[_KEPT_AT]
    return rules
