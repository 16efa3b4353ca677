"""An act done once, however often it is sent; and the small readings of what was typed that all acts share."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from django.db import transaction

from shouwen.words import Words
from shouwen.works.journal.models import Fact
from shouwen.works.people.models import Staff
from shouwen.works.refusal import Refused

T = TypeVar("T")
REQUEST_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{7,79}")
LONGEST_NOTE, LONGEST_TEXT = 500, 4000


def once(request_id: str | None, by: Staff, act: Callable[[], T], done: Callable[[str], T | None]) -> T:
    """Do it in one transaction; of a request that was done already, `done` finds by its subject what came of it."""
    if request_id is not None and not REQUEST_ID.fullmatch(request_id):
        words = Words("请求编号须为 8 至 80 位字母、数字。", "A request id is 8 to 80 letters and digits.")
        raise Refused("bad-field", words, field="request_id")
    try:
        with transaction.atomic():
            return act()
    except Refused as refused:
        known = Fact.objects.filter(id=request_id, by=by.username).values_list("subject", flat=True).first()
        if refused.code == "id-taken" and known and (found := done(known)) is not None:
            return found
        raise


def text(typed: str, field: str, *, most: int = LONGEST_NOTE, required: bool = True) -> str:
    """What was typed, trimmed. Errors: Refused missing-field, bad-field."""
    said = typed.strip().replace("\r\n", "\n")
    if required and not said:
        raise Refused("missing-field", Words("请填写内容。", "Please write something here."), field=field)
    if len(said) > most or "\x00" in said:
        raise Refused(
            "bad-field",
            Words(f"最多 {most} 个字。", f"At most {most} characters of plain text."),
            field=field,
        )
    return said


def unknown(what: Words, known: str, field: str) -> Refused:
    """What the charter does not have, with what it has."""
    words = Words(
        f"规范中没有这个{what.zh}；可用：{known or '无'}。",
        f"The charter has no such {what.en}; it has: {known or 'none'}.",
    )
    return Refused("bad-field", words, field=field)
