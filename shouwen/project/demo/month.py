"""A believable month: when people ring, and how far each matter has come by the present."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from random import Random

from shouwen.project.demo import stories
from shouwen.project.demo.people import Caller
from shouwen.project.demo.stories import Act, Pace

DAYS = 30
A_DAY = {"repair": 7.0, "complaint": 1.6, "consultation": 6.0, "report": 0.22}
HOURS = {
    "repair": (2, 1, 1, 1, 1, 2, 4, 6, 6, 5, 5, 5, 5, 4, 4, 4, 5, 7, 9, 10, 9, 7, 5, 3),
    "complaint": (0, 0, 0, 0, 0, 0, 0, 1, 6, 9, 9, 7, 2, 4, 7, 8, 7, 4, 2, 2, 1, 1, 0, 0),
    "consultation": (0, 0, 0, 0, 0, 0, 1, 3, 8, 10, 10, 7, 3, 5, 8, 8, 7, 4, 3, 3, 2, 1, 0, 0),
    "report": (0, 0, 0, 0, 0, 0, 0, 0, 2, 5, 5, 3, 1, 2, 4, 5, 3, 1, 0, 0, 0, 0, 0, 0),
}


@dataclass(frozen=True, slots=True)
class Tale:
    """One matter: its flow, its customer, and what has been done up to now, in the order of time."""

    flow: str
    caller: Caller | None
    acts: tuple[Act, ...]


def month(rng: Random, callers: list[Caller], now: datetime, days: int = DAYS) -> list[Tale]:
    """All matters of the last `days` days in the order they were taken in; some of the last hours lie neglected."""
    tales = [_tale(*planned, now) for planned in _plan(rng, callers, now, days)]
    return sorted((tale for tale in tales if tale.acts), key=lambda tale: tale.acts[0].at)


def _plan(
    rng: Random, callers: list[Caller], now: datetime, days: int
) -> Iterator[tuple[str, Caller | None, Iterator[Act]]]:
    first = (now - timedelta(days=days)).replace(hour=0, minute=0, second=0, microsecond=0)
    for crew in stories.CREWS:
        yield "standby", None, stories.standby(Pace(rng, first), crew, now)
    for flow, a_day in A_DAY.items():
        for at in _moments(rng, first, now, a_day, HOURS[flow]):
            yield _one(rng, flow, rng.choice(callers), at)
    yield from _present(rng, callers, now)


def _one(
    rng: Random, flow: str, caller: Caller, at: datetime, neglected: bool = False
) -> tuple[str, Caller | None, Iterator[Act]]:
    pace = Pace(rng, at)
    if flow == "repair":
        return flow, caller, stories.repair(pace, caller, neglected=neglected)
    if flow == "complaint":
        return flow, caller, stories.complaint(pace, caller, neglected=neglected)
    if flow == "report":
        return flow, None, stories.report(pace, caller if pace.chance(0.5) else None, neglected=neglected)
    return flow, caller, stories.consultation(pace, caller)


def _moments(
    rng: Random, first: datetime, now: datetime, a_day: float, hours: tuple[int, ...]
) -> Iterator[datetime]:
    """Instants from the first day to now, busier at busy hours; the last hour is left to `_present`."""
    day = first
    while day < now:
        for _ in range(int(max(0.0, rng.gauss(a_day, a_day**0.5 / 2)) + rng.random())):
            hour = rng.choices(range(24), hours)[0]
            at = day + timedelta(hours=hour, seconds=rng.randrange(3600))
            if at < now - timedelta(hours=1):
                yield at
        day += timedelta(days=1)


def _present(
    rng: Random, callers: list[Caller], now: datetime
) -> Iterator[tuple[str, Caller | None, Iterator[Act]]]:
    """What makes the desk alive when somebody opens it: fresh, nearly due and overdue matters."""
    urban = [caller for caller in callers if caller.area == "urban"]
    rural = [caller for caller in callers if caller.area == "rural"]
    for minutes, neglected in ((4, True), (12, True), (38, True), (67, True), (25, False), (51, False)):
        yield _one(rng, "repair", rng.choice(urban), now - timedelta(minutes=minutes), neglected)
    for minutes, neglected in ((83, True), (140, True), (40, False)):
        yield _one(rng, "repair", rng.choice(rural), now - timedelta(minutes=minutes), neglected)
    for hours in (0.05, 5, 22, 46, 100):
        yield _one(rng, "complaint", rng.choice(callers), now - timedelta(hours=hours), True)
    for days in (1, 8.5, 11):
        yield _one(rng, "report", rng.choice(callers), now - timedelta(days=days), True)


def _tale(flow: str, caller: Caller | None, acts: Iterator[Act], now: datetime) -> Tale:
    return Tale(flow, caller, tuple(takewhile(lambda act: act.at <= now, acts)))
