"""What scoring means."""

from __future__ import annotations

from typing import Any

import pytest

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
