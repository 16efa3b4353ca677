"""What a check means, and every test a condition can make."""

from __future__ import annotations

from typing import Any

import pytest

from tests.packs import clause
from tests.spec.table import ENGINES, Engine, Line, lines

pytestmark = pytest.mark.slow


def check(must: dict[str, Any], **more: Any) -> dict[str, Any]:
    """done has to fulfil conditions."""
    return {"check": {"on": "job.done", "must": must, **more}, "breach": {"points": -2}}


def graded(*grades: str) -> str:
    """Done with these grades, one minute after the other."""
    return "; ".join(f"08:{minute:02} job.done grade={grade}" for minute, grade in enumerate(grades))


GOOD = {"grade": {"at_least": 5, "at_most": 15}}
GRADE = {"grade": {"over": 3}}


@ENGINES
@lines(
    Line("as required", check({"ok": True}), "08:00 job.done ok=true staff=ann unit=u customer=c", "09:00",
         "kept at=08:00:00 points=0 staff=ann unit=u customer=c evidence=f1"),
    Line("not as required", check({"ok": True}), "08:00 job.done ok=false staff=ann", "09:00",
         "breached points=-200 staff=ann evidence=f1"),
    Line("not known", check({"ok": True}), "08:00 job.done", "09:00", "undecided missing=ok points=0"),
    Line("one that certainly fails decides", check({"ok": True, "area": "urban"}), "08:00 job.done area=rural", "09:00", "breached"),
    Line("only where it applies", check({"ok": True}, where={"area": "urban"}), "08:00 job.done area=rural ok=false", "09:00", ""),
    Line("not known whether it applies", check({"ok": True}, where={"area": "urban"}), "08:00 job.done ok=false", "09:00",
         "undecided missing=area"),
    Line("every time", check({"ok": True}), "08:00 job.done ok=false; 09:00 job.done ok=true", "10:00", "breached; kept"),
    Line("the last replaces", check({"ok": True}, last=True), "08:00 job.done ok=false; 09:00 job.done ok=true", "10:00",
         "kept evidence=f2"),
    Line("until now", check({"ok": True}, last=True), "08:00 job.done ok=false; 09:00 job.done ok=true", "08:59", "breached evidence=f1"),
    Line("of its own subject", check({"ok": True}, last=True), "08:00 job.done ok=false; 09:00 s2/job.done ok=true", "10:00",
         "breached; kept"),
    Line("corrected to where it does not apply", check({"ok": True}, last=True, where={"area": "urban"}),
         "08:00 job.done ok=false area=urban; 09:00 job.done ok=false area=rural", "10:00", ""),
    Line("what comes after the clause does not correct", check({"ok": True}, last=True) | {"until": "2026-03-02"},
         "08:00 job.done ok=false; +1 09:00 job.done ok=true", "+1 10:00", "breached"),
    Line("praise", check({"ok": True}) | {"praise": {"points": 1}}, "08:00 job.done ok=true", "09:00", "praised points=100"),
    Line("an exception", [clause("1", **check({"ok": True})),
                          clause("2", **check({"ok": False}, where={"area": "rural"}), exception_to="1")],
         "08:00 job.done ok=false area=rural; 08:01 job.done ok=false area=urban", "09:00", "breached at=08:01:00"),
)  # fmt: skip
def test_check(line: Line, engine: Engine) -> None:
    line.holds(engine)


@ENGINES
@lines(
    Line("both bounds belong to it", check(GOOD), graded("4.999999", "5", "5.0", "15", "15.000001", "-7"), "09:00",
         "breached; kept; kept; kept; breached; breached"),
    Line("over and under leave the bound out", check({"grade": {"over": 5, "under": 7.5}}), graded("5", "5.000001", "7.49", "7.5"), "09:00",
         "breached; kept; kept; breached"),
    Line("what is no number", check(GRADE), graded("good", "1e3", "1234567890123456", "4.0000001"), "09:00",
         "; ".join(["undecided missing=grade"] * 4)),
    Line("fifteen digits are exact", check({"grade": {"at_most": 999999999999999}}), graded("999999999999999.000001"), "09:00", "breached"),
    Line("the same as", check({"grade": {"same_as": "area"}}),
         "08:00 job.done grade=5 area=5.0; 08:01 job.done grade=a area=a; 08:02 job.done grade=5 area=a", "09:00", "kept; kept; breached"),
    Line("another than who did it", check({"area": {"differs_from": "staff"}}),
         "08:00 job.done area=bo staff=ann; 08:01 job.done area=ann staff=ann", "09:00", "kept; breached"),
    Line("one of two is missing", check({"area": {"differs_from": "staff"}}), "08:00 job.done staff=ann; 08:01 job.done area=ann", "09:00",
         "undecided missing=area; undecided missing=staff"),
    Line("while the hall is open", check({"at": {"open": "hall"}}),
         "08:29:59 job.done; 08:30 job.done; 11:59:59 job.done; 12:00 job.done; 2026-03-07 09:00 job.done", "+9 00:00",
         "breached; kept; kept; breached; breached"),
    Line("while it is shut", check({"at": {"shut": "hall"}}), "08:29:59 job.done; 08:30 job.done; 12:00 job.done", "+9 00:00",
         "kept; breached; kept"),
    Line("holidays and the Saturdays for them", check({"at": {"open": "hall"}}),
         "2026-10-01 09:00 job.done; 2026-10-10 09:00 job.done", "2026-11-01 00:00", "breached; kept"),
)  # fmt: skip
def test_conditions(line: Line, engine: Engine) -> None:
    line.holds(engine)
