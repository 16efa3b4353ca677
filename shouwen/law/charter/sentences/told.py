"""What sentences about rules are put together from: lists, titles, conditions, figures, periods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.language import Figure
from shouwen.law.charter.language.picks import Pick
from shouwen.law.charter.language.where import Where
from shouwen.law.judge.names import field_words, value_words, where_words
from shouwen.law.worktime.words import limit_words
from shouwen.words import Words

NONE = Words("", "")
PERIODS: Mapping[str, Words] = {
    "day": Words("日", "day"),
    "week": Words("周", "week"),
    "month": Words("月", "month"),
    "quarter": Words("季度", "quarter"),
    "year": Words("年", "year"),
}
EACH: Mapping[str, Words] = {
    "staff": Words("每人", "each member of staff"),
    "unit": Words("每个单位", "each unit"),
    "customer": Words("每位客户", "each customer"),
    "subject": Words("每件事项", "each matter"),
    "all": Words("全公司", "the whole company"),
}
BUILT_IN: Mapping[str, Words] = {
    "matter.handed_over": Words("转交", "Handed over"),
    "matter.noted": Words("备注", "Noted"),
}
ROWS: Mapping[str, Words] = {
    "day": Words("天", "days"),
    "week": Words("周", "weeks"),
    "month": Words("个月", "months"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A rule in words: what kind it is, what it asks, and its single points, such as items, words or tiers."""

    kind: Words
    says: Words
    points: tuple[Words, ...]


def told(kind: Words, says: Words, points: Iterable[Words] = ()) -> Told:
    """A rule in words; English begins with a capital."""
    return Told(kind, Words(says.zh, says.en[:1].upper() + says.en[1:]), tuple(points))


def joined(*parts: Words) -> Words:
    """Pieces of a sentence one after the other."""
    return Words("".join(part.zh for part in parts), "".join(part.en for part in parts))


def clauses(*parts: Words | None) -> Words:
    """Parts of a sentence, as far as there are any, with semicolons between."""
    said = [part for part in parts if part and part.zh]
    return Words("；".join(part.zh for part in said), "; ".join(part.en for part in said))


def listed(items: Iterable[Words]) -> Words:
    """Things one after the other."""
    said = list(items)
    return Words("、".join(item.zh for item in said), ", ".join(item.en for item in said))


def texts(items: Iterable[str]) -> Words:
    """Words as they are said or written, each in quotes."""
    said = list(items)
    return Words("、".join(f"“{item}”" for item in said), ", ".join(f"“{item}”" for item in said))


def labelled(label: Words, text: Words) -> Words:
    """`标题：内容`; the label alone where there is no text."""
    return Words(f"{label.zh}：{text.zh}", f"{label.en}: {text.en}") if text.zh else label


def kind_words(charter: Charter, kind: str) -> Words:
    """What a kind of fact is called; its own name where nothing gives it one."""
    known = charter.facts.get(kind)
    return known.title if known else BUILT_IN.get(kind, Words(kind, kind))


def kinds(charter: Charter, names: Iterable[str]) -> Words:
    """Kinds of fact, for quotes around them all: 受理」或「派单."""
    return _either([kind_words(charter, name) for name in names])


def picks(charter: Charter, chosen: Iterable[Pick]) -> Words:
    """Kinds of fact, each with the conditions by which it is picked."""
    said = []
    for pick in chosen:
        title, only = kind_words(charter, pick.kind), where_words(charter, [pick.kind], pick.where)
        said.append(Words(f"{title.zh}（{only.zh}）", f"{title.en} ({only.en})") if pick.where else title)
    return _either(said)


def _either(titles: list[Words]) -> Words:
    return Words("」或「".join(title.zh for title in titles), "' or '".join(title.en for title in titles))


def where(charter: Charter, asked: Where, of: Iterable[str]) -> Words:
    """`「来源」为「柜台」的，`: the conditions of a rule, as the beginning of its sentence."""
    said = where_words(charter, of, asked)
    return Words(f"{said.zh}的，", f"where {said.en}: ") if asked else NONE


def posts(charter: Charter, names: Iterable[str]) -> Words:
    """Posts by their titles."""
    return listed(charter.posts.get(name, Words(name, name)) for name in names)


def calendar(charter: Charter, name: str) -> Words:
    """What a calendar is called."""
    spec = charter.header.calendars.get(name)
    return spec.title if spec and spec.title else Words(name, name)


def figures(charter: Charter, figure: Figure, of: tuple[str, ...]) -> Words:
    """A limit with its dates and its classes: 城区 45 分钟、农村 90 分钟."""
    return clauses(*_figures(charter, figure, of))


def _figures(charter: Charter, figure: Figure, of: tuple[str, ...]) -> Iterator[Words]:
    for step in figure.steps:
        since = Words(f"{step.since} 起 ", f"since {step.since} ") if step.since else NONE
        parts = []
        for value, text in step.values.items():
            label = value_words(charter, of, step.by, value) if step.by and value is not None else NONE
            limit = limit_words(text)
            parts.append(Words(f"{label.zh} {limit.zh}".strip(), f"{label.en} {limit.en}".strip()))
        yield joined(since, listed(parts))


def group(charter: Charter, per: str, of: Iterable[str]) -> Words:
    """For each of what: 每人, 每个单位, or a field of facts."""
    if per in EACH:
        return EACH[per]
    field = field_words(charter, of, per)
    return Words(f"每个{field.zh}", f"each {field.en}")
