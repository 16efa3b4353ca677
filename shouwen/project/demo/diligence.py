"""The duties nobody's story tells of: most people do what is theirs to do, day after day, without being asked.

What stands open after all that happened is asked of the judge himself: rounds not made, notices not hung, keepers not
named. Most of it was done in time; that it was, is written down here, after the examples of the clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.prove import example_facts
from shouwen.law.facts.fact import Fact, Value
from shouwen.law.judge.compile import compile
from shouwen.law.judge.periods import period_named
from shouwen.law.judge.plain.engine import judge
from shouwen.law.judge.rules import CadenceRule, LimitRule, Rule
from shouwen.law.judge.rules.picks import is_one
from shouwen.law.judge.verdict import Verdict
from shouwen.law.worktime.instants import to_datetime
from shouwen.project.demo.company import Company

SECOND = 1_000_000
DONE = 0.93
"""How much of what was asked has been done in time."""
UNTRAINED = 0.03
PASSED_BEFORE = timedelta(days=3)


def trained(charter: Charter, company: Company, began: int, rng: Random) -> list[Fact]:
    """Everybody passed the modules of their posts before they took them, but for very few."""
    facts = []
    for name, module in charter.modules.items():
        for plan in company.staff:
            asked = company.posts_of(plan.username) & set(module.posts)
            if not asked or (rng.random() < UNTRAINED and len(company.holding(plan.post)) > 1):
                continue
            at = began - int(PASSED_BEFORE.total_seconds()) * SECOND + rng.randrange(3600) * SECOND
            data: dict[str, Value] = {"module": name}
            if module.pass_mark is not None:
                data["mark"] = max(90, module.pass_mark)
            facts.append(
                Fact(
                    "training.passed", at, f"staff:{plan.username}", f"passed-{plan.username}-{name}", None,
                    plan.username, plan.unit, None, data,
                )
            )  # fmt: skip
    return facts


def modules_of(facts: Sequence[Fact]) -> Mapping[str, frozenset[str]]:
    """Which modules everybody has passed."""
    found: dict[str, set[str]] = {}
    for fact in facts:
        found.setdefault(fact.staff or "", set()).add(str(fact.data["module"]))
    return {name: frozenset(modules) for name, modules in found.items()}


def units_opened(company: Company, at: int) -> list[Fact]:
    """That its units exist, under the ids by which the house records them."""
    return [
        Fact("unit.opened", at, f"unit:{unit.code}", f"unit-{unit.code}-opened", None, None, unit.code)
        for unit in company.units
    ]


def turns(company: Company, charter: Charter, began: int) -> list[Fact]:
    """Units opened and posts taken as the house records them by itself, for a judge without a house."""
    facts = []
    if "unit.opened" in charter.facts:
        facts += units_opened(company, began)
    if "post.taken" in charter.facts:
        for number, plan in enumerate(company.staff):
            data = {"post": plan.post}
            facts.append(
                Fact(
                    "post.taken", began, f"staff:{plan.username}", f"posting-{number}-taken", None, plan.username,
                    plan.unit, None, data,
                )
            )  # fmt: skip
    return facts


def done_in_time(
    facts: Sequence[Fact], charter: Charter, walked: frozenset[str], began: int, now: int, rng: Random
) -> list[Fact]:
    """What most people did of what the judge finds undone since `began`; matters that walked are left as they are."""
    rules = compile(charter)
    added: list[Fact] = []
    spared: set[tuple[str, str]] = set()
    for verdict in judge(facts, charter, now).verdicts:
        rule = rules.named.get(verdict.rule)
        if verdict.verdict not in ("breached", "overdue", "open") or rule is None:
            continue
        if (verdict.at or 0) < began or verdict.subject in walked or rng.random() > DONE:
            continue
        if (verdict.rule, verdict.verdict) not in spared:  # somebody always forgets
            spared.add((verdict.rule, verdict.verdict))
            continue
        if isinstance(rule, CadenceRule):
            added += _rounds(rule, verdict, charter, began, now, rng, len(added))
        elif isinstance(rule, LimitRule) and verdict.closed_at is None and _is_standing(verdict):
            added += _answer(rule, verdict, charter, now, rng, len(added))
    return added


def _is_standing(verdict: Verdict) -> bool:
    """A duty of a person, unit or board, which goes on; not one of a piece of work, which has its own story."""
    return (verdict.subject or "").partition(":")[0] in ("staff", "unit", "board")


def _rounds(
    rule: CadenceRule, verdict: Verdict, charter: Charter, began: int, now: int, rng: Random, place: int
) -> Iterator[Fact]:
    """The rounds that lack in a period, at hours people work."""
    template = _template(rule, charter, rule.kinds)
    if template is None or verdict.period is None:
        return
    period = period_named(verdict.period, charter.zone)
    first, last = max(period.from_at, began), min(period.until_at, now) - SECOND
    for number in range(rule.at_least - (verdict.part or 0)):
        if last > first:
            at = _working(
                first + (last - first) * (number + 1) // (rule.at_least + 1), first, last, charter, rng
            )
            yield _moved(template, at, verdict, charter, f"round-{place}-{number}", rule.per)


def _working(at: int, first: int, last: int, charter: Charter, rng: Random) -> int:
    moment = to_datetime(at, charter.zone).replace(
        hour=rng.choice((9, 10, 11, 14, 15, 16)), minute=rng.randrange(60)
    )
    return min(max(int(moment.timestamp()) * SECOND, first), last)


def _answer(
    rule: LimitRule, verdict: Verdict, charter: Charter, now: int, rng: Random, place: int
) -> Iterator[Fact]:
    """What a limit asks for, somewhere before it was due."""
    template = _template(rule, charter, rule.to)
    if template is None or verdict.at is None or verdict.due is None:
        return
    until = min(verdict.due, now)
    if until > verdict.at:
        at = verdict.at + int((until - verdict.at) * rng.uniform(0.05, 0.9)) // SECOND * SECOND + SECOND
        yield _moved(template, at, verdict, charter, f"done-{place}", "")


def _template(rule: Rule, charter: Charter, names: frozenset[str]) -> Fact | None:
    """A fact of the clause's own examples that is what the rule asks for."""
    rules = compile(charter)
    clause = charter.clauses[rule.clause]
    for example in clause.examples:
        if example.then[0].word not in ("kept", "praised", "open", "met"):
            continue
        for fact in example_facts(example, charter.zone, clause):
            read = rules.as_read(fact)
            if is_one(read, names) and rule.holds(read) is not False:
                return fact
    return None


def _moved(template: Fact, at: int, verdict: Verdict, charter: Charter, id: str, per: str) -> Fact:
    """The template as something that whoever the verdict is about did at that time."""
    data = dict(template.data)
    about = charter.facts[template.kind].about if template.kind in charter.facts else {}
    for role in ("staff", "unit", "customer"):
        if role in about and getattr(verdict, role):
            data[about[role]] = getattr(verdict, role)
    subject = verdict.subject or f"JL-{id}"
    if template.subject.startswith("staff:") and verdict.staff:
        subject = f"staff:{verdict.staff}" + "".join(template.subject.partition("/")[1:])
    if per and per not in ("staff", "unit", "customer", "subject", "all") and verdict.period:
        data[per] = verdict.key.split("|")[1] if verdict.key.count("|") else data.get(per)
    return replace(
        template, at=at, subject=subject, id=f"JL-{id}", staff=verdict.staff, unit=verdict.unit,
        customer=verdict.customer, data=data,
    )  # fmt: skip
