"""Everything done to a matter: taken in, advanced, handed over, noted. One transaction each, or nothing at all.

A matter moves by compare-and-set on its revision: of two who act at once one wins, the other gets `stale-page`.
A `request_id` from the client names the fact, so a form sent twice is one act; the first sending counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from shouwen.law.charter.flows import Allowed, form_of, try_step
from shouwen.law.charter.forms import Refusal
from shouwen.law.charter.language import Flow, Step
from shouwen.law.facts.fact import Fact, Value
from shouwen.law.worktime.instants import zone_of
from shouwen.words import Words
from shouwen.works.customers.actions import add_customer
from shouwen.works.journal import actions as journal
from shouwen.works.journal import charters
from shouwen.works.journal import store as journal_store
from shouwen.works.journal.instants import to_us
from shouwen.works.journal.models import Fact as FactRow
from shouwen.works.matters import named, numbers, search, store
from shouwen.works.matters.filled import filled, told
from shouwen.works.matters.models import Matter
from shouwen.works.people import access
from shouwen.works.people.models import Staff, Unit
from shouwen.works.people.standing import Standing, standing
from shouwen.works.records.trained import passed_modules
from shouwen.works.refusal import NotAllowed, NotFound, Refused, StalePage

REQUEST_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{7,79}")
LONGEST_REASON = 500
_HTTP = {"closed": 409, "wrong-state": 409, "unknown-step": 404}
_HTTP |= dict.fromkeys(("not-your-post", "not-trained", "own-request", "not-your-tier", "forbidden"), 403)


def open_matter(
    *,
    flow: str,
    step: str,
    data: Mapping[str, object],
    by: Staff,
    unit: Unit | None = None,
    new_customer: Mapping[str, str] | None = None,
    request_id: str | None = None,
    at: datetime | None = None,
) -> Matter:
    """Take a matter in. It is held by who took it in, unless the step assigns it to a unit.

    `data` is the form of the step; its field of type customer, and `channel`, `content`, `contact` and
    `address`, are also what the matter is listed and found by. `new_customer` is what `add_customer` wants of
    somebody without a file: the file is opened in the same act. `at` is when it happened, if not now.
    Errors: NotAllowed; Refused unknown-flow, future-fact, id-taken, those of `add_customer`, and the reasons
    of the flow machine.
    """
    stood = _standing(by)
    chosen = charters.current().flows.get(flow)
    if chosen is None:
        raise Refused(
            "unknown-flow",
            Words("没有这类事项。", "There are no matters of this kind."),
            field="flow",
            http=404,
        )
    access.require(by, f"matter.open:{flow}")
    if unit and not (stood.everything or unit.pk in stood.units):
        raise NotAllowed

    def act() -> Matter:
        now = at or timezone.now()
        known = {**data, **_new_file(chosen, step, new_customer, by)} if new_customer else data
        allowed = _tried(flow, None, step, known, stood, at=now, carried={})
        holds = unit or stood.unit_as(chosen.steps[step].who)
        return _opened(chosen, chosen.steps[step], allowed, by, holds, now, request_id)

    return _once(request_id, by, None, act, chosen.steps.get(step))


def advance(
    *,
    matter: Matter,
    step: str,
    data: Mapping[str, object],
    by: Staff,
    revision: int,
    request_id: str | None = None,
    at: datetime | None = None,
) -> Matter:
    """Take a step with a matter; `revision` is the one the person saw.

    Errors: NotFound, NotAllowed, StalePage; Refused with the reasons of the flow machine, future-fact, before-opening.
    """
    stood = _standing(by)
    _must_see(by, "matter.step", matter)

    def act() -> Matter:
        now = _moment(matter, at)
        _must_be_current(matter, revision)
        allowed = _tried(
            matter.flow, matter.state, step, data, stood, at=now, carried=matter.carry, matter=matter
        )
        return _advanced(matter, charters.current().flows[matter.flow], step, allowed, stood, now, request_id)

    return _once(request_id, by, matter, act, charters.current().flows[matter.flow].steps.get(step))


def hand_over(
    *,
    matter: Matter,
    to_unit: Unit,
    reason: str,
    by: Staff,
    revision: int,
    to_staff: Staff | None = None,
    request_id: str | None = None,
    at: datetime | None = None,
) -> Matter:
    """Put a matter into other hands, with the reason; its clocks run on.

    Errors: NotFound, NotAllowed, StalePage; Refused closed, missing-field, bad-field, same-holder.
    """
    _standing(by)
    _must_see(by, "matter.hand_over", matter)

    def act() -> Matter:
        now = _moment(matter, at)
        _must_be_current(matter, revision)
        said = _reason(reason)
        _must_be_handable(matter, to_unit, to_staff)
        data = {
            **matter.carry,
            "from_unit": matter.unit.code,
            "from_staff": matter.holder.username if matter.holder else None,
            "to_unit": to_unit.code,
            "to_staff": to_staff.username if to_staff else None,
            "reason": said,
        }
        _move(matter, revision, now, unit=to_unit, holder=to_staff, handed_on=True)
        _record("matter.handed_over", matter, data, by, now, request_id)
        return matter

    return _once(request_id, by, matter, act)


def note(
    *, matter: Matter, text: str, by: Staff, request_id: str | None = None, at: datetime | None = None
) -> Matter:
    """Write a note on a matter; nothing moves, so nobody's page goes stale. Errors: as above."""
    _standing(by)
    _must_see(by, "matter.step", matter)

    def act() -> Matter:
        now = _moment(matter, at)
        _record("matter.noted", matter, {**matter.carry, "text": _reason(text, "text")}, by, now, request_id)
        return matter

    return _once(request_id, by, matter, act)


