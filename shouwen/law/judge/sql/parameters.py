"""The rules as rows: parameter tables that the statements join, one set for each judgement."""

# ruff: noqa: S608  (what is put into the text of a statement comes from checked charters, quoted)

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from shouwen.law.charter.charter import Charter
from shouwen.law.judge.rules import (
    EVER,
    CadenceRule,
    CheckRule,
    EvenRule,
    LimitRule,
    PhraseRow,
    PrecedeRule,
    QueueRule,
    RankRule,
    Rule,
    Rules,
    ScoreRule,
    Step,
    Steps,
    TargetRule,
    ThresholdRule,
)
from shouwen.law.worktime.calendar import Calendar
from shouwen.law.worktime.limits import Limit

if TYPE_CHECKING:
    import duckdb

Columns = Mapping[str, str]
"""Names and types of a parameter table."""

TABLES: Mapping[str, Columns] = {
    "rule": {
        "rule_no": "INTEGER",
        "rule": "VARCHAR",
        "clause": "VARCHAR",
        "from_at": "BIGINT",
        "until_at": "BIGINT",
        "breach_points": "BIGINT",
        "breach_money": "BIGINT",
        "breach_per": "BIGINT",
        "praise_points": "BIGINT",
        "praise_money": "BIGINT",
        "praised": "BOOLEAN",
        "breach_unit": "BOOLEAN",
        "praise_unit": "BOOLEAN",
    },
    "setting_off": {
        "sort": "VARCHAR",
        "kind": "VARCHAR",
        "rule_no": "INTEGER",
        "from_at": "BIGINT",
        "until_at": "BIGINT",
    },
    "opening": {
        "kind": "VARCHAR",
        "rule_no": "INTEGER",
        "from_at": "BIGINT",
        "until_at": "BIGINT",
        "step_no": "INTEGER",
        "field": "VARCHAR",
        "promised": "BOOLEAN",
        "praise_step": "INTEGER",
        "praise_field": "VARCHAR",
    },
    "kind_set": {"set_no": "INTEGER", "kind": "VARCHAR"},
    "limit_rule": {
        "rule_no": "INTEGER",
        "to_set": "INTEGER",
        "ends_set": "INTEGER",
        "calendar": "INTEGER",
        "round_the_clock": "BOOLEAN",
        "answers_from": "BOOLEAN",
        "warn_no": "INTEGER",
        "shorter": "BOOLEAN",
        "simple": "BOOLEAN",
    },
    "stop": {
        "rule_no": "INTEGER",
        "begin_set": "INTEGER",
        "end_set": "INTEGER",
        "at_most": "BIGINT",
    },
    "class_limit": {"step_no": "INTEGER", "class_value": "VARCHAR", "limit_no": "INTEGER"},
    "time_limit": {
        "limit_no": "INTEGER",
        "limit_text": "VARCHAR",
        "limit_us": "BIGINT",
        "gauge": "VARCHAR",
        "amount": "BIGINT",
    },
    "promise": {"class_value": "VARCHAR", "due": "BIGINT"},
    "precede_rule": {
        "rule_no": "INTEGER",
        "what_set": "INTEGER",
        "until_set": "INTEGER",
        "ends_set": "INTEGER",
        "earlier": "BOOLEAN",
        "of_trigger": "BOOLEAN",
    },
    "group_rule": {
        "rule_no": "INTEGER",
        "sort": "VARCHAR",
        "per": "VARCHAR",
        "every": "VARCHAR",
        "wanted": "BIGINT",
        "window_us": "BIGINT",
        "measure": "VARCHAR",
        "direction": "BIGINT",
        "bound_over": "BIGINT",
        "bound_under": "BIGINT",
        "sample": "BIGINT",
        "begin_set": "INTEGER",
        "end_set": "INTEGER",
        "once": "VARCHAR",
        "in_row": "VARCHAR",
        "only_last": "BOOLEAN",
        "months": "BIGINT",
        "scale": "BIGINT",
        "within": "BOOLEAN",
        "best": "BIGINT",
        "worst": "BIGINT",
    },
    "queue_rule": {
        "rule_no": "INTEGER",
        "serve_set": "INTEGER",
        "arrive_set": "INTEGER",
        "ends_set": "INTEGER",
        "leave_set": "INTEGER",
        "closes": "BOOLEAN",
    },
    "counted_clause": {"rule_no": "INTEGER", "clause": "VARCHAR"},
    "asked_window": {
        "rule_no": "INTEGER",
        "group_key": "VARCHAR",
        "period": "VARCHAR",
        "from_at": "BIGINT",
        "until_at": "BIGINT",
        "counts_from": "BIGINT",
        "counts_until": "BIGINT",
        "unknown": "VARCHAR",
        "published": "VARCHAR",
        "provisional": "BOOLEAN",
    },
    "period": {
        "every": "VARCHAR",
        "day": "BIGINT",
        "period": "VARCHAR",
        "from_at": "BIGINT",
        "until_at": "BIGINT",
        "ordinal": "BIGINT",
    },
    "months_back": {"months": "BIGINT", "day": "BIGINT", "from_at": "BIGINT", "back_at": "BIGINT"},
}


