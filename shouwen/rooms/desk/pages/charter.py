"""The regulation as people read it: chapters, clauses, what each asks, its worked examples, what it found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from shouwen.law.charter import Charter
from shouwen.law.charter.language import KINDS, Clause
from shouwen.law.charter.sentences import consequences, sentences
from shouwen.rooms.desk import examples
from shouwen.rooms.frame.layout import show
from shouwen.words import Words
from shouwen.works.journal import charters
from shouwen.works.people import access
from shouwen.works.people.access import needs
from shouwen.works.refusal import NotFound

FOLDED = 60
"""With more clauses than this the chapters are folded until something is asked for."""
HANDBOOK, WAITING = "handbook", "waiting"
STANDINGS = {
    HANDBOOK: Words("仅手册", "Handbook only"),
    WAITING: Words("等待设定", "Waits for a setting"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A clause in the list: the kinds of its rules, and all that is looked through when somebody searches."""

    clause: Clause
    chapter: int
    kinds: tuple[str, ...]
    titles: tuple[Words, ...]
    text: str


def lines(charter: Charter) -> Mapping[str, Line]:
    """Every clause by its number; made once for a charter."""
    kept: dict[str, Line] | None = vars(charter).get("_desk_lines")
    if kept is None:
        chapter = {each: index for index, section in enumerate(charter.chapters) for each in section.clauses}
        kept = {
            number: _line(charter, clause, chapter.get(number, 0))
            for number, clause in charter.clauses.items()
        }
        vars(charter)["_desk_lines"] = kept
    return kept


def _line(charter: Charter, clause: Clause, chapter: int) -> Line:
    said = sentences(charter, clause)
    kinds = list(
        dict.fromkeys(key for key, kind in KINDS.items() for each in said if each.kind == kind.title_of_kind)
    )
    standing = WAITING if clause.clause in charter.waiting else "" if kinds else HANDBOOK
    words = [
        clause.title,
        clause.says,
        *(each.says for each in said),
        *(p for each in said for p in each.points),
    ]
    text = " ".join((clause.clause, *clause.cites, *(f"{each.zh} {each.en}" for each in words)))
    named = [*kinds, *([standing] if standing else [])]
    return Line(clause, chapter, tuple(named), tuple(_kind_title(each) for each in named), text.lower())


def _kind_title(name: str) -> Words:
    return STANDINGS.get(name) or KINDS[name].title_of_kind


@needs("desk.see")
def index(request: HttpRequest) -> HttpResponse:
    """All clauses under their chapters; narrowed down to a chapter, a kind of rule, and those that speak of `q`."""
    charter = charters.current()
    asked = request.GET
    wanted, kind, chapter = asked.get("q", "").strip(), asked.get("kind", ""), asked.get("chapter", "")
    found = [line for line in lines(charter).values() if _fits(line, wanted, kind, chapter)]
    sections = [
        (section.title, [line for line in found if line.chapter == index])
        for index, section in enumerate(charter.chapters)
    ]
    counts = Counter(each for line in lines(charter).values() for each in line.kinds)
    context = {
        "charter": charter,
        "chapters": [(title, inside) for title, inside in sections if inside],
        "found": len(found),
        "wanted": wanted,
        "kind": kind,
        "chapter": chapter,
        "kinds": [(name, _kind_title(name), counts[name]) for name in (*KINDS, *STANDINGS) if counts[name]],
        "sections": [(str(index), section.title) for index, section in enumerate(charter.chapters)],
        "is_folded": len(found) > FOLDED,
        "leads": access.may(request.user, "unit.lead"),
    }
    return show(request, "desk/charter.html", context, place="charter", part="desk/parts/charter_list.html")


def _fits(line: Line, wanted: str, kind: str, chapter: str) -> bool:
    if (kind and kind not in line.kinds) or (chapter and chapter != str(line.chapter)):
        return False
    return all(word in line.text for word in wanted.lower().split())


@needs("desk.see")
def clause(request: HttpRequest, number: str) -> HttpResponse:
    """One clause with its rules in words, its consequences and its examples."""
    charter = charters.current()
    found = charter.clauses.get(number)
    if found is None:
        raise NotFound
    numbers = list(charter.clauses)
    here = numbers.index(number)
    context = {
        "charter": charter,
        "clause": found,
        "chapter": lines(charter)[number].chapter,
        "before": numbers[here - 1] if here else None,
        "after": numbers[here + 1] if here + 1 < len(numbers) else None,
        "place_in_file": charter.places.get(number),
        "waiting": charter.waiting.get(number, ()),
        "sentences": sentences(charter, found),
        "consequences": consequences(charter, found),
        "examples": [examples.shown(charter, example) for example in found.examples],
        "in_force": found.effective or charter.header.effective,
    }
    return show(request, "desk/clause.html", context, place="charter")