# -- once, and only by those who may


def _once(
    request_id: str | None,
    by: Staff,
    matter: Matter | None,
    act: Callable[[], Matter],
    step: Step | None = None,
) -> Matter:
    """Do it in one transaction, unless this request has been done already; then answer what came of it.

    Whether it has, is asked only when something stands in the way: nearly every request is the first. A step
    that the charter forbids is refused, and that it was tried is recorded.
    """
    if request_id is not None and not REQUEST_ID.fullmatch(request_id):
        words = Words("请求编号须为 8 至 80 位字母、数字。", "A request id is 8 to 80 letters and digits.")
        raise Refused("bad-field", words, field="request_id")
    try:
        with transaction.atomic():
            return act()
    except Refused as refused:
        if (
            request_id
            and refused.code in ("id-taken", "stale-page")
            and (done := _done(request_id, by, matter))
        ):
            return done
        if refused.code == "forbidden" and step:
            _attempted(by, matter, step, refused)
        raise


@transaction.atomic
def _attempted(by: Staff, matter: Matter | None, step: Step, refused: Refused) -> None:
    """The fact that somebody tried what the charter forbids; the act itself was rolled back."""
    stood = _standing(by)
    journal.record(
        kind="access.refused",
        subject=matter.number if matter else f"staff:{by.username}",
        by=by.username,
        staff=by.username,
        unit=matter.unit.code if matter else stood.unit_as(step.who).code,
        data={"clause": refused.clause, "kind": step.records},
    )


def _done(request_id: str, by: Staff, matter: Matter | None) -> Matter | None:
    """The matter on which this person's request was already done; somebody else's id is taken."""
    subject = FactRow.objects.filter(id=request_id, by=by.username).values_list("subject", flat=True).first()
    if subject is None or (matter is not None and matter.number != subject):
        return None
    return Matter.objects.select_related("unit", "holder", "customer").filter(number=subject).first()


def _standing(by: Staff) -> Standing:
    stood = standing(by)
    if stood is None:
        raise NotAllowed
    return stood


def _must_see(by: Staff, action: str, matter: Matter) -> None:
    """What may not be seen is not found, whatever was asked; what may be seen is allowed or not."""
    if not access.may(by, "matter.see", matter):
        raise NotFound
    access.require(by, action, matter)


def _must_be_current(matter: Matter, revision: int) -> None:
    if matter.revision != revision:
        raise StalePage


def _moment(matter: Matter, at: datetime | None) -> datetime:
    now = at or timezone.now()
    if now < matter.opened_at:
        words = Words(
            "发生时间早于受理时间，请核对。",
            "This is said to happen before the matter was taken in; check the time.",
        )
        raise Refused("before-opening", words, field="at")
    return now


# -- the machine, and what it decides


def _tried(
    flow: str,
    state: str | None,
    step: str,
    data: Mapping[str, object],
    stood: Standing,
    *,
    at: datetime,
    carried: Mapping[str, Value],
    matter: Matter | None = None,
) -> Allowed:
    def facts() -> list[Fact]:
        return journal_store.select("subject = %s", [matter.number]) if matter else []

    charter = charters.current()
    chosen = charter.flows[flow].steps.get(step)
    form = form_of(charter, chosen) if chosen else None
    answer = try_step(
        charter,
        flow,
        state,
        step,
        filled(form, data, timezone.localdate(at)),
        stood.posts,
        facts,
        at=to_us(at),
        carried=carried,
        staff=stood.username,
        trained=passed_modules(stood.username, stood.posts & set(chosen.who) if chosen else ()),
    )
    if isinstance(answer, Refusal):
        raise refused(told(form, data, answer))
    return answer


def refused(refusal: Refusal) -> Refused:
    """A refusal of the law as one of the works."""
    http = _HTTP.get(refusal.code, 422)
    return Refused(refusal.code, refusal.words, field=refusal.field, clause=refusal.clause, http=http)


