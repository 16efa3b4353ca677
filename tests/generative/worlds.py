"""Made charters and made logs: small enough that things collide, varied enough that every kind of rule is met.

Everything happens in a few days around dates where calendars are awkward: a spring festival, a change of the
clocks, a turn of the year, a year whose holidays nobody has announced.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import reject
from hypothesis import strategies as st

from shouwen.law.charter import Charter, CharterErrors
from shouwen.law.facts import Fact
from shouwen.law.worktime.instants import parse_iso
from tests.packs import charter_of, clause, said

MINUTE = 60_000_000
DAY = 24 * 60 * MINUTE
KINDS = ("job.opened", "job.begun", "job.done", "job.dropped", "job.paused", "job.resumed")
FIELDS: dict[str, Any] = {
    "area": {"type": "choice", "of": ["urban", "rural"]},
    "grade": {"type": "integer"},
    "count": {"type": "number"},
    "urgent": {"type": "yes_no"},
    "due_at": {"type": "datetime"},
}
WEEKS = (
    {"mon-fri": ["08:30-12:00", "13:30-17:30"]},
    {"mon-sat": ["09:00-17:00"], "sun": ["10:00-12:00"]},
    {"mon-sun": ["22:00-06:00"]},
)
SCENES = (
    ("Asia/Shanghai", "2026-02-13"),
    ("Asia/Shanghai", "2026-12-30"),
    ("Asia/Shanghai", "2031-09-29"),
    ("Europe/Berlin", "2026-03-27"),
    ("America/St_Johns", "2026-10-30"),
)
LIMITS = (
    "1s",
    "45min",
    "2h",
    "9h",
    "1d",
    "2d",
    "1wd",
    "2wd",
    "1w",
    "1mo",
    "same day",
    "same week",
    "same month",
)
PERIODS = ("day", "week", "month", "quarter", "year")
PERS = ("staff", "unit", "customer", "subject")


@dataclass(frozen=True)
class World:
    """A charter, a log, and the instant at which it is judged."""

    charter: Charter
    facts: list[Fact]
    now: int


def kinds(most: int = 2) -> st.SearchStrategy[list[str]]:
    """A few kinds of fact."""
    return st.lists(st.sampled_from(KINDS), min_size=1, max_size=most, unique=True)


def picks(most: int = 2) -> st.SearchStrategy[list[Any]]:
    """A few kinds of fact, some of them picked by conditions."""
    pick = st.tuples(st.sampled_from(KINDS), CONDITIONS).map(
        lambda pair: {pair[0]: pair[1]} if pair[1] else pair[0]
    )
    return st.one_of(kinds(most), kinds(most), st.lists(pick, min_size=1, max_size=most))


CONDITIONS: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.just({}),
    st.just({}),
    st.sampled_from(
        [{"area": "urban"}, {"grade": [1, 2]}, {"unit": {"not": "v"}}, {"area": {"given": True}}]
    ),
    st.fixed_dictionaries(
        {},
        optional={
            "area": st.sampled_from(["urban", "rural", {"not": "urban"}, {"given": True}, {"given": False}]),
            "grade": st.sampled_from([1, [1, 2], {"not": [2, 3]}]),
            "urgent": st.booleans(),
            "unit": st.sampled_from(["u", {"not": "v"}]),
        },
    ),
    st.fixed_dictionaries(
        {},
        optional={
            "grade": st.sampled_from(
                [{"over": 1}, {"under": 2.5}, {"at_least": 2, "at_most": 2.5}, {"same_as": "count"}]
            ),
            "count": st.sampled_from([{"differs_from": "grade"}, {"at_least": -0.5}, {"same_as": "area"}]),
            "unit": st.sampled_from([{"same_as": "staff"}, {"differs_from": "customer"}]),
            "at": st.sampled_from([{"open": "hall"}, {"shut": "hall"}, {"shut": "other"}]),
        },
    ),
)


def dated(value: st.SearchStrategy[Any], days: list[str]) -> st.SearchStrategy[Any]:
    """A figure: plain, by class, dated, or dated and by class."""
    by_class = st.one_of(
        st.fixed_dictionaries({"area": st.fixed_dictionaries({"urban": value}, optional={"rural": value})}),
        st.fixed_dictionaries({"grade": st.fixed_dictionaries({"1": value, "2": value})}),
    )
    either = st.one_of(value, value, by_class)
    return st.one_of(either, either, st.fixed_dictionaries({days[0]: either, days[1]: either}))


@st.composite
def limit(draw: st.DrawFn, days: list[str]) -> dict[str, Any]:
    """A limit with everything a limit may have."""
    clock = draw(st.sampled_from(["always", "always", "hall", "other"]))
    texts = [text for text in LIMITS if clock != "always" or not text.endswith("wd")]
    rule: dict[str, Any] = {
        "from": draw(kinds()),
        "to": draw(picks()),
        "clock": clock,
        "where": draw(CONDITIONS),
    }
    rule["answers"] = draw(st.sampled_from(["to", "to", "from"]))
    rule["ends"] = draw(st.one_of(st.just([]), picks(1)))
    if draw(st.integers(0, 5)) == 0:
        return rule | {"due": "due_at"}
    rule["within"] = draw(dated(st.sampled_from(texts), days))
    stop = st.fixed_dictionaries(
        {"from": picks(1), "to": picks(1)}, optional={"at_most": st.sampled_from(["30min", "5h", "1d"])}
    )
    rule["stops"] = draw(st.one_of(st.just([]), st.lists(stop, min_size=1, max_size=2)))
    return rule


@st.composite
def precede(draw: st.DrawFn, days: list[str]) -> dict[str, Any]:
    """An order of events, in either direction."""
    rule: dict[str, Any] = {"what": draw(picks()), "where": draw(CONDITIONS)}
    rule |= draw(st.fixed_dictionaries({}, optional={"answers": st.sampled_from(["what", "trigger"])}))
    if draw(st.booleans()):
        return rule | {"before": draw(kinds())}
    stop = st.one_of(st.just([]), picks(1))
    return rule | {"after": draw(kinds()), "until": draw(stop), "ends": draw(stop)}


@st.composite
def check(draw: st.DrawFn, days: list[str]) -> dict[str, Any]:
    """What facts have to be, each or the last of its subject."""
    rule = {"on": draw(kinds()), "where": draw(CONDITIONS), "must": draw(CONDITIONS.filter(bool))}
    return rule | {"last": draw(st.booleans())}


@st.composite
def score(draw: st.DrawFn, days: list[str]) -> dict[str, Any]:
    """Points and money by constants and formulas."""
    rule: dict[str, Any] = {
        "on": draw(kinds()),
        "where": draw(CONDITIONS),
        "to": draw(st.sampled_from(["staff", "unit"])),
    }
    kth = draw(st.sampled_from([None, None, "month", "quarter"]))
    rule |= {"kth": kth} if kth else {}
    formulas = [-2, 0, 1.5, "-0.5 * grade", "max(-1 * grade, 2) - 1.25", "min(grade * grade, 3 - grade)"]
    formulas += ["-1 * k", "-0.25 * (k + grade)"] if kth else []
    rule["points"] = draw(st.sampled_from(formulas))
    return rule | ({"money": draw(st.sampled_from(formulas))} if draw(st.booleans()) else {})


@st.composite
def cadence(draw: st.DrawFn, days: list[str]) -> dict[str, Any]:
    """So many in every period."""
    return {
        "of": draw(kinds()),
        "where": draw(CONDITIONS),
        "every": draw(st.sampled_from(["day", *PERIODS[:3]])),
        "at_least": draw(st.integers(1, 3)),
        "per": draw(st.sampled_from(PERS)),
        "during": {"from": draw(picks(1)), "to": draw(st.one_of(st.just([]), picks(1)))},
    }


@st.composite
def threshold(draw: st.DrawFn, days: list[str]) -> dict[str, Any]:
    """A count that is reached, of facts; breaches are added where there are clauses to count."""
    return {
        "count": draw(kinds()),
        "where": draw(CONDITIONS),
        "per": draw(st.sampled_from(PERS)),
        "in": draw(st.sampled_from([*PERIODS, "1d", "2d", "30d"])),
        "reaches": draw(st.integers(1, 3)),
    }


@st.composite
def target(draw: st.DrawFn, days: list[str]) -> dict[str, Any]:
    """An indicator of facts; shares of kept clauses are added where there are clauses."""
    measure = draw(st.sampled_from(["share", "mean", "count"]))
    of: dict[str, Any] = {"of": draw(kinds())}
    of |= {"where": draw(CONDITIONS.filter(bool))} if measure == "share" else {}
    of |= {"field": "grade"} if measure == "mean" else {}
    values = {"share": ["50%", "33.3%", "100%"], "mean": [1, 1.5, 2], "count": [1, 2, 4]}[measure]
    return {
        measure: of,
        "where": draw(CONDITIONS),
        "per": draw(st.sampled_from(["unit", "staff", "all"])),
        "every": draw(st.sampled_from(["day", *PERIODS[:3]])),
        draw(st.sampled_from(["at_least", "at_most"])): draw(st.sampled_from(values)),
        "sample": draw(st.sampled_from([1, 1, 2])),
    }


RULES: dict[str, Callable[[list[str]], st.SearchStrategy[dict[str, Any]]]] = {
    "limit": limit,
    "precede": precede,
    "check": check,
    "score": score,
    "cadence": cadence,
    "threshold": threshold,
    "target": target,
}
PRICE = st.fixed_dictionaries({}, optional={"points": st.sampled_from([-5, 2.5]), "money": st.just(-20)})


@st.composite
def clauses(draw: st.DrawFn, key: str, number: str, days: list[str]) -> list[dict[str, Any]]:
    """A clause with one rule and what follows from it, and perhaps a clause that is its exception."""
    rule = draw(RULES[key](days))
    keys: dict[str, Any] = {key: rule, "breach": draw(PRICE)}
    if key == "limit":
        offsets = ["10min", "3h", "1d", *(["1wd"] if rule["clock"] != "always" else [])]
        keys |= draw(st.fixed_dictionaries({}, optional={"warn": st.sampled_from(offsets)}))
        keys |= draw(st.one_of(st.just({}), st.fixed_dictionaries({"praise": praise(rule)})))
    elif key not in ("score", "threshold"):
        keys |= draw(st.one_of(st.just({}), st.fixed_dictionaries({"praise": PRICE})))
    keys |= draw(
        st.fixed_dictionaries({}, optional={"effective": st.just(days[0]), "until": st.just(days[2])})
    )
    found = [clause(number, **keys)]
    if key in ("limit", "precede", "check", "score", "threshold") and draw(st.integers(0, 2)) == 0:
        other = rule | {"where": draw(CONDITIONS.filter(bool))}
        dates = draw(st.fixed_dictionaries({}, optional={"until": st.just(days[1])}))
        found.append(clause(f"{number}x", **{key: other}, exception_to=number, **dates))
    return found


def praise(rule: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Praise for everything kept, or for what beats a shorter limit."""
    shorter = {"within": st.just("1s"), "points": st.just(1)}
    return st.one_of(PRICE, st.fixed_dictionaries(shorter)) if "within" in rule else PRICE


