"""What cadences, thresholds and targets mean."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.packs import clause
from tests.spec.table import ENGINES, Engine, Line, lines

pytestmark = pytest.mark.slow


def cadence(at_least: int = 2, **more: Any) -> dict[str, Any]:
    """So many done a day for every unit that joined."""
    during = {"from": "job.joined", "to": "job.left"}
    keys = {"of": "job.done", "every": "day", "at_least": at_least, "per": "unit", "during": during}
    return {"cadence": keys | more, "breach": {"points": -3}}


JOINED = "2026-03-01 12:00 job.joined unit=u; "


@ENGINES
@lines(
    Line("enough", cadence(), JOINED + "08:00 job.done unit=u; 09:00 job.done unit=u; 10:00 job.done unit=u", "11:00",
         "kept period=2026-03-02 unit=u part=3 whole=2 closed_at=09:00:00 due=2026-03-03T00:00:00 evidence=f1,f2,f3"),
    Line("not yet", cadence(), JOINED + "08:00 job.done unit=u", "11:00", "open part=1 evidence=f1,f2"),
    Line("too few", cadence(), JOINED + "08:00 job.done unit=u", "+1 00:00", "breached points=-300 part=1; open part=0"),
    Line("no entry at all", cadence(), JOINED, "+1 00:00", "breached part=0; open"),
    Line("only whole periods", cadence(), "08:00 job.joined unit=u", "09:00", ""),
    Line("who joins as a period begins is asked for it", cadence(1), "00:00 job.joined unit=u", "12:00", "open period=2026-03-02"),
    Line("the latest joining counts", cadence(1), JOINED + "08:00 job.left unit=u; +1 00:00 job.joined unit=u", "+1 12:00",
         "open period=2026-03-03 evidence=f3"),
    Line("another unit", cadence(1), JOINED + "08:00 job.done unit=v", "+1 00:00", "breached; open"),
    Line("who leaves before the end is not asked", cadence(), JOINED + "23:59 job.left unit=u", "+1 12:00", ""),
    Line("who leaves with the end is", cadence(), JOINED + "+1 00:00 job.left unit=u", "+1 12:00", "breached"),
    Line("who comes back is asked again", cadence(1), JOINED + "08:00 job.left unit=u; 09:00 job.joined unit=u", "+1 12:00",
         "open period=2026-03-03"),
    Line("what may count leaves it undecided", cadence(1, where={"ok": True}), JOINED + "08:00 job.done unit=u", "+1 00:00",
         "undecided missing=ok; open"),
    Line("what cannot save it does not", cadence(2, where={"ok": True}), JOINED + "08:00 job.done unit=u", "+1 00:00",
         "breached missing=-; open"),
    Line("weeks begin on Monday", cadence(1, every="week"), JOINED, "+7 00:00", "breached period=2026-W10; open period=2026-W11"),
    Line("a period in which the clause begins is not whole", cadence() | {"effective": "2026-03-03"}, JOINED, "+1 12:00",
         "open period=2026-03-03"),
)  # fmt: skip
def test_cadence(line: Line, engine: Engine) -> None:
    line.holds(engine)


def every_day(**more: Any) -> dict[str, Any]:
    """Once a day, or a period, for the whole company."""
    rule = {"of": "job.done", "every": "day", "at_least": 1, "per": "all", **more}
    return {"cadence": rule, "effective": "2026-02-27"}


WEEK = {"every": "week", "per": "unit", "drawn": "day"}
SEED = "2026-03-01 23:59 draws/draw.published seed=7788; "
THURSDAY = "2026-03-05"


@ENGINES
@lines(
    Line("nobody has to join the company", every_day(), "2026-02-27 08:00 job.done; +0 09:00 job.done", "10:00",
         "kept period=2026-02-27 unit=- evidence=f1; breached period=2026-02-28; breached period=2026-03-01; "
         "kept period=2026-03-02 evidence=f2"),
    Line("asked even of an empty log", every_day(every="week"), "", "+0 12:00", "open period=2026-W10 due=2026-03-09T00:00:00"),
    Line("a day the calendar is shut is not asked", every_day(days="hall") | {"effective": "2026-03-06"}, "", "+7 12:00",
         "breached period=2026-03-06; open period=2026-03-09"),
    Line("a Saturday of swapped work is", every_day(days="hall") | {"effective": "2026-02-14"}, "2026-02-14 09:00 job.done",
         "2026-02-15 12:00",
         "kept period=2026-02-14"),
    Line("a year not announced yet", every_day(days="hall") | {"effective": "2031-03-03"}, "", "2031-03-03 12:00", "open provisional=True"),
    Line("in the last days of the month", every_day(every="month", part={"last": "3d"}) | {"effective": "2026-02-01"},
         "2026-02-25 23:59:59.999999 job.done; 2026-02-26 00:00 job.done", "2026-02-27 00:00",
         "kept period=2026-02 evidence=f2 at=2026-02-01T00:00:00 due=2026-03-01T00:00:00"),
    Line("one moment too early", every_day(every="month", part={"last": "3d"}) | {"effective": "2026-02-01"},
         "2026-02-25 23:59:59.999999 job.done", "2026-03-01 00:00", "breached period=2026-02 part=0; open period=2026-03"),
    Line("in the first days of the month", every_day(every="month", part={"first": "2d"}) | {"effective": "2026-03-01"},
         "+0 23:59:59.999999 job.done", "+1 00:00", "kept due=2026-03-03T00:00:00"),
    Line("the first days are over", every_day(every="month", part={"first": "2d"}) | {"effective": "2026-03-01"},
         "+1 00:00 job.done", "+1 00:00", "breached part=0 due=2026-03-03T00:00:00"),
    Line("on the drawn day", cadence(1, **WEEK), JOINED + SEED + f"{THURSDAY} 23:00 job.done unit=u", f"{THURSDAY} 23:30",
         "kept at=00:00:00 due=2026-03-06T00:00:00 evidence=f1,f2,f3"),
    Line("on another day", cadence(1, **WEEK), JOINED + SEED + "+2 09:00 job.done unit=u", "+5 00:00", "breached part=0"),
    Line("not on the drawn day yet", cadence(1, **WEEK), JOINED + SEED + "+2 09:00 job.done unit=u", f"{THURSDAY} 23:30", "open part=0"),
    Line("another unit, another day", cadence(1, **WEEK), "2026-03-01 12:00 job.joined unit=v; " + SEED, "+0 12:00",
         "open unit=v due=2026-03-09T00:00:00"),
    Line("only on days of the calendar", cadence(1, **WEEK, days="hall"), JOINED + SEED, "+0 12:00", "open due=2026-03-05T00:00:00"),
    Line("no seed", cadence(1, **WEEK), JOINED + f"{THURSDAY} 23:00 job.done unit=u", "+9 00:00",
         "undecided missing=seed period=2026-W10 part=0 points=0; undecided period=2026-W11"),
    Line("a seed as the period begins is too late", cadence(1, **WEEK), JOINED + "+0 00:00 draws/draw.published seed=7788", "+0 12:00",
         "undecided missing=seed"),
    Line("a seed that says nothing", cadence(1, **WEEK), JOINED + "2026-03-01 10:00 draws/draw.published", "+0 12:00",
         "undecided missing=seed"),
    Line("the last seed counts", cadence(1, **WEEK), JOINED + "2026-03-01 10:00 draws/draw.published seed=1; " + SEED, "+0 12:00",
         "open due=2026-03-06T00:00:00 evidence=f1,f3"),
    Line("a week without an open day", cadence(1, **WEEK, days="hall"),
         "2026-02-01 12:00 job.joined unit=u; 2026-02-14 09:00 draws/draw.published seed=1",
         "2026-02-22 23:00", "undecided; undecided"),
)  # fmt: skip
def test_cadence_of_chosen_days(line: Line, engine: Engine) -> None:
    line.holds(engine)


def threshold(**keys: Any) -> dict[str, Any]:
    """Three times dropped."""
    given = {"count": "job.dropped", "per": "staff", "in": "month", "reaches": 3}
    return {"threshold": {**given, **keys}, "breach": {"points": -10}}


def drops(*times: str, staff: str = "ann") -> str:
    """Dropped at these times."""
    return "; ".join(f"{time} job.dropped staff={staff}" for time in times)


LATE = [
    clause("2", limit={"from": "job.opened", "to": "job.done", "within": "1h", "answers": "from"}),
    clause("1", threshold={"breaches": "2", "per": "staff", "in": "day", "reaches": 2}),
]


@ENGINES
@lines(
    Line("the third", threshold(), drops("08:00", "+1 08:00", "+2 08:00", "+3 08:00"), "+9 00:00",
         "breached at=2026-03-04T08:00:00 staff=ann period=2026-03 part=3 whole=3 points=-1000 evidence=f1,f2,f3"),
    Line("two are not three", threshold(), drops("08:00", "+1 08:00"), "+9 00:00", ""),
    Line("months apart", threshold(), drops("2026-02-27 08:00", "08:00", "+1 08:00"), "+9 00:00", ""),
    Line("rolling over the turn of the month", threshold(**{"in": "7d"}), drops("2026-02-27 08:00", "08:00", "+1 08:00"), "+9 00:00",
         "breached period=- at=2026-03-03T08:00:00"),
    Line("just outside the window", threshold(**{"in": "7d"}), drops("08:00", "+1 08:00", "+7 08:00"), "+9 00:00", ""),
    Line("just inside", threshold(**{"in": "7d"}), drops("08:00:01", "+1 08:00", "+7 08:00"), "+9 00:00", "breached"),
    Line("nobody is named", threshold(reaches=1), "08:00 job.dropped", "+9 00:00", ""),
    Line("not known whether it counts", threshold(reaches=1, where={"ok": True}), drops("08:00"), "+9 00:00",
         "undecided missing=ok evidence=f1 points=0"),
    Line("breaches of a clause", LATE, "08:00 job.opened staff=ann; 08:30 s2/job.opened staff=ann; 09:20 job.done", "10:00",
         "breached at=08:30:00 evidence=f1,f2"),
    Line("breaches of others", LATE, "08:00 job.opened staff=ann; 08:30 s2/job.opened staff=bo", "10:00", ""),
)  # fmt: skip
def test_threshold(line: Line, engine: Engine) -> None:
    line.holds(engine)


def absent(calendar: str | None = None, reaches: int = 3) -> dict[str, Any]:
    """So many days in a row."""
    keys = {"count": "job.dropped", "per": "staff", "row": "day", "reaches": reaches}
    return {"threshold": keys | ({"days": calendar} if calendar else {})}


def days(first: str, number: int) -> str:
    """Dropped at eight on so many days, one after the other."""
    start = date.fromisoformat(first)
    return drops(*(f"{start + timedelta(days=each)} 08:00" for each in range(number)))


@ENGINES
@lines(
    Line("ever", threshold(**{"in": "ever"}), drops("2026-01-05 08:00", "2026-02-05 08:00", "08:00", "+1 08:00"), "+9 00:00",
         "breached period=- at=08:00:00 evidence=f1,f2,f3"),
    Line("ever has one finding", threshold(**{"in": "ever"}), days("2026-02-01", 9), "+40 00:00", "breached evidence=f1,f2,f3"),
    Line("twelve running months", threshold(**{"in": "12mo"}), drops("2025-03-02 08:00:01", "2025-12-31 08:00", "08:00"), "+9 00:00",
         "breached"),
    Line("a moment before the twelve months", threshold(**{"in": "12mo"}), drops("2025-03-02 08:00", "2025-12-31 08:00", "08:00"),
         "+9 00:00", ""),
    Line("a month that has no such day ends earlier", threshold(**{"in": "1mo", "reaches": 2}), drops("2026-02-28 08:00:01",
         "2026-03-31 08:00"),
         "2026-04-01 00:00", "breached"),
    Line("thirty-one days of absence in twelve months, each day once", threshold(**{"in": "12mo", "reaches": 31, "once": "day"}),
         days("2025-09-01", 30) + "; " + drops("2025-09-30 09:00", "2026-08-31 07:59:59"), "2026-09-09 00:00",
         "breached at=2026-08-31T07:59:59 part=31"),
    Line("one day a year later and it is thirty", threshold(**{"in": "12mo", "reaches": 31, "once": "day"}),
         days("2025-09-01", 30) + "; " + drops("2025-09-30 09:00", "2026-09-01 08:00"), "2026-09-09 00:00", ""),
    Line("twenty days in a row", absent(reaches=21), days("2026-02-01", 20), "2026-04-01 00:00", ""),
    Line("more than twenty days in a row", absent(reaches=21), days("2026-02-01", 22), "2026-04-01 00:00",
         "breached at=2026-02-21T08:00:00 part=21 whole=21 period=-"),
    Line("a day between begins it anew", absent(), days("2026-02-01", 2) + "; " + days("2026-02-04", 2), "2026-04-01 00:00", ""),
    Line("a weekend does not break a row of working days", absent(calendar="hall"), drops("2026-03-05 08:00", "2026-03-06 08:00",
         "2026-03-09 08:00"),
         "2026-04-01 00:00", "breached at=2026-03-09T08:00:00 evidence=f1,f2,f3"),
    Line("nor does it count", absent(calendar="hall"), days("2026-03-06", 3), "2026-04-01 00:00", ""),
    Line("a working day between breaks it", absent(calendar="hall"), drops("2026-03-05 08:00", "2026-03-09 08:00", "2026-03-10 08:00"),
         "2026-04-01 00:00", ""),
    Line("months in a row", {"threshold": {"count": "job.dropped", "per": "staff", "row": "month", "reaches": 2}},
         drops("2025-12-31 23:59:59", "2026-01-01 00:00", "2026-01-02 00:00"), "+9 00:00", "breached at=2026-01-01T00:00:00"),
    Line("once a day", threshold(once="day"), drops("08:00", "09:00", "+1 08:00", "+2 08:00"), "+9 00:00",
         "breached at=2026-03-04T08:00:00 evidence=f1,f3,f4"),
)  # fmt: skip
def test_windows(line: Line, engine: Engine) -> None:
    line.holds(engine)


def target(**keys: Any) -> dict[str, Any]:
    """An indicator a day for all."""
    given = {"per": "all", "every": "day"} | ({} if "at_most" in keys else {"at_least": "50%"})
    return {"target": given | keys, "breach": {"points": -1}, "praise": {"points": 1}}


GOOD = {"share": {"of": "job.done", "where": {"ok": True}}}
MEAN = {"mean": {"of": "job.done", "field": "grade"}, "at_least": 1.5}
DECIMALS = {"mean": {"of": "job.done", "field": "score"}, "at_least": 85}
NONE = {
    "count": {"of": "job.dropped"},
    "at_most": 0,
    "per": "unit",
    "during": {"from": "job.joined", "to": "job.left"},
}
COUNT = {"count": {"of": "job.done"}, "at_most": 1}
IN_TIME = [LATE[0], clause("1", **target(kept="2", per="staff"))]
NEXT = "+1 00:00"


@ENGINES
@lines(
    Line("met", target(**GOOD), "08:00 job.done ok=true; 09:00 job.done ok=false", NEXT,
         "met part=1 whole=2 points=100 period=2026-03-02 due=2026-03-03T00:00:00 unit=-"),
    Line("fell short", target(**GOOD), "08:00 job.done ok=true; 09:00 job.done ok=false; 10:00 job.done ok=false", NEXT,
         "fell-short part=1 whole=3 points=-100"),
    Line("while the period runs", target(**GOOD), "08:00 job.done ok=false", "23:59:59", "open part=0 whole=1 points=0"),
    Line("nothing happened", target(**GOOD), "08:00 job.opened", NEXT, ""),
    Line("too few to say", target(**GOOD, sample=2), "08:00 job.done ok=true", NEXT, "undecided missing=sample whole=1"),
    Line("what is not known decides", target(**GOOD), "08:00 job.done ok=true; 09:00 job.done; 10:00 job.done ok=false", NEXT,
         "undecided missing=ok part=1 whole=2"),
    Line("what is not known does not matter", target(**GOOD), "08:00 job.done ok=true; 09:00 job.done", NEXT, "met part=1 whole=1"),
    Line("only the population", target(**GOOD, where={"area": "urban"}),
         "08:00 job.done ok=true area=urban; 09:00 job.done area=rural", NEXT, "met whole=1"),
    Line("whether it belongs decides", target(**GOOD, where={"area": "urban"}),
         "08:00 job.done ok=true area=urban; 09:00 job.done ok=false area=urban; 10:00 job.done ok=false", NEXT,
         "undecided missing=area part=1 whole=2"),
    Line("whether it belongs does not matter", target(**GOOD, where={"area": "urban"}),
         "08:00 job.done ok=true area=urban; 10:00 job.done ok=false", NEXT, "met part=1 whole=1"),
    Line("a mean", target(**MEAN), "08:00 job.done grade=1; 09:00 job.done grade=2", NEXT, "met part=3 whole=2"),
    Line("a mean of which a value is missing", target(**MEAN), "08:00 job.done grade=1; 09:00 job.done grade=2; 10:00 job.done", NEXT,
         "undecided missing=grade part=3 whole=2"),
    Line("a mean of what was given", target(**MEAN, where={"grade": {"given": True}}),
         "08:00 job.done grade=1; 09:00 job.done grade=2; 10:00 job.done", NEXT, "met part=3 whole=2"),
    Line("a mean over decimals", target(**DECIMALS), "08:00 job.done score=85.5; 09:00 job.done score=84.5", NEXT,
         "met part=170000000 whole=2"),
    Line("the smallest decimal decides", target(**DECIMALS), "08:00 job.done score=85.5; 09:00 job.done score=84.499999", NEXT,
         "fell-short part=169999999"),
    Line("seven decimals are no number", target(**DECIMALS), "08:00 job.done score=85.1234567", NEXT, "undecided missing=score"),
    Line("a mean of money is in fen", target(mean={"of": "job.done", "field": "price"}, at_most=10.5),
         "08:00 job.done price=10.4; 09:00 job.done price=10.61", NEXT, "fell-short part=2101 whole=2"),
    Line("a mean of what is no number", target(**MEAN), "08:00 job.done grade=2; 09:00 job.done grade=good", NEXT,
         "undecided missing=grade"),
    Line("a count", target(**COUNT), "08:00 job.done; 09:00 job.done", NEXT, "fell-short part=2 whole=-"),
    Line("a count at its bound", target(**COUNT), "08:00 job.done", NEXT, "met part=1"),
    Line("none at all is zero", target(**NONE), JOINED, NEXT, "met part=0 unit=u period=2026-03-02; open part=0 period=2026-03-03"),
    Line("one too many", target(**NONE), JOINED + "08:00 job.dropped unit=u", NEXT, "fell-short part=1; open part=0"),
    Line("who left is not asked", target(**NONE), JOINED + "08:00 job.left unit=u", NEXT, ""),
    Line("but answers for what happened", target(**NONE), JOINED + "08:00 job.dropped unit=u; 09:00 job.left unit=u", NEXT,
         "fell-short part=1"),
    Line("the whole company, once it is there", target(**NONE | {"per": "all", "during": {"from": "job.joined"}}), JOINED, NEXT,
         "met part=0; open"),
    Line("kept of a clause", IN_TIME, "08:00 job.opened staff=ann; 08:30 job.done; 09:00 s2/job.opened staff=bo", NEXT,
         "met staff=ann part=1 whole=1; fell-short staff=bo part=0 whole=1"),
)  # fmt: skip
def test_target(line: Line, engine: Engine) -> None:
    line.holds(engine)