R = TypeVar("R", bound=Rule)


def keep(connection: duckdb.DuckDBPyConnection, name: str, table: Any) -> None:
    """A pyarrow.Table as a table of the engine: it plans well only where it knows how many rows there are."""
    connection.register("given_rows", table)
    connection.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM given_rows")
    connection.unregister("given_rows")


def sort_of(rule: Rule) -> str:
    """The kind of a rule as the statements call it."""
    match rule:
        case LimitRule():
            return "limit"
        case PrecedeRule():
            return "precede"
        case PhraseRow():
            return "phrase"
        case CheckRule():
            return "check"
        case ScoreRule():
            return "kth" if rule.stage > 1 else "score"
        case CadenceRule():
            return "cadence"
        case ThresholdRule():
            return "threshold"
        case QueueRule():
            return "queue"
        case EvenRule():
            return "even"
        case TargetRule():
            return "target"
        case RankRule():
            return "rank"
    raise TypeError(f"{type(rule).__name__} has no statement")


def places_of(calendar: str) -> str:
    """What the open days of a calendar are called in the table of periods: they have numbers of their own."""
    return f"open {calendar}"


def numbered(rules: Rules, chosen: Iterable[R]) -> list[tuple[int, R]]:
    """Rules with their numbers: their places among all rules of the charter."""
    places = {name: number for number, name in enumerate(rules.named)}
    return [(places[rule.rule], rule) for rule in chosen]


def limits_of(rule: LimitRule) -> Iterator[Limit]:
    """Every limit a rule may measure: its own, the shorter ones of praise, and its warning."""
    for step in (*rule.steps, *rule.praise_steps):
        yield from step.limits.values()
    if rule.warn:
        yield rule.warn


