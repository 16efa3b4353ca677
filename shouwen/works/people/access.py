"""The one predicate of the house: who may do what, to which thing. Deny by default, the same for every door.

A right is an action of the closed registry ACTIONS. Each app states its own rules in its `access.py` with
`@rule(action, Model)`: a function of a person's standing that answers with a condition on the rows. That
one condition is the list's filter (`visible`), the page's check (`may`, `require`) and the export's, so they
cannot differ. An action without a rule, a person without a posting today, a model without a rule: no.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render, resolve_url

from shouwen.words import Words
from shouwen.works.people.models import Staff, Unit
from shouwen.works.people.standing import EVERYTHING, Standing, standing
from shouwen.works.refusal import NotAllowed, NotFound, Refused

__all__ = [
    "ACTIONS",
    "EVERYTHING",
    "NOTHING",
    "PUBLIC",
    "Standing",
    "holds",
    "may",
    "needs",
    "one",
    "plain_rule",
]
__all__ += ["refused_page", "require", "rule", "standing", "visible"]

M = TypeVar("M", bound=Model)
PUBLIC = "public"
NOTHING = Q(pk__in=[])

ACTIONS: dict[str, Words] = {
    PUBLIC: Words("无需登录", "Open to everybody"),
    "desk.see": Words("使用工作台", "Use the desk"),
    "customer.see": Words("查看客户档案", "See the customer file"),
    "customer.edit": Words("建立和修改客户档案", "Add and mend customer files"),
    "matter.see": Words("查看事项", "See a matter"),
    "matter.open": Words("受理事项", "Take in a matter"),
    "matter.step": Words("办理事项", "Act on a matter"),
    "matter.hand_over": Words("转交事项", "Hand a matter over"),
    "fact.record": Words("从其他系统导入事实", "Bring in facts from other systems"),
    "finding.see": Words("查看认定", "See a finding"),
    "ledger.see": Words("查看积分与奖惩台账", "See the ledger"),
    "hall.work": Words("取号、叫号", "Draw and call numbers in a hall"),
    "shift.own": Words("打卡、查看自己的考勤", "Clock, and see one's own attendance"),
    "shift.see": Words("查看班次与考勤", "See a shift and what it came to"),
    "shift.lead": Words(
        "排班、办理下属考勤", "Plan shifts and decide on attendance of a unit and those below it"
    ),
    "sheet.see": Words("查看检查表", "See a filed sheet"),
    "sheet.file": Words("填报检查表", "File a sheet"),
    "sheet.mend": Words("登记整改", "Record a mending"),
    "board.see": Words("查看内部公示", "Read a unit's board for its staff"),
    "board.edit": Words("张贴和撤下公示", "Post and take down notices"),
    "training.see": Words("查看培训与测评", "See training and assessments of a person"),
    "training.record": Words("登记培训、测评和辅导", "Record training, assessments and coaching"),
    "talk.record": Words("记录与客户的谈话", "Record conversations with customers"),
    "talk.see": Words("查看谈话记录", "See a recorded conversation"),
    "keeper.name": Words("指定和解除保管人", "Name and release keepers"),
    "unit.lead": Words("查看本单位及下级的时限与报表", "See clocks and reports of a unit and those below it"),
}


RowRule = Callable[[Standing], Q]
PlainRule = Callable[[Standing, str], bool]
_ROWS: dict[str, tuple[type[Model], RowRule]] = {}
_PLAIN: dict[str, PlainRule] = {}


def rule(action: str, model: type[Model]) -> Callable[[RowRule], RowRule]:
    """State on which rows of `model` a standing carries `action`."""

    def state(condition: RowRule) -> RowRule:
        _check_new(action)
        _ROWS[action] = (model, condition)
        return condition

    return state


def plain_rule(action: str) -> Callable[[PlainRule], PlainRule]:
    """State when a standing carries an action without a thing; the text after ':' is its argument."""

    def state(condition: PlainRule) -> PlainRule:
        _check_new(action)
        _PLAIN[action] = condition
        return condition

    return state


def _check_new(action: str) -> None:
    if action not in ACTIONS or action in _ROWS or action in _PLAIN:
        raise ValueError(f"{action!r} is not an action of the registry, or already has its rule")


def may(user: Staff | AnonymousUser, action: str, thing: Model | None = None) -> bool:
    """Whether `user` may do `action` to `thing`.

    Without a thing, an action on rows asks only whether the person may come in at all; which rows, says
    `visible`. `matter.open:repair` asks for one flow.
    """
    name, _, argument = action.partition(":")
    if name not in ACTIONS:
        raise ValueError(f"{name!r} is not an action of the registry")
    if name == PUBLIC:
        return True
    stood = standing(user)
    if stood is None:
        return False
    if name in _PLAIN:
        return _PLAIN[name](stood, argument)
    if name not in _ROWS:
        return False
    model, condition = _ROWS[name]
    if thing is None:
        return True
    return isinstance(thing, model) and holds(condition(stood), thing)


def require(user: Staff | AnonymousUser, action: str, thing: Model | None = None) -> None:
    """Refuse (not-allowed, 403) unless `user` may."""
    if not may(user, action, thing):
        raise NotAllowed


def visible(user: Staff | AnonymousUser, rows: QuerySet[M], action: str) -> QuerySet[M]:
    """The rows of a queryset on which `user` may do `action`; none where no rule says otherwise."""
    stood = standing(user)
    model, condition = _ROWS.get(action, (None, None))
    if action not in ACTIONS or (model is not None and model is not rows.model):
        raise ValueError(f"{action!r} is not an action on {rows.model.__name__}")
    if stood is None or condition is None:
        return rows.none()
    return rows.filter(condition(stood))


def one(user: Staff | AnonymousUser, rows: QuerySet[Any], action: str, **key: Any) -> Any:
    """The row a page is about, or NotFound: whether it exists is no business of those who may not see it."""
    found = visible(user, rows, action).filter(**key).first()
    if found is None:
        raise NotFound
    return found


def holds(condition: Q, thing: Model) -> bool:
    """Whether a condition holds of a row in hand, asking the database again only for `__in` of a queryset.

    Knows what rules are made of: and, or, not; equality, `__in`, `__isnull` on columns of the row itself.
    """
    parts = (holds(part, thing) if isinstance(part, Q) else _true(part, thing) for part in condition.children)
    answer = any(parts) if condition.connector == Q.OR and condition.children else all(parts)
    return answer is not condition.negated


def _true(part: Any, thing: Model) -> bool:
    path, value = part
    field, _, lookup = path.partition("__")
    own = getattr(thing, field)
    if lookup == "in" and isinstance(value, QuerySet):
        return value.filter(**{value.query.values_select[0]: own}).exists()
    if lookup == "in":
        return own in value
    if lookup == "isnull":
        return (own is None) is value
    if lookup:
        raise ValueError(f"a rule of access cannot use the lookup {lookup!r}")
    return bool(own == value)


@plain_rule("desk.see")
def _anybody_posted(stood: Standing, argument: str) -> bool:
    return True


@plain_rule("unit.lead")
def _leaders(stood: Standing, argument: str) -> bool:
    """Without a code: leads something; with one (`unit.lead:hall-1`): sees that unit as its leader."""
    if not argument or stood.everything:
        return stood.everything or bool(stood.leads)
    return Unit.objects.filter(code=argument, pk__in=stood.leads).exists()


# -- the guard at every page

View = Callable[..., HttpResponseBase]


def needs(action: str) -> Callable[[View], View]:
    """Guard a page by an action; `{flow}` in it is filled from the address, as in `matter.open:{flow}`.

    An anonymous visitor is sent to sign in. A refusal that the page does not show itself is answered here,
    with its status, words and clause. Rows are guarded by the page, through `one` and `visible`.
    """
    if action.partition(":")[0] not in ACTIONS:
        raise ValueError(f"{action!r} is not an action of the registry")

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if action != PUBLIC and not request.user.is_authenticated:
                return _sign_in_first(request)
            try:
                require(request.user, action.format(**kwargs))
                return view(request, *args, **kwargs)
            except Refused as refusal:
                return refused_page(request, refusal)

        guarded.needs = action  # type: ignore[attr-defined]
        return guarded

    return guard


def _sign_in_first(request: HttpRequest) -> HttpResponseBase:
    """To the sign-in page and back; htmx is told to move the whole page, not to put the form in a corner."""
    if request.headers.get("HX-Request") != "true":
        return redirect_to_login(request.get_full_path())
    return HttpResponse(status=401, headers={"HX-Redirect": resolve_url(settings.LOGIN_URL)})


def refused_page(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The refusal as a page of its own, in the reader's language; htmx puts it in the place of the whole page."""
    page = render(request, "people/refused.html", {"refusal": refusal}, status=refusal.http)
    if request.headers.get("HX-Request") == "true":
        page.headers["HX-Retarget"], page.headers["HX-Reswap"] = "body", "innerHTML"
    return page
