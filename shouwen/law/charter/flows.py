"""The flow machine: which steps a matter may take, by whom, and what each puts on record. Pure.

When several reasons stand against a step, the one told is the first of: unknown-step, closed, wrong-state,
not-your-post, not-trained, own-request, then the fields of the form in their order (bad-field, missing-field,
must-be-confirmed), then of a signature what it needs (missing-field) and whose it is (not-your-tier), then
forbidden, then not-preceded. So nobody is asked to mend a form for a step that is not theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.forms import Refusal, file_form
from shouwen.law.charter.language.rules.flow import Flow, Step
from shouwen.law.charter.language.rules.form import Form
from shouwen.law.charter.rights import forbidden, not_signed, not_trained, own_request
from shouwen.law.facts.fact import Fact, Value, read
from shouwen.law.judge.compile import compile
from shouwen.law.judge.names import fact_words
from shouwen.law.judge.rules import PrecedeRule
from shouwen.law.judge.rules.picks import is_one
from shouwen.law.worktime.instants import from_datetime, zone_of
from shouwen.words import Words

Facts = Iterable[Fact] | Callable[[], Iterable[Fact]]
"""The facts of the matter so far, or how to get them: they are asked for only where a rule needs them."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What comes of a step: the new state, the kind of fact to record, its data with what is carried."""

    state: str
    kind: str
    data: Mapping[str, Value]
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Next:
    """A step that the state of a matter leaves open, with what keeps these posts from it, if anything."""

    name: str
    step: Step
    refusal: Refusal | None


def is_closed(flow: Flow, state: str | None) -> bool:
    """Whether a matter in this state is done with."""
    return state is not None and state in flow.steps and flow.steps[state].ends


def steps_from(flow: Flow, state: str | None) -> Iterator[tuple[str, Step]]:
    """The steps that may follow a state (None: not yet taken in), in the order of the flow."""
    for name, step in flow.steps.items():
        if _follows(flow, state, name, step) is None:
            yield name, step


def next_steps(
    charter: Charter,
    flow: str,
    state: str | None,
    posts: Collection[str],
    facts: Facts,
    *,
    staff: str | None = None,
    trained: Collection[str] | None = None,
) -> tuple[Next, ...]:
    """Every step open in this state, with the reason it is not open to these posts on these facts.

    `staff` and `trained` as of `try_step`; without them nobody asks whose request it was, and what they learnt.
    """
    found = charter.flows[flow]
    latest = _latest(charter, facts)
    reasons = (
        (name, step, _not_for_them(charter, found, name, posts, facts, latest, staff, trained))
        for name, step in steps_from(found, state)
    )
    return tuple(
        Next(
            name,
            step,
            refusal or _not_preceded(charter, Fact(step.records, latest, "?"), facts),
        )
        for name, step, refusal in reasons
    )


def try_step(
    charter: Charter,
    flow: str,
    state: str | None,
    step: str,
    data: Mapping[str, object],
    posts: Collection[str],
    facts: Facts = (),
    *,
    at: int | None = None,
    carried: Mapping[str, Value] | None = None,
    staff: str | None = None,
    unit: str | None = None,
    trained: Collection[str] | None = None,
) -> Allowed | Refusal:
    """Whether a matter of `flow` in `state` (None: not yet taken in) may take `step`, and what comes of it.

    `posts` are those of who acts, `at` is when (the latest of `facts` unless given), `carried` what the
    matter already carries (read from `facts` unless given), `staff` who acts, `unit` what conditions may ask
    for, `trained` the modules that who acts has passed (None: nobody asks).
    Never raises on any data; an unknown flow is a KeyError of the caller.
    """
    found = charter.flows[flow]
    chosen = found.steps.get(step)
    if chosen is None:
        return Refusal(
            "unknown-step", Words("这类事项没有这个步骤。", "Matters of this kind have no such step.")
        )
    when = _latest(charter, facts) if at is None else at
    refusal = _follows(found, state, step, chosen)
    refusal = refusal or _not_for_them(charter, found, step, posts, facts, when, staff, trained)
    if refusal:
        return refusal
    values, wanting = file_form(charter.forms[chosen.form], data) if chosen.form else _no_form(data)
    if wanting:
        return wanting[0]
    carried = _carried(found, facts) if carried is None else carried
    known = {name: carried[name] for name in found.carry if carried.get(name) is not None}
    content = {**known, **values}
    act = Fact(chosen.records, when, "?", "?", None, staff, unit, None, content)
    refusal = not_signed(charter, found, step, act, posts) or forbidden(charter, act)
    if refusal := refusal or _not_preceded(charter, act, facts):
        return refusal
    return Allowed(step if state is None or not chosen.stays else state, chosen.records, content, chosen.ends)


