"""What the shape of a pack cannot show: unknown names, types that do not fit, broken flows, clashes.

Each module holds checks of one sort as functions of a `Survey` that yield errors; the list below runs them all.
"""

from __future__ import annotations

from collections.abc import Mapping

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.checks import (
    about,
    approvals,
    cites,
    clashes,
    clauses,
    examples,
    flows,
    forms,
    limits,
    names,
    phrases,
    registers,
    values,
)
from shouwen.law.charter.checks.survey import Survey
from shouwen.law.charter.errors import CharterError
from shouwen.law.charter.source import Source

CHECKS = (
    names.check,
    about.check,
    cites.check,
    values.check,
    clauses.check,
    limits.check,
    forms.check,
    flows.check,
    approvals.check,
    registers.check,
    examples.check,
    clashes.check,
    phrases.check,
)


def check(charter: Charter, sources: Mapping[str, Source], *, whole: bool = True) -> list[CharterError]:
    """Everything the checks find, with its place in the sources.

    Unless the pack is `whole`, nobody is blamed for naming what may stand in a part that could not be read.
    """
    return check_survey(Survey(charter, sources, whole))


def check_survey(survey: Survey) -> list[CharterError]:
    """The same of a survey that is there already."""
    return [error for each in CHECKS for error in each(survey)]
