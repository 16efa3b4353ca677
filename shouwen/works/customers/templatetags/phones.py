"""`{{ phone|masked }}`: how telephone numbers stand in lists."""

from __future__ import annotations

from django import template

from shouwen.works.customers import phones

register = template.Library()


@register.filter
def masked(digits: str | None) -> str:
    """138****5678."""
    return phones.masked(digits) if digits else ""
