"""The API's doors: the person's session or a personal key, and for every operation the action it needs."""

# No `from __future__ import annotations` in any api.py: Ninja reads the annotations of guarded functions as objects.

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Router, Schema
from ninja.security import HttpBearer, SessionAuth

from shouwen.words import Words
from shouwen.works.people import access
from shouwen.works.people.actions import staff_of_key
from shouwen.works.people.models import Staff

router = Router(tags=["people"])


class Said(Schema):
    """A text in both languages."""

    zh: str
    en: str


class Refusal(Schema):
    """Why it was not done: a stable code, a sentence, the field to mend, the clause that asks for it."""

    code: str
    words: Said
    field: str | None = None
    clause: str | None = None


def said(words: Words) -> Said:
    """A pair of words as the API writes it."""
    return Said(zh=words.zh, en=words.en)


class KeyAuth(HttpBearer):
    """`Authorization: Bearer sw_...`: a personal key acts with the rights of its person, no more."""

    def authenticate(self, request: HttpRequest, token: str) -> Staff | None:
        staff = staff_of_key(token)
        if staff is not None:
            request.user = staff
        return staff


class BrowserAuth(SessionAuth):
    """The session of somebody signed in, with Django's check against forged requests."""

    def __call__(self, request: HttpRequest) -> Staff | None:
        return super().__call__(request) if settings.SESSION_COOKIE_NAME in request.COOKIES else None


def needs(action: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Guard an operation by an action of the registry, as `access.needs` guards a page."""
    if action.partition(":")[0] not in access.ACTIONS:
        raise ValueError(f"{action!r} is not an action of the registry")

    def guard(operation: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(operation)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            access.require(request.user, action)
            return operation(request, *args, **kwargs)

        guarded.needs = action  # type: ignore[attr-defined]
        return guarded

    return guard


class Me(Schema):
    """Who is asking, and what they stand on today."""

    username: str
    name: str
    posts: list[str]
    units: list[str]
    leads: list[str]


@router.get("/me", response=Me)
@needs("desk.see")
def me(request: HttpRequest) -> Me:
    """The person behind the session or key, with today's posts and units."""
    stood = access.standing(request.user)
    assert stood is not None  # granted by desk.see
    units = sorted({unit.code for _, unit in stood.posted})
    name = request.user.name
    return Me(
        username=stood.username,
        name=name,
        posts=sorted(stood.posts),
        units=units,
        leads=sorted(stood.led_codes),
    )