def _opened(
    flow: Flow, step: Step, allowed: Allowed, by: Staff, unit: Unit, now: datetime, request_id: str | None
) -> Matter:
    who = named.of_form(charters.current(), step, allowed.data)
    assigned = who.units.get(str(allowed.data.get(step.assigns))) if step.assigns else None
    customer = who.customers.get(str(allowed.data.get(named.customer_field(charters.current(), step) or "")))
    content = str(allowed.data.get("content") or "")
    matter = Matter(
        number=numbers.draw(flow.prefix, now.astimezone(zone_of(charters.current().zone)).date()),
        flow=flow.name,
        state=allowed.state,
        summary=_summary(flow, content),
        content=content,
        channel=str(allowed.data.get("channel") or ""),
        customer=customer,
        unit=assigned or unit,
        holder=None if assigned else by,
        taken_in_by=by,
        taken_in_unit=unit,
        opened_at=now,
        changed_at=now,
        closed_at=now if allowed.ends else None,
        carry=_carried(flow, allowed.data),
        confidential=flow.confidential,
        handed_on=assigned is not None,
    )
    words = search.words_of(content, customer.name if customer else "", *_found_by(allowed.data))
    store.insert(matter, words, search.bigrams(words))
    asked = named.customer_field(charters.current(), step)
    said = {
        name: value for name, value in allowed.data.items() if name != asked
    }  # the fact names the customer
    _record(allowed.kind, matter, said, by, now, request_id)
    return matter


def _new_file(flow: Flow, step: str, new_customer: Mapping[str, str], by: Staff) -> dict[str, object]:
    """The code of a customer whose file is opened by the act, under the field of the form that asks for it."""
    field = named.customer_field(charters.current(), flow.steps[step]) if step in flow.steps else None
    return {field: add_customer(**new_customer, by=by).code} if field else {}


def _advanced(
    matter: Matter,
    flow: Flow,
    name: str,
    allowed: Allowed,
    stood: Standing,
    now: datetime,
    request_id: str | None,
) -> Matter:
    step = flow.steps[name]
    who = named.of_form(charters.current(), step, allowed.data)
    changes: dict[str, Any] = {
        "state": allowed.state,
        "carry": {**matter.carry, **_carried(flow, allowed.data)},
    }
    if not step.stays:
        changes["closed_at"] = now if allowed.ends else None
    assigned = who.units.get(str(allowed.data.get(step.assigns))) if step.assigns else None
    if assigned:
        changes |= {"unit": assigned, "holder": None, "handed_on": True}
    elif matter.unit_id in stood.members and (matter.holder_id is None or not step.stays):
        changes["holder_id"] = stood.staff_id
        changes["handed_on"] = matter.handed_on or stood.staff_id != matter.taken_in_by_id
    _move(matter, matter.revision, now, **changes)
    _record(allowed.kind, matter, allowed.data, stood, now, request_id)
    return matter


def _move(matter: Matter, revision: int, now: datetime, **changes: Any) -> None:
    """Compare and set: the row as it was seen becomes the row as it is now, or somebody was first."""
    changes |= {"revision": revision + 1, "changed_at": now}
    if not store.move(matter, revision, changes):
        raise StalePage
    for name, value in changes.items():
        setattr(matter, name, value)


def _record(
    kind: str,
    matter: Matter,
    data: Mapping[str, Value],
    by: Staff | Standing,
    now: datetime,
    request_id: str | None,
) -> None:
    """The fact of the act: done by who acted, for the unit that holds the matter after it."""
    journal.record(
        kind=kind,
        subject=matter.number,
        at=now,
        by=by.username,
        staff=by.username,
        unit=matter.unit.code,
        customer=matter.customer.code if matter.customer else None,
        data=data,
        id=request_id,
    )


# -- small readings of what was filled in


def _carried(flow: Flow, data: Mapping[str, Value]) -> dict[str, Value]:
    return {name: data[name] for name in flow.carry if data.get(name) is not None}


def _summary(flow: Flow, content: str) -> str:
    """What stands in lists: the beginning of the content; of confidential matters only what kind it is."""
    short = " ".join(content.split())[:60]
    return flow.title.zh if flow.confidential or not short else short


def _found_by(data: Mapping[str, Value]) -> list[str]:
    return [str(data[name]) for name in ("contact", "address") if data.get(name)]


def _reason(text: str, field: str = "reason") -> str:
    said = text.strip()
    if not said:
        raise Refused("missing-field", Words("请填写内容。", "Please write something here."), field=field)
    if len(said) > LONGEST_REASON or "\x00" in said:
        words = Words(f"最多 {LONGEST_REASON} 个字。", f"At most {LONGEST_REASON} characters of plain text.")
        raise Refused("bad-field", words, field=field)
    return said


def _must_be_handable(matter: Matter, to_unit: Unit, to_staff: Staff | None) -> None:
    if matter.closed_at is not None:
        raise Refused("closed", Words("这件事项已经办结。", "This matter is closed."), http=409)
    if matter.unit_id == to_unit.pk and matter.holder_id == (to_staff.pk if to_staff else None):
        words = Words("事项已在该单位或该人手中。", "The matter is already in these hands.")
        raise Refused("same-holder", words, field="to_unit")
    if to_staff is None:
        return
    theirs = standing(to_staff)
    if theirs is None or (to_unit.pk not in theirs.units and not theirs.everything):
        words = Words("此人今日不在该单位任职。", "This person holds no post in that unit today.")
        raise Refused("bad-field", words, field="to_staff")
    seen_by = charters.current().flows[matter.flow].who_sees
    if matter.confidential and not theirs.posts & set(seen_by):
        words = Words(
            "保密事项只能交给规范指定的岗位。",
            "A confidential matter goes only to the posts the charter names.",
        )
        raise Refused("bad-field", words, field="to_staff")
