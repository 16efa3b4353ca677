"""Rules about what happens: limit, precede, check, access, cadence, queue."""

from __future__ import annotations

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.language import Access, Cadence, Check, Limit, Precede
from shouwen.law.charter.language.rules.queue import Queue
from shouwen.law.charter.sentences.told import (
    NONE,
    PERIODS,
    calendar,
    clauses,
    figures,
    group,
    kinds,
    picks,
    where,
)
from shouwen.law.judge.names import field_words, where_words
from shouwen.law.worktime.words import limit_words
from shouwen.words import Words

Said = tuple[Words, tuple[Words, ...]]
ALWAYS = Words("不分昼夜连续计时", "counted day and night")


def limit(charter: Charter, body: Limit) -> Said:
    """From what to what, within which time, on which clock; when it stands still and when it ends."""
    return clauses(limit_only(charter, body), *_stops(charter, body)), ()


def limit_only(charter: Charter, body: Limit) -> Words:
    """From what to what and within which time, without what stops it."""
    begin, end = kinds(charter, body.from_), picks(charter, body.to)
    only = where(charter, body.where, body.from_)
    if body.due:
        promised = field_words(charter, body.from_, body.due)
        return Words(
            f"{only.zh}「{begin.zh}」后，「{end.zh}」不迟于「{promised.zh}」",
            f"{only.en}after '{begin.en}', '{end.en}' no later than '{promised.en}'",
        )
    within, clock = figures(charter, body.within, body.from_), ALWAYS
    if body.clock != "always":
        title = calendar(charter, body.clock)
        clock = Words(f"按{title.zh}计时", f"counted in: {title.en}")
    return Words(
        f"{only.zh}自「{begin.zh}」至「{end.zh}」：{within.zh}（{clock.zh}）",
        f"{only.en}from '{begin.en}' to '{end.en}': {within.en} ({clock.en})",
    )


def _stops(charter: Charter, body: Limit) -> list[Words]:
    said = []
    for stop in body.stops:
        begin, end = picks(charter, stop.from_), picks(charter, stop.to)
        most = limit_words(stop.at_most) if stop.at_most else None
        bound = Words(f"，最多 {most.zh}", f", for {most.en} at most") if most else NONE
        said.append(
            Words(
                f"「{begin.zh}」至「{end.zh}」停止计时{bound.zh}",
                f"the clock stands still from '{begin.en}' to '{end.en}'{bound.en}",
            )
        )
    return [*said, *_ends(charter, body)]


def _ends(charter: Charter, body: Limit | Precede) -> list[Words]:
    if not body.ends:
        return []
    end = picks(charter, body.ends)
    return [Words(f"「{end.zh}」之后不再要求", f"no longer asked for after '{end.en}'")]


def precede(charter: Charter, body: Precede) -> Said:
    """What comes first, or what follows and before what."""
    what, trigger = picks(charter, body.what), kinds(charter, body.triggers)
    only = where(charter, body.where, body.triggers)
    if body.before:
        said = Words(
            f"{only.zh}「{trigger.zh}」之前须先有「{what.zh}」",
            f"{only.en}'{what.en}' comes before '{trigger.en}'",
        )
        return said, ()
    until = picks(charter, body.until)
    before = Words(f"，且在「{until.zh}」之前", f", before '{until.en}'") if body.until else NONE
    said = Words(
        f"{only.zh}「{trigger.zh}」之后须有「{what.zh}」{before.zh}",
        f"{only.en}'{what.en}' follows '{trigger.en}'{before.en}",
    )
    return clauses(said, *_ends(charter, body)), ()


def check(charter: Charter, body: Check) -> Said:
    """What a fact has to be."""
    on, must = kinds(charter, body.on), where_words(charter, body.on, body.must)
    only = where(charter, body.where, body.on)
    said = Words(f"{only.zh}「{on.zh}」须{must.zh}", f"{only.en}'{on.en}' has to be so: {must.en}")
    last = Words("以最后一次记录为准", "the last record counts") if body.last else None
    return clauses(said, last), ()


