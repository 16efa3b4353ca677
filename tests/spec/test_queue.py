"""What it means to wait one's turn, and to be given no more than the others."""

from __future__ import annotations

from typing import Any

import pytest

from tests.spec.table import ENGINES, Engine, Line, lines

pytestmark = pytest.mark.slow


def queue(**more: Any) -> dict[str, Any]:
    """Opened is a number drawn, begun the call, dropped somebody who goes; rural ones go first."""
    rule = {"arrive": "job.opened", "serve": "job.begun", "leave": "job.dropped", "per": "unit"}
    return {"queue": {**rule, **more}, "breach": {"points": -1}}


FIRST = queue(first={"area": "rural"})
TWO = "08:00 a/job.opened unit=u area=urban; 08:10 b/job.opened unit=u area=urban; "


@ENGINES
@lines(
    Line("in turn", queue(), TWO + "09:00 a/job.begun unit=u staff=ann; 09:10 b/job.begun unit=u", "10:00",
         "kept subject=a staff=ann unit=u part=0 period=2026-03-02 at=09:00:00 evidence=f3,f1; kept subject=b evidence=f4,f2"),
    Line("out of turn", queue(), TWO + "09:00 b/job.begun unit=u staff=ann", "10:00",
         "breached subject=b staff=ann part=1 points=-100 evidence=f3,f2,f1"),
    Line("at the same microsecond nobody is first", queue(),
         "08:00 a/job.opened unit=u; 08:00 b/job.opened unit=u; 09:00 b/job.begun unit=u",
         "10:00", "kept part=0"),
    Line("one microsecond earlier", queue(), "08:00 a/job.opened unit=u; 08:00:00.000001 b/job.opened unit=u; 09:00 b/job.begun unit=u",
         "10:00", "breached part=1"),
    Line("who left is not overtaken", queue(), TWO + "08:30 a/job.dropped unit=u; 09:00 b/job.begun unit=u", "10:00", "kept part=0"),
    Line("who leaves at that moment neither", queue(), TWO + "09:00 a/job.dropped unit=u; 09:00 b/job.begun unit=u", "10:00", "kept"),
    Line("who leaves a moment later was", queue(), TWO + "09:00:00.000001 a/job.dropped unit=u; 09:00 b/job.begun unit=u", "10:00",
         "breached"),
    Line("who arrives after it was not waiting", queue(), "08:00 a/job.opened unit=u; 09:00 a/job.begun unit=u; 09:01 b/job.opened unit=u",
         "10:00", "kept"),
    Line("served before he arrived", queue(),
         "08:00 b/job.begun unit=u; 08:30 b/job.opened unit=u; 08:40 c/job.opened unit=u; 09:00 c/job.begun unit=u",
         "10:00", "kept subject=b evidence=f1; breached subject=c evidence=f4,f3,f2"),
    Line("without a number nobody goes first", queue(), "08:00 a/job.opened unit=u; 09:00 x/job.begun unit=u", "10:00",
         "breached part=1 evidence=f2,f1"),
    Line("without a number, when nobody waits", queue(), "09:00 x/job.begun unit=u", "10:00", "kept evidence=f1"),
    Line("called again he keeps his place", queue(), TWO + "09:00 a/job.begun unit=u; 09:02 a/job.begun unit=u", "10:00", "kept; kept"),
    Line("who went has lost it", queue(), TWO + "08:30 a/job.dropped unit=u; 09:00 a/job.begun unit=u", "10:00",
         "breached part=1 evidence=f4,f2"),
    Line("who draws twice keeps the first", queue(),
         "08:00 a/job.opened unit=u; 08:10 b/job.opened unit=u; 08:20 a/job.opened unit=u; 09:00 b/job.begun unit=u",
         "10:00", "breached part=1 evidence=f4,f2,f1"),
    Line("precedence", FIRST, TWO + "08:30 c/job.opened unit=u area=rural; 09:00 c/job.begun unit=u", "10:00",
         "kept part=0 evidence=f4,f3"),
    Line("precedence overlooked", FIRST, TWO + "08:30 c/job.opened unit=u area=rural; 09:00 a/job.begun unit=u", "10:00",
         "breached part=1 evidence=f4,f1,f3"),
    Line("both with precedence", FIRST,
         "08:00 a/job.opened unit=u area=rural; 08:10 b/job.opened unit=u area=rural; 09:00 b/job.begun unit=u",
         "10:00", "breached part=1"),
    Line("precedence and the queue", FIRST, TWO + "08:30 c/job.opened unit=u area=rural; 09:00 b/job.begun unit=u", "10:00",
         "breached part=2 evidence=f4,f2,f3"),
    Line("not known whether somebody has it", FIRST,
         "08:00 a/job.opened unit=u area=urban; 08:10 b/job.opened unit=u; 09:00 a/job.begun unit=u",
         "10:00", "undecided missing=area part=- points=0 evidence=f3,f1"),
    Line("it makes no difference", FIRST, "08:00 a/job.opened unit=u; 08:10 b/job.opened unit=u area=urban; 09:00 a/job.begun unit=u",
         "10:00", "kept"),
    Line("overtaken whatever it is", FIRST, "08:00 a/job.opened unit=u; 08:10 b/job.opened unit=u area=urban; 09:00 b/job.begun unit=u",
         "10:00",
         "breached part=1"),
    Line("not known whether it counts", queue(where={"ok": True}), TWO + "09:00 b/job.begun unit=u", "10:00",
         "undecided missing=ok evidence=f3"),
    Line("another unit", queue(), "08:00 a/job.opened unit=u; 08:10 b/job.opened unit=v; 09:00 b/job.begun unit=v", "10:00", "kept unit=v"),
    Line("no unit is no queue", queue(), "08:00 a/job.opened unit=u; 09:00 b/job.begun", "10:00", ""),
    Line("a queue for each field", queue(per="area"), TWO + "08:15 c/job.opened unit=u area=rural; 09:00 c/job.begun area=rural; "
         "09:10 b/job.begun area=urban",
         "10:00", "kept subject=c; breached subject=b"),
    Line("tomorrow is another queue", queue(), TWO + "+1 09:00 b/job.begun unit=u", "+1 10:00", "kept period=2026-03-03 evidence=f3"),
    Line("before the clause", queue() | {"effective": "2026-03-03"}, TWO + "09:00 b/job.begun unit=u", "10:00", ""),
)  # fmt: skip
def test_queue(line: Line, engine: Engine) -> None:
    line.holds(engine)


