"""Every kind of mistake in a clause is told with its line, its clause and its cure; the mark shows the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from shouwen.law.charter.tests.packs import errors, marked, write

LIMIT = "limit: {from: repair.reported, to: repair.arrived, within: 45min}"
JUDGED = "precede: {what: repair.arrived, before: repair.done}"
FORM = (
    "form: {name: card, title: {zh: 卡, en: Card}, fields: {note: {title: {zh: 注, en: Note}, type: text}}}"
)
FLOW = """\
flow:
  name: repair
  title: {zh: 报修, en: Repair}
  prefix: BX
  start: [taken]
  steps:
    taken: {title: {zh: 受理, en: Take}, records: repair.reported, who: crew}
"""
MISTAKES = {
    "unknown key": (
        "limit: {from: repair.reported, to: repair.arrived, wthin: 45min}  # <-",
        "'wthin' is not known here",
        "did you mean 'within'?",
    ),
    "unknown kind of rule": ("limt: {from: repair.reported}  # <-", "'limt' is not known here", "did you mean 'limit'?"),
    "comma inside braces": (
        "reading: {zh: 先后, en: First this, then that}  # <-",
        "'then that' is not known here",
        "put a text with a comma or colon in quotes",
    ),
    "missing key": ("limit: {from: repair.reported, within: 45min}  # <-", "'to' is missing", "add to"),
    "English missing": ("reading: {zh: 只有中文}  # <-", "'en' is missing", "add en"),
    "number for text": ("cites: MD-1\nreading: {zh: 5, en: five}  # <-", "'zh' has to be text", "put a number in quotes"),
    "not a list": ("escalate: {after: 1h, tell: head}  # <-", "'escalate' has to be a list", "write [a, b]"),
    "not a limit": (
        "limit: {from: repair.reported, to: repair.arrived, within: soon}  # <-",
        "'soon' is not a time limit",
        "write a duration as 10s, 45min or 1h30min",
    ),
    "limit without unit": (
        "limit: {from: repair.reported, to: repair.arrived, within: 45}  # <-",
        "'45' is not a time limit",
        "such as 45min or 45wd",
    ),
    "limit of a class": (
        "limit:\n  from: repair.reported\n  to: repair.arrived\n  within:\n    area:\n      urban: 45min\n      rural: 9\n# end".replace(
            "rural: 9", "rural: 9  # <-"
        ),
        "'9' is not a time limit",
        "such as 9min",
    ),
    "two fields choose the class": (
        "limit:\n  from: repair.reported\n  to: repair.arrived\n  within: {area: {urban: 1h}, n: {1: 2h}}  # <-",
        "exactly one field",
        "write {area: {urban: 45min, rural: 90min}}",
    ),
    "dates out of order": (
        "limit:\n  from: repair.reported\n  to: repair.arrived\n  within: {2026-07-01: 45min, 2024-01-01: 60min}  # <-",
        "do not run from early to late",
        "put the earlier date first",
    ),
    "no such day": (
        "limit:\n  from: repair.reported\n  to: repair.arrived\n  within:\n    2026-02-30: 45min  # <-",
        "'2026-02-30' is not a day",
        "write a day of the calendar",
    ),
    "dates and classes mixed": (
        "limit:\n  from: repair.reported\n  to: repair.arrived\n  within: {2026-01-01: 45min, area: {urban: 1h}}  # <-",
        "dates and other keys are mixed",
        "give a date for every value",
    ),
    "not a kind of fact": (
        "limit: {from: repair, to: repair.arrived, within: 45min}  # <-",
        "'repair' is not a kind of fact",
        "noun.past_participle",
    ),
    "empty condition": (
        "limit: {from: repair.reported, to: repair.arrived, within: 45min, where: {area: }}  # <-",
        "something that is no value",
        "{given: true}",
    ),
    "condition not understood": (
        "limit: {from: repair.reported, to: repair.arrived, within: 45min, where: {area: {like: u}}}  # <-",
        "the condition on 'area' is not understood",
        "write a value, a list of values",
    ),
    "both directions of precede": (
        "precede: {what: repair.arrived, before: repair.done, after: repair.reported}  # <-",
        "exactly one of before and after",
        "remove one or add one",
    ),
    "at least nothing": (
        "cadence: {of: repair.done, every: day, at_least: 0, per: unit, during: {from: repair.reported}}  # <-",
        "'at_least' is too small",
        "at least 1",
    ),
    "unknown period": (
        "cadence: {of: repair.done, every: shift, at_least: 1, per: unit, during: {from: repair.reported}}  # <-",
        "'every' cannot be 'shift'",
        "'day', 'week'",
    ),
    "formula not readable": (
        'score: {on: repair.done, to: staff, points: "2 ** k", kth: month}  # <-',
        "cannot be read at '*'",
        "use whole numbers",
    ),
    "formula too fine": (
        'score: {on: repair.reported, to: staff, points: "0.25 * 0.5 * n"}  # <-',
        "more than two decimals",
        "use fewer decimals",
    ),
    "k without a period": (
        'score: {on: repair.done, to: staff, points: "-2 * k"}  # <-',
        "the formula uses k",
        "add kth: month",
    ),
    "score of nothing": ("score: {on: repair.done, to: staff}  # <-", "neither points nor money", "say how much"),
    "points too fine": (f"{LIMIT}\nbreach: {{points: -0.125}}  # <-", "at most two decimals", "write it as -5 or 0.5"),
    "window not understood": (
        "threshold: {count: repair.done, per: staff, in: fortnight, reaches: 3}  # <-",
        "fortnight",
        "a rolling window such as 90d or 12mo",
    ),
    "threshold of two things": (
        'threshold: {count: repair.done, breaches: ["1"], per: staff, in: month, reaches: 3}  # <-',
        "exactly one of count and breaches",
        "add one, or keep only one",
    ),
    "target value not understood": (
        'target: {kept: ["1"], per: unit, every: month, at_least: most}  # <-',
        "'most' is not a target value",
        '"95%"',
    ),
    "target of two things": (
        'target: {kept: ["1"], count: {of: repair.done}, per: unit, every: month, at_least: 3}  # <-',
        "exactly one of kept, share, mean and count",
        "say what is measured",
    ),
    "unknown setting": (
        "limit: {from: repair.reported, to: repair.arrived, within: $prompt}  # <-",
        "there is no setting 'prompt'",
        "did you mean 'promptly'?",
    ),
    "unknown fact": (
        "limit: {from: repair.reported, to: repair.arived, within: 45min}  # <-",
        "there is no kind of fact 'repair.arived'",
        "did you mean 'repair.arrived'?",
    ),
    "unknown field": (
        "limit: {from: repair.reported, to: repair.arrived, within: 45min, where: {aria: urban}}  # <-",
        "facts of kind repair.reported carry no field 'aria'",
        "did you mean 'area'?",
    ),
    "unknown post": (f"{LIMIT}\nbreach: {{tell: crow}}  # <-", "there is no post 'crow'", "did you mean 'crew'?"),
    "unknown calendar": (
        "limit: {from: repair.reported, to: repair.arrived, within: 1wd, clock: hell}  # <-",
        "there is no calendar 'hell'",
        "did you mean 'hall'?",
    ),
    "unknown clause": (
        'target: {kept: ["7.7"], per: unit, every: month, at_least: "90%"}  # <-',
        "there is no clause '7.7'",
        "name a clause that exists",
    ),
    "clause without verdicts": (
        f'{FORM}\ntarget: {{count: {{of: repair.done}}, per: unit, every: month, at_least: 1}}\n'
        'threshold: {breaches: ["1"], per: unit, in: month, reaches: 2}  # <-',
        "clause 1 has no verdicts that can be counted",
        "name a clause with limit",
    ),
    "clause that itself counts": (
        'cadence: {of: repair.done, every: day, at_least: 1, per: unit, during: {from: repair.reported}}\n'
        'threshold: {breaches: ["1"], per: unit, in: month, reaches: 2}  # <-',
        "clause 1 has no verdicts that can be counted",
        "a score that counts nothing",
    ),
    "value not of the field": (
        "limit: {from: repair.reported, to: repair.arrived, within: 45min, where: {area: urbane}}  # <-",
        "'urbane' is not a value of the field area",
        "did you mean 'urban'?",
    ),
    "class not of the field": (
        "limit: {from: repair.reported, to: repair.arrived, within: {area: {urban: 1h, rurall: 2h}}}  # <-",
        "'rurall' is not a value of the field area",
        "did you mean 'rural'?",
    ),
    "mean of a text": (
        "target: {mean: {of: repair.arrived, field: stars}, per: unit, every: month, at_least: 4}  # <-",
        "the field stars (text) cannot be computed with",
        "integer or number or money",
    ),
    "working days of always": (
        "limit: {from: repair.reported, to: repair.arrived, within: 2wd}  # <-",
        "working days need a calendar",
        "clock: and the name of a calendar",
    ),
    "escalation in working days of always": (
        f"{LIMIT}\nescalate:\n- {{after: 1wd, tell: head}}  # <-",
        "working days need a calendar",
        "write days or hours",
    ),
    "stop in working days": (
        "limit:\n  from: repair.reported\n  to: repair.arrived\n  within: 2wd\n  clock: hall\n  stops:\n"
        "  - {from: repair.done, to: repair.arrived, at_most: 1wd}  # <-",
        "working days need a calendar",
        "write days or hours",
    ),
    "escalation without a due time": (
        f"{JUDGED}\nescalate: [{{after: 1h, tell: head}}]  # <-",
        "escalate has no due time to go by",
        "write a limit",
    ),
    "warning too early": (f"{LIMIT}\nwarn: 2h  # <-", "the warning of 2h is longer than the limit of 45min", "make warn shorter"),
    "warning without a due time": (f"{JUDGED}\nwarn: 2h  # <-", "warn has no due time to go by", "remove warn, or write a limit"),
    "praise not shorter": (f"{LIMIT}\npraise: {{within: 45min}}  # <-", "not shorter than the limit", "make praise.within shorter"),
    "breach of nothing": ("breach: {points: -1}  # <-", "breach has no rule to follow from", "write a rule"),
    "ends before it begins": (f"{LIMIT}\nuntil: 2023-12-31  # <-", "it ends on 2023-12-31, before", "correct until"),
    "exception to itself": (f'{LIMIT}\nexception_to: ["1"]  # <-', "an exception to itself", "name another clause"),
    "choice without values": (
        "form: {name: card, title: {zh: 卡, en: Card}, fields: {a: {title: {zh: 甲, en: A}, type: choice}}}  # <-",
        "type: choice needs of",
        "write of: [urban, rural]",
    ),
    "must of a text": (
        "form: {name: card, title: {zh: 卡, en: Card}, fields: {a: {title: {zh: 甲, en: A}, type: text, must: true}}}  # <-",
        "must goes with yes_no only",
        "required: true",
    ),
    "form without title": (
        "form: {name: card, fields: {a: {title: {zh: 甲, en: A}, type: text}}}  # <-",
        "the form 'card' has no title",
        "give it a title",
    ),
    "required by the clock": (
        "form:\n  name: card\n  title: {zh: 卡, en: Card}\n  fields:\n"
        "    a: {title: {zh: 甲, en: A}, type: text, required: {where: {at: {open: hall}}}}  # <-",
        "the form has no field 'at'",
        "name a field of the same form",
    ),
    "required by a number that is none": (
        "form:\n  name: card\n  title: {zh: 卡, en: Card}\n  fields:\n"
        "    a: {title: {zh: 甲, en: A}, type: text, required: {where: {a: {over: 1}}}}  # <-",
        "the field a (text) is no number",
        "use a field that holds a number",
    ),
    "a condition nobody understands": (
        "check: {on: repair.reported, must: {area: {more: 1}}}  # <-",
        "the condition on 'area' is not understood",
        "{at_least: 5, at_most: 15}",
    ),
    "two lower bounds": (
        "check: {on: repair.reported, must: {minutes: {over: 1, at_least: 2}}}  # <-",
        "the condition on 'minutes' is not understood",
        "{at_least: 5, at_most: 15}",
    ),
    "a bound that is no number": (
        "check: {on: repair.reported, must: {minutes: {over: soon}}}  # <-",
        "'soon' is not a number to compare with",
        "at most six decimals",
    ),
    "a field that is no number": (
        "check: {on: repair.reported, must: {area: {over: 1}}}  # <-",
        "the field area (choice) cannot be computed with",
        "integer or number or money",
    ),
    "bounds with nothing between": (
        "check: {on: repair.reported, must: {minutes: {over: 5, at_most: 5}}}  # <-",
        "the conditions on 'minutes' can never hold together",
        "correct the bounds",
    ),
    "a field that another has to be like": (
        "check: {on: repair.reported, must: {area: {same_as: aera}}}  # <-",
        "carry no field 'aera'",
        "did you mean 'area'?",
    ),
    "hours of no calendar": (
        "check: {on: repair.reported, must: {at: {open: hal}}}  # <-",
        "there is no calendar 'hal'",
        "list it under calendars",
    ),
    "the instant is a value": (
        "check: {on: repair.reported, must: {at: '09:00'}}  # <-",
        "at asks when the fact happened",
        "write at: {open: calendar}",
    ),
    "a field that is open": (
        "check: {on: repair.reported, must: {area: {open: hall}}}  # <-",
        "'area' is neither open nor shut",
        "open and shut stand under at only",
    ),
    "nothing is asked": ("check: {on: repair.reported, must: {}}  # <-", "must asks for nothing", "say what has to hold"),
    "a pick of two kinds": (
        "precede: {what: {repair.arrived: {}, repair.done: {}}, before: repair.reported}  # <-",
        "a kind of fact, or kind: {conditions}, is wanted",
        "several in a list",
    ),
    "a pick by a field it has not": (
        "limit: {from: repair.reported, to: {repair.arrived: {arae: urban}}, within: 45min}  # <-",
        "facts of kind repair.arrived carry no field 'arae'",
        "",
    ),
    "ends without after": (
        "precede: {what: repair.arrived, before: repair.done, ends: repair.reported}  # <-",
        "ends goes with after only",
        "remove ends",
    ),
    "a rate without a limit": (
        "precede: {what: repair.arrived, before: repair.done}\nbreach: {points: -1, per: hour}  # <-",
        "breach.per goes with time limits only",
        "remove per",
    ),
    "a rate of nothing": (LIMIT + "\nbreach: {per: hour}  # <-", "per has neither points nor money", "write points or money"),
    "required where no field is": (
        "form:\n  name: card\n  title: {zh: 卡, en: Card}\n  fields:\n"
        "    a: {title: {zh: 甲, en: A}, type: text, required: {where: {b: c}}}  # <-",
        "the form has no field 'b'",
        "name a field of the same form",
    ),
    "flow without an end": (FLOW.replace("steps:", "steps:  # <-"), "no step of the flow 'repair' ends it", "ends: true"),
    "flow begins nowhere": (FLOW.replace("start: [taken]", "start: [begun]  # <-"), "no state 'begun'", "name a step"),
    "step without after": (
        FLOW + "    done: {title: {zh: 完, en: Done}, records: repair.done, who: crew, ends: true}  # <-",
        "does not say after which states",
        "write after",
    ),
    "step never reached": (
        FLOW
        + "    gone: {title: {zh: 去, en: Go}, records: repair.arrived, who: crew, after: [gone]}  # <-\n"
        + "    done: {title: {zh: 完, en: Done}, records: repair.done, who: crew, after: [taken], ends: true}",
        "the step 'gone' can never be reached",
        "correct after or start",
    ),
    "no way to an end": (
        FLOW
        + "    stuck: {title: {zh: 停, en: Stick}, records: repair.arrived, who: crew, after: [taken]}  # <-\n"
        + "    done: {title: {zh: 完, en: Done}, records: repair.done, who: crew, after: [taken], ends: true}",
        "no end can be reached from the step 'stuck'",
        "add a way to an end",
    ),
    "after an unknown state": (
        FLOW + "    done: {title: {zh: 完, en: Done}, records: repair.done, who: crew, after: [token], ends: true}  # <-",
        "there is no state 'token'",
        "did you mean 'taken'?",
    ),
    "unknown form": (
        FLOW + "    done: {title: {zh: 完, en: Done}, records: repair.done, who: crew, after: taken, ends: true, form: x}  # <-",
        "there is no form 'x'",
        "write it as a form rule",
    ),
    "assigns by no unit": (
        FLOW
        + "    done: {title: {zh: 完, en: Done}, records: repair.done, who: crew, after: taken, ends: true, assigns: u}  # <-",
        "no field of type unit",
        "add a field of type unit",
    ),
    "carries what nobody asks": (
        FLOW.replace("start:", "carry: [area]  # <-\n  start:")
        + "    done: {title: {zh: 完, en: Done}, records: repair.done, who: crew, after: taken, ends: true}",
        "no form of the flow asks for 'area'",
        "name a field that some form",
    ),
    "example without facts": (f"{LIMIT}\nexamples:\n- {{name: x, then: kept}}  # <-", "nothing happens", "give facts"),
    "example with a wrong time": (
        f'{LIMIT}\nexamples:\n- name: x\n  facts: [{{repair.reported: "25:00"}}]  # <-\n  then: kept',
        "'25:00' is not a time of an example",
        '"+1d 08:00"',
    ),
    "example with an unknown fact": (
        f'{LIMIT}\nexamples:\n- name: x\n  facts: [{{repair.reprted: "08:00"}}]  # <-\n  then: kept',
        "there is no kind of fact 'repair.reprted'",
        "did you mean 'repair.reported'?",
    ),
    "example with an unknown field": (
        f'{LIMIT}\nexamples:\n- name: x\n  facts: [{{repair.reported: "08:00", areas: urban}}]  # <-\n  then: kept',
        "carry no field 'areas'",
        "did you mean 'area'?",
    ),
    "example with an unknown outcome": (
        f'{LIMIT}\nexamples:\n- name: x\n  facts: [{{repair.reported: "08:00"}}]\n  then: late  # <-',
        "'late' is not an outcome",
        "write one of kept",
    ),
    "example with an unknown detail": (
        f'{LIMIT}\nexamples:\n- name: x\n  facts: [{{repair.reported: "08:00"}}]\n  then: {{breached: {{late: 1s}}}}  # <-',
        "an outcome knows no 'late'",
        "write one of by",
    ),
    "example of an unknown refusal": (
        f"{FORM}\nexamples:\n- name: x\n  form: card\n  then: {{refused: missing}}  # <-",
        "'missing' is not a code of refusal",
        "missing-field",
    ),
    "example of an unknown form": (
        f"{FORM}\nexamples:\n- name: x\n  form: cart  # <-\n  then: filed",
        "names a form 'cart' that does not exist",
        "did you mean 'card'?",
    ),
    "example twice": (
        f'{FORM}\nexamples:\n- {{name: x, form: card, then: filed}}\n- name: x  # <-\n  form: card\n  then: filed',
        "the example 'x' stands twice",
        "give it another name",
    ),
    "verdicts of a form": (
        f'{FORM}\nexamples:\n- name: x  # <-\n  facts: [{{repair.done: "08:00"}}]\n  then: kept',
        "the clause has no rule that gives verdicts",
        "an example of a flow or form",
    ),
    "key twice": (f"{LIMIT}\nwarn: 5min\nwarn: 6min  # <-", "the key 'warn' stands twice", "remove one"),
    "anchor": ("reading: &a {zh: 甲, en: A}  # <-", "anchors are not taken: &a", "write the content itself"),
    "tag": ("reading: !!python/object:os.system {zh: 甲, en: A}  # <-", "tags are not taken", "write the content itself"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_line_and_cure(name: str, tmp_path: Path) -> None:
    text, what, mend = MISTAKES[name]
    folder = write(tmp_path, text)
    found = [error for error in errors(folder) if error.place.line == marked(folder / "chapter.yaml")]
    assert any(what in error.what.en and mend in error.mend.en for error in found), errors(folder)
    assert all(error.place.file == "chapter.yaml" for error in found)
    assert all(error.what.zh and error.mend.zh and "{" not in error.what.zh[:1] for error in found)


def test_the_clause_is_named(tmp_path: Path) -> None:
    (error,) = errors(write(tmp_path, LIMIT, "limt: {}"))
    assert error.clause == "2"


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    found = errors(write(tmp_path, "limt: {}", f"{LIMIT}\nwarn: 2h", "precede: {what: repair.done}"))
    assert [error.clause for error in found] == ["1", "2", "3"]


def test_one_mistake_is_one_error(tmp_path: Path) -> None:
    folder = write(tmp_path, "limit: {from: repair.reported, to: repair.arrived, within: soon}")
    assert len(errors(folder)) == 1


def test_nobody_is_blamed_for_naming_what_stands_in_a_broken_clause(tmp_path: Path) -> None:
    folder = write(tmp_path, "limt: {}", 'target: {kept: ["1"], per: unit, every: month, at_least: "90%"}')
    assert [error.clause for error in errors(folder)] == ["1"]


def test_the_text_says_place_and_sentence_in_both_languages(tmp_path: Path) -> None:
    (error,) = errors(write(tmp_path, "limt: {}"))
    assert str(error).split("\n") == [
        "chapter.yaml:7  clause 1 第 1 条",
        "  'limt' is not known here; " + error.mend.en + ".",
        "  不认识「limt」；" + error.mend.zh + "。",
    ]