@st.composite
def charters(draw: st.DrawFn, zone: str, days: list[str], must: str | None = None) -> Charter:
    """A charter of one to three clauses; `must` names a kind of rule that is in it."""
    keys = draw(st.lists(st.sampled_from(sorted(RULES)), min_size=0 if must else 1, max_size=2))
    keys = [must, *keys] if must else keys
    found = [each for place, key in enumerate(keys) for each in draw(clauses(key, str(place + 1), days))]
    subject = [each["clause"] for each in found if {"limit", "precede", "check"} & each.keys()]
    if subject and draw(st.booleans()):
        of = {"breaches": subject, "per": draw(st.sampled_from(PERS)), "reaches": draw(st.integers(1, 2))}
        found.append(clause("8", threshold=of | {"in": draw(st.sampled_from(["day", "month", "2d"]))}))
        kept = {"kept": subject, "per": draw(st.sampled_from(["unit", "staff", "all"])), "every": "day"}
        found.append(clause("9", target=kept | {"at_least": "60%"}))
    calendar = {"title": said("hours"), "holidays": draw(st.sampled_from(["china", "none"]))}
    week = st.sampled_from(WEEKS)
    header = {
        "zone": zone,
        "facts": {kind: {"title": said(kind), "data": FIELDS} for kind in KINDS},
        "calendars": {name: calendar | {"week": draw(week)} for name in ("hall", "other")},
    }
    try:
        return charter_of(header, found)
    except CharterErrors:
        reject()  # clauses that clash are not wanted


