"""What a limit means."""

from __future__ import annotations

from typing import Any

import pytest

from tests.packs import clause
from tests.spec.table import ENGINES, Engine, Line, lines

pytestmark = pytest.mark.slow


def limit(within: Any = "45min", **more: Any) -> dict[str, Any]:
    """opened wants done."""
    return {"limit": {"from": "job.opened", "to": "job.done", "within": within, **more}}


PRICED = {"breach": {"points": -5, "money": -20.5}}
EVERY_MINUTE = {"breach": {"points": -0.5, "money": -1, "per": "minute"}}
BY_AREA = {"area": {"urban": "45min", "rural": "90min"}}
DATED = {"2026-03-02": "45min", "2026-03-03": "30min"}
PAUSED = [{"from": "job.paused", "to": "job.resumed"}]
CAPPED = [{"from": "job.paused", "to": "job.resumed", "at_most": "20min"}]


@ENGINES
@lines(
    Line(
        "at the due instant",
        limit(),
        "08:00 job.opened; 08:45 job.done",
        "09:00",
        "kept due=08:45:00 elapsed_s=2700",
    ),
    Line(
        "a second late",
        limit() | PRICED,
        "08:00 job.opened; 08:45:01 job.done staff=ann unit=u",
        "09:00",
        "breached late_s=1 points=-500 money=-2050 staff=ann unit=u evidence=f1,f2",
    ),
    Line(
        "every begun minute",
        limit() | EVERY_MINUTE,
        "08:00 job.opened; 08:46 job.done; 09:00 s2/job.opened; 09:46:00.000001 s2/job.done; 10:00 s3/job.opened; 10:45 s3/job.done",
        "11:00",
        "breached points=-50 money=-100; breached points=-100 money=-200; kept points=0 money=0",
    ),
    Line(
        "nothing yet by the minute",
        limit() | EVERY_MINUTE,
        "08:00 job.opened",
        "09:00",
        "overdue points=0 money=0",
    ),
    Line(
        "withdrawn too late costs as much",
        limit(ends="job.dropped") | EVERY_MINUTE,
        "08:00 job.opened; 08:47:30 job.dropped",
        "09:00",
        "breached points=-150 money=-300",
    ),
    Line(
        "every begun day of twenty-four hours",
        limit("1h") | {"breach": {"points": -1, "per": "day"}},
        "08:00 job.opened; +1 09:00:01 job.done; 09:00 s2/job.opened; +1 10:00 s2/job.done",
        "+3 00:00",
        "breached points=-200; breached points=-100",
    ),
    Line(
        "nobody came",
        limit() | PRICED,
        "08:00 job.opened unit=u",
        "09:00",
        "overdue late_s=900 points=-500 unit=u staff=-",
    ),
    Line(
        "at the due instant nobody is late yet",
        limit(),
        "08:00 job.opened",
        "08:45",
        "open due=08:45:00 closed_at=-",
    ),
    Line(
        "what lies in the future does not count", limit(), "08:00 job.opened; 08:30 job.done", "08:20", "open"
    ),
    Line(
        "done at the same instant", limit(), "08:00 job.opened; 08:00 job.done", "09:00", "kept elapsed_s=0"
    ),
    Line(
        "whatever its id", limit(), "08:00 job.opened id=b; 08:00 job.done id=a", "09:00", "kept evidence=b,a"
    ),
    Line("done before does not count", limit(), "08:00 job.done; 08:01 job.opened", "08:10", "open"),
    Line("another subject does not count", limit(), "08:00 job.opened; 08:10 s2/job.done", "08:20", "open"),
    Line(
        "opened again is another obligation",
        limit(),
        "08:00 job.opened; 08:10 job.done; 09:00 job.opened",
        "10:00",
        "kept closed_at=08:10:00; overdue at=09:00:00",
    ),
    Line(
        "one answer closes all that stand open",
        limit(),
        "08:00 job.opened; 08:20 job.opened; 08:50 job.done",
        "10:00",
        "breached late_s=300; kept",
    ),
    Line(
        "the same kind on both ends wants another fact",
        {"limit": {"from": "job.opened", "to": "job.opened", "within": "1h"}},
        "08:00 job.opened; 08:30 job.opened",
        "08:40",
        "kept; open",
    ),
    Line(
        "the customer of the answer, where the opening names none",
        limit(),
        "08:00 job.opened; 08:10 job.done customer=c",
        "09:00",
        "kept customer=c",
    ),
)
def test_opening_and_closing(line: Line, engine: Engine) -> None:
    line.holds(engine)


