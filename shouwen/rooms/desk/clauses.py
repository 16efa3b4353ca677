"""Rules of the charter as sentences a clerk can read: who has to do what, within which time, at which price."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shouwen.law.charter import Charter, Rule
from shouwen.law.charter.language import (
    Body,
    Cadence,
    Check,
    Clause,
    Figure,
    Flow,
    Form,
    Limit,
    Precede,
    Score,
    Target,
    Threshold,
)
from shouwen.law.charter.language.picks import Pick
from shouwen.law.charter.language.where import Where
from shouwen.law.judge.names import where_words
from shouwen.law.worktime.words import limit_words
from shouwen.words import Words

PERIODS = {
    "day": Words("日", "day"),
    "week": Words("周", "week"),
    "month": Words("月", "month"),
    "quarter": Words("季度", "quarter"),
    "year": Words("年", "year"),
}
ALWAYS = Words("不分昼夜连续计时", "counted day and night")


def kind_words(charter: Charter, kind: str) -> Words:
    """What a kind of fact is called; its own name where the charter gives none."""
    known = charter.facts.get(kind)
    return known.title if known else BUILT_IN.get(kind, Words(kind, kind))


BUILT_IN = {
    "matter.handed_over": Words("转交", "Handed over"),
    "matter.noted": Words("备注", "Noted"),
}


def sentences(charter: Charter, clause: Clause) -> list[tuple[Words, Words]]:
    """Each rule of a clause: what kind it is, and what it asks."""
    rules = [rule for rule in charter.rules if rule.clause.clause == clause.clause]
    return [(rule.body.title_of_kind, _sentence(charter, rule)) for rule in rules]


def clocks_from(charter: Charter, kind: str) -> list[tuple[Clause, Words]]:
    """The time limits that a fact of this kind sets running, each with its clause."""
    limits = [rule for rule in charter.rules_of(Limit) if kind in rule.body.from_]
    return [(rule.clause, _limit(charter, rule.body)) for rule in limits]


def _sentence(charter: Charter, rule: Rule[Body]) -> Words:
    body = rule.body
    if isinstance(body, Limit):
        return _limit(charter, body)
    if isinstance(body, Precede):
        return _precede(charter, body)
    if isinstance(body, Check):
        on, must = _kinds(charter, body.on), where_words(charter, body.on, body.must)
        only = _where(charter, body.where, body.on)
        return Words(f"{only.zh}「{on.zh}」须{must.zh}", f"{only.en}'{on.en}' has to be so: {must.en}")
    if isinstance(body, Cadence):
        what, every = _kinds(charter, body.of), PERIODS[body.every]
        return Words(
            f"每{every.zh}「{what.zh}」不少于 {body.at_least} 次",
            f"'{what.en}' at least {body.at_least} times every {every.en}",
        )
    if isinstance(body, Flow):
        steps = [step.title for step in body.steps.values()]
        return Words(" → ".join(step.zh for step in steps), " → ".join(step.en for step in steps))
    if isinstance(body, Form):
        fields = [field.title for field in body.fields.values()]
        return Words("、".join(field.zh for field in fields), ", ".join(field.en for field in fields))
    if isinstance(body, Score):
        on = _kinds(charter, body.on)
        price = " / ".join(each.text for each in (body.points, body.money) if each)
        return Words(f"每次「{on.zh}」记 {price}", f"{price} for every '{on.en}'")
    if isinstance(body, Threshold | Target):
        return Words(f"指标 {rule.id}", f"Indicator {rule.id}")
    return body.title_of_kind


def _limit(charter: Charter, body: Limit) -> Words:
    begin, end = _kinds(charter, body.from_), _picks(charter, body.to)
    within = "；".join(words.zh for words in _figure(charter, body.within, body.from_))
    within_en = "; ".join(words.en for words in _figure(charter, body.within, body.from_))
    clock = ALWAYS
    if body.clock != "always":
        title = charter.header.calendars[body.clock].title
        title = title or Words(body.clock, body.clock)
        clock = Words(f"按{title.zh}计时", f"counted in: {title.en}")
    only = _where(charter, body.where, body.from_)
    if body.due:
        promised = _field(charter, body.from_, body.due)
        return Words(
            f"{only.zh}「{begin.zh}」后，「{end.zh}」不迟于「{promised.zh}」",
            f"{only.en}after '{begin.en}', '{end.en}' no later than '{promised.en}'",
        )
    return Words(
        f"{only.zh}自「{begin.zh}」至「{end.zh}」：{within}（{clock.zh}）",
        f"{only.en}from '{begin.en}' to '{end.en}': {within_en} ({clock.en})",
    )


def _precede(charter: Charter, body: Precede) -> Words:
    what, trigger = _picks(charter, body.what), _kinds(charter, body.triggers)
    only = _where(charter, body.where, body.triggers)
    if body.before:
        return Words(
            f"{only.zh}「{trigger.zh}」之前须先有「{what.zh}」",
            f"{only.en}'{what.en}' comes before '{trigger.en}'",
        )
    until = _picks(charter, body.until)
    before = Words(f"，且在「{until.zh}」之前", f", before '{until.en}'") if body.until else Words("", "")
    return Words(
        f"{only.zh}「{trigger.zh}」之后须有「{what.zh}」{before.zh}",
        f"{only.en}'{what.en}' follows '{trigger.en}'{before.en}",
    )


def _kinds(charter: Charter, kinds: tuple[str, ...]) -> Words:
    titles = [kind_words(charter, kind) for kind in kinds]
    return Words("」或「".join(title.zh for title in titles), "' or '".join(title.en for title in titles))


def _picks(charter: Charter, picks: tuple[Pick, ...]) -> Words:
    """Kinds of fact, each with the conditions by which it is picked."""
    said = []
    for pick in picks:
        title, only = kind_words(charter, pick.kind), where_words(charter, [pick.kind], pick.where)
        said.append(Words(f"{title.zh}（{only.zh}）", f"{title.en} ({only.en})") if pick.where else title)
    return Words("」或「".join(each.zh for each in said), "' or '".join(each.en for each in said))


def _figure(charter: Charter, figure: Figure, kinds: tuple[str, ...]) -> Iterator[Words]:
    for step in figure.steps:
        since = Words(f"{step.since} 起 ", f"since {step.since} ") if step.since else Words("", "")
        parts = [
            (_value(charter, kinds, step.by, value), limit_words(text)) for value, text in step.values.items()
        ]
        yield Words(
            since.zh + "、".join(f"{label.zh} {limit.zh}".strip() for label, limit in parts),
            since.en + ", ".join(f"{label.en} {limit.en}".strip() for label, limit in parts),
        )


def _where(charter: Charter, where: Where, kinds: tuple[str, ...]) -> Words:
    """`「来源」为「柜台」的，`: the conditions of a rule, as the beginning of its sentence."""
    said = where_words(charter, kinds, where)
    return Words(f"{said.zh}的，", f"where {said.en}: ") if where else Words("", "")


def field_titles(charter: Charter) -> Mapping[str, tuple[Words, Mapping[str, Words]]]:
    """Every field by name: what it is called, and what its values are called, as forms and vocabulary say."""
    kept: Mapping[str, tuple[Words, Mapping[str, Words]]] | None = charter.__dict__.get("_desk_fields")
    if kept is None:
        found: dict[str, tuple[Words, Mapping[str, Words]]] = {}
        for fields in [kind.data for kind in charter.facts.values()] + [
            form.fields for form in charter.forms.values()
        ]:
            for name, spec in fields.items():
                labels = {value: label or Words(value, value) for value, label in spec.of.items()}
                found[name] = (spec.title or Words(name, name), {**found.get(name, (None, {}))[1], **labels})
        kept = charter.__dict__["_desk_fields"] = found
    return kept


TRUTH = {"true": Words("是", "yes"), "false": Words("否", "no")}


def _field(charter: Charter, kinds: tuple[str, ...], name: str) -> Words:
    return field_titles(charter).get(name, (Words(name, name), {}))[0]


def _value(charter: Charter, kinds: tuple[str, ...], name: str | None, value: str | None) -> Words:
    if name is None or value is None:
        return Words("", "")
    labels = field_titles(charter).get(name, (None, {}))[1]
    return labels.get(value) or TRUTH.get(value) or Words(value, value)


def field_words(charter: Charter, name: str, value: object) -> tuple[Words, Words]:
    """A field of a fact as people read it: its title, and its value's label."""
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    return _field(charter, (), name), _value(charter, (), name, text)
