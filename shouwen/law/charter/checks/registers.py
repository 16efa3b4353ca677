"""Sheets, notices, modules, keepers and bodies: one title, nothing said twice, times that need no calendar."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from shouwen.law.charter.charter import Rule
from shouwen.law.charter.checks.survey import Survey
from shouwen.law.charter.errors import CharterError
from shouwen.law.charter.language import Assign, Body, Checklist, Competence, Org, Publish, Train
from shouwen.law.charter.language.base import Path
from shouwen.law.worktime.limits import Limit as Time
from shouwen.words import Words

_ONE = Words("请只留一处", "keep only one of them")


def check(survey: Survey) -> Iterator[CharterError]:
    """Every register of the charter, and the ticks of examples."""
    yield from _twice(survey)
    yield from _heads(survey)
    yield from _both_asked(survey)
    for rule in survey.charter.written:
        for path, time in _times(rule.body):
            if time.unit == "wd":
                yield survey.wrong_in(
                    rule,
                    Words(
                        "这里没有日历，不能用工作日", "working days need a calendar, and there is none here"
                    ),
                    Words("请写自然日或小时，如 3d", "write days or hours, such as 3d"),
                    *path,
                )
    yield from _ticks(survey)


def _times(body: Body) -> Iterator[tuple[Path, Time]]:
    """The times of rules that run on the clock that never stands."""
    if isinstance(body, Checklist):
        yield ("follow_up",), body.follow_up
    if isinstance(body, Publish):
        yield ("within",), body.within
    if isinstance(body, Assign) and body.keeper:
        yield ("keeper", "within"), body.keeper.within
    for key, kind in (("renew", Publish), ("every", Train), ("coach", Competence)):
        time = getattr(body, key) if isinstance(body, kind) else None
        if time:
            yield (key,), time


def _parts(body: Body) -> Iterator[tuple[str, str, Path, Words]]:
    """What may be asked for once only: sort and name of it, its place in the rule, what to call it."""
    if isinstance(body, Checklist):
        for key in body.items:
            what = Words(
                f"检查表「{body.sheet}」的项目「{key}」", f"the item '{key}' of the sheet '{body.sheet}'"
            )
            yield "item", f"{body.sheet}/{key}", ("items", key), what
        for key in ("title", "place", "moment", "every"):
            if getattr(body, key):
                what = Words(f"检查表「{body.sheet}」的 {key}", f"{key} of the sheet '{body.sheet}'")
                yield key, body.sheet, (key,), what
    if isinstance(body, Publish):
        for name in body.names:
            yield "notice", name, ("item",), Words(f"公示「{name}」", f"the notice '{name}'")
    if isinstance(body, Assign) and body.keeper:
        for key in body.keeper.of:
            yield "thing", key, ("keeper", "of", key), Words(f"「{key}」的专人", f"the keeper of '{key}'")
    if isinstance(body, Org) and body.head:
        what = Words(f"组织「{body.body}」的负责人", f"the head of the body '{body.body}'")
        yield "head", body.body, ("head",), what


def _twice(survey: Survey) -> Iterator[CharterError]:
    first: dict[tuple[str, str], tuple[Rule[Body], Path]] = {}
    for rule in survey.charter.written:
        for sort, name, path, said in _parts(rule.body):
            other, there = first.setdefault((sort, name), (rule, path))
            if other is not rule:
                what = Words(
                    f"{said.zh}已由第 {other.clause.clause} 条规定",
                    f"{said.en} is laid down by clause {other.clause.clause} already",
                )
                yield CharterError(
                    survey.in_rule(rule, *path), rule.clause.clause, what, _ONE, survey.in_rule(other, *there)
                )


def _heads(survey: Survey) -> Iterator[CharterError]:
    """Whatever several clauses may speak of gets its title from one of them; a sheet says whom or what it inspects."""
    if not survey.whole:
        return
    titled: dict[tuple[str, str], bool] = {}
    aimed: dict[str, bool] = {}
    for rule in survey.charter.written:
        if key := _shared(rule.body):
            titled[key] = titled.get(key, False) or rule.body.title is not None  # type: ignore[attr-defined]
        if isinstance(body := rule.body, Checklist):
            aimed[body.sheet] = aimed.get(body.sheet, False) or bool(body.posts or body.place)
    for rule in survey.charter.written:
        key = _shared(rule.body)
        if key and not titled.pop(key, True):
            yield survey.wrong_in(
                rule,
                Words(f"「{key[1]}」没有标题", f"'{key[1]}' has no title"),
                Words("请在其中一条写 title", "give it a title in one of its clauses"),
                key[0],
            )
        if isinstance(rule.body, Checklist) and not aimed.pop(rule.body.sheet, True):
            yield survey.wrong_in(
                rule,
                Words(
                    f"检查表「{rule.body.sheet}」没有写检查谁或哪里",
                    f"the sheet '{rule.body.sheet}' says neither whom nor what it inspects",
                ),
                Words("请写 posts: [岗位] 或 place: {zh, en}", "write posts: [posts] or place: {zh, en}"),
                "sheet",
            )


def _shared(body: Body) -> tuple[str, str] | None:
    """The key and the name of what several clauses may speak of."""
    if isinstance(body, Checklist):
        return "sheet", body.sheet
    if isinstance(body, Train):
        return "module", body.module
    return ("body", body.body) if isinstance(body, Org) else None


def _both_asked(survey: Survey) -> Iterator[CharterError]:
    """A module that two clauses ask of one post would be missed twice."""
    for one, other in combinations(survey.charter.rules_of(Train), 2):
        same = one.body.module == other.body.module and set(one.body.for_) & set(other.body.for_)
        if same and one.clause.clause != other.clause.clause:
            what = Words(
                f"第 {one.clause.clause} 条已对同一岗位要求培训「{one.body.module}」",
                f"clause {one.clause.clause} asks the training '{one.body.module}' of the same post already",
            )
            yield CharterError(
                survey.in_rule(other, "for"), other.clause.clause, what, _ONE, survey.in_rule(one, "for")
            )


def _ticks(survey: Survey) -> Iterator[CharterError]:
    for clause in survey.clauses():
        items = {item for _, _, body in clause.bodies() if isinstance(body, Checklist) for item in body.items}
        for index, example in enumerate(clause.examples):
            for item in example.ticks.keys() - items:
                yield survey.wrong(
                    clause.clause,
                    Words(
                        f"本条的检查表没有项目「{item}」",
                        f"the checklist of this clause has no item '{item}'",
                    ),
                    Words("请改成本条的项目", "name an item of the clause"),
                    "examples",
                    index,
                    "ticks",
                    item,
                )
