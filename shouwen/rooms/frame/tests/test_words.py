"""How values become words: lengths of time, points, clocks, pairs of languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Engine, TemplateSyntaxError
from django.utils import timezone, translation

from shouwen.rooms.frame.templatetags import words as tags
from shouwen.words import Words

ENGINE = Engine(builtins=["shouwen.rooms.frame.templatetags.words"])


@pytest.fixture
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def written(source: str, **values: object) -> str:
    return ENGINE.from_string(source).render(Context(values))


@pytest.mark.parametrize(
    ("seconds", "zh"),
    [
        (0, "0 秒"), (59, "59 秒"), (60, "1 分"), (61, "1 分 1 秒"), (3600, "1 小时"), (3661, "1 小时 1 分"),
        (90_000, "1 天 1 小时"), (86_460, "1 天 0 小时"),
    ],
)  # fmt: skip
def test_a_length_of_time_has_at_most_two_units(seconds: int, zh: str) -> None:
    assert tags.span(seconds) == zh


def test_a_length_of_time_in_english(english: None) -> None:
    assert tags.span(-5400) == "1 h 30 min"


@pytest.mark.parametrize(("hundredths", "shown"), [(-500, "−5"), (50, "+0.5"), (-25, "−0.25"), (0, "0")])
def test_points_carry_their_sign(hundredths: int, shown: str) -> None:
    assert tags.points(hundredths) == shown


def test_a_pair_is_said_in_the_language_of_the_page(english: None) -> None:
    assert written('{% say "受理" "Take in" %} {{ pair|said }}', pair=Words("甲", "A")) == "Take in A"


def test_a_slot_of_a_pair_is_escaped() -> None:
    assert written('{% say "找“{q}”" "find {q}" q=q %}', q="<script>") == "找“&lt;script&gt;”"


def test_a_pair_without_english_is_an_error_of_the_template() -> None:
    with pytest.raises(TemplateSyntaxError, match="two quoted texts"):
        written('{% say "受理" %}')


@pytest.mark.parametrize(
    ("minutes", "warned", "tone", "text"),
    [
        (-90, None, "late", "逾期 1 小时 30 分"), (10, None, "near", "剩 9 分"), (50, None, "calm", "剩 49 分"),
        (50, 60, "near", "剩 49 分"),
    ],
)  # fmt: skip
def test_a_clock_says_its_state_in_words(minutes: int, warned: int | None, tone: str, text: str) -> None:
    due_at = timezone.now() + timedelta(minutes=minutes)
    shown = tags.clock(due_at, due_at - timedelta(minutes=warned) if warned else None)
    assert f"clock-{tone}" in shown and text in shown


def test_a_moment_of_another_year_names_the_year() -> None:
    assert tags.moment(datetime(2019, 12, 31, 16, 30, tzinfo=UTC)) == "2020-01-01 00:30"
