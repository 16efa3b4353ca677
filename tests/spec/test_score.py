"""What scoring means."""

from __future__ import annotations

from typing import Any

import pytest

from tests.packs import clause
from tests.spec.table import ENGINES, Engine, Line, lines

pytestmark = pytest.mark.slow


def score(**keys: Any) -> dict[str, Any]:
    """Every opened is scored."""
    return {"score": {"on": "job.opened", "to": "staff", **keys}}


@ENGINES
@lines(
    Line("points off", score(points=-2), "08:00 job.opened staff=ann", "09:00", "breached points=-200 staff=ann evidence=f1"),
    Line("points on", score(points=0.5), "08:00 job.opened staff=ann", "09:00", "praised points=50"),
    Line("money alone", score(money=-20.55), "08:00 job.opened staff=ann", "09:00", "breached points=0 money=-2055"),
    Line("nothing", score(points=0), "08:00 job.opened staff=ann", "09:00", "kept points=0"),
    Line("nobody to bear it", score(points=-2), "08:00 job.opened unit=u", "09:00", "undecided missing=staff points=0 unit=u"),
    Line("whoever a field names bears it", score(points=-2, to="boss"), "08:00 job.opened staff=ann boss=cho", "09:00",
         "breached staff=cho"),
    Line("a unit that a field names", score(points=-2, to="team"), "08:00 job.opened staff=ann unit=u team=v", "09:00",
         "breached unit=v staff=ann"),
    Line("the field names nobody", score(points=-2, to="boss"), "08:00 job.opened staff=ann", "09:00", "undecided missing=boss staff=-"),
    Line("a correction replaces", score(points="-1 * grade", last=True),
         "08:00 job.opened staff=ann grade=3; 09:00 job.opened staff=bo grade=2; 08:00 s2/job.opened staff=ann grade=1", "10:00",
         "breached points=-100; breached points=-200 staff=bo"),
    Line("corrected to nothing", score(points=-1, last=True, where={"ok": True}),
         "08:00 job.opened staff=ann ok=true; 09:00 job.opened ok=false", "10:00", ""),
    Line("per-minute money", score(money="-1 * grade"), "08:00 job.opened staff=ann grade=17", "09:00", "breached money=-1700"),
    Line("the unit bears it", score(points=-2, to="unit"), "08:00 job.opened unit=u", "09:00", "breached unit=u"),
    Line("a formula", score(points="-0.5 * grade"), "08:00 job.opened staff=ann grade=3", "09:00", "breached points=-150"),
    Line("least and most", score(points="max(-1 * grade, -2)"), "08:00 job.opened staff=ann grade=9", "09:00", "breached points=-200"),
    Line("no number in the field", score(points="grade"), "08:00 job.opened staff=ann grade=2.5", "09:00", "undecided missing=grade"),
    Line("not known whether it applies", score(points=1, where={"ok": True}), "08:00 job.opened staff=ann", "09:00",
         "undecided missing=ok"),
)  # fmt: skip
def test_score(line: Line, engine: Engine) -> None:
    line.holds(engine)


KTH = score(points="-1 * k", kth="month")


@ENGINES
@lines(
    Line("again and again", KTH, "08:00 job.opened staff=ann; 08:01 s2/job.opened staff=ann; 08:02 job.opened staff=bo", "09:00",
         "breached points=-100 part=1 period=2026-03; breached points=-200 part=2; breached points=-100"),
    Line("a new month begins anew", KTH, "2026-02-28 23:59:59 job.opened staff=ann; 2026-03-01 00:00 job.opened staff=ann", "09:00",
         "breached points=-100 period=2026-02; breached points=-100 period=2026-03"),
    Line("at one instant the order of ids", KTH, "08:00 job.opened staff=ann id=b; 08:00 job.opened staff=ann id=a", "09:00",
         "breached evidence=a part=1; breached evidence=b part=2"),
    Line("what is undecided is not counted", score(points="-1 * k", kth="month", where={"ok": True}),
         "08:00 job.opened staff=ann; 08:01 job.opened staff=ann ok=true", "09:00",
         "undecided part=-; breached part=1"),
)  # fmt: skip
def test_kth(line: Line, engine: Engine) -> None:
    line.holds(engine)


def month(kind: str, *days: int, **fields: str) -> str:
    """Facts of a kind at eight o'clock on these days of March 2026, each of a subject of its own."""
    said = "".join(f" {name}={value}" for name, value in fields.items())
    return "; ".join(f"2026-03-{day:02} 08:00 c{day}/job.{kind}{said}" for day in days)


EXCEPTED = [
    clause("1", **KTH),
    clause(
        "1x", exception_to="1", score=score(points="-10 * k", kth="month", where={"area": "rural"})["score"]
    ),
]
FLAT = [clause("1", **KTH), clause("1x", exception_to="1", **score(points=-9, where={"area": "rural"}))]
TANGLED = "08:00 job.opened staff=ann area=urban; 09:00 job.opened staff=ann area=rural; 10:00 job.opened staff=ann area=urban"


