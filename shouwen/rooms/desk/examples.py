"""Worked examples of a clause as people read them: what happened, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shouwen.law.charter import Charter
from shouwen.law.charter.language import Example, ExampleFact, Expected
from shouwen.law.charter.language.rules.checklist import RESULTS
from shouwen.law.charter.sentences.told import kind_words, labelled, listed, posts, texts
from shouwen.law.judge.words.verdicts import VERDICTS
from shouwen.law.worktime.words import limit_words
from shouwen.rooms.desk.clauses import field_words
from shouwen.words import Words

OUTCOMES = {
    "none": Words("本条不适用", "The clause is silent"),
    "allowed": Words("允许", "Allowed"),
    "filed": Words("可以归档", "Filed"),
    "refused": Words("拒绝", "Refused"),
}
ONLY = {
    "form": Words("一项都不能少", "nothing of it may be left out"),
    "flow": Words("其他状态、其他岗位都不行", "from no other state and by no other post"),
    "facts": Words("其他情形都不要求", "nothing is asked anywhere else"),
}
SPEAKERS = {"staff": Words("员工", "Staff"), "customer": Words("客户", "Customer")}


@dataclass(frozen=True, slots=True)
class Shown:
    """One example: its name, what happened, what comes of it."""

    name: str
    happened: tuple[Words, ...]
    outcomes: tuple[Words, ...]


def shown(charter: Charter, example: Example) -> Shown:
    """An example in words."""
    outcomes = tuple(_outcome(charter, each) for each in example.then)
    return Shown(example.name, tuple(_happened(charter, example)), outcomes)


def _happened(charter: Charter, example: Example) -> Iterator[Words]:
    yield from (_fact(charter, fact) for fact in example.facts)
    items = {key: item for sheet in charter.sheets.values() for key, item in sheet.items.items()}
    for key, result in example.ticks.items():
        title = items[key].title if key in items else Words(key, key)
        yield labelled(title, Words(*RESULTS[result]))
    for name, values in example.in_.items():
        yield _filled(charter, name, values)
    for turn in (*example.says, *example.each):
        yield labelled(SPEAKERS[turn.speaker], texts([turn.text]))
    if example.flow:
        yield from _tried(charter, example)
    if example.form:
        form = charter.forms[example.form].title or Words(example.form, example.form)
        yield Words(f"填写「{form.zh}」", f"'{form.en}' is filled in")
    for name, value in example.data.items():
        yield _filled(charter, name, value if isinstance(value, list | tuple) else (value,))
    if example.only:
        yield ONLY[example.sort]
    if example.now:
        yield Words(f"此刻 {example.now}", f"now {example.now}")


def _tried(charter: Charter, example: Example) -> Iterator[Words]:
    """Who tries which step, and from where."""
    steps = charter.flows[example.flow or ""].steps
    states = listed(steps[each].title for each in example.state if each in steps)
    if states.zh:
        yield Words(f"处于「{states.zh}」", f"in the state '{states.en}'")
    step, by = steps[example.step or ""].title, posts(charter, example.by)
    yield Words(f"{by.zh}办理「{step.zh}」", f"'{step.en}' is tried by: {by.en}")
    if example.trained is not None:
        learnt = listed(module.title for name, module in charter.modules.items() if name in example.trained)
        yield labelled(
            Words("已通过的培训", "trainings passed"), learnt if learnt.zh else Words("无", "none")
        )


def _fact(charter: Charter, fact: ExampleFact) -> Words:
    title = kind_words(charter, fact.kind)
    filled = listed(_filled(charter, name, (value,)) for name, value in fact.data.items())
    return Words(
        f"{fact.time} {title.zh}" + (f"（{filled.zh}）" if filled.zh else ""),
        f"{fact.time} {title.en}" + (f" ({filled.en})" if filled.en else ""),
    )


def _filled(charter: Charter, name: str, values: tuple[object, ...]) -> Words:
    """A field and its value, or the values that are all tried."""
    names = {"channel": charter.header.channels, "situation": charter.header.situations}.get(name, {})
    title = field_words(charter, name, "")[0]
    said = [names.get(str(value)) or field_words(charter, name, value)[1] for value in values]
    return labelled(title, Words(" / ".join(each.zh for each in said), " / ".join(each.en for each in said)))


def _outcome(charter: Charter, then: Expected) -> Words:
    word = OUTCOMES.get(then.word) or VERDICTS[then.word]
    parts = [word, *_details(charter, then)]
    return Words("，".join(part.zh for part in parts), ", ".join(part.en for part in parts))


def _details(charter: Charter, then: Expected) -> Iterator[Words]:
    details = then.details
    if "by" in details:
        late = limit_words(details["by"])
        yield Words(f"超时 {late.zh}", f"late by {late.en}")
    for name, unit in (("points", Words("分", "points")), ("money", Words("元", "yuan"))):
        if details.get(name):
            amount = details[name] / 100
            yield Words(f"{amount:+g} {unit.zh}", f"{amount:+g} {unit.en}")
    if "due" in details:
        yield Words(f"最迟 {details['due']}", f"due {details['due']}")
    if details.get("field"):
        yield field_words(charter, details["field"], "")[0]
    if details.get("words"):
        yield texts([details["words"]])
    if details.get("better"):
        yield Words(f"应说“{details['better']}”", f"better “{details['better']}”")