def access(charter: Charter, body: Access) -> Said:
    """What alone is allowed."""
    on, allowed = kinds(charter, body.on), where_words(charter, body.on, body.allowed)
    only = where(charter, body.where, body.on)
    return Words(
        f"{only.zh}「{on.zh}」只允许{allowed.zh}，否则不予办理",
        f"{only.en}'{on.en}' is allowed only if {allowed.en}; anything else is refused",
    ), ()


def cadence(charter: Charter, body: Cadence) -> Said:
    """How often, by whom, in which part of which period, from when to when."""
    what, every, per = kinds(charter, body.of), PERIODS[body.every], group(charter, body.per, body.of)
    only = where(charter, body.where, body.of)
    times, plural = body.at_least, "" if body.at_least == 1 else "s"
    said = Words(
        f"{only.zh}{per.zh}每{every.zh}「{what.zh}」不少于 {times} 次",
        f"{only.en}'{what.en}' at least {times} time{plural} every {every.en}, {per.en}",
    )
    return clauses(said, *_when(charter, body)), ()


def _when(charter: Charter, body: Cadence) -> list[Words]:
    said = []
    if body.days:
        open_on = calendar(charter, body.days)
        said.append(Words(f"只问{open_on.zh}开放的日子", f"only on days open by: {open_on.en}"))
    if body.part:
        days = (body.part.first or body.part.last or "").rstrip("d")
        zh, en = ("期初", "first") if body.part.first else ("期末", "last")
        said.append(Words(f"只计{zh} {days} 天", f"only its {en} {days} days count"))
    if body.drawn:
        said.append(Words("只计抽签抽定的那一天", "only the day drawn by lot counts"))
    if body.during:
        begin, end = picks(charter, body.during.from_), picks(charter, body.during.to)
        until = Words(f"至「{end.zh}」止", f" until '{end.en}'") if body.during.to else NONE
        said.append(Words(f"自「{begin.zh}」起{until.zh}", f"from '{begin.en}'{until.en}"))
    return said


def queue(charter: Charter, body: Queue) -> Said:
    """Whose turn it is, or before what nobody may still wait."""
    arrive, per = kinds(charter, body.arrive), group(charter, body.per, body.arrive)
    if body.empty_before:
        shut, done = kinds(charter, body.empty_before), kinds(charter, body.done)
        only = where(charter, body.where, body.empty_before)
        return Words(
            f"{only.zh}「{shut.zh}」之前，已「{arrive.zh}」的须都已「{done.zh}」（{per.zh}分别计）",
            f"{only.en}before '{shut.en}' everybody with '{arrive.en}' has '{done.en}' ({per.en} by itself)",
        ), ()
    serve, only = kinds(charter, body.serve), where(charter, body.where, body.serve)
    said = Words(
        f"{only.zh}按「{arrive.zh}」的先后「{serve.zh}」，{per.zh}各排一队",
        f"{only.en}'{serve.en}' in the order of '{arrive.en}', {per.en} with a queue of its own",
    )
    prior = where_words(charter, body.arrive, body.first)
    first = Words(f"{prior.zh}的优先", f"those where {prior.en} come first") if body.first else None
    gone = kinds(charter, body.leave)
    left = Words(f"「{gone.zh}」的不再排队", f"after '{gone.en}' a place is lost") if body.leave else None
    return clauses(said, first, left), ()


def limits_from(charter: Charter, kind: str) -> list[tuple[str, Words, Words]]:
    """The time limits that a fact of this kind sets running: clause, its title, and the limit in words."""
    found = [rule for rule in charter.rules_of(Limit) if kind in rule.body.from_]
    return [(rule.clause.clause, rule.clause.title, limit_only(charter, rule.body)) for rule in found]