@ENGINES
@lines(
    Line(
        "answered by who closed",
        limit(),
        "08:00 job.opened staff=ann; 08:10 job.done staff=bo",
        "09:00",
        "kept staff=bo",
    ),
    Line(
        "answered by who opened",
        limit(answers="from"),
        "08:00 job.opened staff=ann unit=u; 08:10 job.done staff=bo unit=v",
        "09:00",
        "kept staff=ann unit=u",
    ),
    Line(
        "not closed: the unit that had it last",
        limit(),
        "08:00 job.opened unit=u; 08:05 job.begun unit=v; 08:06 job.paused",
        "09:00",
        "overdue staff=- unit=v",
    ),
)
def test_whose_verdict_it_is(line: Line, engine: Engine) -> None:
    line.holds(engine)


@ENGINES
@lines(
    Line("by class", limit(BY_AREA), "08:00 job.opened area=rural; 09:30 job.done", "10:00", "kept limit_text=90min"),
    Line("class not given", limit(BY_AREA), "08:00 job.opened; 08:10 job.done", "10:00", "undecided missing=area due=-"),
    Line("class not listed", limit(BY_AREA), "08:00 job.opened area=moon", "10:00", "undecided missing=area"),
    Line("on the eve of a new figure", limit(DATED), "23:59 job.opened", "23:59", "open due=2026-03-03T00:44:00"),
    Line("on the day of a new figure", limit(DATED), "+1 00:00 job.opened", "+1 00:00", "open due=2026-03-03T00:30:00"),
    Line("before the first figure", limit(DATED), "2026-03-01 23:59 job.opened", "10:00", ""),
    Line(
        "before the clause is in force", limit() | {"effective": "2026-03-03"}, "23:59:59 job.opened; +1 00:00 job.opened",
        "+2 00:00", "overdue at=2026-03-03T00:00:00",
    ),
    Line(
        "until is the last day", limit() | {"until": "2026-03-02"}, "23:59:59 job.opened; +1 00:00 job.opened",
        "+2 00:00", "overdue at=23:59:59",
    ),
    Line("a promise", {"limit": {"from": "job.opened", "to": "job.done", "due": "due_at"}},
         "08:00 job.opened due_at=2026-03-02T11:00; 11:00:01 job.done", "12:00", "breached due=11:00:00 late_s=1 limit_text=-"),
)  # fmt: skip
def test_what_is_allowed(line: Line, engine: Engine) -> None:
    line.holds(engine)


@ENGINES
@lines(
    Line("where it holds", limit(where={"area": "urban"}), "08:00 job.opened area=urban", "08:10", "open"),
    Line(
        "where it does not hold", limit(where={"area": "urban"}), "08:00 job.opened area=rural", "08:10", ""
    ),
    Line(
        "where it is not known",
        limit(where={"area": "urban"}),
        "08:00 job.opened",
        "08:10",
        "undecided missing=area",
    ),
    Line(
        "where not", limit(where={"area": {"not": "urban"}}), "08:00 job.opened area=rural", "08:10", "open"
    ),
    Line("where given", limit(where={"area": {"given": True}}), "08:00 job.opened", "08:10", ""),
    Line("where not given", limit(where={"area": {"given": False}}), "08:00 job.opened", "08:10", "open"),
    Line(
        "what certainly fails decides, whatever is missing",
        limit(where={"area": "urban", "ok": True}),
        "08:00 job.opened ok=false",
        "08:10",
        "",
    ),
)
def test_where_it_applies(line: Line, engine: Engine) -> None:
    line.holds(engine)


EXCEPTION = [
    clause("1", **limit()),
    clause("2", **limit("90min", where={"area": "rural"}), exception_to="1"),
]


@ENGINES
@lines(
    Line(
        "elsewhere the general clause", EXCEPTION, "08:00 job.opened area=urban", "08:10", "open due=08:45:00"
    ),
    Line("the exception takes its place", EXCEPTION, "08:00 job.opened area=rural", "08:10", ""),
    Line(
        "the exception applies",
        EXCEPTION,
        "08:00 job.opened area=rural",
        "08:10",
        "open due=09:30:00",
        only="2",
    ),
    Line("which of both is not known", EXCEPTION, "08:00 job.opened", "08:10", "undecided missing=area"),
)
def test_exceptions(line: Line, engine: Engine) -> None:
    line.holds(engine)


@ENGINES
@lines(
    Line(
        "dropped in time leaves nothing",
        limit(ends="job.dropped"),
        "08:00 job.opened; 08:45 job.dropped",
        "09:00",
        "",
    ),
    Line(
        "dropped too late is a breach at that instant, of nobody by name",
        limit(ends="job.dropped") | PRICED,
        "08:00 job.opened unit=u; 08:50 job.dropped staff=ann unit=v",
        "09:30",
        "breached late_s=300 closed_at=08:50:00 staff=- unit=v evidence=f1,f2",
    ),
    Line(
        "done before it was dropped",
        limit(ends="job.dropped"),
        "08:00 job.opened; 08:30 job.done; 08:40 job.dropped",
        "09:00",
        "kept",
    ),
    Line(
        "done and dropped at one instant is done",
        limit(ends="job.dropped"),
        "08:00 job.opened; 08:30 job.dropped id=a; 08:30 job.done id=b",
        "09:00",
        "kept",
    ),
)
def test_ends(line: Line, engine: Engine) -> None:
    line.holds(engine)


