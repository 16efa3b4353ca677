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
    "person": {"type": "staff"},
    "place": {"type": "unit"},
    "urgent": {"type": "yes_no"},
    "due_at": {"type": "datetime"},
    "boss": {"type": "staff"},
    "team": {"type": "unit"},
}
ABOUT: dict[str, Any] = {"job.begun": "person", "job.resumed": {"staff": "person", "unit": "place"}}
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
    """Points and money by constants and formulas, perhaps counted: in a period, in a row, once."""
    rule: dict[str, Any] = {
        "on": draw(kinds()),
        "where": draw(CONDITIONS),
        "to": draw(st.sampled_from(["staff", "unit", "boss", "team"])),
    }
    return rule | draw(counted_score()) if draw(st.booleans()) else rule | draw(plain_score())


FORMULAS = [-2, 0, 1.5, "-0.5 * grade", "max(-1 * grade, 2) - 1.25", "min(grade * grade, 3 - grade)"]


@st.composite
def plain_score(draw: st.DrawFn) -> dict[str, Any]:
    """Every fact by itself, or the last of a subject."""
    rule: dict[str, Any] = {"points": draw(st.sampled_from(FORMULAS)), "last": draw(st.booleans())}
    return rule | ({"money": draw(st.sampled_from(FORMULAS))} if draw(st.booleans()) else {})


@st.composite
def counted_score(draw: st.DrawFn, formulas: tuple[Any, ...] = tuple(FORMULAS)) -> dict[str, Any]:
    """By how often it has happened in a period, or for how many in a row."""
    sort = draw(st.sampled_from(["kth", "kth", "row", "once"]))
    rule: dict[str, Any] = {}
    if sort == "kth":
        rule["kth"] = draw(st.sampled_from(["week", "month", "quarter"]))
        rule |= draw(st.fixed_dictionaries({}, optional={"once": st.just("day")}))
        if formulas:
            of = ["staff", "unit", "customer", "subject", "boss", "area"]
            rule |= draw(st.fixed_dictionaries({}, optional={"kth_of": st.sampled_from(of)}))
        formulas += ("-1 * k", *(["-0.25 * (k + grade)"] if formulas else []))
    if sort == "row":
        rule["row"] = draw(st.sampled_from(["day", "day", "week", "month"]))
        formulas += ("-1 * n", "n * n - 1.5")
    if sort == "once" or (sort == "row" and draw(st.booleans())):
        rule["once"] = draw(st.sampled_from(["day", "week", "month"]))
    return rule | {"points": draw(st.sampled_from([*formulas, -1]))}


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
def window(draw: st.DrawFn) -> dict[str, Any]:
    """Where a threshold counts: a period, a rolling window, ever, or in a row."""
    if draw(st.booleans()):
        keys = {"in": draw(st.sampled_from([*PERIODS, "1d", "2d", "30d", "1mo", "12mo", "ever"]))}
        return keys | draw(st.fixed_dictionaries({}, optional={"once": st.just("day")}))
    row = draw(st.sampled_from(["day", "day", "week", "month"]))
    days = draw(st.sampled_from([None, "hall", "other"])) if row == "day" else None
    return {"row": row} | ({"days": days} if days else {})


@st.composite
def chosen_days(draw: st.DrawFn, days: list[str]) -> dict[str, Any]:
    """A cadence of the whole company, of open days, of a part of the period, or of a drawn day."""
    rule = draw(cadence(days))
    if draw(st.booleans()):
        rule = {key: value for key, value in rule.items() if key != "during"} | {"per": "all"}
    if rule["every"] == "day":
        return rule | draw(st.fixed_dictionaries({}, optional={"days": st.just("hall")}))
    part = st.sampled_from([{"first": "1d"}, {"first": "3d"}, {"last": "1d"}, {"last": "4d"}])
    rule |= draw(st.fixed_dictionaries({}, optional={"part": part}))
    if draw(st.booleans()):
        rule |= {"drawn": "day"} | draw(st.fixed_dictionaries({}, optional={"days": st.just("hall")}))
    return rule


