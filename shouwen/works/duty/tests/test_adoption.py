"""Another charter is adopted: everything is asked again, and what stays as it was keeps its verdict."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from shouwen.law.charter import Charter, load
from shouwen.law.facts.fact import Fact
from shouwen.works.duty import live
from shouwen.works.duty.models import Verdict, Watch
from shouwen.works.duty.tests.conftest import CHARTER
from shouwen.works.journal import actions, charters
from shouwen.works.journal.models import CharterVersion, Touched

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("restless")]


def amended(folder: Path, **replaced: str) -> Charter:
    """The small charter with some words of its rules replaced."""
    shutil.copytree(CHARTER, folder, dirs_exist_ok=True)
    rules = folder / "rules.yaml"
    text = rules.read_text()
    for old, new in replaced.values():
        assert old in text
        text = text.replace(old, new)
    rules.write_text(text)
    return load(str(folder))


def adopt(charter: Charter, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setattr(charters, "current", lambda: charter)
    adopted = actions.adopt(charter)
    live.catch_up()
    return adopted


def test_the_same_charter_is_adopted_once(charter: Charter) -> None:
    assert actions.adopt(charter) and not actions.adopt(charter)
    assert CharterVersion.objects.get().text == charter.text


def test_a_longer_limit_mends_what_was_found_under_the_shorter(
    charter: Charter, record: Callable[..., Fact], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adopt(charter, monkeypatch)
    record("job.opened", -90, "late", unit="u1", area="near")
    record("staff.rude", -90, "rude", staff="s1")
    live.catch_up()
    rude = Verdict.objects.get(clause="4")
    adopt(amended(tmp_path, limit=("near: 1min", "near: 2min")), monkeypatch)
    word = Verdict.objects.get(rule="1#limit", superseded_at=None)
    assert (word.verdict, word.version) == ("open", charters.current().version_text)
    assert Verdict.objects.get(clause="4") == rude and rude.version == charter.version_text


def test_verdicts_of_a_rule_that_is_gone_are_withdrawn(
    charter: Charter, record: Callable[..., Fact], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adopt(charter, monkeypatch)
    record("unit.founded", -2 * 86400, "u", unit="u1")
    live.catch_up()
    assert Verdict.objects.filter(rule="3#cadence", superseded_at=None).exists()
    gone = (
        "cadence: {of: drill.held, every: day, at_least: 2",
        "cadence: {of: drill.held, every: week, at_least: 2",
    )
    adopt(amended(tmp_path, cadence=gone), monkeypatch)
    periods = Verdict.objects.filter(rule="3#cadence", superseded_at=None).values_list("period", flat=True)
    assert all("W" in period for period in periods)
    assert not Touched.objects.exists()


def test_going_back_to_an_earlier_charter_is_an_adoption_too(
    charter: Charter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = amended(tmp_path, limit=("near: 1min", "near: 2min"))
    assert [adopt(each, monkeypatch) for each in (charter, other, charter)] == [True, True, True]
    assert CharterVersion.objects.count() == 2


def test_nobody_judges_by_a_charter_that_is_not_the_adopted_one(
    charter: Charter,
    record: Callable[..., Fact],
    settings: object,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = amended(tmp_path, limit=("near: 1min", "near: 2min"))
    actions.adopt(other)
    monkeypatch.undo()
    settings.SHOUWEN_CHARTER = str(CHARTER)  # type: ignore[attr-defined]
    charters.current.cache_clear()
    with pytest.raises(charters.OtherCharter, match="bring the file up to date"):
        live.judge_touched()
    settings.SHOUWEN_CHARTER = str(tmp_path)  # type: ignore[attr-defined]
    assert charters.adopted().fingerprint == other.fingerprint, "the file was brought up to date"
    charters.current.cache_clear()


def test_pages_follow_the_adopted_charter_and_keep_theirs_where_they_cannot(
    charter: Charter, settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = amended(tmp_path, limit=("near: 1min", "near: 2min"))
    actions.adopt(other)
    monkeypatch.undo()
    settings.SHOUWEN_CHARTER = str(CHARTER)  # type: ignore[attr-defined]
    charters.current.cache_clear()
    own = charters.current()
    with pytest.raises(charters.OtherCharter):
        charters.adopted()
    assert charters.current() is own
    settings.SHOUWEN_CHARTER = str(tmp_path)  # type: ignore[attr-defined]
    looked = iter([None, StopIteration])

    def sleep(_: float) -> None:
        if next(looked):
            raise SystemExit  # ends the thread after its first look

    monkeypatch.setattr(charters.time, "sleep", sleep)
    monkeypatch.setattr(charters.connection, "close", lambda: None)
    monkeypatch.setattr(charters.threading.Thread, "start", charters.threading.Thread.run)
    with pytest.raises(SystemExit):
        charters.follow()
    assert charters.current().fingerprint == other.fingerprint
    charters.current.cache_clear()


def test_periods_missed_while_nobody_worked_are_judged(
    charter: Charter, record: Callable[..., Fact], monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    record("unit.founded", -86400 - 10, "u", unit="u1")
    live.catch_up()
    before = Verdict.objects.filter(rule="3#cadence", superseded_at=None).count()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(days=3))
    live.catch_up()
    live.catch_up()
    held = Verdict.objects.filter(rule="3#cadence", superseded_at=None)
    assert held.count() == before + 3 and held.filter(verdict="open").count() == 1
    assert Watch.objects.get(scope="turn:cadence").next_at > now + timedelta(days=3)


def test_a_wake_up_goes_with_the_touches_it_told_of(charter: Charter, record: Callable[..., Fact]) -> None:
    record("staff.rude", -5, "j1", staff="s1")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'duty.judge_touched'")
        assert cursor.fetchone()[0] == 1
        live.judge_touched()
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'duty.judge_touched'")
        assert cursor.fetchone()[0] == 0
