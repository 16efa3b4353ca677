"""Posts as they are called."""

from __future__ import annotations

from django import template

from shouwen.rooms.frame.templatetags.words import said
from shouwen.words import Words
from shouwen.works.journal import charters

register = template.Library()


@register.simple_tag
def post_title(post: str) -> str:
    """The title of a post; its name where the charter no longer has it."""
    return said(charters.current().posts.get(post, Words(post, post)))
