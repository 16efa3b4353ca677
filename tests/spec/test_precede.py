"""What an order of events means."""

from __future__ import annotations

from typing import Any

import pytest

from tests.spec.table import ENGINES, Engine, Line, lines

pytestmark = pytest.mark.slow


def before(**more: Any) -> dict[str, Any]:
    """begun has to come before done."""
    return {"precede": {"what": "job.begun", "before": "job.done", **more}, "breach": {"points": -2}}


def after(**more: Any) -> dict[str, Any]:
    """done has to come after opened."""
    return {"precede": {"what": "job.done", "after": "job.opened", **more}}


@ENGINES
@lines(
    Line("it came before", before(), "08:00 job.begun; 08:10 job.begun; 09:00 job.done", "10:00", "kept evidence=f3,f2"),
    Line("it came at the same instant", before(), "09:00 job.begun; 09:00 job.done", "10:00", "kept"),
    Line("whatever the ids", before(), "09:00 job.begun id=b; 09:00 job.done id=a", "10:00", "kept evidence=a,b"),
    Line(
        "it came too late", before(), "09:00 job.done staff=ann unit=u; 09:01 job.begun", "10:00",
        "breached points=-200 staff=ann unit=u evidence=f1",
    ),
    Line("it came for another subject", before(), "08:00 s2/job.begun; 09:00 job.done", "10:00", "breached"),
    Line("every time", before(), "08:00 job.done; 08:10 job.begun; 09:00 job.done", "10:00", "breached; kept"),
    Line("any of several", before(what=["job.begun", "job.paused"]), "08:00 job.paused; 09:00 job.done", "10:00", "kept"),
    Line("its own kind wants another one", before(what=["job.done", "job.left"]), "08:00 job.done; 09:00 job.done",
         "10:00", "breached; kept"),
    Line("only where it applies", before(where={"ok": True}), "09:00 job.done ok=false", "10:00", ""),
    Line("not known whether it applies", before(where={"ok": True}), "09:00 job.done staff=ann", "10:00",
         "undecided missing=ok staff=ann points=0"),
    Line("before any of several", before(before=["job.done", "job.left"]), "08:00 job.done; 08:10 job.begun; 09:00 job.left", "10:00",
         "breached; kept"),
    Line("of who had to do it first", before(answers="what"),
         "08:00 job.begun staff=bo unit=v customer=c; 09:00 job.done staff=ann unit=u", "10:00",
          "kept staff=bo unit=v customer=- evidence=f2,f1"),
    Line("of nobody by name where it was not done", before(answers="what"), "08:00 job.opened unit=v; 09:00 job.done staff=ann", "10:00",
         "breached staff=- unit=v"),
    Line("praise", before() | {"praise": {"points": 1}}, "08:00 job.begun; 09:00 job.done", "10:00", "praised points=100"),
)  # fmt: skip
def test_before(line: Line, engine: Engine) -> None:
    line.holds(engine)


@ENGINES
@lines(
    Line(
        "it came", after(), "08:00 job.opened; 09:00 job.done staff=bo unit=v", "10:00",
        "kept closed_at=09:00:00 elapsed_s=3600 staff=bo unit=v evidence=f1,f2",
    ),
    Line("it has not come yet", after(), "08:00 job.opened unit=u; 08:01 job.begun unit=v", "10:00", "open due=- unit=v staff=-"),
    Line(
        "too late", after(until="job.left"), "08:00 job.opened; 08:30 job.left staff=ann; 09:00 job.done", "10:00",
        "breached closed_at=08:30:00 staff=ann evidence=f1,f2",
    ),
    Line("just in time", after(until="job.left"), "08:00 job.opened; 08:30 job.left id=a; 08:30 job.done id=b", "10:00", "kept"),
    Line("after any of several", after(after=["job.opened", "job.begun"]), "08:00 job.opened; 09:00 job.begun", "10:00", "open; open"),
    Line("of who set it off", after(answers="trigger"), "08:00 job.opened staff=ann unit=u; 09:00 job.done staff=bo unit=v", "10:00",
         "kept staff=ann unit=u"),
    Line("of who set it off while it is awaited", after(answers="trigger"), "08:00 job.opened staff=ann; 09:00 job.begun unit=v", "10:00",
         "open staff=ann unit=-"),
    Line("withdrawn", after(ends="job.dropped"), "08:00 job.opened; 08:30 job.dropped", "10:00", ""),
    Line("withdrawn before it came", after(ends="job.dropped"), "08:00 job.opened; 08:30 job.dropped; 09:00 job.done", "10:00", ""),
    Line("withdrawn after it came", after(ends="job.dropped"), "08:00 job.opened; 08:30 job.done; 09:00 job.dropped", "10:00", "kept"),
    Line("withdrawn as it came", after(ends="job.dropped"), "08:00 job.opened; 08:30 job.dropped id=a; 08:30 job.done id=b", "10:00",
     "kept"),
    Line("withdrawn after it was too late", after(until="job.left", ends="job.dropped"),
         "08:00 job.opened; 08:30 job.left; 09:00 job.dropped", "10:00", "breached closed_at=08:30:00"),
    Line("withdrawn as it was too late", after(until="job.left", ends="job.dropped"),
         "08:00 job.opened; 08:30 job.left; 08:30 job.dropped", "10:00", ""),
    Line("until the next opening", after(until="job.opened"), "08:00 job.opened; 09:00 job.opened", "10:00", "breached; open"),
)  # fmt: skip
def test_after(line: Line, engine: Engine) -> None:
    line.holds(engine)
