"""The regulation as people read it: chapters, clauses, what each asks, its worked examples, what it found."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from shouwen.law.charter import Charter
from shouwen.law.charter.language import Clause, Example, ExampleFact, Expected
from shouwen.law.charter.sentences import consequences, sentences
from shouwen.law.charter.sentences.told import kind_words
from shouwen.law.judge.words.verdicts import VERDICTS
from shouwen.law.worktime.words import limit_words
from shouwen.rooms.desk import clauses
from shouwen.rooms.frame.layout import show
from shouwen.words import Words
from shouwen.works.journal import charters
from shouwen.works.people import access
from shouwen.works.people.access import needs
from shouwen.works.refusal import NotFound


@needs("desk.see")
def index(request: HttpRequest) -> HttpResponse:
    """All clauses under their chapters; `q` narrows them down to those that speak of it."""
    charter = charters.current()
    wanted = request.GET.get("q", "").strip()
    chapters = [
        (
            section.title,
            [charter.clauses[each] for each in section.clauses if _speaks(charter.clauses[each], wanted)],
        )
        for section in charter.chapters
    ]
    context = {
        "charter": charter,
        "chapters": [each for each in chapters if each[1]],
        "wanted": wanted,
        "leads": access.may(request.user, "unit.lead"),
    }
    return show(request, "desk/charter.html", context, place="charter")


def _speaks(clause: Clause, wanted: str) -> bool:
    text = f"{clause.clause} {clause.title.zh} {clause.title.en} {clause.says.zh} {clause.says.en}"
    return all(word in text.lower() for word in wanted.lower().split())


@needs("desk.see")
def clause(request: HttpRequest, number: str) -> HttpResponse:
    """One clause with its rules in words, its consequences and its examples."""
    charter = charters.current()
    found = charter.clauses.get(number)
    if found is None:
        raise NotFound
    context = {
        "charter": charter,
        "clause": found,
        "place_in_file": charter.places.get(number),
        "waiting": charter.waiting.get(number, ()),
        "sentences": sentences(charter, found),
        "consequences": consequences(charter, found),
        "examples": [_example(charter, example) for example in found.examples],
        "in_force": found.effective or charter.header.effective,
    }
    return show(request, "desk/clause.html", context, place="charter")


def _example(charter: Charter, example: Example) -> tuple[str, list[Words], list[Words]]:
    """A worked example: its name, what happened, what comes of it."""
    happened = [_happened(charter, fact) for fact in example.facts]
    if example.flow:
        step = charter.flows[example.flow].steps[example.step or ""].title
        happened.append(Words(f"办理「{step.zh}」", f"'{step.en}' is tried"))
    happened += [_filled(charter, name, value) for name, value in example.data.items()]
    if example.now:
        happened.append(Words(f"此刻 {example.now}", f"now {example.now}"))
    return example.name, happened, [_outcome(charter, each) for each in example.then]


def _happened(charter: Charter, fact: ExampleFact) -> Words:
    title = kind_words(charter, fact.kind)
    filled = [_filled(charter, name, value) for name, value in fact.data.items()]
    zh, en = "，".join(each.zh for each in filled), ", ".join(each.en for each in filled)
    return Words(
        f"{fact.time} {title.zh}" + (f"（{zh}）" if zh else ""),
        f"{fact.time} {title.en}" + (f" ({en})" if en else ""),
    )


def _filled(charter: Charter, name: str, value: object) -> Words:
    title, said = clauses.field_words(charter, name, value)
    return Words(f"{title.zh}：{said.zh}", f"{title.en}: {said.en}")


OUTCOMES = {
    "none": Words("本条不适用", "The clause is silent"),
    "allowed": Words("允许", "Allowed"),
    "filed": Words("可以归档", "Filed"),
    "refused": Words("拒绝", "Refused"),
}


def _outcome(charter: Charter, then: Expected) -> Words:
    word = OUTCOMES.get(then.word) or VERDICTS[then.word]
    details = then.details
    parts = []
    if "by" in details:
        late = limit_words(details["by"])
        parts.append(Words(f"超时 {late.zh}", f"late by {late.en}"))
    if details.get("points"):
        parts.append(Words(f"{details['points'] / 100:+g} 分", f"{details['points'] / 100:+g} points"))
    if "due" in details:
        parts.append(Words(f"最迟 {details['due']}", f"due {details['due']}"))
    if details.get("field"):
        parts.append(clauses.field_words(charter, details["field"], "")[0])
    return Words(
        word.zh + "".join(f"，{part.zh}" for part in parts),
        word.en + "".join(f", {part.en}" for part in parts),
    )