@ENGINES
@lines(
    Line("the k-th complaint costs k times five", score(points="-5 * k", kth="month"), month("opened", 2, 9, 20, staff="ann"), "+40 00:00",
         "breached points=-500 part=1; breached points=-1000 part=2; breached points=-1500 part=3"),
    Line("his supervisor answers from the second on", score(to="boss", points="min(-3 * (k - 1), 0)", kth="month", kth_of="staff"),
         month("opened", 2, 9, 20, staff="ann", boss="cho"), "+40 00:00",
         "kept points=0 staff=cho part=1; breached points=-300 staff=cho part=2; breached points=-600 part=3"),
    Line("the leader from the third", score(to="boss", points="min(-3 * (k - 2), 0)", kth="month", kth_of="staff"),
         month("opened", 2, 9, 20, 21, staff="ann", boss="dai"), "+40 00:00", "kept; kept; breached points=-300; breached points=-600"),
    Line("whose k it is need not be the bearer's", score(to="boss", points="-1 * k", kth="month", kth_of="staff"),
         "08:00 job.opened staff=ann boss=cho; 09:00 job.opened staff=bo boss=cho; 10:00 job.opened staff=ann", "12:00",
         "breached part=1; breached part=1; undecided missing=boss part=2"),
    Line("nobody whose k it is", score(to="boss", points="-1 * k", kth="month", kth_of="staff"), "08:00 job.opened boss=cho", "12:00",
         "undecided missing=staff part=-"),
    Line("k of a field", score(points="-1 * k", kth="week", kth_of="area"),
         "08:00 job.opened staff=ann area=urban; 09:00 job.opened staff=bo area=urban; +7 08:00 job.opened staff=bo area=urban", "+9 00:00",
         "breached part=1; breached part=2; breached part=1 period=2026-W11"),
    Line("an exception does not break the ladder", EXCEPTED, TANGLED, "12:00", "breached part=1 points=-100; breached part=3 points=-300"),
    Line("nor does its own begin anew", EXCEPTED, TANGLED, "12:00", "breached part=2 points=-2000", only="1x"),
    Line("what the exception prices flatly still happened", FLAT, TANGLED, "12:00", "breached part=1; breached part=3"),
    Line("undecided which of the two, yet it happened", EXCEPTED, TANGLED.replace("rural", "rural").replace(" area=rural", ""), "12:00",
         "breached part=1; undecided missing=area part=-; breached part=3"),
    Line("once a day", score(points="-1 * k", kth="month", once="day"),
         "08:00 job.opened staff=ann; 09:00 job.opened staff=ann; 09:30 job.opened staff=bo; +1 08:00 job.opened staff=ann", "+2 00:00",
         "breached part=1; breached part=1 staff=bo; breached part=2 at=2026-03-03T08:00:00"),
    Line("once a day, without counting", score(points=-1, once="day"), "08:00 job.opened staff=ann; 09:00 job.opened staff=ann", "12:00",
         "breached at=08:00:00 part=- period=2026-03-02"),
)  # fmt: skip
def test_ladders(line: Line, engine: Engine) -> None:
    line.holds(engine)


STAR = score(money="500 * n", row="month", once="month")


@ENGINES
@lines(
    Line("stars in a row", STAR,
         "2026-01-31 18:00 job.opened staff=ann; 2026-02-28 18:00 job.opened staff=ann; 2026-03-31 18:00 job.opened staff=ann",
         "2026-04-01 00:00",
         "praised money=50000 part=1 period=2026-01; praised money=100000 part=2; praised money=150000 part=3 period=2026-03"),
    Line("after a break it begins anew", STAR,
         "2026-01-31 18:00 job.opened staff=ann; 2026-03-31 18:00 job.opened staff=ann; 2026-04-30 18:00 job.opened staff=ann",
         "2026-05-01 00:00",
         "praised money=50000; praised money=50000; praised money=100000"),
    Line("over the turn of the year", STAR, "2025-12-31 18:00 job.opened staff=ann; 2026-01-31 18:00 job.opened staff=ann",
         "2026-05-01 00:00",
         "praised part=1; praised part=2 money=100000"),
    Line("another's star is not one's own", STAR, "2026-02-28 18:00 job.opened staff=ann; 2026-03-31 18:00 job.opened staff=bo",
         "2026-05-01 00:00", "praised part=1; praised part=1"),
    Line("two in one month are one", STAR, "2026-03-30 18:00 job.opened staff=ann; 2026-03-31 18:00 job.opened staff=ann",
         "2026-05-01 00:00",
         "praised part=1 at=2026-03-30T18:00:00"),
    Line("days in a row", score(points="-1 * n", row="day"),
         "08:00 job.opened staff=ann; 09:00 job.opened staff=ann; +1 08:00 job.opened staff=ann; +3 08:00 job.opened staff=ann", "+9 00:00",
         "breached part=1; breached part=1; breached part=2; breached part=1"),
)  # fmt: skip
def test_in_a_row(line: Line, engine: Engine) -> None:
    line.holds(engine)


LATE = clause("2", limit={"from": "job.opened", "to": "job.done", "within": "1h", "answers": "from"})
BREACHES = [LATE, clause("1", score={"breaches": "2", "to": "staff", "points": "-2 * k", "kth": "month"})]


@ENGINES
@lines(
    Line("breaches of a clause are scored", BREACHES, "08:00 job.opened staff=ann unit=u; 08:30 s2/job.opened staff=ann; 09:20 job.done",
         "10:00",
         "breached points=-200 part=1 evidence=f1,f3 unit=u; breached points=-400 part=2"),
    Line("what was kept is not", BREACHES, "08:00 job.opened staff=ann; 08:20 job.done", "10:00", ""),
    Line("a breach of nobody by name", BREACHES, "08:00 job.opened unit=u", "10:00", "undecided missing=staff part=-"),
)  # fmt: skip
def test_scored_breaches(line: Line, engine: Engine) -> None:
    line.holds(engine)