@ENGINES
@lines(
    Line(
        "a pause moves the due time",
        limit(stops=PAUSED),
        "08:00 job.opened; 08:10 job.paused; 08:40 job.resumed; 09:15 job.done",
        "10:00",
        "kept due=09:15:00 elapsed_s=2700",
    ),
    Line(
        "what was left of the month runs on into the next",
        limit("same month", stops=PAUSED),
        "2026-02-14 08:00 job.opened; 2026-02-15 00:00 job.paused",
        "2026-02-23 00:00",
        "open due=2026-03-08T00:00:00 paused=True",
    ),
    Line(
        "while it lasts it runs until now",
        limit(stops=PAUSED),
        "08:00 job.opened; 08:10 job.paused",
        "09:00",
        "open due=09:35:00 paused=True",
    ),
    Line(
        "at most so long",
        limit(stops=CAPPED),
        "08:00 job.opened; 08:10 job.paused",
        "09:00",
        "open due=09:05:00 paused=False",
    ),
    Line(
        "pauses that overlap count once",
        limit(stops=PAUSED),
        "08:00 job.opened; 08:10 job.paused; 08:20 job.paused; 08:30 job.resumed",
        "08:40",
        "open due=09:05:00",
    ),
    Line(
        "a pause after the due time comes too late",
        limit(stops=PAUSED),
        "08:00 job.opened; 08:50 job.paused; 09:30 job.resumed",
        "10:00",
        "overdue due=08:45:00",
    ),
    Line(
        "a pause begun before the opening counts from the opening",
        limit(stops=PAUSED),
        "07:00 job.paused; 08:00 job.opened; 08:20 job.resumed",
        "08:30",
        "open due=09:05:00",
    ),
    Line(
        "what comes after the answer no longer counts",
        limit(stops=PAUSED),
        "08:00 job.opened; 08:30 job.done; 08:40 job.paused; 09:00 job.resumed",
        "10:00",
        "kept due=08:45:00",
    ),
)
def test_stops(line: Line, engine: Engine) -> None:
    line.holds(engine)


@ENGINES
@lines(
    Line("open time only", limit("1h", clock="hall"), "11:30 job.opened; 14:00 job.done", "15:00", "kept elapsed_s=3600"),
    Line("working days", limit("2wd", clock="hall"), "09:00 job.opened", "10:00", "open due=2026-03-04T17:30:00 limit_s=-"),
    Line("over a weekend", limit("1wd", clock="hall"), "+4 09:00 job.opened", "+4 10:00", "open due=2026-03-09T17:30:00"),
    Line("a swapped working day", limit("1wd", clock="hall"), "2026-02-13 09:00 job.opened", "2026-02-13 10:00",
         "open due=2026-02-14T17:30:00"),
    Line("the same day", limit("same day"), "23:30 job.opened", "23:40", "open due=2026-03-03T00:00:00"),
    Line("an unannounced year", limit("1wd", clock="hall"), "2041-03-04 09:00 job.opened", "2041-03-04 10:00",
         "open provisional=True"),
    Line("warned on the same clock", limit("2h", clock="hall") | {"warn": "1h"}, "16:00 job.opened", "16:10",
         "open due=2026-03-03T09:00:00 warn_at=17:00:00"),
    Line("not warned before it opened", limit("same day") | {"warn": "3h"}, "23:30 job.opened", "23:40", "open warn_at=23:30:00"),
)  # fmt: skip
def test_clocks(line: Line, engine: Engine) -> None:
    line.holds(engine)


@ENGINES
@lines(
    Line(
        "within the shorter limit",
        limit() | {"praise": {"within": "10min", "points": 2}},
        "08:00 job.opened; 08:10 job.done",
        "09:00",
        "praised points=200",
    ),
    Line(
        "kept, but not so fast",
        limit() | {"praise": {"within": "10min", "points": 2}},
        "08:00 job.opened; 08:10:01 job.done",
        "09:00",
        "kept points=0",
    ),
    Line(
        "whoever keeps it",
        limit() | {"praise": {"money": 5}},
        "08:00 job.opened; 08:45 job.done",
        "09:00",
        "praised money=500",
    ),
)
def test_praise(line: Line, engine: Engine) -> None:
    line.holds(engine)
