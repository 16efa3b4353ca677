"""The judge's one way to working time: many cases a call, plain integers in and out."""

from __future__ import annotations

from collections.abc import Sequence

from shouwen.law.worktime.calendar import Calendar
from shouwen.law.worktime.limits import Limit
from shouwen.law.worktime.pauses import Pauses as PauseTable

Pauses = tuple[tuple[int, int], ...]
"""Stretches in which one clock stood: disjoint, in order, [from_at, until_at)."""


def dues(
    calendar: Calendar, starts: Sequence[int], limit: Limit, pauses: Sequence[Pauses]
) -> list[tuple[int, bool]]:
    """Due instants, and whether each is provisional: it runs into a year whose holidays are not announced."""
    paused = any(pauses)
    if calendar.round_the_clock and limit.unit == "clock" and not paused:
        return [(start + limit.count, False) for start in starts]
    due = calendar.due(starts, limit, PauseTable.of(pauses) if paused else None)
    return list(zip(due.at.tolist(), due.provisional.tolist(), strict=True))


def elapsed(calendar: Calendar, spans: Sequence[tuple[int, int, Pauses]]) -> list[float]:
    """Seconds that ran on the calendar's clock from start to end, without the pauses."""
    if calendar.round_the_clock:
        return [seconds(end - start - sum(b - a for a, b in pauses)) for start, end, pauses in spans]
    starts, ends = [start for start, _, _ in spans], [end for _, end, _ in spans]
    stood = [pauses for _, _, pauses in spans]
    ran = calendar.elapsed(starts, ends, "clock", PauseTable.of(stood) if any(stood) else None)
    return [seconds(us) for us in ran.tolist()]


def warned(calendar: Calendar, due_at: Sequence[int], warn: Limit) -> list[int]:
    """The instants `warn` before each due time, on the same clock."""
    if calendar.round_the_clock and warn.unit == "clock":
        return [due - warn.count for due in due_at]
    before: list[int] = calendar.before(due_at, warn).tolist()
    return before


def seconds(us: int) -> float:
    """Microseconds as seconds: an int unless there is a fraction."""
    whole, rest = divmod(us, 1_000_000)
    return us / 1_000_000 if rest else whole
