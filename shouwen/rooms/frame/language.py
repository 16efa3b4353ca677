"""Chinese first, English by switch: the language of a request is what the person chose, never the browser's guess."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

COOKIE = "language"
_CURRENT: ContextVar[str] = ContextVar("language of the page", default="")
A_YEAR = 365 * 24 * 3600
CODES = {"zh": "zh-hans", "en": "en"}


class Language:
    """Middleware: the cookie set by the switch, else the signed-in person's own choice, else Chinese."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = request.COOKIES.get(COOKIE)
        language = known if known in CODES else _own(request)
        translation.activate(CODES[language])
        request.LANGUAGE_CODE = CODES[language]
        mark = _CURRENT.set(language)
        try:
            response = self.get_response(request)
        finally:
            _CURRENT.reset(mark)
        response.headers.setdefault("Content-Language", CODES[language])
        if (
            known not in CODES
            and settings.SESSION_COOKIE_NAME in request.COOKIES
            and COOKIE not in response.cookies
        ):
            remember(response, language, request)
        return response


def _own(request: HttpRequest) -> str:
    """What the signed-in person chose on any machine; asked of the database once, then the cookie knows."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return "zh"
    own = getattr(request.user, "language", "zh")
    return own if own in CODES else "zh"


def remember(response: HttpResponse, language: str, request: HttpRequest) -> None:
    """Set the cookie that spares the question."""
    response.set_cookie(COOKIE, language, max_age=A_YEAR, samesite="Lax", secure=request.is_secure())


def current() -> str:
    """The language of the text being written now, 'zh' or 'en'; asked hundreds of times a page."""
    return _CURRENT.get() or ("en" if (translation.get_language() or "").startswith("en") else "zh")
