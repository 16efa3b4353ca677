"""What stands before a start, and what doctor sees of a database in use."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from shouwen.project import doctor, prepare
from shouwen.project.trouble import Exit, Trouble

pytestmark = pytest.mark.django_db


def test_a_migration_of_a_later_version_is_refused_and_one_of_a_removed_app_is_not() -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_applied("left_long_ago", "0001_initial")
    prepare.check_database()
    recorder.record_applied("matters", "9999_later")
    with pytest.raises(Trouble, match=r"matters\.9999_later") as trouble:
        prepare.check_database()
    assert trouble.value.code is Exit.DATABASE_NEWER


def test_a_database_that_was_just_made_misses_no_migration() -> None:
    assert prepare.missing_migrations() == []
    assert doctor._migrations().state == "good"


def test_doctor_tells_a_worker_that_is_silent_and_a_job_that_waits() -> None:
    assert doctor._worker().state == "bad"
    assert doctor._queue().state == "good"
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat) values (now() - interval '2 minutes')"
        )
        assert doctor._worker().state == "bad"
        cursor.execute("update procrastinate_workers set last_heartbeat = now()")
        assert doctor._worker().state == "good"
        cursor.execute(
            "insert into procrastinate_jobs (queue_name, task_name, scheduled_at)"
            " values ('q', 'later', now() + interval '1 hour')"
        )
        assert doctor._queue().state == "good"
        cursor.execute("update procrastinate_jobs set scheduled_at = now() - interval '5 minutes'")
        cursor.execute("update procrastinate_events set at = now() - interval '10 minutes'")
        assert doctor._queue().state == "bad"


def test_an_examination_that_fails_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def _broken() -> doctor.Found:
        raise RuntimeError("no such thing")

    found = doctor._carefully(_broken)
    assert (found.about, found.state) == ("broken", "bad") and "no such thing" in found.words.en