class Parameters:
    """The rows of every parameter table, and the numbers given to sets of kinds, limits and calendars."""

    def __init__(self, rules: Rules, charter: Charter) -> None:
        self.rules = rules
        self.charter = charter
        self.rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in TABLES}
        self.calendars: list[Calendar] = [charter.calendars["always"]]
        self._sets: dict[frozenset[str], int] = {}
        self._limits: dict[tuple[Limit, str, bool], int] = {}
        self._steps = 0
        for number, rule in numbered(rules, rules.named.values()):
            self._rule(number, rule)
            match rule:
                case LimitRule():
                    self._limit(number, rule)
                case PrecedeRule():
                    sets = [self.set_of(each) for each in (rule.what, rule.until, rule.ends)]
                    flags = rule.direction == "before", rule.answers == "trigger"
                    self.rows["precede_rule"].append((number, *sets, *flags))
                case Rule() if rule.stage > 1 or isinstance(rule, ScoreRule):
                    self._group(number, rule)

    def set_of(self, kinds: frozenset[str]) -> int | None:
        """The number of a set of kinds; None of the empty one."""
        if kinds and kinds not in self._sets:
            self._sets[kinds] = len(self._sets)
            self.rows["kind_set"] += [(self._sets[kinds], kind) for kind in sorted(kinds)]
        return self._sets.get(kinds)

    def limit_of(self, limit: Limit, wall: bool) -> int:
        """The number of a limit; `wall` when its clock runs day and night, so that nothing need be looked up."""
        key = (limit, limit.text, wall and limit.unit == "clock")
        if key not in self._limits:
            self._limits[key] = number = len(self._limits)
            length = limit.count if limit.unit == "clock" else None
            unit = "wall" if key[2] else limit.unit
            self.rows["time_limit"].append((number, limit.text, length, unit, limit.count))
        return self._limits[key]

    def calendar_of(self, name: str) -> int:
        """The place of a calendar in the list the day tables are made from."""
        calendar = self.charter.calendars[name]
        if calendar not in self.calendars:
            self.calendars.append(calendar)
        return self.calendars.index(calendar)

    def _rule(self, number: int, rule: Rule) -> None:
        price, praise = rule.breach, rule.praise
        self.rows["rule"].append(
            (
                number,
                rule.rule,
                rule.clause,
                rule.from_at,
                rule.until_at,
                price.points,
                price.money,
                price.per,
                praise.points,
                praise.money,
                rule.praised,
                rule.borne_by("breached") == "unit",
                rule.borne_by("praised") == "unit",
            )
        )
        sort = sort_of(rule)
        whole = sort in (
            "cadence",
            "even",
            "target",
            "rank",
        )  # their periods are asked whether they are in force, not their facts
        whole = whole or (isinstance(rule, ScoreRule) and bool(rule.ladder))
        from_at, until_at = (-EVER, EVER) if whole else (rule.from_at, rule.until_at)
        if sort != "limit":
            self.rows["setting_off"] += [
                (sort, kind, number, from_at, until_at) for kind in sorted(rule.reads)
            ]

    def _limit(self, number: int, rule: LimitRule) -> None:
        wall = self.charter.calendars[rule.calendar].round_the_clock
        warn = self.limit_of(rule.warn, wall) if rule.warn else None
        self.rows["limit_rule"].append(
            (
                number,
                self.set_of(rule.to),
                self.set_of(rule.ends),
                self.calendar_of(rule.calendar),
                wall,
                rule.answers == "from",
                warn,
                bool(rule.praise_steps),
                wall and not rule.stops and all(limit.unit == "clock" for limit in limits_of(rule)),
            )
        )
        for stop in rule.stops:
            begin, end = self.set_of(stop.begin), self.set_of(stop.end)
            self.rows["stop"].append((number, begin, end, stop.at_most))
        steps = self._numbered_steps(rule.steps, wall)
        if rule.due:
            self._steps += 1
            steps = [(self._steps, Step(-EVER, rule.due, {}))]
        shorter = self._numbered_steps(rule.praise_steps, wall)
        self._openings(number, rule, steps, shorter)

    def _numbered_steps(self, steps: Steps, wall: bool) -> list[tuple[int, Step]]:
        """Steps with their numbers, under which their limits stand by class."""
        found = []
        for step in steps:
            self._steps += 1
            found.append((self._steps, step))
            for value, limit in step.limits.items():
                self.rows["class_limit"].append((self._steps, value or "", self.limit_of(limit, wall)))
        return found

    def _openings(
        self, number: int, rule: LimitRule, steps: list[tuple[int, Step]], shorter: list[tuple[int, Step]]
    ) -> None:
        """For each stretch of time in which nothing about the rule changes, what opens it and what is allowed."""
        changes = {
            step.from_at for _, step in (*steps, *shorter) if rule.from_at < step.from_at < rule.until_at
        }
        edges = [rule.from_at, *sorted(changes), rule.until_at]
        for from_at, until_at in pairwise(edges):
            allowed = [each for each in steps if each[1].from_at <= from_at][-1:]
            praised = [each for each in shorter if each[1].from_at <= from_at][-1:]
            shown = (praised[0][0], praised[0][1].by) if praised else (None, None)
            for place, step in allowed:
                for kind in sorted(rule.kinds):
                    said = (place, step.by, bool(rule.due), *shown)
                    self.rows["opening"].append((kind, number, from_at, until_at, *said))

    def _group(self, number: int, rule: Rule) -> None:
        row: dict[str, Any] = dict.fromkeys(TABLES["group_rule"])
        row |= {"rule_no": number, "sort": sort_of(rule)}
        match rule:
            case ScoreRule():
                row |= {"per": rule.bears, "every": rule.kth, "once": rule.once, "in_row": rule.row}
                row["only_last"] = rule.last
                self.rows["counted_clause"] += [(number, clause) for clause in sorted(rule.breaches)]
            case QueueRule():
                sets = (rule.kinds, rule.arrive, rule.ends, rule.leave)
                self.rows["queue_rule"].append((number, *map(self.set_of, sets), rule.empty))
            case EvenRule():
                begin, end = self.set_of(rule.begin), self.set_of(rule.end)
                row |= {"wanted": rule.apart, "begin_set": begin, "end_set": end}
            case CadenceRule():
                begin, end = self.set_of(rule.begin), self.set_of(rule.end)
                row |= {"wanted": rule.at_least, "begin_set": begin, "end_set": end}
            case ThresholdRule():
                row |= {"wanted": rule.reaches, "window_us": rule.window, "months": rule.months}
                row |= {"once": rule.once, "in_row": places_of(rule.days) if rule.days else rule.row}
                self.rows["counted_clause"] += [(number, clause) for clause in sorted(rule.breaches)]
            case RankRule():
                row |= {
                    "measure": rule.measure,
                    "direction": rule.sign,
                    "sample": rule.least,
                    "per": rule.per,
                }
                row |= {"every": rule.every, "within": rule.within, "best": rule.best, "worst": rule.worst}
                row |= {"begin_set": self.set_of(rule.begin), "end_set": self.set_of(rule.end)}
                self.rows["counted_clause"] += [(number, clause) for clause in sorted(rule.points)]
            case TargetRule():
                row |= {"measure": rule.measure, "direction": rule.sign, "sample": rule.sample}
                row |= {"bound_over": rule.over, "bound_under": rule.under, "scale": 10**rule.decimals}
                row |= {"begin_set": self.set_of(rule.begin), "end_set": self.set_of(rule.end)}
                self.rows["counted_clause"] += [(number, clause) for clause in sorted(rule.kept)]
        if isinstance(rule, CadenceRule | ThresholdRule | TargetRule | EvenRule):
            row |= {"per": rule.per, "every": rule.every}
        self.rows["group_rule"].append(tuple(row.values()))

    def register(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make the parameter tables."""
        import pyarrow as pa

        kinds = {"INTEGER": pa.int32(), "BIGINT": pa.int64(), "VARCHAR": pa.string(), "BOOLEAN": pa.bool_()}
        for name, columns in TABLES.items():
            values = list(zip(*self.rows[name], strict=True)) or [()] * len(columns)
            arrays = [
                pa.array(each, kinds[kind]) for each, kind in zip(values, columns.values(), strict=True)
            ]
            keep(connection, name, pa.table(arrays, names=list(columns)))
