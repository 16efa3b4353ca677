"""The API of the house, under /api/: one door for programs, with the rights of the person whose key they carry."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

import shouwen
from shouwen.words import Words
from shouwen.works.attendance.api import router as attendance
from shouwen.works.customers.api import router as customers
from shouwen.works.duty.api import router as duty
from shouwen.works.hall.api import router as hall
from shouwen.works.journal.api import router as journal
from shouwen.works.matters.api import router as matters
from shouwen.works.people.access import needs
from shouwen.works.people.api import BrowserAuth, KeyAuth
from shouwen.works.people.api import router as people
from shouwen.works.records.api import router as records
from shouwen.works.refusal import Refused
from shouwen.works.speech.api import router as speech

api = NinjaAPI(
    title="Shouwen 首问",
    version=shouwen.__version__,
    auth=[KeyAuth(), BrowserAuth()],
    docs_url=None,
    docs_decorator=needs("desk.see"),
)
for router in (people, customers, matters, journal, duty, attendance, hall, records, speech):
    api.add_router("", router)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    return _answer(request, refused)


@api.exception_handler(AuthenticationError)
def _stranger(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    words = Words(
        "请先登录，或在 Authorization 中给出密钥。", "Sign in first, or give a key in Authorization."
    )
    return _answer(request, Refused("sign-in-first", words, http=401))


@api.exception_handler(ValidationError)
def _malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The first thing wrong with the request: where it stands, and what should stand there."""
    first: dict[str, Any] = error.errors[0]
    place = ".".join(str(part) for part in first["loc"][1:] if part != "body")
    words = Words(
        f"请求格式不对：{place}（{first['msg']}）。",
        f"The request is not well formed: {place} ({first['msg']}).",
    )
    return _answer(request, Refused("bad-request", words, field=place, http=422))


def _answer(request: HttpRequest, refused: Refused) -> HttpResponse:
    words = {"zh": refused.words.zh, "en": refused.words.en}
    body = {"code": refused.code, "words": words, "field": refused.field, "clause": refused.clause}
    return api.create_response(request, body, status=refused.http)
