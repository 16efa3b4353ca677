"""How far the verdicts on two foreign logs agree with what the logs say of themselves, and why they differ.

    python examples/agreement.py ../shared/data                        prints the tables of docs/foreign-logs.md
    python examples/agreement.py ../shared/data docs/foreign-logs.md   writes them into the page

The log's own word is read straight from its rows, without maps or charters. A reading is the shipped charter with
one clause changed. Every case in which verdict and log differ has to fall into a class, or the script fails.
"""

from __future__ import annotations

import csv
import gzip
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from shouwen.law.charter import Charter, load
from shouwen.law.charter.source import read as read_yaml
from shouwen.law.facts import Fact, Problems
from shouwen.law.facts.maps import load_map, read_log
from shouwen.law.judge import Verdict, judge
from shouwen.law.worktime.calendar import Calendar
from shouwen.law.worktime.instants import parse_iso
from shouwen.law.worktime.spec import CalendarSpec

HERE = Path(__file__).parent
INCIDENTS = Path("incidents_servicenow/incidents_dev.csv.gz")
NYC311 = Path("nyc311/service_requests_dev.csv")
IN_TIME, LATE, UNDECIDED = "in time", "late", "undecided"
SAID = {"kept": IN_TIME, "breached": LATE, "overdue": LATE}
Row = Mapping[str, str]
Clause = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One subject: its last row, what the log says of it, and the verdict."""

    row: Row
    log: str
    verdict: Verdict

    @property
    def said(self) -> str:
        return SAID.get(self.verdict.verdict, UNDECIDED)


@dataclass(frozen=True)
class Class:
    """Cases that differ for one reason."""

    why: str
    holds: Callable[[Case], bool]


@dataclass(frozen=True)
class Reading:
    """A way to read the promise: one clause, perhaps changed and without others, and why it differs where it does."""

    title: str
    clause: str
    classes: Sequence[Class]
    change: Callable[[Clause], object] | None = None
    without: tuple[str, ...] = ()


def variant(folder: Path, reading: Reading) -> Charter:
    """The charter of a folder as read; the examples of the changed clause, made for what it was, are dropped."""
    with tempfile.TemporaryDirectory() as to:
        for path in folder.glob("*.yaml"):
            data = read_yaml(path.name, path.read_bytes()).data
            if "clauses" in data:
                data["clauses"] = [each for each in data["clauses"] if each["clause"] not in reading.without]
            for each in data.get("clauses", ()):
                if each["clause"] == reading.clause and reading.change:
                    each.pop("examples", None)
                    reading.change(each)
            (Path(to) / path.name).write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
        return load(to)


def compare(
    folder: Path,
    readings: Sequence[Reading],
    facts: Sequence[Fact],
    rows: Mapping[str, Row],
    log: Mapping[str, str],
    now: int,
) -> Iterator[str]:
    """A table of the readings, then the classes of each, as Markdown. Errors: ValueError for a case of no class."""
    lists = []
    yield "| reading | agree | differ |"
    yield "|---|---:|---:|"
    for reading in readings:
        charter = variant(folder, reading)
        verdicts = {v.subject: v for v in judge(facts, charter, now).verdicts if v.clause == reading.clause}
        cases = [Case(rows[subject], word, verdicts[subject]) for subject, word in log.items()]
        differ = [case for case in cases if case.said != case.log]
        yield f"| {reading.title} | {len(cases) - len(differ)} | {len(differ)} |"
        lists.append((reading, differ))
    for reading, differ in lists:
        if differ:
            yield ""
            yield f"**{reading.title}** differs in {len(differ)}:"
            yield ""
            yield from classified(differ, reading.classes)


def classified(cases: Sequence[Case], classes: Sequence[Class]) -> Iterator[str]:
    """One line for each class that occurs; a case belongs to the first class that holds for it."""
    counts = [0] * len(classes)
    for case in cases:
        index = next((n for n, each in enumerate(classes) if each.holds(case)), None)
        if index is None:
            raise ValueError(f"no class explains {case.verdict.subject}: log {case.log}, verdict {case.said}")
        counts[index] += 1
    for each, count in zip(classes, counts, strict=True):
        if count:
            yield f"- {count}: {each.why}"


def facts_of(path: Path, example: str, zone: str) -> list[Fact]:
    """The facts of a log by the map of an example. Errors: ValueError if a row had to be left out."""
    problems = Problems()
    facts = list(read_log([path], load_map(HERE / example / "map.yaml"), zone, problems))
    if problems.found:
        raise ValueError(problems.first[0].words.en)
    return facts


# -- the incidents


def incidents(data: Path) -> Iterator[str]:
    """What the flag `made_sla` says, and how four readings of clause 1.1 compare with it."""
    rows = incident_rows(data)
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(row["number"], row)
    last = {row["number"]: row for row in rows}
    log = {number: IN_TIME if row["made_sla"] == "true" else LATE for number, row in last.items()}
    facts = facts_of(data / INCIDENTS, "incidents", "UTC")
    paused = {fact.subject for fact in facts if fact.kind == "incident.paused"}

    late_rows = [row for row in rows if row["made_sla"] == "false"]
    in_closing = sum(row["incident_state"] == "Closed" for row in late_rows)
    yield f"{len(rows)} rows, {len(last)} incidents, {len(facts)} facts. The flag says late in {len(late_rows)} rows,"
    yield f"and {in_closing} of them are rows that close the incident: before its end an incident always counts as in time."
    yield ""

    unfinished = Class(
        "the log ends before the incident was closed, so the flag was never set, and Shouwen says overdue",
        lambda case: case.row["incident_state"] != "Closed" and case.verdict.verdict == "overdue",
    )
    repriced = Class(
        "the priority was changed while the incident ran, and the flag goes by the last one",
        lambda case: first[case.row["number"]]["priority"] != case.row["priority"],
    )
    two_weekends = Class(
        "two weekends lie between opening and closing: longer on the wall clock, in time in service hours",
        lambda case: case.log == IN_TIME and _weekend(case.row) > timedelta(hours=72),
    )
    one_weekend = Class(
        "only one weekend lies between: shorter on the wall clock, late in service hours",
        lambda case: case.log == LATE and _weekend(case.row) < timedelta(hours=72),
    )
    waited = Class(
        "it waited for the user or others; the desk's clock went on, so the flag says late",
        lambda case: case.log == LATE and case.row["number"] in paused,
    )
    closed_later = Class(
        "resolved in time and closed, mostly by itself, five days later or more: the user was served in time, the "
        "flag counts to the closing and says late",
        lambda case: case.log == LATE and _lag(case.row) >= timedelta(hours=119),
    )
    never_resolved = Class(
        "closed in time without a resolution on record, so 1.2 is overdue",
        lambda case: case.log == IN_TIME and case.row["resolved_at"] == "?",
    )

    def by_first(clause: Clause) -> None:
        limits = clause["limit"]["within"]["priority"]
        clause["limit"]["within"] = {"first_priority": limits}

    def round_the_clock(clause: Clause) -> None:
        clause["limit"]["within"] = {
            "priority": {"critical": "48h", "high": "24h", "moderate": "218h", "low": "480h"}
        }
        clause["limit"]["clock"] = "always"

    def stopping(clause: Clause) -> None:
        clause["limit"]["stops"] = [
            {"from": "incident.paused", "to": ["incident.resumed", "incident.closed"]}
        ]

    readings = [
        Reading("1.1 as shipped: closed, service hours, last priority", "1.1", [unfinished]),
        Reading("1.1 by the priority at opening", "1.1", [unfinished, repriced], by_first),
        Reading(
            "1.1 round the clock, best limits (218 h, 480 h)",
            "1.1",
            [unfinished, two_weekends, one_weekend],
            round_the_clock,
        ),
        Reading("1.1 with the clock stopped while waiting", "1.1", [unfinished, waited], stopping),
        Reading("1.2: resolved instead of closed", "1.2", [closed_later, never_resolved]),
    ]
    yield from compare(
        HERE / "incidents" / "charter", readings, facts, last, log, max(fact.at for fact in facts)
    )


def incident_rows(data: Path) -> list[Row]:
    """The rows of the incident log, in its order."""
    with gzip.open(data / INCIDENTS, "rt", encoding="utf-8", newline="") as log:
        return list(csv.DictReader(log))


def _when(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M")  # noqa: DTZ007 the log names no zone


def _weekend(row: Row) -> timedelta:
    """How much of the time between opening and closing lay on Saturdays and Sundays."""
    begin, end, found = _when(row["opened_at"]), _when(row["closed_at"]), timedelta()
    while begin < end:
        midnight = begin.replace(hour=0, minute=0) + timedelta(days=1)
        if begin.weekday() >= 5:
            found += min(midnight, end) - begin
        begin = midnight
    return found


def _lag(row: Row) -> timedelta:
    return _when(row["closed_at"]) - _when(row["resolved_at"]) if row["resolved_at"] != "?" else timedelta()


def clocks(data: Path) -> Iterator[str]:
    """Which clock explains the flag: for each, the cut that leaves the fewest incidents of priority 3 unexplained."""
    last = {row["number"]: row for row in incident_rows(data)}
    rows = [
        row for row in last.values() if row["priority"].startswith("3") and row["incident_state"] == "Closed"
    ]
    flag = np.array([row["made_sla"] == "true" for row in rows])
    begin, end = (
        np.array([parse_iso(_when(row[name]).isoformat(), "UTC") for row in rows])
        for name in ("opened_at", "closed_at")
    )

    def elapsed(week: Mapping[str, list[str]]) -> Any:
        spec = CalendarSpec.model_validate(
            {"title": {"zh": "候选", "en": "Candidate"}, "week": week, "holidays": "none"}
        )
        return Calendar("candidate", spec, "UTC").elapsed(begin, end, "clock") / 3_600_000_000

    def cut(week: Mapping[str, list[str]]) -> tuple[int, float, float]:
        return best_cut(elapsed(week), flag)

    yield f"{len(rows)} closed incidents of priority 3; the limit is the longest that was in time:"
    yield ""
    yield "| clock | limit, hours | unexplained |"
    yield "|---|---:|---:|"
    named = {
        "round the clock": {"mon-sun": ["00:00-24:00"]},
        "Monday to Friday, day and night": {"mon-fri": ["00:00-24:00"]},
        "Monday to Friday 08:00-17:00": {"mon-fri": ["08:00-17:00"]},
        "Monday to Friday 09:00-17:00": {"mon-fri": ["09:00-17:00"]},
    }
    for name, week in named.items():
        left, limit, _ = cut(week)
        yield f"| {name} | {limit:.1f} | {left} |"
    spans = [(a, b) for a in range(24) for b in range(a + 1, 25)]
    found = {(a, b): cut({"mon-fri": [f"{a:02}:00-{b:02}:00"]}) for a, b in spans}
    for (a, b), (left, limit, above) in sorted(found.items()):
        if not left:
            yield f"| Monday to Friday {a:02}:00-{b:02}:00 | {limit:.2f} to {above:.2f} | 0 |"
    yield ""
    exact = sum(not left for left, _, _ in found.values())
    yield f"Of the {len(spans)} daily spans on full hours {exact} leave nothing unexplained."
    yield ""
    took = elapsed({"mon-fri": ["14:00-22:00"]})
    for name, half in (("even", 0), ("odd", 1)):
        mine = np.array([int(row["number"][3:]) % 2 == half for row in rows])
        left, limit, above = best_cut(took[mine], flag[mine])
        wrong = int(((took[~mine] <= (limit + above) / 2) != flag[~mine]).sum())
        yield f"Found on incidents with an {name} number alone, the limit of 14:00-22:00 lies between {limit:.2f} and"
        yield f"{above:.2f} hours ({left} unexplained) and misjudges {wrong} of the {int((~mine).sum())} others."


def best_cut(took: Any, flag: Any) -> tuple[int, float, float]:
    """Cases on the wrong side of the best limit, that limit, and the next longer time that was late."""
    order = np.argsort(took, kind="stable")
    took, flag = took[order], flag[order]
    last_of_tie = np.append(took[1:] != took[:-1], True)
    wrong = np.cumsum(~flag) + (flag.sum() - np.cumsum(flag))
    best = int(np.argmin(np.where(last_of_tie, wrong, len(took) + 1)))
    return int(wrong[best]), float(took[best]), float(took[min(best + 1, len(took) - 1)])


# -- the requests


def nyc311(data: Path) -> Iterator[str]:
    """What the dates of the rows say, and how clause 1.1 and the usual limits of 1.2 compare with them."""
    rows = nyc_rows(data)
    by_key = {row["Unique Key"]: row for row in rows}
    end = _local("09/17/2019 12:00:00 AM")
    promised = {key: row for key, row in by_key.items() if row["Due Date"]}
    log = {
        key: IN_TIME if (_local(row["Closed Date"]) or end) <= _local(row["Due Date"], end) else LATE
        for key, row in promised.items()
    }
    facts = facts_of(data / NYC311, "nyc311", "America/New_York")
    backwards = [
        row
        for row in rows
        if row["Closed Date"] and _local(row["Closed Date"], end) < _local(row["Created Date"], end)
    ]
    pending = [row for row in rows if row["Closed Date"] and row["Status"] != "Closed"]
    sorts = ", ".join(sorted({row["Complaint Type"] for row in backwards}))
    with_promise = sum(bool(row["Due Date"]) for row in pending)
    yield f"{len(rows)} requests, {len(promised)} of them with a promised time, {len(facts)} facts."
    yield f"{len(backwards)} requests were closed before they were received (all of the sort {sorts}): clause 1.3 finds them."
    yield f"{len(pending)} carry a closing date although their status is not Closed, {with_promise} of them with a promise."
    yield ""

    by_hand = Class(
        "the sort has no usual time, and the promise was made by hand or renewed: it does not fall on the clock time of the receipt",
        lambda case: (
            case.verdict.missing == "sort" and _promise(case.row) % timedelta(hours=1) > timedelta(seconds=1)
        ),
    )
    rare = Class(
        "the sort has no usual time, as it was promised fewer than three times or never the same time mostly",
        lambda case: case.verdict.missing == "sort",
    )
    shorter = Class(
        "this one was promised sooner than its sort usually is",
        lambda case: case.log == LATE and _promise(case.row) < timedelta(seconds=case.verdict.limit_s or 0),
    )
    longer = Class(
        "this one was promised later than its sort usually is",
        lambda case: (
            case.log == IN_TIME and _promise(case.row) > timedelta(seconds=case.verdict.limit_s or 0)
        ),
    )

    def for_all(clause: Clause) -> None:
        del clause["limit"]["where"]

    readings = [
        Reading("1.1 as shipped: closed by the promised time", "1.1", []),
        Reading(
            "1.2 for all: closed in the usual time of its sort",
            "1.2",
            [by_hand, rare, shorter, longer],
            for_all,
            ("1.1", "1.4"),
        ),
    ]
    now = parse_iso(end.isoformat(), "America/New_York")
    yield from compare(HERE / "nyc311" / "charter", readings, facts, by_key, log, now)


def usual_hours(rows: Sequence[Row]) -> dict[str, float]:
    """Sorts with at least three promises more than half of which are the same, with that many hours."""
    sorts: dict[str, list[timedelta]] = {}
    for row in rows:
        if row["Due Date"]:
            sorts.setdefault(row["Complaint Type"], []).append(_promise(row))
    most = {sort: Counter(each).most_common(1)[0] for sort, each in sorts.items() if len(each) >= 3}
    return {
        sort: promise / timedelta(hours=1) for sort, (promise, n) in most.items() if 2 * n > len(sorts[sort])
    }


def nyc_rows(data: Path) -> list[Row]:
    """The rows of the 311 log."""
    with (data / NYC311).open(encoding="utf-8", newline="") as log:
        return list(csv.DictReader(log))


def _local(text: str, otherwise: datetime | None = None) -> Any:
    return datetime.strptime(text, "%m/%d/%Y %I:%M:%S %p") if text else otherwise  # noqa: DTZ007 local times


def _promise(row: Row) -> timedelta:
    promised: timedelta = _local(row["Due Date"]) - _local(row["Created Date"])
    return promised


BLOCKS = {"incidents": incidents, "clocks": clocks, "nyc311": nyc311}


def block(page: str, name: str) -> str:
    """What stands between the marks of a block. Errors: ValueError if the page has none of that name."""
    head, tail = f"<!-- {name} -->\n", f"\n<!-- /{name} -->"
    if head not in page or tail not in page:
        raise ValueError(f"the page has no block {name}")
    return page.split(head, 1)[1].split(tail, 1)[0]


def filled(page: str, data: Path) -> str:
    """The page with every block computed anew."""
    for name, make in BLOCKS.items():
        head, tail = f"<!-- {name} -->\n", f"\n<!-- /{name} -->"
        text = "\n".join(make(data))
        page = page.replace(f"{head}{block(page, name)}{tail}", f"{head}{text}{tail}")
    return page


if __name__ == "__main__":
    if len(sys.argv) == 3:
        target = Path(sys.argv[2])
        target.write_text(filled(target.read_text("utf-8"), Path(sys.argv[1])), "utf-8")
    else:
        for title, make_block in BLOCKS.items():
            print(f"## {title}", *make_block(Path(sys.argv[1])), "", sep="\n")
