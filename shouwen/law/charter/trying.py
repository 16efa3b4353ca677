"""Examples of steps and forms, tried for real; with `only`, everything beside what they list is tried as well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.flows import Allowed, is_closed, try_step
from shouwen.law.charter.forms import Refusal, file_form
from shouwen.law.charter.language import Example, Flow
from shouwen.law.charter.language.example import NEW, Expected
from shouwen.law.charter.matching import told_expected
from shouwen.law.facts.fact import Fact

_MOST_TOLD = 5


def tried(charter: Charter, example: Example, facts: list[Fact], now: int) -> str | None:
    """What came of a step or a form where it was not as expected; None if all of it was."""
    trials = _filings(charter, example) if example.form else _steps(charter, example, facts, now)
    found = [f"{label}{got}" for label, got in trials if got is not None]
    more = f" (+{len(found) - _MOST_TOLD})" if len(found) > _MOST_TOLD else ""
    return "; ".join(found[:_MOST_TOLD]) + more if found else None


def states(flow: Flow) -> tuple[str, ...]:
    """Every state a matter of the flow can be in."""
    return tuple(name for name, step in flow.steps.items() if not step.stays or name in flow.start)


def _steps(
    charter: Charter, example: Example, facts: list[Fact], now: int
) -> Iterator[tuple[str, str | None]]:
    """Label and surprise of every try of a step."""
    (expected,) = example.then
    flow = charter.flows.get(example.flow or "")
    if flow is None:
        yield "", "no such flow"
        return
    listed = tuple(state if state != NEW or NEW in flow.steps else None for state in example.state) or (None,)
    variants = [dict(data) for data in _variants(example.data)]

    def attempt(state: str | None, posts: Sequence[str], data: Mapping[str, Any]) -> Expected:
        return _step(charter, example, state, posts, data, facts, now)

    for state in listed:
        for posts in [(post,) for post in example.by] if example.only else [example.by]:
            for data in variants:
                got = _compare(expected, [attempt(state, posts, data)])
                yield _label(state, posts, example, len(variants) > 1 and data), got
    if not example.only:
        return
    for state in (None, *states(flow)):
        if state not in listed:
            yield _label(state, example.by, example), _refused(attempt(state, example.by, variants[0]))
    for post in charter.posts:
        if post not in example.by:
            yield _label(listed[0], (post,), example), _refused(attempt(listed[0], (post,), variants[0]))


def _step(
    charter: Charter,
    example: Example,
    state: str | None,
    posts: Sequence[str],
    data: Mapping[str, Any],
    facts: list[Fact],
    now: int,
) -> Expected:
    assert example.flow and example.step
    answer = try_step(
        charter,
        example.flow,
        state,
        example.step,
        data,
        posts,
        facts,
        at=now,
        staff=example.staff,
        trained=example.trained,
    )
    if isinstance(answer, Refusal):
        return _refusal(answer.code, answer.field, answer.clause)
    return Expected("allowed", _outcome(charter.flows[example.flow], example.step, answer))


def _outcome(flow: Flow, step: str, answer: Allowed) -> dict[str, Any]:
    """All that an example may insist on of a step that was allowed."""
    assigns = flow.steps[step].assigns
    return {
        "state": answer.state,
        "ends": is_closed(flow, answer.state),
        "records": answer.kind,
        "unit": answer.data.get(assigns) if assigns else None,
        "carries": {name: answer.data[name] for name in flow.carry if name in answer.data},
        "seen_by": frozenset(flow.who_sees),
        "confidential": flow.confidential,
    }


def _filings(charter: Charter, example: Example) -> Iterator[tuple[str, str | None]]:
    """Label and surprise of every try of a form; with `only` nothing of what is filled in may be left out."""
    (expected,) = example.then
    variants = [dict(data) for data in _variants(example.data)]
    for data in variants:
        yield (f"{data}: " if len(variants) > 1 else ""), _compare(expected, _filed(charter, example, data))
    for name in example.data if example.only else ():
        data = {key: value for key, value in variants[0].items() if key != name}
        got = _filed(charter, example, data)
        yield f"without {name}: ", told_expected(got[0]) if got[0].word == "filed" else None


def _filed(charter: Charter, example: Example, data: Mapping[str, Any]) -> list[Expected]:
    form = charter.forms.get(example.form or "")
    if form is None:
        return [Expected("no such form")]
    refusals = file_form(form, data)[1]
    return [
        _refusal(each.code, each.field, charter.field_clauses.get((form.name, each.field or "")))
        for each in refusals
    ] or [Expected("filed")]


def _variants(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The data with the first value of every list, then with each of the others in its turn."""
    first = {name: value[0] if isinstance(value, tuple) else value for name, value in data.items()}
    yield first
    for name, value in data.items():
        for other in value[1:] if isinstance(value, tuple) else ():
            yield {**first, name: other}


def _label(
    state: str | None, posts: Sequence[str], example: Example, data: Mapping[str, Any] | bool = False
) -> str:
    """Which try it was, where an example makes several."""
    if not (example.only or len(example.state) > 1 or data):
        return ""
    with_data = f" {data}" if data else ""
    return f"from {state or 'new'} by {', '.join(posts) or 'nobody'}{with_data}: "


def _refusal(code: str, field: str | None, clause: str | None) -> Expected:
    return Expected("refused", {"code": code, "field": field, "clause": clause})


def _refused(got: Expected) -> str | None:
    return None if got.word == "refused" else told_expected(got)


def _compare(expected: Expected, got: list[Expected]) -> str | None:
    for each in got:
        if each.word == expected.word and all(
            each.details.get(name) == value for name, value in expected.details.items()
        ):
            return None
    return ", ".join(map(told_expected, got))