def check_step(charter: Charter, flow: str, step: str, data: Mapping[str, object]) -> tuple[Refusal, ...]:
    """All that is wrong with the form of a step at once, as a page shows it beside the fields."""
    chosen = charter.flows[flow].steps[step]
    return file_form(charter.forms[chosen.form], data)[1] if chosen.form else _no_form(data)[1]


def form_of(charter: Charter, step: Step) -> Form | None:
    """The form a step asks for."""
    return charter.forms[step.form] if step.form else None


def _no_form(data: Mapping[str, object]) -> tuple[dict[str, Value], tuple[Refusal, ...]]:
    words = Words("这个步骤没有要填的内容。", "This step has nothing to fill in.")
    return {}, tuple(Refusal("bad-field", words, str(name)[:40]) for name in data)


def _follows(flow: Flow, state: str | None, name: str, step: Step) -> Refusal | None:
    """None if the step may follow the state; a closed matter only takes steps that name its state."""
    if state is None:
        allowed = name in flow.start
    elif is_closed(flow, state):
        if state in step.after and step.after != "any":
            return None
        words = Words("这件事项已经办结。", "This matter is closed.")
        return Refusal("closed", words)
    else:
        allowed = step.after == "any" or state in step.after
    if allowed:
        return None
    title = flow.steps[state].title if state in flow.steps else None
    where = Words(f"「{title.zh}」", f"'{title.en}'") if title else Words("未受理", "not yet taken in")
    return Refusal(
        "wrong-state",
        Words(
            f"事项目前处于{where.zh}状态，不能办理「{step.title.zh}」。",
            f"The matter is in the state {where.en}; '{step.title.en}' cannot follow it.",
        ),
    )


def _not_theirs(charter: Charter, step: Step, posts: Collection[str]) -> Refusal | None:
    if set(step.who) & set(posts):
        return None
    zh = "、".join(charter.posts[post].zh for post in step.who if post in charter.posts)
    en = ", ".join(charter.posts[post].en for post in step.who if post in charter.posts)
    return Refusal(
        "not-your-post",
        Words(
            f"「{step.title.zh}」由{zh}办理，您没有这个岗位。",
            f"'{step.title.en}' is done by: {en}. You do not hold that post.",
        ),
    )


def _not_for_them(
    charter: Charter,
    flow: Flow,
    name: str,
    posts: Collection[str],
    facts: Facts,
    at: int,
    staff: str | None,
    trained: Collection[str] | None,
) -> Refusal | None:
    """What keeps somebody from a step whatever they fill in: post, training, a request of their own."""
    step = flow.steps[name]
    return (
        _not_theirs(charter, step, posts)
        or not_trained(charter, step, posts, trained, at)
        or own_request(charter, flow, name, staff, _Lazily(facts), at)
    )


@dataclass(frozen=True, slots=True)
class _Lazily:
    """Facts that are fetched when somebody looks at them."""

    facts: Facts

    def __iter__(self) -> Iterator[Fact]:
        return iter(_all(self.facts))


def _not_preceded(charter: Charter, act: Fact, facts: Facts) -> Refusal | None:
    """The `precede ... before` rule of the charter that the act would breach, read as the judge reads it."""
    rules = compile(charter)
    act = rules.as_read(act)
    for rule in rules.of(PrecedeRule):
        if rule.direction != "before" or act.kind not in rule.kinds or rule.holds(act) is not True:
            continue
        if not any(is_one(rules.as_read(fact), rule.what) and fact.at <= act.at for fact in _all(facts)):
            return _comes_first(charter, rule, act)
    return None


def _comes_first(charter: Charter, rule: PrecedeRule, act: Fact) -> Refusal:
    what = fact_words(charter, rule.what)
    done = charter.facts[act.kind].title if act.kind in charter.facts else Words(act.kind, act.kind)
    return Refusal(
        "not-preceded",
        Words(
            f"按第 {rule.clause} 条，「{done.zh}」之前须先有「{what.zh}」。",
            f"By clause {rule.clause}, '{done.en}' has to be preceded by '{what.en}'.",
        ),
        clause=rule.clause,
    )


def _all(facts: Facts) -> Iterable[Fact]:
    return facts() if callable(facts) else facts


def _latest(charter: Charter, facts: Facts) -> int:
    """The instant of the latest fact; the first day of the charter where there is none yet."""
    began = datetime.combine(charter.header.effective, time(), zone_of(charter.zone))
    return max((fact.at for fact in _all(facts)), default=from_datetime(began))


def _carried(flow: Flow, facts: Facts) -> dict[str, Value]:
    """What the latest facts know of the fields a matter carries."""
    known: dict[str, Value] = {}
    if flow.carry:
        for fact in sorted(_all(facts), key=lambda fact: fact.order):
            known.update(
                {name: fact.data[name] for name in flow.carry if read(fact, name) and name in fact.data}
            )
    return known
