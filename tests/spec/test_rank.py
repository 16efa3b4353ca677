"""What rankings mean."""

from __future__ import annotations

from typing import Any

import pytest

from tests.packs import clause
from tests.spec.table import ENGINES, Engine, Line, lines

pytestmark = pytest.mark.slow
NEXT = "+1 00:00"


def rank(**keys: Any) -> dict[str, Any]:
    """Staff compared every day by how many they have done."""
    given = {"per": "staff", "every": "day", "best": {}, "worst": {}} | (
        {} if "by" in keys else {"by": {"count": {"of": "job.done"}}}
    )
    return {"rank": given | keys, "praise": {"money": 500}, "breach": {"points": -1}}


def done(**counts: int) -> str:
    """So many done by each."""
    return "; ".join(
        f"08:{n:02} job.done staff={who} unit=u" for who, times in counts.items() for n in range(times)
    )


SHARE = {"share": {"of": "job.done", "where": {"ok": True}}}


@ENGINES
@lines(
    Line("best, worst, and between", rank(), done(ann=3, bo=2, cho=1), NEXT,
         "praised staff=ann part=1 whole=3 money=50000 points=0 period=2026-03-02; "
         "kept staff=bo part=2; breached staff=cho part=3 points=-100"),
    Line("while the period runs", rank(), done(ann=3, bo=2), "23:00", "open part=- whole=-; open"),
    Line("those who are alike share the place", rank(), done(ann=3, bo=3, cho=1), NEXT, "praised part=1; praised part=1; breached part=3"),
    Line("all alike: nobody is best, nobody worst", rank(), done(ann=2, bo=2), NEXT, "kept part=1; kept part=1"),
    Line("alone", rank(), done(ann=2), NEXT, "kept part=1 whole=1"),
    Line("fewer is better", rank(better="fewer"), done(ann=3, bo=1), NEXT, "breached staff=ann part=2; praised staff=bo part=1"),
    Line("two best places", rank(best={"places": 2}, worst=None), done(ann=3, bo=2, cho=1), NEXT, "praised; praised part=2; kept"),
    Line("below the sample nobody is ranked", rank(sample=2), done(ann=3, bo=2, cho=1), NEXT,
         "praised whole=2; breached part=2; undecided missing=sample whole=1 part=-"),
    Line("who is left out", rank(exclude={"of": "job.dropped"}), done(ann=3, bo=2, cho=1) + "; 09:00 job.dropped staff=ann", NEXT,
         "undecided staff=ann missing=excluded; praised staff=bo part=1 whole=2; breached staff=cho"),
    Line("not known whether left out", rank(exclude={"of": "job.dropped", "where": {"ok": True}}),
         done(ann=3, bo=2) + "; 09:00 job.dropped staff=ann", NEXT, "undecided missing=ok; undecided missing=ok"),
    Line("one unknown figure and nobody has a place", rank(by=SHARE), "08:00 job.done staff=ann ok=true; 08:01 job.done staff=bo", NEXT,
         "undecided missing=ok; undecided missing=ok"),
    Line("shares are compared crosswise", rank(by=SHARE),
         "08:00 job.done staff=ann ok=true; 08:01 job.done staff=bo ok=true; 08:02 job.done staff=bo ok=false", NEXT,
         "praised staff=ann; breached staff=bo"),
    Line("two of three is four of six", rank(by=SHARE), "; ".join(f"08:00 job.done staff=ann ok={ok}" for ok in ("true", "true", "false"))
         + "; " + "; ".join(f"08:00 job.done staff=bo ok={ok}" for ok in ("true",) * 4 + ("false",) * 2), NEXT, "kept part=1; kept part=1"),
    Line("a mean over decimals", rank(by={"mean": {"of": "job.done", "field": "score"}}),
         "08:00 job.done staff=ann score=90.25; 08:01 job.done staff=bo score=90.3", NEXT, "breached staff=ann; praised staff=bo"),
    Line("within the unit", rank(within="unit"), done(ann=3, bo=2) + "; 09:00 job.done staff=cho unit=v", NEXT,
         "praised staff=ann unit=u whole=2; breached staff=bo unit=u; kept staff=cho unit=v whole=1"),
    Line("units", rank(per="unit"), done(ann=3) + "; 09:00 job.done unit=v", NEXT, "praised unit=u staff=-; breached unit=v"),
    Line("who is there and did nothing", rank(during={"from": "job.joined", "to": "job.left"}),
         "2026-03-01 12:00 job.joined staff=bo; " + done(ann=1), NEXT, "praised staff=ann; breached staff=bo part=2; open staff=bo"),
)  # fmt: skip
def test_rank(line: Line, engine: Engine) -> None:
    line.holds(engine)


LATE = clause("2", limit={"from": "job.opened", "to": "job.done", "within": "1h"}, breach={"points": -5})
KTH = clause("3", score={"on": "job.dropped", "to": "staff", "points": "-2 * k", "kth": "month"})
OF_UNIT = clause("4", score={"on": "job.paused", "to": "unit", "points": -50})
POINTS = [LATE, KTH, OF_UNIT, clause("1", **rank(by={"points": ["2", "3", "4"]}, every="month"))]
LONG = "2026-04-01 00:00"


@ENGINES
@lines(
    Line("by points of single cases and of ladders", POINTS,
         "08:00 job.opened; 10:00 job.done staff=ann; 11:00 job.dropped staff=bo; 12:00 job.dropped staff=bo; "
         "13:00 s2/job.opened; 13:30 s2/job.done staff=cho",
         LONG, "kept staff=ann part=2; breached staff=bo part=3; praised staff=cho part=1 whole=3"),
    Line("what the unit bears is not the staff's", POINTS,
         "08:00 job.paused staff=ann unit=u; 11:00 job.dropped staff=bo; 09:00 job.opened; 09:30 job.done staff=ann",
         LONG, "praised staff=ann whole=2; breached staff=bo"),
    Line("a case that is not judged yet counts nothing", POINTS, "08:00 job.dropped staff=ann; 2026-03-31 23:59 s2/job.opened staff=bo",
         LONG, "kept whole=1"),
    Line("points that nobody knows leave the places open", [*POINTS[:1], clause("3", score={"on": "job.dropped", "to": "staff",
         "points": "-1 * grade"}),
         clause("1", **rank(by={"points": ["2", "3"]}))], "08:00 job.dropped staff=ann; 09:00 job.dropped staff=bo grade=2", NEXT,
         "undecided missing=grade; undecided missing=grade"),
)  # fmt: skip
def test_rank_by_points(line: Line, engine: Engine) -> None:
    line.holds(engine)
