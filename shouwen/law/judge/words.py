"""Why a verdict is what it is: one sentence each in Chinese and English, made from the verdict and the charter."""

from __future__ import annotations

from decimal import Decimal

from shouwen.law.charter.charter import Charter
from shouwen.law.judge.compile import compile
from shouwen.law.judge.names import (
    IN_ROW,
    fact_words,
    field_words,
    instant_text,
    period_words,
    where_words,
    who_words,
)
from shouwen.law.judge.rules import (
    EXCLUDED,
    CadenceRule,
    CheckRule,
    EvenRule,
    LimitRule,
    PhraseRow,
    PrecedeRule,
    QueueRule,
    RankRule,
    Rule,
    ScoreRule,
    TargetRule,
    ThresholdRule,
)
from shouwen.law.judge.verdict import Verdict
from shouwen.law.judge.worked import worked
from shouwen.law.speech.findings import in_words
from shouwen.law.worktime.instants import DAY
from shouwen.law.worktime.limits import parse_limit
from shouwen.law.worktime.words import duration_words, limit_words
from shouwen.words import Words

_NONE = Words("", "")
_SECOND = 1_000_000
_PROVISIONAL = Words(
    "（涉及尚未公布节假日安排的年份，期限暂定）",
    " (a year whose holidays are not announced takes part, so the due time is provisional)",
)


def why(verdict: Verdict, charter: Charter) -> Words:
    """The sentence of a verdict, with times in the charter's zone. Errors: KeyError for a rule of another charter."""
    rule = compile(charter).named[verdict.rule]
    title = charter.clauses[verdict.clause].title
    head = Words(f"第 {verdict.clause} 条（{title.zh}）：", f"Clause {verdict.clause} ({title.en}): ")
    tail = _PROVISIONAL if verdict.provisional else _NONE
    price = _joined(_price(verdict), _rate(rule, verdict))
    return _joined(head, _body(rule, verdict, charter), price, tail, Words("。", "."))


def _body(rule: Rule, verdict: Verdict, charter: Charter) -> Words:
    if verdict.verdict == "undecided":
        return _undecided(rule, verdict, charter)
    match rule:
        case LimitRule():
            return _limit(rule, verdict, charter)
        case PrecedeRule():
            return _precede(rule, verdict, charter)
        case CheckRule():
            return _check(rule, verdict, charter)
        case PhraseRow():
            return _phrase(rule, verdict, charter)
        case ScoreRule():
            return _score(rule, verdict, charter)
        case CadenceRule():
            return _cadence(rule, verdict, charter)
        case QueueRule():
            return _queue(rule, verdict, charter)
        case EvenRule():
            return _even(rule, verdict, charter)
        case ThresholdRule():
            return _threshold(rule, verdict, charter)
        case TargetRule():
            return _target(rule, verdict, charter)
        case RankRule():
            return _rank(rule, verdict)
    raise TypeError(f"no words for {type(rule).__name__}")


def _undecided(rule: Rule, verdict: Verdict, charter: Charter) -> Words:
    if verdict.missing == "sample":
        whole = verdict.whole or 0
        said = Words(f"只有 {whole} 件，样本不足，不作判定", f"only {whole} cases, too few to decide")
        return _joined(_of_group(rule, verdict), said)
    if verdict.missing == "seed" and isinstance(rule, CadenceRule):
        said = Words(
            "本期开始前没有公布抽签种子，无法判定",
            "no seed of a draw was published before it began, so it is undecided",
        )
        return _joined(_of_group(rule, verdict), said)
    if verdict.missing == EXCLUDED:
        return _joined(_of_group(rule, verdict), Words("，按规定不参评", "left out of the ranking"))
    field = field_words(charter, rule.kinds | rule.reads, verdict.missing or "")
    said = Words(
        f"缺少可用的「{field.zh}」，无法判定", f"'{field.en}' is missing or not usable, so it is undecided"
    )
    if isinstance(rule, RankRule):
        said = Words(
            f"，参评者缺少可用的「{field.zh}」，名次无法判定",
            f"'{field.en}' of one of those compared is missing or not usable, so nobody's place is decided",
        )
    if isinstance(rule, CadenceRule | TargetRule | RankRule):
        return _joined(_of_group(rule, verdict), said)
    at, kind = instant_text(verdict.at, charter.zone), fact_words(charter, rule.kinds)
    return _joined(Words(f"{at}「{kind.zh}」", f"'{kind.en}' at {at}: "), said)


