"""The long lists of the desk, written straight: they are looked at all day, and a template takes four times as long."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from shouwen.rooms.desk.pages.clocks import Clock
from shouwen.rooms.desk.pages.matters import Told
from shouwen.rooms.frame.language import current
from shouwen.rooms.frame.templatetags.words import clock, moment, points, span, verdict_badge
from shouwen.words import Words
from shouwen.works.matters.queries import Row

register = template.Library()
SECRET, CLOSED = Words("保密", "Confidential"), Words("办结", "closed")


@register.simple_tag
def matter_rows(rows: Iterable[Row]) -> SafeString:
    """One table row a matter; every text of people is escaped."""
    language = current()
    return mark_safe("".join(_row(row, language) for row in rows))  # noqa: S308 - escaped below, piece by piece


def _row(row: Row, language: str) -> str:
    number = escape(row.number)
    kind, state = escape(row.flow_title.in_(language)), escape(row.state_title.in_(language))
    secret = f' <span class="tag tag-secret">{SECRET.in_(language)}</span>' if row.confidential else ""
    customer = f'<span class="soft small">{escape(row.customer_name)}</span>' if row.customer_name else ""
    whom = escape(row.unit_name.in_(language)) + (f"<br>{escape(row.holder_name)}" if row.holder_name else "")
    due = clock(row.next_due_at)
    if row.closed_at is not None:
        due = f'<span class="soft small">{moment(row.closed_at)} {CLOSED.in_(language)}</span>'
    return (
        f'<tr><td class="no inline"><a href="/matters/{number}/">{number}</a></td><td class="kind inline">{kind}{secret}</td>'
        f'<td class="fill"><span class="one-line">{escape(row.summary)}</span>{customer}</td>'
        f'<td class="nowrap inline">{state}</td><td class="whom">{whom}</td><td class="nowrap inline">{due}</td>'
        f'<td class="nowrap soft small">{moment(row.opened_at)}</td></tr>'
    )


@register.simple_tag
def history_rows(told: Iterable[Told]) -> SafeString:
    """What has happened to a matter, one item a fact."""
    language = current()
    return mark_safe("".join(_told(each, language) for each in told))  # noqa: S308 - escaped piece by piece


def _told(told: Told, language: str) -> str:
    event = told.event
    unit = f" · {escape(event.unit_name.in_(language))}" if event.unit_name else ""
    fields = "".join(
        f'<dt>{escape(label.in_(language))}</dt><dd class="quote">{escape(value.in_(language))}</dd>'
        for label, value in told.fields
    )
    ticks = "".join(f"<span>✓ {escape(tick.in_(language))}</span>" for tick in told.ticks)
    return (
        f'<li><strong>{escape(event.title.in_(language))}</strong> <span class="soft num">{moment(event.at)}</span>'
        f'<div class="meta">{escape(event.staff_name)}{unit}</div>'
        + (f'<dl class="facts-list small">{fields}</dl>' if fields else "")
        + (f'<div class="ticks small">{ticks}</div>' if ticks else "")
        + "</li>"
    )


CLAUSE, DUE, TOOK = Words("第 {} 条", "Clause {}"), Words("限 {}", "due {}"), Words("用时 {}", "took {}")
POINTS, WORKING = Words("分", "pts"), Words("怎么算的", "the working")


@register.simple_tag
def clock_rows(clocks: Iterable[Clock]) -> SafeString:
    """Clocks and findings of a matter, each with its clause."""
    language = current()
    return mark_safe("".join(_clock(each, language) for each in clocks))  # noqa: S308 - escaped piece by piece


def _clock(each: Clock, language: str) -> str:
    number = escape(each.clause)
    state = (
        clock(each.due_at, each.warn_at) if each.is_running and each.due_at else verdict_badge(each.verdict)
    )
    under = [f'<a href="/charter/{number}/">{CLAUSE.in_(language).format(number)}</a>']
    if each.due_at:
        under.append(DUE.in_(language).format(moment(each.due_at)))
    if each.elapsed_s is not None:
        under.append(TOOK.in_(language).format(span(each.elapsed_s)))
    if each.points:
        tone = "minus" if each.points < 0 else "plus"
        under.append(f'<span class="{tone}">{points(each.points)} {POINTS.in_(language)}</span>')
    if each.may_open:
        under.append(f'<a href="/findings/{each.id}/">{WORKING.in_(language)}</a>')
    return (
        f"<li><span>{escape(each.title.in_(language))}</span><span>{state}</span>"
        f'<span class="under">{" · ".join(under)}</span></li>'
    )
