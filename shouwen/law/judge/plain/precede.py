"""precede: one thing before another, or after it and not too late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shouwen.law.charter.language.figures import Missing
from shouwen.law.facts.fact import Fact
from shouwen.law.judge.clock import seconds
from shouwen.law.judge.plain.history import History, first_from, last_until
from shouwen.law.judge.rules import PrecedeRule, Price, Rules
from shouwen.law.judge.verdict import Draft, Verdict, VerdictWord

_FREE = Price()


def precede_verdicts(rule: PrecedeRule, seen: Iterable[History], rules: Rules) -> Iterator[Verdict]:
    """The verdicts of one rule on subjects that have facts which set it off."""
    judge = _before if rule.direction == "before" else _after
    for history in seen:
        whats = history.of(rule.what)
        for trigger in history.of(rule.kinds):
            answer = rule.holds(trigger)
            if answer is True:
                if verdict := judge(rule, rules, history, trigger, whats):
                    yield verdict
            elif isinstance(answer, Missing):
                yield _verdict(rule, rules, trigger, "undecided", trigger, missing=answer.field)


def _before(rule: PrecedeRule, rules: Rules, history: History, trigger: Fact, whats: list[Fact]) -> Verdict:
    what = last_until(whats, trigger)
    answerer = trigger if rule.answers == "trigger" else what
    if what:
        return _verdict(rule, rules, trigger, "kept", answerer, evidence=(what.id,))
    return _verdict(rule, rules, trigger, "breached", answerer, unit=history.unit)


def _after(
    rule: PrecedeRule, rules: Rules, history: History, trigger: Fact, whats: list[Fact]
) -> Verdict | None:
    """None where the obligation has ended: at one instant, doing it comes before its end, and that before too late."""
    what = first_from(whats, trigger)
    until = first_from(history.of(rule.until), trigger) if rule.until else None
    end = first_from(history.of(rule.ends), trigger) if rule.ends else None
    if end and not (what and what.at <= end.at) and not (until and until.at < end.at):
        return None
    own = trigger if rule.answers == "trigger" else None
    if what and not (until and until.at < what.at):
        return _verdict(rule, rules, trigger, "kept", own or what, closing=what)
    if until:
        return _verdict(rule, rules, trigger, "breached", own or until, closing=until)
    return _verdict(rule, rules, trigger, "open", own, unit=history.unit)


def _verdict(
    rule: PrecedeRule,
    rules: Rules,
    trigger: Fact,
    word: VerdictWord,
    answerer: Fact | None,
    *,
    closing: Fact | None = None,
    unit: str | None = None,
    evidence: tuple[str, ...] = (),
    missing: str | None = None,
) -> Verdict:
    if word == "kept" and rule.praised:
        word = "praised"
    price = rule.breach if word == "breached" else rule.praise if word == "praised" else _FREE
    return Draft(
        key=f"{rule.rule}|{trigger.subject}|{trigger.id}",
        verdict=word,
        clause=rule.clause,
        rule=rule.rule,
        charter=rules.charter,
        version=rules.version,
        cites=rule.cites,
        subject=trigger.subject,
        staff=answerer.staff if answerer else None,
        unit=answerer.unit if answerer else unit,
        customer=trigger.customer or (closing.customer if closing else None),
        at=trigger.at,
        closed_at=closing.at if closing else None,
        elapsed_s=seconds(closing.at - trigger.at) if closing else None,
        points=price.points,
        money=price.money,
        evidence=(trigger.id, *((closing.id,) if closing else ()), *evidence),
        missing=missing,
    )