def _limit(rule: LimitRule, verdict: Verdict, charter: Charter) -> Words:
    zone = charter.zone
    opened, wanted = fact_words(charter, rule.kinds), fact_words(charter, rule.to)
    at, due = instant_text(verdict.at, zone), instant_text(verdict.due, zone)
    closed = instant_text(verdict.closed_at, zone)
    late = duration_words(round((verdict.late_s or 0) * 1_000_000), days=True)
    allowed = Words("，约定", ", promised for")
    if verdict.limit_text:
        limit = limit_words(parse_limit(verdict.limit_text))
        allowed = Words(f"，时限{_spaced(limit.zh)}，最迟", f", {limit.en} allowed, due")
    start = Words(f"{at}「{opened.zh}」{allowed.zh} {due}", f"'{opened.en}' at {at}{allowed.en} {due}")
    match verdict.verdict:
        case "kept":
            end = Words(f"；{closed}「{wanted.zh}」，按时", f"; '{wanted.en}' at {closed}, in time")
        case "praised":
            end = Words(f"；{closed}「{wanted.zh}」，值得表扬", f"; '{wanted.en}' at {closed}, worth praise")
        case "breached" if rule.ends and not verdict.staff:
            end = Words(f"；{closed} 才了结，超时 {late.zh}", f"; it ended only at {closed}, {late.en} late")
        case "breached":
            end = Words(
                f"；{closed} 才「{wanted.zh}」，超时 {late.zh}",
                f"; '{wanted.en}' only at {closed}, {late.en} late",
            )
        case "overdue":
            end = Words(
                f"；至今没有「{wanted.zh}」，已逾期 {late.zh}",
                f"; no '{wanted.en}' yet, overdue by {late.en}",
            )
        case _ if verdict.paused:
            end = Words(
                f"；等待「{wanted.zh}」，计时暂停中", f"; '{wanted.en}' awaited, the clock stands still"
            )
        case _:
            end = Words(f"；等待「{wanted.zh}」，尚未到期", f"; '{wanted.en}' awaited, still in time")
    return _joined(start, end)


def _precede(rule: PrecedeRule, verdict: Verdict, charter: Charter) -> Words:
    at, closed = instant_text(verdict.at, charter.zone), instant_text(verdict.closed_at, charter.zone)
    trigger, what = fact_words(charter, rule.kinds), fact_words(charter, rule.what)
    good = verdict.verdict in ("kept", "praised")
    if rule.direction == "before":
        if good:
            return Words(
                f"{at}「{trigger.zh}」之前已「{what.zh}」", f"'{what.en}' came before '{trigger.en}' at {at}"
            )
        return Words(
            f"{at}「{trigger.zh}」，此前没有「{what.zh}」",
            f"'{trigger.en}' at {at} without '{what.en}' before it",
        )
    if good:
        return Words(
            f"{at}「{trigger.zh}」之后，{closed} 已「{what.zh}」",
            f"'{what.en}' at {closed} followed '{trigger.en}' at {at}",
        )
    if verdict.verdict == "open":
        return Words(
            f"{at}「{trigger.zh}」之后，等待「{what.zh}」",
            f"'{what.en}' awaited after '{trigger.en}' at {at}",
        )
    until = fact_words(charter, rule.until)
    return Words(
        f"{at}「{trigger.zh}」之后没有「{what.zh}」，{closed} 就已「{until.zh}」",
        f"'{until.en}' at {closed} although '{what.en}' had not followed '{trigger.en}' at {at}",
    )


def _check(rule: CheckRule, verdict: Verdict, charter: Charter) -> Words:
    at, kind = instant_text(verdict.at, charter.zone), fact_words(charter, rule.kinds)
    must = where_words(charter, rule.kinds, rule.must)
    if verdict.verdict == "breached":
        return Words(
            f"{at}「{kind.zh}」不合要求：须{must.zh}", f"'{kind.en}' at {at} is not as required: {must.en}"
        )
    return Words(f"{at}「{kind.zh}」合要求：{must.zh}", f"'{kind.en}' at {at} is as required: {must.en}")


