"""How values become words on a page: the pair of languages, instants, spans of time, clocks, points and money."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from shouwen.law.judge.words.verdicts import BAD, VERDICTS
from shouwen.rooms.frame.language import current
from shouwen.words import Words

register = template.Library()
LAST_MINUTES = timedelta(minutes=15)


class Say(template.Node):
    """`{% say "中文 {n}" "English {n}" n=count %}`: the pair stands where it is read, slots are escaped."""

    def __init__(self, zh: str, en: str, slots: Mapping[str, template.base.FilterExpression]) -> None:
        self.zh, self.en, self.slots = zh, en, slots

    def render(self, context: template.Context) -> SafeString:
        text = self.en if current() == "en" else self.zh
        if not self.slots:
            return mark_safe(text)  # noqa: S308 - a text of ours, from a template
        values = {name: conditional_escape(slot.resolve(context)) for name, slot in self.slots.items()}
        return mark_safe(text.format(**values))  # noqa: S308 - the values are escaped


@register.tag
def say(parser: template.base.Parser, token: template.base.Token) -> Say:
    """Compile a `say` tag; both languages are required, so that neither can be forgotten."""
    _, *bits = token.split_contents()
    texts = [bit[1:-1] for bit in bits if bit[0] in "\"'"]
    slots = dict(bit.split("=", 1) for bit in bits if bit[0] not in "\"'")
    if len(texts) != 2:
        raise template.TemplateSyntaxError('say needs two quoted texts: {% say "中文" "English" %}')
    return Say(texts[0], texts[1], {name: parser.compile_filter(text) for name, text in slots.items()})


@register.filter
def said(words: Words | str | None) -> str:
    """A pair of words in the language of the page."""
    if isinstance(words, Words):
        return words.in_(current())
    return words or ""


@register.filter
def why(entry: Any) -> str:
    """The sentence of anything that keeps it as `why_zh` and `why_en`."""
    return entry.why_en if current() == "en" else entry.why_zh


@register.filter
def moment(at: datetime | None) -> str:
    """An instant in local time to the minute; the year only when it is not this one."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    pattern = "%m-%d %H:%M" if local.year == timezone.localtime().year else "%Y-%m-%d %H:%M"
    return local.strftime(pattern)


@register.filter
def second(at: datetime | None) -> str:
    """An instant in local time to the second, with its day in full: for evidence and arithmetic."""
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S") if at else ""


@register.filter
def day(on: date | None) -> str:
    """A day in full."""
    return on.strftime("%Y-%m-%d") if on else ""


UNITS = (("天", "d", 86400), ("小时", "h", 3600), ("分", "min", 60), ("秒", "s", 1))


@register.filter
def span(seconds: float | None) -> str:
    """A length of time in its two largest units: 2 小时 15 分, 2 h 15 min."""
    if seconds is None:
        return ""
    left = abs(int(seconds))
    parts: list[str] = []
    for zh, en, size in UNITS:
        count, left = divmod(left, size)
        if count or (parts and len(parts) < 2):
            parts.append(f"{count} {en if current() == 'en' else zh}")
        if len(parts) == 2 or (parts and not left):
            break
    return " ".join(parts) or ("0 s" if current() == "en" else "0 秒")


@register.filter
def points(hundredths: int | None) -> str:
    """Points with their sign; held as hundredths."""
    return _decimal(hundredths or 0)


@register.filter
def yuan(fen: int | None) -> str:
    """Money with its sign; held as fen."""
    return _decimal(fen or 0)


def _decimal(hundredths: int) -> str:
    whole, part = divmod(abs(hundredths), 100)
    text = f"{whole}" if not part else f"{whole}.{part:02d}".rstrip("0")
    sign = "−" if hundredths < 0 else "+" if hundredths > 0 else ""
    return sign + text


@register.filter
def at(mapping: Mapping[str, Any], key: str) -> Any:
    """The value under a key known only at run time; None when there is none."""
    return mapping.get(key)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A picture beside words that say the same, so screen readers skip it."""
    return mark_safe(f'<i class="ti ti-{name}" aria-hidden="true"></i>')  # noqa: S308 - named in a template


TONES = {"kept": "kept", "met": "kept", "praised": "praised", "open": "open", "undecided": "undecided"}


@register.filter
def verdict_badge(verdict: str) -> SafeString:
    """A verdict as a word on a coloured ground; the word carries the meaning, the colour only helps."""
    tone = "breached" if verdict in BAD else TONES[verdict]
    return mark_safe(f'<span class="verdict verdict-{tone}">{said(VERDICTS[verdict])}</span>')  # noqa: S308 - words of ours


@register.simple_tag
def clock(due_at: datetime | None, warn_at: datetime | None = None) -> SafeString:
    """The time left to a due instant; desk.js keeps it ticking, without JavaScript it stands as written.

    It turns to "near" at the charter's warning, or in the last minutes where the charter gives none.
    """
    if due_at is None:
        return mark_safe("")
    now = timezone.now()
    left = (due_at - now).total_seconds()
    warn_at = warn_at or due_at - LAST_MINUTES
    tone = "late" if left < 0 else "near" if now >= warn_at else "calm"
    return mark_safe(  # noqa: S308 - made of an instant
        f'<time class="clock clock-{tone}" datetime="{due_at.isoformat(timespec="seconds")}"'
        f' data-warn="{warn_at.isoformat(timespec="seconds")}">{_clock_text(left)}</time>'
    )


def _clock_text(left: float) -> str:
    if current() == "en":
        return f"late by {span(left)}" if left < 0 else f"{span(left)} left"
    return f"逾期 {span(left)}" if left < 0 else f"剩 {span(left)}"
