"""Places in the source: what a clause cites has to stand in the pack's catalogue, if it has one."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.build import HEADER
from shouwen.law.charter.checks.survey import Survey
from shouwen.law.charter.errors import CharterError, did_you_mean
from shouwen.law.charter.language import Flow
from shouwen.words import Words


def check(survey: Survey) -> Iterator[CharterError]:
    """What clauses, steps and settings cite."""
    if not survey.charter.catalogue:
        return
    for clause in survey.clauses():
        for index, cited in enumerate(clause.cites):
            for what, mend in _unknown(survey, cited):
                yield survey.wrong(clause.clause, what, mend, "cites", index)
    for rule in survey.charter.written:
        for name, step in rule.body.steps.items() if isinstance(rule.body, Flow) else ():
            for cited in step.cites:
                for what, mend in _unknown(survey, cited):
                    yield survey.wrong_in(rule, what, mend, "steps", name, "cites")
    for name, setting in survey.charter.header.settings.items():
        for cited in setting.cites:
            for what, mend in _unknown(survey, cited):
                place = survey.sources[HEADER].place(("settings", name, "cites"))
                yield CharterError(place, None, what, mend)


def _unknown(survey: Survey, cited: str) -> Iterator[tuple[Words, Words]]:
    """A step may leave out the prefix of the source, as the numbers of clauses do."""
    catalogue = survey.charter.catalogue
    if cited not in catalogue and f"{survey.charter.header.prefix}-{cited}" not in catalogue:
        yield (
            Words(f"目录里没有「{cited}」", f"the catalogue has no '{cited}'"),
            did_you_mean(
                cited,
                catalogue,
                Words("请在 catalogue.yaml 中列出", "list it in catalogue.yaml"),
            ),
        )
