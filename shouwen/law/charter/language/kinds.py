"""The one closed list of rule kinds. A new kind is a module beside the others and a line here."""

from __future__ import annotations

from shouwen.law.charter.language.rules.access import Access
from shouwen.law.charter.language.rules.approval import Approval
from shouwen.law.charter.language.rules.assign import Assign
from shouwen.law.charter.language.rules.body import Body
from shouwen.law.charter.language.rules.cadence import Cadence
from shouwen.law.charter.language.rules.check import Check
from shouwen.law.charter.language.rules.checklist import Checklist
from shouwen.law.charter.language.rules.competence import Competence
from shouwen.law.charter.language.rules.flow import Flow
from shouwen.law.charter.language.rules.form import Form
from shouwen.law.charter.language.rules.limit import Limit
from shouwen.law.charter.language.rules.org import Org
from shouwen.law.charter.language.rules.phrase import Phrase
from shouwen.law.charter.language.rules.precede import Precede
from shouwen.law.charter.language.rules.principle import Principle
from shouwen.law.charter.language.rules.publish import Publish
from shouwen.law.charter.language.rules.queue import Queue
from shouwen.law.charter.language.rules.rank import Rank
from shouwen.law.charter.language.rules.score import Score
from shouwen.law.charter.language.rules.target import Target
from shouwen.law.charter.language.rules.threshold import Threshold
from shouwen.law.charter.language.rules.train import Train

KINDS: dict[str, type[Body]] = {
    kind.key: kind
    for kind in (
        Limit,
        Precede,
        Check,
        Cadence,
        Queue,
        Score,
        Threshold,
        Target,
        Rank,
        Flow,
        Form,
        Phrase,
        Checklist,
        Access,
        Publish,
        Train,
        Competence,
        Assign,
        Approval,
        Org,
        Principle,
    )
}
