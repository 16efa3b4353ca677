"""Every kind of notice has words on the desk."""

from __future__ import annotations

from shouwen.rooms.desk.pages.home import KINDS
from shouwen.works.duty.models import Notice


def test_every_kind_of_notice_is_said_in_words() -> None:
    assert set(KINDS) == set(Notice.KINDS)