def closing(**more: Any) -> dict[str, Any]:
    """Left is a counter that closes."""
    rule = {
        "empty_before": "job.left",
        "arrive": "job.opened",
        "done": ["job.begun", "job.dropped"],
        "per": "unit",
    }
    return {"queue": {**rule, **more}, "breach": {"points": -1}}


@ENGINES
@lines(
    Line("nobody waits", closing(), TWO + "09:00 a/job.begun unit=u; 09:10 b/job.dropped unit=u; 17:30 desk/job.left unit=u staff=ann",
         "18:00",
         "kept subject=desk staff=ann part=0 evidence=f5"),
    Line("two wait", closing(), TWO + "17:30 desk/job.left unit=u staff=ann", "18:00", "breached part=2 points=-100 evidence=f3,f1"),
    Line("served as it closes", closing(), "08:00 a/job.opened unit=u; 17:30 a/job.begun unit=u; 17:30 desk/job.left unit=u", "18:00",
         "kept"),
    Line("served a moment later", closing(),
         "08:00 a/job.opened unit=u; 17:30:00.000001 a/job.begun unit=u; 17:30 desk/job.left unit=u", "18:00", "breached"),
    Line("who comes as it closes does not wait yet", closing(), "17:30 a/job.opened unit=u; 17:30 desk/job.left unit=u", "18:00", "kept"),
    Line("who is being served at this counter", closing(per="staff", arrive="job.begun", done="job.done"),
         "08:00 a/job.begun staff=ann; 08:10 b/job.begun staff=bo; 08:20 b/job.done staff=bo; 09:00 x/job.left staff=bo; "
         "09:01 y/job.left staff=ann", "10:00",
         "kept staff=bo; breached staff=ann"),
)  # fmt: skip
def test_closing(line: Line, engine: Engine) -> None:
    line.holds(engine)