def better_wording(verdict: Verdict, charter: Charter) -> tuple[Words, ...]:
    """What to say in the place of the forbidden words of a verdict; nothing for other verdicts."""
    rule = compile(charter).named.get(verdict.rule)
    if not isinstance(rule, PhraseRow) or rule.what != "forbidden" or not verdict.words:
        return ()
    found = (rule.phrase.better_for(word) for word in verdict.words.split("、"))
    return tuple(dict.fromkeys(better for better in found if better))


def _phrase(rule: PhraseRow, verdict: Verdict, charter: Charter) -> Words:
    at = instant_text((verdict.at or 0) // _SECOND * _SECOND, charter.zone)
    words = verdict.words.split("、") if verdict.words else []
    named = [rule.phrase.model.named(word) if rule.phrase.model else Words(word, word) for word in words]
    body = in_words(rule.what, verdict.verdict, named, better_wording(verdict, charter))
    return Words(f"{at} {body.zh}", f"{at}: {body.en}")


def _score(rule: ScoreRule, verdict: Verdict, charter: Charter) -> Words:
    said = _joined(_scored(rule, verdict, charter), _times_before(rule, verdict, charter))
    if not (verdict.points or verdict.money):
        return _joined(said, Words("，不加不扣", ", nothing added or deducted"))
    counted = {"n" if rule.row else "k": verdict.part or 0}
    sums = [
        worked(formula, counted, lambda name: field_words(charter, rule.kinds, name))
        for formula, amount in ((rule.points, verdict.points), (rule.money, verdict.money))
        if formula and amount
    ]
    return _joined(said, *(Words(f"，按 {each.zh} 计", f", counted as {each.en}") for each in sums if each))


def _scored(rule: ScoreRule, verdict: Verdict, charter: Charter) -> Words:
    at = instant_text(verdict.at, charter.zone)
    if rule.breaches:
        clauses = sorted(rule.breaches)
        return Words(f"{at} 违反第 {'、'.join(clauses)} 条", f"breach of {', '.join(clauses)} at {at}")
    kind = fact_words(charter, rule.kinds)
    return Words(f"{at}「{kind.zh}」", f"'{kind.en}' at {at}")


def _times_before(rule: ScoreRule, verdict: Verdict, charter: Charter) -> Words:
    """How often it has happened to whom in the period, or for how many periods in a row."""
    if not verdict.period or verdict.part is None:
        return _NONE
    who = Words("", "number")
    if rule.of == rule.to:
        bearer = who_words(rule.bears, verdict)
        who = Words(bearer.zh, f"{bearer.en}: number")
    if rule.kth:
        period = period_words(verdict.period)
        return Words(
            f"，{who.zh}{period.zh}第 {verdict.part} 次", f", {who.en} {verdict.part} in {period.en}"
        )
    every = IN_ROW[rule.row or "month"]
    return Words(
        f"，{who.zh} 连续第 {verdict.part} {every.zh}", f", {who.en} {verdict.part} of {every.en}s in a row"
    )


def _cadence(rule: CadenceRule, verdict: Verdict, charter: Charter) -> Words:
    kind, part, whole = fact_words(charter, rule.kinds), verdict.part or 0, verdict.whole or 0
    done = _joined(
        _of_group(rule, verdict),
        Words(
            f"「{kind.zh}」{part} 次，应不少于 {whole} 次",
            f"'{kind.en}' {_times(part)}, at least {whole} required",
        ),
        _within(rule, verdict, charter),
    )
    match verdict.verdict:
        case "kept":
            return _joined(done, Words("，已做到", ", done"))
        case "praised":
            return _joined(done, Words("，值得表扬", ", worth praise"))
        case "open":
            return _joined(done, Words(f"，还差 {whole - part} 次", f", {whole - part} more to come"))
    return _joined(done, Words(f"，少 {whole - part} 次", f", {whole - part} too few"))


def _within(rule: CadenceRule, verdict: Verdict, charter: Charter) -> Words:
    """The day or the part of the period that counts, if not all of it does."""
    if rule.drawn and verdict.due is not None:
        day = instant_text(verdict.due - DAY // 2, charter.zone)[:10]
        return Words(f"（只计抽定的 {day}）", f" on the drawn day {day}")
    if rule.part is None:
        return _NONE
    days = rule.part.days
    if rule.part.end == "first":
        return Words(f"（只计期初 {days} 天）", f" within its first {days} days")
    return Words(f"（只计期末 {days} 天）", f" within its last {days} days")


def _queue(rule: QueueRule, verdict: Verdict, charter: Charter) -> Words:
    at, kind, part = (
        instant_text(verdict.at, charter.zone),
        fact_words(charter, rule.kinds),
        verdict.part or 0,
    )
    people = "person" if part == 1 else "people"
    start = Words(f"{at}「{kind.zh}」", f"'{kind.en}' at {at}")
    if rule.empty:
        if part:
            return _joined(
                start, Words(f"时，仍有 {part} 人没有办完", f" while {part} {people} still had to be served")
            )
        return _joined(start, Words("时，已没有人等候", " when nobody was waiting any more"))
    if part:
        return _joined(
            start,
            Words(f"时，有 {part} 人应当排在前面", f": {part} {people} had the better right to be next"),
        )
    return _joined(start, Words("，次序正确", ", in turn"))


def _even(rule: EvenRule, verdict: Verdict, charter: Charter) -> Words:
    at, kind, part = (
        instant_text(verdict.at, charter.zone),
        fact_words(charter, rule.kinds),
        verdict.part or 0,
    )
    who, period = who_words("staff", verdict), period_words(verdict.period or "")
    start = Words(
        f"{at}「{kind.zh}」后，{who.zh}{period.zh}共 {part} 件",
        f"with '{kind.en}' at {at} {who.en} has {part} in {period.en}",
    )
    if verdict.whole is None:
        return _joined(start, Words("，没有别人可分", ", and there is nobody else to give it to"))
    if verdict.verdict == "breached":
        return _joined(start, Words(f"，最多应为 {verdict.whole} 件", f", at most {verdict.whole} allowed"))
    return _joined(start, Words("，分派均衡", ", evenly spread"))


def _threshold(rule: ThresholdRule, verdict: Verdict, charter: Charter) -> Words:
    at = instant_text(verdict.at, charter.zone)
    if rule.breaches:
        clauses = sorted(rule.breaches)
        what = Words(f"违反第 {'、'.join(clauses)} 条", f"breaches of {', '.join(clauses)}")
    else:
        kind = fact_words(charter, rule.kinds)
        what = Words(f"「{kind.zh}」", f"'{kind.en}'")
    group = _of_group(rule, verdict)
    if rule.row:
        every = IN_ROW[rule.row]
        days = "" if verdict.part == 1 else "s"
        return _joined(
            group,
            Words(
                f"{what.zh}，于 {at} 达到连续 {verdict.part} {every.zh}的界限",
                f"{what.en} on {verdict.part} {every.en}{days} in a row, reached at {at}",
            ),
        )
    times = IN_ROW[rule.once].zh if rule.once else "次"
    return _joined(
        group,
        Words(
            f"{what.zh}累计 {verdict.part} {times}，于 {at} 达到 {verdict.whole} {times}的界限",
            f"{what.en} reached {verdict.whole} at {at}",
        ),
    )


def _target(rule: TargetRule, verdict: Verdict, charter: Charter) -> Words:
    part, whole = verdict.part or 0, verdict.whole or 0
    match rule.measure:
        case "kept":
            clauses = sorted(rule.kept)
            what = Words(f"第 {'、'.join(clauses)} 条兑现率", f"kept of clauses {', '.join(clauses)}")
        case "mean":
            field = field_words(charter, rule.kinds, rule.field or "")
            what = Words(f"「{field.zh}」平均", f"mean of '{field.en}'")
        case "share":
            kind = fact_words(charter, rule.kinds)
            what = Words(f"「{kind.zh}」中符合者占比", f"share of '{kind.en}'")
        case "count":
            kind = fact_words(charter, rule.kinds)
            what = Words(f"「{kind.zh}」次数", f"number of '{kind.en}'")
    bound = Words(
        f"目标{'不低于' if rule.sign > 0 else '不高于'} {rule.bound}",
        f"{'at least' if rule.sign > 0 else 'at most'} {rule.bound} wanted",
    )
    end = {
        "met": Words("，达标", ", met"),
        "fell-short": Words("，未达标", ", fell short"),
    }.get(verdict.verdict, Words("，期间未结束", ", the period is still running"))
    said = Words(f"{what.zh}，{bound.zh}", f"{what.en}, {bound.en}")
    if verdict.part is not None:
        value = _value(rule, part, whole)
        said = Words(f"{what.zh} {value}，{bound.zh}", f"{what.en} {value}, {bound.en}")
    how = rule.formula
    by = Words(f"（算法：{how.zh}）", f" (computed as: {how.en})") if how else _NONE
    return _joined(_of_group(rule, verdict), said, end, by)


def _value(rule: TargetRule, part: int, whole: int) -> str:
    if rule.measure == "count":
        return str(part)
    if not whole:
        return f"{part}/{whole}"
    if rule.measure == "mean":
        total = (Decimal(part) / 10**rule.decimals).normalize()
        return f"{total / whole:.2f} ({total:f}/{whole})"
    return f"{100 * part / whole:.2f}% ({part}/{whole})"


def _rank(rule: RankRule, verdict: Verdict) -> Words:
    who = _of_group(rule, verdict)
    if verdict.part is None:
        return _joined(who, Words("，期间未结束，尚未评比", "not compared yet, the period is still running"))
    place = Words(
        f"，{verdict.whole} 个参评中列第 {verdict.part}", f"place {verdict.part} of {verdict.whole}"
    )
    end = {
        "praised": Words("，评为最好", ", one of the best"),
        "breached": Words("，评为最差", ", one of the worst"),
    }
    return _joined(who, place, end.get(verdict.verdict, _NONE))


def _of_group(rule: Rule, verdict: Verdict) -> Words:
    """Who and when of a group's verdict."""
    assert isinstance(rule, CadenceRule | ThresholdRule | TargetRule | RankRule)
    who = who_words(rule.per, verdict)
    if verdict.period:
        period = period_words(verdict.period)
        return Words(f"{who.zh}{period.zh}", f"{who.en} in {period.en}: ")
    return _joined(who, _window(rule) if isinstance(rule, ThresholdRule) else _NONE)


def _window(rule: ThresholdRule) -> Words:
    if rule.months:
        return Words(f" {rule.months} 个月内", f" within {rule.months} months: ")
    if rule.window:
        return Words(f" {rule.window // DAY} 天内", f" within {rule.window // DAY} days: ")
    return Words("", ": ") if rule.row else Words("历次", " ever: ")


def _price(verdict: Verdict) -> Words:
    """Points and money, if any."""
    said = [
        _amount(verdict.points, Words("分", "points"), Words("加", "added")),
        _amount(verdict.money, Words("元", "yuan"), Words("奖", "awarded")),
    ]
    return _joined(*(Words(f"，{each.zh}", f", {each.en}") for each in said if each is not None))


_BEGUN = {
    DAY // 1440: Words("分钟", "minute"),
    DAY // 24: Words("小时", "hour"),
    DAY: Words("天", "day"),
}


def _rate(rule: Rule, verdict: Verdict) -> Words:
    """How often the price of a limit was due, where it is one for every begun stretch."""
    per = rule.breach.per
    if per is None or not isinstance(rule, LimitRule) or verdict.verdict not in ("breached", "overdue"):
        return _NONE
    unit = _BEGUN[per]
    if verdict.verdict == "overdue":
        return Words(f"，办结后按每{unit.zh}计价", f", to be charged for every {unit.en} begun")
    times = rule.breach.times(round((verdict.late_s or 0) * 1_000_000))
    return Words(f"（每{unit.zh}计一次，共 {times} 次）", f" (for every {unit.en} begun, {_times(times)})")


def _amount(hundredths: int, unit: Words, gained: Words) -> Words | None:
    if not hundredths:
        return None
    whole, rest = divmod(abs(hundredths), 100)
    number = f"{whole}.{rest:02}".rstrip("0") if rest else str(whole)
    one = unit.en.removesuffix("s") if number == "1" else unit.en
    if hundredths < 0:
        return Words(f"扣 {number} {unit.zh}", f"{number} {one} deducted")
    return Words(f"{gained.zh} {number} {unit.zh}", f"{number} {one} {gained.en}")


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _spaced(text: str) -> str:
    """A space between Chinese and a number that follows."""
    return f" {text}" if text[:1].isdigit() else text


def _joined(*parts: Words) -> Words:
    return Words("".join(part.zh for part in parts), "".join(part.en for part in parts))
