"""What a pick means: only the facts of a kind that fulfil conditions."""

from __future__ import annotations

from typing import Any

import pytest

from tests.packs import clause
from tests.spec.table import ENGINES, Engine, Line, lines

pytestmark = pytest.mark.slow

GOOD = {"job.done": {"ok": True}}


def limit(**more: Any) -> dict[str, Any]:
    """opened wants done that is ok."""
    return {"limit": {"from": "job.opened", "to": GOOD, "within": "45min", **more}}


def precede(**keys: Any) -> dict[str, Any]:
    """An order of events."""
    return {"precede": keys}


URBAN = {"from": {"job.paused": {"area": "urban"}}, "to": {"job.resumed": {"area": "urban"}}}
DAILY = {"of": "job.done", "every": "day", "at_least": 1, "per": "unit"}


@ENGINES
@lines(
    Line("only what fulfils it closes", limit(), "08:00 job.opened; 08:10 job.done ok=false; 08:20 job.done ok=true", "09:00",
         "kept closed_at=08:20:00 evidence=f1,f3"),
    Line("what is not known does not", limit(), "08:00 job.opened; 08:10 job.done", "09:00", "overdue"),
    Line("a pick beside a kind", limit(to=[GOOD, "job.left"]), "08:00 job.opened; 08:10 job.done ok=false; 08:20 job.left", "09:00",
         "kept closed_at=08:20:00"),
    Line("a pick beside its own kind", limit(to=[GOOD, "job.done"]), "08:00 job.opened; 08:10 job.done ok=false", "09:00",
         "kept evidence=f1,f2"),
    Line("two picks of one kind", limit(to=[{"job.done": {"grade": {"at_least": 4}}}, {"job.done": {"area": "urban"}}]),
         "08:00 job.opened; 08:10 job.done grade=3 area=rural; 08:20 job.done grade=2 area=urban", "09:00", "kept closed_at=08:20:00"),
    Line("only such an end ends", limit(ends={"job.dropped": {"area": {"given": True}}}),
         "08:00 job.opened; 08:10 job.dropped; 09:00 s2/job.opened; 09:10 s2/job.dropped area=urban", "10:00", "overdue subject=s1"),
    Line("only such stops stop", limit(stops=[URBAN]),
         "08:00 job.opened; 08:10 job.paused area=rural; 08:20 job.paused area=urban; 08:30 job.resumed; 08:40 job.resumed area=urban",
         "08:50", "open due=09:05:00 paused=False"),
    Line("it still stands", limit(stops=[URBAN]), "08:00 job.opened; 08:10 job.paused area=urban; 08:20 job.resumed", "08:30",
         "open paused=True"),
    Line("by the hour of the day", limit(to={"job.done": {"at": {"open": "hall"}}}),
         "08:00 job.opened; 08:10 job.done; 08:30 job.done", "09:00", "kept closed_at=08:30:00"),
    Line("such a thing before", precede(what=GOOD, before="job.left"), "08:00 job.done ok=false; 09:00 job.left; 09:10 job.done ok=true; "
         "10:00 job.left", "11:00", "breached; kept evidence=f4,f3"),
    Line("such a thing too late", precede(what=GOOD, after="job.opened", until={"job.left": {"area": "urban"}}),
         "08:00 job.opened; 08:10 job.left area=rural; 08:20 job.done ok=false; 08:30 job.left area=urban", "09:00",
         "breached closed_at=08:30:00"),
    Line("such a membership", {"cadence": DAILY | {"during": {"from": {"job.joined": {"area": "urban"}},
     "to": {"job.left": {"ok": True}}}}},
         "2026-03-01 12:00 job.joined unit=u area=urban; 2026-03-01 12:00 job.joined unit=v area=rural; 09:00 job.left unit=u ok=false",
         "+1 00:00", "breached unit=u; open unit=u"),
    Line("it fulfils its own clause only", [clause("1", **limit()), clause("2", **limit(to={"job.done": {"ok": False}}))],
         "08:00 job.opened; 08:10 job.done ok=false", "08:20", "open"),
)  # fmt: skip
def test_picks(line: Line, engine: Engine) -> None:
    line.holds(engine)