def even(**more: Any) -> dict[str, Any]:
    """Opened gives work to its staff, among those who joined."""
    rule = {
        "of": "job.opened",
        "among": {"from": "job.joined", "to": "job.left"},
        "per": "unit",
        "every": "month",
    }
    return {"assign": {"even": {**rule, **more}}, "breach": {"points": -1}}


TEAM = "2026-02-01 08:00 p/job.joined unit=u staff=ann; 2026-02-01 08:01 q/job.joined unit=u staff=bo; "


def given(*whom: str) -> str:
    """Work given at eight, nine, ..."""
    return "; ".join(
        f"{8 + hour:02}:00 s{hour}/job.opened unit=u staff={name}" for hour, name in enumerate(whom)
    )


@ENGINES
@lines(
    Line("turn about", even(), TEAM + given("ann", "bo", "ann"), "23:00",
         "kept staff=ann part=1 whole=1 period=2026-03 evidence=f3,f2; kept staff=bo part=1 whole=2 evidence=f4,f1; kept part=2 whole=2"),
    Line("twice in a row", even(), TEAM + given("ann", "ann"), "23:00",
         "kept; breached staff=ann part=2 whole=1 points=-100 evidence=f4,f2"),
    Line("two apart are allowed", even(apart=2), TEAM + given("ann", "ann", "ann"), "23:00", "kept; kept; breached part=3 whole=2"),
    Line("nobody else is there", even(), "2026-02-01 08:00 p/job.joined unit=u staff=ann; " + given("ann", "ann", "ann"), "23:00",
         "kept whole=-; kept; kept part=3"),
    Line("who left is not compared with", even(), TEAM + "2026-02-20 08:00 q/job.left unit=u staff=bo; " + given("ann", "ann"), "23:00",
         "kept; kept"),
    Line("who leaves at that moment neither", even(), TEAM + "09:00 q/job.left unit=u staff=bo; " + given("ann", "ann"), "23:00",
         "kept; kept"),
    Line("who leaves later is", even(), TEAM + "09:00:01 q/job.left unit=u staff=bo; " + given("ann", "ann"), "23:00", "kept; breached"),
    Line("who came back is", even(), TEAM + "2026-02-20 08:00 q/job.left unit=u staff=bo; "
         "2026-02-21 08:00 q/job.joined unit=u staff=bo; " + given("ann", "ann"),
         "23:00", "kept; breached evidence=f6,f4"),
    Line("who comes later", even(), TEAM.split(";")[0] + "; 08:30 q/job.joined unit=u staff=bo; " + given("ann", "ann"), "23:00",
         "kept; breached"),
    Line("another month", even(), TEAM + "2026-02-27 08:00 s9/job.opened unit=u staff=ann; " + given("ann"), "23:00",
         "kept period=2026-02; kept period=2026-03"),
    Line("another unit", even(), TEAM + "07:00 s9/job.opened unit=v staff=ann; " + given("ann"), "23:00", "kept unit=v; kept"),
    Line("the whole company", even(per="all"), TEAM + "07:00 s9/job.opened unit=v staff=ann; " + given("ann"), "23:00", "kept; breached"),
    Line("given to nobody", even(), TEAM + "08:00 job.opened unit=u", "23:00", "undecided missing=staff"),
    Line("not known whether it counts", even(where={"ok": True}),
         TEAM + "07:00 s8/job.opened unit=u staff=ann; 08:00 s9/job.opened unit=u staff=ann ok=true", "23:00",
         "undecided missing=ok part=-; undecided missing=ok part=1 whole=1 evidence=f4,f2"),
    Line("it makes no difference", even(where={"ok": True}),
         TEAM + "07:00 s8/job.opened unit=u staff=bo; 08:00 s9/job.opened unit=u staff=ann ok=true", "23:00", "undecided; kept"),
)  # fmt: skip
def test_even(line: Line, engine: Engine) -> None:
    line.holds(engine)
