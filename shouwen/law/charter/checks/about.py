"""The vocabulary: whom a fact is about stands in a field of its own that holds somebody of that sort."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.build import HEADER
from shouwen.law.charter.checks.survey import Survey
from shouwen.law.charter.errors import CharterError, did_you_mean
from shouwen.words import Words


def check(survey: Survey) -> Iterator[CharterError]:
    """Every kind of fact that is about somebody else than who records it."""
    for name, kind in survey.charter.header.facts.items():
        for role, field in kind.about.items():
            known = survey.charter.facts[name].data
            if field in known and known[field].type == role:
                continue
            what = Words(
                f"事实 {name} 的 about 要求字段 {field} 的类型是 {role}",
                f"facts of kind {name} are about '{field}', which has to be a field of type {role}",
            )
            fitting = [each for each, spec in known.items() if spec.type == role]
            cure = Words(
                f"请在 data 下写 {field}: {{type: {role}}}", f"write {field}: {{type: {role}}} under data"
            )
            place = survey.sources[HEADER].place(("facts", name, "about"))
            if survey.whole or field in known:
                yield CharterError(place, None, what, did_you_mean(field, fitting, cure))
