"""The plain engine: obvious Python, the reference for every other engine and the one that judges live."""

from shouwen.law.judge.plain.engine import judge, judge_groups, judge_subjects

__all__ = ["judge", "judge_groups", "judge_subjects"]
