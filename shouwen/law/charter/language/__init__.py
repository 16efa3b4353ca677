"""The charter language: what may stand in a pack, as frozen, self-checking data."""

from shouwen.law.charter.language.base import Mention
from shouwen.law.charter.language.clause import AnyClause, Chapter, Clause
from shouwen.law.charter.language.consequence import Breach, Escalation, Praise
from shouwen.law.charter.language.example import Example, ExampleFact, Expected
from shouwen.law.charter.language.figures import Dated, Figure, Missing
from shouwen.law.charter.language.formula import Apply, Formula, Name, Number, Term
from shouwen.law.charter.language.header import Header, Setting
from shouwen.law.charter.language.kinds import KINDS
from shouwen.law.charter.language.overlap import overlap
from shouwen.law.charter.language.picks import Pick, Picks
from shouwen.law.charter.language.rules.access import Access
from shouwen.law.charter.language.rules.approval import Approval
from shouwen.law.charter.language.rules.assign import Assign
from shouwen.law.charter.language.rules.body import Body
from shouwen.law.charter.language.rules.cadence import Cadence, During
from shouwen.law.charter.language.rules.check import Check
from shouwen.law.charter.language.rules.checklist import Checklist
from shouwen.law.charter.language.rules.competence import Competence
from shouwen.law.charter.language.rules.flow import Flow, Step
from shouwen.law.charter.language.rules.form import Form, FormField, Needed
from shouwen.law.charter.language.rules.limit import Limit, Stop
from shouwen.law.charter.language.rules.org import Org
from shouwen.law.charter.language.rules.phrase import Phrase
from shouwen.law.charter.language.rules.precede import Precede
from shouwen.law.charter.language.rules.principle import Principle
from shouwen.law.charter.language.rules.publish import Publish
from shouwen.law.charter.language.rules.rank import Excluded, Rank
from shouwen.law.charter.language.rules.score import Score
from shouwen.law.charter.language.rules.target import Bound, Count, Mean, Share, Target
from shouwen.law.charter.language.rules.threshold import Threshold
from shouwen.law.charter.language.rules.train import Train
from shouwen.law.charter.language.vocabulary import DataField, FactKind
from shouwen.law.charter.language.where import Condition, Where, holds

__all__ = [
    "KINDS",
    "Access",
    "AnyClause",
    "Apply",
    "Approval",
    "Assign",
    "Body",
    "Bound",
    "Breach",
    "Cadence",
    "Chapter",
    "Check",
    "Checklist",
    "Clause",
    "Competence",
    "Condition",
    "Count",
    "DataField",
    "Dated",
    "During",
    "Escalation",
    "Example",
    "ExampleFact",
    "Excluded",
    "Expected",
    "FactKind",
    "Figure",
    "Flow",
    "Form",
    "FormField",
    "Formula",
    "Header",
    "Limit",
    "Mean",
    "Mention",
    "Missing",
    "Name",
    "Needed",
    "Number",
    "Org",
    "Phrase",
    "Pick",
    "Picks",
    "Praise",
    "Precede",
    "Principle",
    "Publish",
    "Rank",
    "Score",
    "Setting",
    "Share",
    "Step",
    "Stop",
    "Target",
    "Term",
    "Threshold",
    "Train",
    "Where",
    "holds",
    "overlap",
]
