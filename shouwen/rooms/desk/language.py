"""Chinese first, English by switch: the language of a request is what the person chose, never the browser's guess."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

COOKIE = "language"
CODES = {"zh": "zh-hans", "en": "en"}


class Language:
    """Middleware: the cookie set by the switch, else the signed-in person's own choice, else Chinese."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = CODES[chosen(request)]
        translation.activate(code)
        request.LANGUAGE_CODE = code
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response


def chosen(request: HttpRequest) -> str:
    """'zh' or 'en'."""
    cookie = request.COOKIES.get(COOKIE)
    if cookie in CODES:
        return cookie
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        own = getattr(request.user, "language", "zh")
        return own if own in CODES else "zh"
    return "zh"


def current() -> str:
    """The language of the text being written now, 'zh' or 'en'."""
    return "en" if (translation.get_language() or "").startswith("en") else "zh"
