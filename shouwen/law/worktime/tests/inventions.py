"""What Hypothesis invents for the laws of working time: offices, instants near their edges, limits, pauses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from shouwen.law.worktime.calendar import Calendar
from shouwen.law.worktime.instants import DAY
from shouwen.law.worktime.limits import MINUTE, Limit, Unit
from shouwen.law.worktime.pauses import Pauses
from shouwen.law.worktime.tests.offices import at, office

ZONES = ["Asia/Shanghai", "America/New_York", "Europe/London", "Australia/Lord_Howe", "America/Havana"]
EPOCHS = [
    at(day) for day in ("2024-02-01", "2026-02-10", "2026-03-06", "2026-03-28", "2026-10-23", "2026-12-22")
]
UNITS: list[Unit] = ["clock", "d", "wd", "w", "mo", "y", "same day", "same week", "same month"]
MOST = {"clock": 400_000, "d": 40, "wd": 30, "w": 6, "mo": 14, "y": 3}


def _text(begin: int, end: int) -> str:
    return "-".join(f"{half // 2:02}:{half % 2 * 30:02}" for half in (begin, end))


@st.composite
def spans(draw: st.DrawFn) -> list[str]:
    """Up to three spans of a day on the half hour; the last may run over midnight."""
    edges = sorted(draw(st.sets(st.integers(0, 47), min_size=2, max_size=6)))
    edges = edges[: len(edges) // 2 * 2]
    day = [_text(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    if edges[0] > 0 and draw(st.booleans()):
        day[-1] = _text(edges[-2], draw(st.integers(0, edges[0])))
    return day


weeks = st.tuples(spans(), st.sampled_from(["sat", "sat-sun", ""]), spans()).map(
    lambda drawn: {"mon-fri": drawn[0]} | ({drawn[1]: drawn[2]} if drawn[1] else {})
)
specs = st.fixed_dictionaries(
    {"week": weeks, "holidays": st.sampled_from(["china", "none"])},
    optional={
        "days": st.dictionaries(
            st.sampled_from(["2024-02-04", "2026-02-14", "2026-03-10", "2026-10-25", "2027-01-01"]),
            st.one_of(st.just("closed"), spans()),
        ),
        "seasons": weeks.map(lambda week: [{"name": "cold", "from": "11-15", "to": "03-15", "week": week}]),
    },
)


def sound(spec: dict[str, Any]) -> bool:
    """A span over midnight may meet the first of another day; the spec refuses that, so it is not invented."""
    try:
        office(**spec)
    except ValueError:
        return False
    return True


sound_specs = specs.filter(sound)


@st.composite
def offices(draw: st.DrawFn) -> Calendar:
    return office(zone=draw(st.sampled_from(ZONES)), **draw(sound_specs))


instants = st.builds(
    lambda epoch, minutes, micro: epoch + minutes * MINUTE + micro,
    st.sampled_from(EPOCHS),
    st.one_of(st.integers(0, 15 * 24 * 2).map(lambda half: half * 30), st.integers(0, 15 * 1440)),
    st.sampled_from([0, 0, 0, 1, -1]),
)


@st.composite
def limits(draw: st.DrawFn, units: list[Unit] = UNITS) -> Limit:
    unit = draw(st.sampled_from(units))
    if unit.startswith("same"):
        return Limit(0, unit)
    count = draw(st.integers(1, MOST[unit]))
    return Limit(count * draw(st.sampled_from([1, MINUTE])) if unit == "clock" else count, unit)


@dataclass(frozen=True)
class Case:
    """One start with pauses around it."""

    start: int
    pauses: tuple[tuple[int, int], ...]

    @property
    def table(self) -> Pauses:
        return Pauses.of([self.pauses])


@st.composite
def cases(draw: st.DrawFn) -> Case:
    start = draw(instants)
    offsets = st.one_of(st.integers(-600, 3 * 1440), st.integers(-600, 30 * 1440)).map(lambda m: m * MINUTE)
    lengths = st.one_of(st.integers(0, 600).map(lambda m: m * MINUTE), st.integers(0, 3 * DAY))
    drawn = draw(st.lists(st.tuples(offsets, lengths), max_size=4))
    return Case(start, tuple((start + offset, start + offset + length) for offset, length in drawn))
