"""What follows from the rules of a clause, in words: reminders, escalations, prices, rewards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.language import Clause
from shouwen.law.charter.language.consequence import Breach, Praise
from shouwen.law.charter.sentences.told import NONE, figures, posts
from shouwen.law.worktime.words import limit_words
from shouwen.words import Words

BEARERS: Mapping[str | None, Words] = {
    None: NONE,
    "staff": Words("，由本人承担", ", borne by the person"),
    "unit": Words("，由单位承担", ", borne by the unit"),
}
BEGUN: Mapping[str | None, Words] = {
    None: NONE,
    "minute": Words("每逾期一分钟", " for every minute begun"),
    "hour": Words("每逾期一小时", " for every hour begun"),
    "day": Words("每逾期一天", " for every day begun"),
}


def consequences(charter: Charter, clause: Clause) -> list[tuple[Words, Words]]:
    """Each consequence as a label and a text."""
    return list(_consequences(charter, clause))


def _consequences(charter: Charter, clause: Clause) -> Iterator[tuple[Words, Words]]:
    if clause.warn:
        span = limit_words(clause.warn)
        yield Words("到期提醒", "Reminder"), Words(f"提前 {span.zh}", f"{span.en} before it is due")
    for rung in clause.escalate:
        span, whom = limit_words(rung.after), posts(charter, rung.tell)
        said = Words(f"逾期 {span.zh}：{whom.zh}", f"{span.en} late: {whom.en}")
        yield Words("逾期升级", "Escalation"), said
    if breach := clause.breach:
        rate = BEGUN[breach.per]
        for price in _prices(breach):
            yield Words("违反", "Breach"), Words(f"{rate.zh}{price.zh}", f"{price.en}{rate.en}")
        if breach.tell:
            yield Words("违反时告知", "Breach is told to"), posts(charter, breach.tell)
    if praise := clause.praise:
        if praise.within:
            within = figures(charter, praise.within, ())
            yield Words("表扬条件", "Praise for"), Words(f"{within.zh}内做到", f"within {within.en}")
        for price in _prices(praise):
            yield Words("表扬", "Praise"), price
        if praise.tell:
            yield Words("表扬时告知", "Praise is told to"), posts(charter, praise.tell)


def _prices(of: Breach | Praise) -> Iterator[Words]:
    bearer = BEARERS[of.to]
    for amount, unit in ((of.points, Words("分", "points")), (of.money, Words("元", "yuan"))):
        if amount:
            yield Words(f"{amount / 100:+g} {unit.zh}{bearer.zh}", f"{amount / 100:+g} {unit.en}{bearer.en}")