@st.composite
def logs(draw: st.DrawFn, zone: str, day: str, most: int) -> list[Fact]:
    """Facts of three subjects in four days, crowded on a few instants, a second or a microsecond beside them."""
    start = parse_iso(day, zone)
    quarter = st.integers(0, 4 * 96).map(lambda number: start + number * 15 * MINUTE)
    beside = st.builds(lambda at, off: at + off, quarter, st.sampled_from([-1, 1, 1_000_000]))
    moments = draw(st.lists(st.one_of(quarter, quarter, beside), min_size=4, max_size=14))
    moments += [start + 8 * 60 * MINUTE, start + DAY]
    due = st.sampled_from(
        [None, "soon", day, f"{day}T16:00", f"{day}T12:00", f"{day}T09:30+00:00", "2150-01-01"]
    )
    data = st.fixed_dictionaries(
        {
            "area": st.sampled_from(["urban", "urban", "urban", "rural", "rural", "moon", None]),
            "grade": st.sampled_from([1, 2, 3, "1", 2.0, 1, 2, 3, 2.5, "many", None]),
            "count": st.sampled_from([1, "2.50", -0.5, "-0", "urban", "1234567890123456", None]),
            "urgent": st.sampled_from([True, False, False, None]),
            "due_at": due,
        }
    )
    fact = st.builds(
        Fact,
        kind=st.sampled_from(KINDS),
        at=st.sampled_from(moments),
        subject=st.sampled_from(["s1", "s2", "s|3"]),
        id=st.integers(0, 9999).map(lambda number: f"{number * 7919 % 10007:05}"),
        staff=st.sampled_from(["ann", "bo", None]),
        unit=st.sampled_from(["u", "v", None]),
        customer=st.sampled_from(["c", None]),
        data=data,
    )
    return draw(st.lists(fact, min_size=most // 2, max_size=most, unique_by=lambda fact: fact.id))


@st.composite
def worlds(draw: st.DrawFn, must: str | None = None, most: int = 36) -> World:
    """A whole world."""
    zone, day = draw(st.sampled_from(SCENES))
    start = parse_iso(day, zone)
    days = [_on(day, offset) for offset in (1, 2, 3)]
    charter = draw(charters(zone, days, must))
    facts = draw(logs(zone, day, most))
    later = st.sampled_from([9 * 60 * MINUTE, DAY, 3 * DAY + 1, 4 * DAY, 10 * DAY, 40 * DAY])
    return World(charter, facts, start + draw(later))


def _on(day: str, offset: int) -> str:
    from datetime import date, timedelta

    return (date.fromisoformat(day) + timedelta(days=offset)).isoformat()