@st.composite
def queue(draw: st.DrawFn, days: list[str]) -> dict[str, Any]:
    """Who is next, or that nobody waits any more."""
    rule = {
        "arrive": draw(kinds()),
        "where": draw(CONDITIONS),
        "per": draw(st.sampled_from(["unit", "staff", "area"])),
    }
    if draw(st.integers(0, 2)) == 0:
        return rule | {"empty_before": draw(kinds(1)), "done": draw(kinds())}
    return rule | {
        "serve": draw(kinds()),
        "leave": draw(st.one_of(st.just([]), kinds(1))),
        "first": draw(CONDITIONS),
    }


@st.composite
def assign(draw: st.DrawFn, days: list[str]) -> dict[str, Any]:
    """Work spread evenly."""
    even = {
        "of": draw(kinds()),
        "where": draw(CONDITIONS),
        "among": {"from": draw(kinds(1)), "to": draw(st.one_of(st.just([]), kinds(1)))},
        "per": draw(st.sampled_from(["unit", "all"])),
        "apart": draw(st.integers(0, 2)),
        "every": draw(st.sampled_from(PERIODS[:3])),
    }
    return {"even": even}


@st.composite
def threshold(draw: st.DrawFn, days: list[str]) -> dict[str, Any]:
    """A count that is reached, of facts; breaches are added where there are clauses to count."""
    return {
        "count": draw(kinds()),
        "where": draw(CONDITIONS),
        "per": draw(st.sampled_from(PERS)),
        "reaches": draw(st.integers(1, 3)),
    } | draw(window())


@st.composite
def target(draw: st.DrawFn, days: list[str]) -> dict[str, Any]:
    """An indicator of facts; shares of kept clauses are added where there are clauses."""
    measure = draw(st.sampled_from(["share", "mean", "count"]))
    of: dict[str, Any] = {"of": draw(kinds())}
    of |= {"where": draw(CONDITIONS.filter(bool))} if measure == "share" else {}
    of |= {"field": draw(st.sampled_from(["grade", "count"]))} if measure == "mean" else {}
    values = {"share": ["50%", "33.3%", "100%"], "mean": [1, 1.5, 2], "count": [0, 1, 2, 4]}[measure]
    per = draw(st.sampled_from(["unit", "staff", "all"]))
    rule = {
        measure: of,
        "where": draw(CONDITIONS),
        "per": per,
        "every": draw(st.sampled_from(["day", *PERIODS[:3]])),
        draw(st.sampled_from(["at_least", "at_most"])): draw(st.sampled_from(values)),
        "sample": draw(st.sampled_from([1, 1, 2])),
    }
    if measure == "count" and draw(st.booleans()):
        rule["during"] = {
            "from": draw(kinds(1)),
            "to": draw(kinds(1)) if per != "all" and draw(st.booleans()) else [],
        }
    return rule


@st.composite
def rank(draw: st.DrawFn, days: list[str]) -> dict[str, Any]:
    """A ranking by facts; by points where there are clauses that give them."""
    measure = draw(st.sampled_from(["share", "mean", "count"]))
    of: dict[str, Any] = {"of": draw(kinds())}
    of |= {"where": draw(CONDITIONS.filter(bool))} if measure == "share" else {}
    of |= {"field": draw(st.sampled_from(["grade", "count"]))} if measure == "mean" else {}
    return {"by": {measure: of}, "where": draw(CONDITIONS)} | draw(places())


