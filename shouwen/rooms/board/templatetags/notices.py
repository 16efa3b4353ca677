"""The words of a notice: in English where somebody wrote them so, else as they hang."""

from __future__ import annotations

from django import template

from shouwen.rooms.frame.language import current
from shouwen.works.records.models import NoticeVersion

register = template.Library()


@register.simple_tag
def notice_text(version: NoticeVersion) -> str:
    """The text in the language of the page."""
    return version.en if current() == "en" and version.en else version.zh
