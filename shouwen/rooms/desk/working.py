"""How a verdict came about, step by step, so that whoever it concerns can check it with paper and pencil."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shouwen.law.charter import Charter
from shouwen.law.charter.sentences.events import ALWAYS
from shouwen.law.facts.fact import Fact, read
from shouwen.law.judge.compile import compile
from shouwen.law.judge.consequences import borne_by
from shouwen.law.judge.names import fact_words, instant_text
from shouwen.law.judge.rules import CadenceRule, LimitRule, PrecedeRule, Rule
from shouwen.law.judge.verdict import Verdict
from shouwen.law.worktime.instants import DAY, from_datetime, to_datetime
from shouwen.law.worktime.limits import Limit, parse_limit
from shouwen.law.worktime.words import duration_words, limit_words
from shouwen.rooms.desk.clauses import field_words
from shouwen.words import Words

MOST_DAYS = 45
WEEKDAYS = "一二三四五六日"
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class Line:
    """One step of the working: what is taken, and what it comes to."""

    label: Words
    value: Words


@dataclass(frozen=True, slots=True)
class Day:
    """One day a clock ran over: how long it was open, and the how-manieth counted day it is (None: not counted)."""

    on: date
    weekday: Words
    open_s: int
    number: int | None


def lines(verdict: Verdict, facts: Sequence[Fact], charter: Charter, names: Mapping[str, str]) -> list[Line]:
    """The arithmetic of a verdict; `facts` are those it rests on, `names` what people and units are called."""
    rule = compile(charter).named.get(verdict.rule)
    if rule is None:
        return []
    return [*_body(rule, verdict, facts, charter), *_price(verdict, charter, names)]


def _body(rule: Rule, verdict: Verdict, facts: Sequence[Fact], charter: Charter) -> Iterator[Line]:
    if verdict.missing:
        title = field_words(charter, verdict.missing, "")[0]
        yield Line(Words("缺少", "Missing"), title)
        return
    if isinstance(rule, LimitRule):
        yield from _limit(rule, verdict, facts, charter)
    elif isinstance(rule, PrecedeRule):
        yield from _precede(rule, verdict, charter)
    else:
        yield from _count(rule, verdict)


def _limit(rule: LimitRule, verdict: Verdict, facts: Sequence[Fact], charter: Charter) -> Iterator[Line]:
    opened, wanted = fact_words(charter, rule.kinds), fact_words(charter, rule.to)
    yield Line(Words(f"起算：{opened.zh}", f"From: {opened.en}"), _instant(verdict.at, charter))
    if verdict.limit_text:
        yield Line(Words("时限", "Limit"), _allowed(verdict, facts, charter))
        yield Line(Words("计时方式", "Counted"), _clock(rule, charter))
    if rule.stops:
        yield Line(
            Words("计时暂停", "Stopped"),
            Words("停顿时间已顺延到最迟时间", "the due time was moved by the stops"),
        )
    yield Line(Words("最迟", "Due"), _instant(verdict.due, charter))
    if verdict.closed_at is not None:
        yield Line(Words(f"办到：{wanted.zh}", f"Done: {wanted.en}"), _instant(verdict.closed_at, charter))
    else:
        yield Line(Words(f"办到：{wanted.zh}", f"Done: {wanted.en}"), Words("尚未", "not yet"))
    if verdict.elapsed_s is not None:
        yield Line(Words("用时（按上述计时方式）", "Time taken, so counted"), _length(verdict.elapsed_s))
    if verdict.late_s:
        until = Words("办到", "done") if verdict.closed_at is not None else Words("现在", "now")
        yield Line(Words(f"超时 = {until.zh} − 最迟", f"Late = {until.en} − due"), _length(verdict.late_s))


def _allowed(verdict: Verdict, facts: Sequence[Fact], charter: Charter) -> Words:
    """The limit, with the class of case that chose it."""
    limit = limit_words(parse_limit(verdict.limit_text or ""))
    body = next((rule.body for rule in charter.rules if rule.id == verdict.rule), None)
    opening = next((fact for fact in facts if fact.at == verdict.at), None)
    figure = getattr(body, "within", None)
    if opening is None or figure is None or not figure.fields:
        return limit
    chosen = [field_words(charter, name, read(opening, name) or "") for name in figure.fields]
    zh = "，".join(f"{title.zh}为{value.zh}" for title, value in chosen)
    en = ", ".join(f"{title.en} is {value.en}" for title, value in chosen)
    return Words(f"{limit.zh}（{zh}）", f"{limit.en} ({en})")


def _clock(rule: LimitRule, charter: Charter) -> Words:
    if rule.calendar == "always":
        return ALWAYS
    return charter.header.calendars[rule.calendar].title or Words(rule.calendar, rule.calendar)


def _precede(rule: PrecedeRule, verdict: Verdict, charter: Charter) -> Iterator[Line]:
    trigger, what = fact_words(charter, rule.kinds), fact_words(charter, rule.what)
    yield Line(trigger, _instant(verdict.at, charter))
    order = Words("此前须有", "Before it") if rule.direction == "before" else Words("此后须有", "After it")
    found = verdict.verdict in ("kept", "praised")
    answer = Words("有", "found") if found else Words("没有", "not found")
    yield Line(Words(f"{order.zh}：{what.zh}", f"{order.en}: {what.en}"), answer)
    if verdict.closed_at is not None and rule.direction == "after":
        yield Line(Words("了结", "Ended"), _instant(verdict.closed_at, charter))


def _count(rule: Rule, verdict: Verdict) -> Iterator[Line]:
    if verdict.period:
        yield Line(Words("期间", "Period"), Words(verdict.period, verdict.period))
    if verdict.part is not None:
        yield Line(Words("计得", "Counted"), Words(str(verdict.part), str(verdict.part)))
    if verdict.whole is not None:
        label = Words("应有", "Required") if isinstance(rule, CadenceRule) else Words("总数", "Of")
        yield Line(label, Words(str(verdict.whole), str(verdict.whole)))


def _price(verdict: Verdict, charter: Charter, names: Mapping[str, str]) -> Iterator[Line]:
    bearer = borne_by(verdict, charter)
    whose = names.get(bearer[1], bearer[1]) if bearer else "—"
    if verdict.points:
        text = f"{verdict.points / 100:+g}"
        yield Line(Words("分值", "Points"), Words(f"{text} 分（{whose}）", f"{text} ({whose})"))
    if verdict.money:
        text = f"{verdict.money / 100:+g}"
        yield Line(Words("金额", "Money"), Words(f"{text} 元（{whose}）", f"{text} yuan ({whose})"))


def days(verdict: Verdict, charter: Charter) -> list[Day]:
    """The days from start to due as the calendar counts them; none for limits of minutes and hours."""
    rule = compile(charter).named.get(verdict.rule)
    if not isinstance(rule, LimitRule) or rule.calendar == "always" or not verdict.limit_text:
        return []
    limit = parse_limit(verdict.limit_text)
    if limit.unit == "clock" or verdict.at is None or verdict.due is None:
        return []
    return _days(limit, verdict.at, verdict.due, charter, rule.calendar)


def _days(limit: Limit, at: int, due: int, charter: Charter, name: str) -> list[Day]:
    first, last = to_datetime(at, charter.zone), to_datetime(due, charter.zone)
    midnight = first.replace(hour=0, minute=0, second=0, microsecond=0)
    count = min((last.date() - first.date()).days + 1, MOST_DAYS)
    starts = [from_datetime(midnight + timedelta(days=each)) for each in range(count)]
    opens = charter.calendars[name].elapsed(starts, [start + DAY for start in starts], "clock").tolist()
    found, number = [], 0
    for index, open_us in enumerate(opens):
        on = first.date() + timedelta(days=index)
        counted = index > 0 and (open_us > 0 or limit.unit != "wd")
        number += counted
        weekday = Words(f"周{WEEKDAYS[on.weekday()]}", WEEKDAYS_EN[on.weekday()])
        found.append(Day(on, weekday, int(open_us // 1_000_000), number if counted else None))
    return found


def _instant(us: int | None, charter: Charter) -> Words:
    text = instant_text(us, charter.zone)
    return Words(text, text)


def _length(seconds: float) -> Words:
    return duration_words(round(seconds * 1_000_000))


def told(
    facts: Sequence[Fact], charter: Charter, names: Mapping[str, str]
) -> list[tuple[Fact, Words, str, str, str]]:
    """The facts a verdict rests on: each with its title, its local time, who did it, and for which unit."""
    return [
        (
            fact, fact_words(charter, [fact.kind]), instant_text(fact.at, charter.zone),
            names.get(fact.staff or "", fact.staff or ""), names.get(fact.unit or "", fact.unit or ""),
        )
        for fact in facts
    ]  # fmt: skip
