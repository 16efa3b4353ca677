"""What cadences, thresholds and targets mean."""

from __future__ import annotations

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


def target(**keys: Any) -> dict[str, Any]:
    """An indicator a day for all."""
    given = {"per": "all", "every": "day"} | ({} if "at_most" in keys else {"at_least": "50%"})
    return {"target": given | keys, "breach": {"points": -1}, "praise": {"points": 1}}


GOOD = {"share": {"of": "job.done", "where": {"ok": True}}}
MEAN = {"mean": {"of": "job.done", "field": "grade"}, "at_least": 1.5}
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
    Line("a mean", target(**MEAN), "08:00 job.done grade=1; 09:00 job.done grade=2; 10:00 job.done", NEXT, "met part=3 whole=2"),
    Line("a mean of what is no number", target(**MEAN), "08:00 job.done grade=2; 09:00 job.done grade=good", NEXT,
         "undecided missing=grade"),
    Line("a count", target(**COUNT), "08:00 job.done; 09:00 job.done", NEXT, "fell-short part=2 whole=-"),
    Line("a count at its bound", target(**COUNT), "08:00 job.done", NEXT, "met part=1"),
    Line("kept of a clause", IN_TIME, "08:00 job.opened staff=ann; 08:30 job.done; 09:00 s2/job.opened staff=bo", NEXT,
         "met staff=ann part=1 whole=1; fell-short staff=bo part=0 whole=1"),
)  # fmt: skip
def test_target(line: Line, engine: Engine) -> None:
    line.holds(engine)
