"""My modules and marks, those of whom I lead, and one person in full."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from shouwen.rooms.frame.files import file
from shouwen.rooms.frame.language import current
from shouwen.rooms.frame.layout import show
from shouwen.words import Words
from shouwen.works.journal import charters
from shouwen.works.people import access
from shouwen.works.people.access import needs
from shouwen.works.people.models import Staff
from shouwen.works.records.queries import training
from shouwen.works.refusal import Refused

STATES = {
    "passed": ("kept", Words("已通过", "Passed")),
    "failed": ("breached", Words("未及格", "Failed")),
    "missing": ("undecided", Words("未培训", "Not taken")),
    "again": ("breached", Words("须复训", "To be taken anew")),
}


@needs("training.see")
def mine(request: HttpRequest) -> HttpResponse:
    """What I have passed, what I still need, how I am marked."""
    found = training.profile(request.user)
    context = {**_of(found), "leads": access.may(request.user, "unit.lead")}
    return show(request, "training/mine.html", context, place="training")


@needs("unit.lead")
def team(request: HttpRequest) -> HttpResponse:
    """Whom I lead: who may not serve yet, who is to be coached; those first."""
    profiles = training.team(request.user)
    charter = charters.current()
    context = {
        "profiles": profiles,
        "barred": sum(not each.may_serve for each in profiles),
        "to_coach": sum(bool(each.to_coach) for each in profiles),
        "asks": bool(charter.modules or charter.qualities),
    }
    return show(request, "training/team.html", context, place="training")


@needs("unit.lead")
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """One line a person and module or quality."""
    head = (
        Words("工号", "Code"), Words("姓名", "Name"), Words("岗位", "Posts"), Words("单位", "Unit"),
        Words("项目", "Subject"), Words("结果", "State"), Words("成绩", "Mark"), Words("时间", "At"),
        Words("最迟", "Due"),
    )  # fmt: skip
    language, posts = current(), charters.current().posts
    rows: list[tuple[Any, ...]] = []
    for each in training.team(request.user):
        held = "、".join(posts[p.post].in_(language) for p in each.postings if p.post in posts)
        who = (each.person.username, each.person.name, held, each.postings[0].unit.name.in_(language))
        rows += [
            (
                *who,
                one.module.title.in_(language),
                STATES[one.state][1].in_(language),
                one.mark,
                one.at,
                one.due_at,
            )
            for one in each.learnt
        ]
        rows += [
            (*who, one.quality.title.in_(language), "", one.mark, one.at, one.coach_due_at) for one in each.marked
        ]  # fmt: skip
    return file(kind, "training", head, rows)


@needs("training.see")
def one(request: HttpRequest, username: str) -> HttpResponse:
    """One person's training and marks; whoever leads them records more."""
    return page(request, person_of(request, username))


def person_of(request: HttpRequest, username: str) -> Staff:
    """The person of an address. Errors: NotFound, also for people this person does not lead."""
    found: Staff = access.one(request.user, Staff.objects.all(), "training.see", username=username)
    return found


def page(request: HttpRequest, person: Staff, refusal: Refused | None = None, act: str = "") -> HttpResponse:
    """The page of a person, with what stands against the last act."""
    found = training.profile(person)
    context = {
        **_of(found),
        "may_record": access.may(request.user, "training.record", person),
        "refusal": refusal,
        "act": act,
        "typed": request.POST if refusal else {},
    }
    status = refusal.http if refusal else 200
    return show(request, "training/one.html", context, place="training", status=status)


def _of(profile: training.Profile) -> dict[str, Any]:
    posts = charters.current().posts
    marks = [(each, _bars(each)) for each in profile.marked]
    return {
        "profile": profile,
        "person": profile.person,
        "learnt": [(each, *STATES[each.state]) for each in profile.learnt],
        "marked": marks,
        "posts": [
            (posts.get(each.post, Words(each.post, each.post)), each.unit.name) for each in profile.postings
        ],
    }


def _bars(each: training.Marked) -> list[bool]:
    """The mark as filled and empty squares of its scale."""
    return [each.mark is not None and step <= each.mark for step in range(1, each.quality.scale + 1)]