@st.composite
def places(draw: st.DrawFn) -> dict[str, Any]:
    """Who is ranked, how far, and who is left out."""
    per = draw(st.sampled_from(["staff", "staff", "unit"]))
    rule: dict[str, Any] = {"per": per, "every": draw(st.sampled_from(["day", *PERIODS[:3]]))}
    rule |= {"better": draw(st.sampled_from(["more", "fewer"])), "sample": draw(st.sampled_from([0, 0, 2]))}
    rule |= {"best": {"places": draw(st.integers(1, 2))}, "worst": {"places": 1}}
    rule |= {"within": "unit"} if per == "staff" and draw(st.booleans()) else {}
    some = {"of": draw(kinds(1)), "where": draw(CONDITIONS)}
    during = {"from": draw(kinds(1)), "to": draw(st.one_of(st.just([]), kinds(1)))}
    return rule | draw(
        st.fixed_dictionaries({}, optional={"exclude": st.just(some), "during": st.just(during)})
    )


RULES: dict[str, Callable[[list[str]], st.SearchStrategy[dict[str, Any]]]] = {
    "limit": limit,
    "precede": precede,
    "check": check,
    "score": score,
    "cadence": lambda days: st.one_of(cadence(days), chosen_days(days)),
    "queue": queue,
    "assign": assign,
    "threshold": threshold,
    "target": target,
    "rank": rank,
}
PRICE = st.fixed_dictionaries({}, optional={"points": st.sampled_from([-5, 2.5]), "money": st.just(-20)})


@st.composite
def clauses(draw: st.DrawFn, key: str, number: str, days: list[str]) -> list[dict[str, Any]]:
    """A clause with one rule and what follows from it, and perhaps a clause that is its exception."""
    rule = draw(RULES[key](days))
    keys: dict[str, Any] = {key: rule, "breach": draw(PRICE)}
    if key == "limit" and keys["breach"]:
        per = st.sampled_from(["minute", "hour", "day"])
        keys["breach"] |= draw(st.fixed_dictionaries({}, optional={"per": per}))
    if key == "limit":
        offsets = ["10min", "3h", "1d", *(["1wd"] if rule["clock"] != "always" else [])]
        keys |= draw(st.fixed_dictionaries({}, optional={"warn": st.sampled_from(offsets)}))
        keys |= draw(st.one_of(st.just({}), st.fixed_dictionaries({"praise": praise(rule)})))
    elif key not in ("score", "threshold"):
        keys |= draw(st.one_of(st.just({}), st.fixed_dictionaries({"praise": PRICE})))
    keys |= draw(
        st.fixed_dictionaries({}, optional={"effective": st.just(days[0]), "until": st.just(days[2])})
    )
    if rule.get("per") == "all" and key == "cadence":
        keys["effective"] = days[0]  # asked of every period since, and the default lies years back
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
        found.append(clause("8", threshold=of | draw(window())))
        kept = {"kept": subject, "per": draw(st.sampled_from(["unit", "staff", "all"])), "every": "day"}
        found.append(clause("9", target=kept | {"at_least": "60%"}))
        scored = {"breaches": subject, "to": draw(st.sampled_from(["staff", "unit"]))}
        found.append(clause("10", score=scored | draw(counted_score(formulas=()))))
    if found and draw(st.booleans()):
        named = [each["clause"] for each in found if "rank" not in each]
        if named:
            found.append(clause("11", rank={"by": {"points": named}} | draw(places())))
    calendar = {"title": said("hours"), "holidays": draw(st.sampled_from(["china", "none"]))}
    week = st.sampled_from(WEEKS)
    header = {
        "zone": zone,
        "facts": {
            kind: {"title": said(kind), "data": FIELDS, "about": ABOUT.get(kind, {})} for kind in KINDS
        },
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
            "person": st.sampled_from(["ann", "bo", None]),
            "place": st.sampled_from(["u", "v", None]),
            "urgent": st.sampled_from([True, False, False, None]),
            "due_at": due,
            "boss": st.sampled_from(["ann", "cho", None]),
            "team": st.sampled_from(["u", "w", None]),
            "seed": st.sampled_from(["8812", "0", None]),
        }
    )
    fact = st.builds(
        Fact,
        kind=st.sampled_from([*KINDS, *KINDS, "draw.published"]),
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
