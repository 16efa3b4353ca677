"""score: points and money at every fact or breach, borne by whoever a field names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from shouwen.law.charter.language.figures import Missing
from shouwen.law.facts.fact import Fact, read
from shouwen.law.judge.plain.history import History
from shouwen.law.judge.rules import Rules, ScoreRule
from shouwen.law.judge.verdict import Draft, Verdict, VerdictWord

WHOLE = re.compile(r"-?[0-9]{1,9}")
"""The integers a formula reads; what is longer is taken for a mistake, so that no engine overflows."""
_NOTHING: Mapping[str, int] = {}


def score_verdicts(rule: ScoreRule, seen: Iterable[History], rules: Rules) -> Iterator[Verdict]:
    """The verdicts of one rule that counts nothing."""
    for history in seen:
        facts = history.of(rule.kinds)
        if rule.last:
            facts = [fact for fact in facts if rule.from_at <= fact.at < rule.until_at][-1:]
        for fact in facts:
            answer = rule.holds(fact)
            if answer is not False:
                yield score_verdict(rule, rules, fact, answer.field if isinstance(answer, Missing) else None)


def score_verdict(
    rule: ScoreRule,
    rules: Rules,
    event: Fact | Verdict,
    missing: str | None,
    counted: Mapping[str, int] = _NOTHING,
    period: str | None = None,
) -> Verdict:
    """The verdict on one fact or breach; `counted` holds k and n, `missing` what is not known of it already."""
    values = {name: read(event, name) for name in rule.names} if isinstance(event, Fact) else {}
    unknown = next((name for name, text in values.items() if text is None or not WHOLE.fullmatch(text)), None)
    borne_by = bearer_of(rule, event)
    missing = missing or (unknown if borne_by else rule.to)
    given = {**counted, **{name: int(text) for name, text in values.items() if text}} if not missing else {}
    points = rule.points.hundredths(given) if rule.points and not missing else 0
    money = rule.money.hundredths(given) if rule.money and not missing else 0
    # a breach may turn out to be another's: its score then has another key, and no two groups ever share one
    whose = (
        (event.subject, event.id) if isinstance(event, Fact) else (getattr(event, rule.of) or "", event.key)
    )
    return Draft(
        key=f"{rule.rule}|{whose[0]}|{whose[1]}",
        verdict="undecided" if missing else _word(points, money),
        clause=rule.clause,
        rule=rule.rule,
        charter=rules.charter,
        version=rules.version,
        cites=rule.cites,
        subject=event.subject,
        staff=borne_by if rule.bears == "staff" else event.staff,
        unit=borne_by if rule.bears == "unit" else event.unit,
        customer=event.customer,
        period=period,
        at=event.at,
        points=points,
        money=money,
        part=next(iter(counted.values()), None),
        evidence=(event.id,) if isinstance(event, Fact) else event.evidence,
        missing=missing,
    )


def bearer_of(rule: ScoreRule, event: Fact | Verdict) -> str | None:
    """The code of who bears it, as the event names them."""
    return read(event, rule.to) if isinstance(event, Fact) else getattr(event, rule.to)


def _word(points: int, money: int) -> VerdictWord:
    if points < 0 or money < 0:
        return "breached"
    return "praised" if points > 0 or money > 0 else "kept"
