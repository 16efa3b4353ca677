"""The head of a clause: dates in order, exceptions that mean something, consequences that have something to follow."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.checks.survey import Survey
from shouwen.law.charter.errors import CharterError
from shouwen.law.charter.language import Body, Clause, Limit
from shouwen.words import Words


def check(survey: Survey) -> Iterator[CharterError]:
    """Every clause by itself, and the clauses that others name."""
    for clause in survey.clauses():
        bodies = [body for _, _, body in clause.bodies()]
        yield from _dates(survey, clause)
        yield from _exceptions(survey, clause, bodies)
        yield from _consequences(survey, clause, bodies)
    yield from _judged(survey)


def _dates(survey: Survey, clause: Clause) -> Iterator[CharterError]:
    effective = clause.effective or survey.charter.header.effective
    if clause.until and clause.until < effective:
        yield survey.wrong(
            clause.clause,
            Words(
                f"失效日 {clause.until} 早于生效日 {effective}",
                f"it ends on {clause.until}, before it takes effect on {effective}",
            ),
            Words("请改正 until 或 effective", "correct until or effective"),
            "until",
        )


def _exceptions(survey: Survey, clause: Clause, bodies: list[Body]) -> Iterator[CharterError]:
    keys = {body.key for body in bodies}
    for index, number in enumerate(clause.exception_to):
        named = survey.charter.clauses.get(number)
        if named is not None and not keys & {
            key for key, _, body in named.bodies() if "where" in type(body).model_fields
        }:
            yield survey.wrong(
                clause.clause,
                Words(
                    f"与第 {number} 条没有同类规则，谈不上例外",
                    f"it shares no kind of rule with clause {number}, so it cannot be its exception",
                ),
                Words(
                    "请删去 exception_to 或写同类规则", "remove exception_to or write a rule of the same kind"
                ),
                "exception_to",
                index,
            )
    if clause.clause in clause.exception_to:
        yield survey.wrong(
            clause.clause,
            Words("条款不能是自己的例外", "a clause cannot be an exception to itself"),
            Words("请改成另一条的条号", "name another clause"),
            "exception_to",
        )


def _consequences(survey: Survey, clause: Clause, bodies: list[Body]) -> Iterator[CharterError]:
    timed = any(body.timed for body in bodies)
    for key, present in (("warn", clause.warn), ("escalate", clause.escalate)):
        if present and not timed:
            yield survey.wrong(
                clause.clause,
                Words(f"{key} 没有可依的期限", f"{key} has no due time to go by"),
                Words(f"请删去 {key}，或写 limit", f"remove {key}, or write a limit"),
                key,
            )
    for key, consequence in (("breach", clause.breach), ("praise", clause.praise)):
        if consequence and not any(body.stage for body in bodies):
            yield survey.wrong(
                clause.clause,
                Words(f"{key} 没有可依的规则", f"{key} has no rule to follow from"),
                Words(f"请删去 {key}，或写一条规则", f"remove {key}, or write a rule"),
                key,
            )
    if clause.breach and clause.breach.per and not all(body.timed for body in bodies if body.stage):
        yield survey.wrong(
            clause.clause,
            Words("breach.per 只能与时限同写", "breach.per goes with time limits only"),
            Words(
                "请删去 per，或把别的规则另写一条",
                "remove per, or write the other rule as a clause of its own",
            ),
            "breach",
            "per",
        )
    limited = any(isinstance(body, Limit) for body in bodies)
    if clause.praise and clause.praise.within and not limited:
        yield survey.wrong(
            clause.clause,
            Words("praise.within 没有可比的时限", "praise.within has no limit to be shorter than"),
            Words("请写 limit，或删去 within", "write a limit, or remove within"),
            "praise",
            "within",
        )


def _judged(survey: Survey) -> Iterator[CharterError]:
    """Rules that count verdicts read those of earlier stages only; see docs/adr/0002."""
    for rule in survey.charter.written:
        for mention in rule.body.mentions():
            named = survey.charter.clauses.get(mention.name) if mention.sort == "clause" else None
            if named is not None and not any(
                0 < body.stage < rule.body.stage for _, _, body in named.bodies()
            ):
                yield survey.wrong_in(
                    rule,
                    Words(
                        f"第 {mention.name} 条没有可统计的认定",
                        f"clause {mention.name} has no verdicts that can be counted",
                    ),
                    Words(
                        "请写一条有 limit、precede、check 或不计次的 score 的条款",
                        "name a clause with limit, precede, check, or a score that counts nothing",
                    ),
                    *mention.path,
                )
