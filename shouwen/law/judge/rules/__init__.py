"""Rules as flat rows: what both engines read instead of the charter, every date turned into an instant."""

from shouwen.law.judge.rules.base import (
    EVER,
    Bearer,
    Escalation,
    Exclusion,
    Per,
    Period,
    Price,
    Rule,
    Step,
    Steps,
    step_at,
)
from shouwen.law.judge.rules.cadence import CadenceRule
from shouwen.law.judge.rules.check import CheckRule
from shouwen.law.judge.rules.even import EvenRule
from shouwen.law.judge.rules.limit import LimitRule, Promise, Stop
from shouwen.law.judge.rules.phrase import PhraseRow
from shouwen.law.judge.rules.precede import PrecedeRule
from shouwen.law.judge.rules.queue import QueueRule
from shouwen.law.judge.rules.rank import EXCLUDED, RankRule
from shouwen.law.judge.rules.rules import Rules
from shouwen.law.judge.rules.score import ScoreRule
from shouwen.law.judge.rules.target import TargetRule
from shouwen.law.judge.rules.threshold import ThresholdRule

__all__ = [
    "EVER",
    "EXCLUDED",
    "Bearer",
    "CadenceRule",
    "CheckRule",
    "Escalation",
    "EvenRule",
    "Exclusion",
    "LimitRule",
    "Per",
    "Period",
    "PhraseRow",
    "PrecedeRule",
    "Price",
    "Promise",
    "QueueRule",
    "RankRule",
    "Rule",
    "Rules",
    "ScoreRule",
    "Step",
    "Steps",
    "Stop",
    "TargetRule",
    "ThresholdRule",
    "step_at",
]
