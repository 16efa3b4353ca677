"""Whom a fact is about: rules read a field of its data instead of who recorded it."""

from __future__ import annotations

from typing import Any

import pytest

from shouwen.law.charter import CharterErrors
from tests.packs import charter_of, clause, said
from tests.spec import table
from tests.spec.table import ENGINES, Engine, Line, lines

FIELDS: dict[str, Any] = {"person": {"type": "staff"}, "place": {"type": "unit"}, "ok": {"type": "yes_no"}}
FACTS = {
    **{kind: {"title": said(kind), "data": FIELDS} for kind in ("job.opened", "job.left")},
    "job.done": {"title": said("done"), "data": FIELDS, "about": "person"},
    "job.joined": {"title": said("joined"), "data": FIELDS, "about": {"staff": "person", "unit": "place"}},
}
CHECK = {"check": {"on": ["job.done", "job.joined"], "must": {"ok": True}}}
LIMIT = {"limit": {"from": "job.opened", "to": "job.done", "within": "1h"}}
MONTH = {"threshold": {"count": "job.done", "per": "staff", "in": "month", "reaches": 2}}
DAILY = {"of": "job.done", "every": "day", "at_least": 1, "per": "staff", "during": {"from": "job.joined"}}


@pytest.fixture(autouse=True)
def _vocabulary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "HEADER", {**table.HEADER, "facts": FACTS})


@pytest.mark.slow
@ENGINES
@lines(
    Line("the person, not the inspector", CHECK, "08:00 job.done ok=false staff=ann person=bo unit=u", "09:00", "breached staff=bo unit=u"),
    Line("nobody is named", CHECK, "08:00 job.done ok=false staff=ann", "09:00", "breached staff=-"),
    Line("person and place", CHECK, "08:00 job.joined ok=false staff=ann unit=u person=bo place=v", "09:00", "breached staff=bo unit=v"),
    Line("only facts of that kind", [clause("1", check={"on": "job.left", "must": {"ok": True}})],
         "08:00 job.left ok=false staff=ann person=bo", "09:00", "breached staff=ann"),
    Line("conditions read it too", {"check": {"on": "job.done", "must": {"staff": "bo"}}},
         "08:00 job.done staff=ann person=bo", "09:00", "kept"),
    Line("it closes as the person", LIMIT, "08:00 job.opened; 08:30 job.done staff=ann person=bo", "09:00", "kept staff=bo"),
    Line("it counts for the person", MONTH, "08:00 job.done staff=ann person=bo; 08:30 job.done staff=cy person=bo", "09:00",
         "breached staff=bo evidence=f1,f2"),
    Line("it makes a member of the person", {"cadence": DAILY},
         "2026-03-01 12:00 job.joined staff=ann person=bo", "09:00", "open staff=bo"),
)  # fmt: skip
def test_about(line: Line, engine: Engine) -> None:
    line.holds(engine)


@pytest.mark.parametrize("about", ["whom", "place", {"unit": "person"}])
def test_it_has_to_be_a_field_of_that_sort(about: Any) -> None:
    facts = {"job.done": {"title": said("done"), "data": FIELDS, "about": about}}
    with pytest.raises(CharterErrors, match="has to be a field of type"):
        charter_of({"facts": facts}, [clause("1", check={"on": "job.done", "must": {"ok": True}})])
