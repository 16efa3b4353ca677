"""Recording what somebody passed, how they were marked, that they were coached."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from shouwen.rooms.frame.templatetags.words import said
from shouwen.rooms.training.pages.people import page, person_of
from shouwen.words import Words
from shouwen.works.people.access import needs
from shouwen.works.records.actions import training
from shouwen.works.refusal import NotFound, Refused


@require_POST
@needs("training.record")
def passed(request: HttpRequest, username: str) -> HttpResponse:
    """What was reached in a module."""
    post = request.POST
    given = {"module": post.get("module", ""), "mark": post.get("mark", "")}
    return _act(request, username, "passed", training.pass_training, given)


@require_POST
@needs("training.record")
def assessed(request: HttpRequest, username: str) -> HttpResponse:
    """A mark in a quality."""
    post = request.POST
    given = {"quality": post.get("quality", ""), "mark": post.get("mark", ""), "note": post.get("note", "")}
    return _act(request, username, "assessed", training.assess, given)


@require_POST
@needs("training.record")
def coached(request: HttpRequest, username: str) -> HttpResponse:
    """Coaching in a quality."""
    given = {"quality": request.POST.get("quality", ""), "note": request.POST.get("note", "")}
    return _act(request, username, "coached", training.coach, given)


def _act(
    request: HttpRequest, username: str, name: str, act: Callable[..., Any], given: dict[str, str]
) -> HttpResponse:
    if request.method != "POST":
        raise NotFound
    person = person_of(request, username)
    try:
        act(person=person, by=request.user, request_id=request.POST.get("request_id") or None, **given)
    except Refused as refusal:
        return page(request, person, refusal, name)
    messages.success(request, said(Words("已登记。", "It is recorded.")))
    return HttpResponseRedirect(reverse("training:one", args=[username]), status=303)
