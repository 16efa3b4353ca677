"""Sheets and items as they are called."""

from __future__ import annotations

from django import template

from shouwen.rooms.frame.templatetags.words import said
from shouwen.works.records.models import Tick
from shouwen.works.records.queries import sheets

register = template.Library()


@register.simple_tag
def sheet_title(sheet: str) -> str:
    """The heading of a sheet in the language of the page."""
    return said(sheets.sheet_words(sheet))


@register.simple_tag
def item_title(tick: Tick) -> str:
    """What an item asks."""
    return said(sheets.item_words(tick.filing.sheet, tick.item))
