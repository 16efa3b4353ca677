"""What stops a start is said in one sentence with its cure, by an exit code of its own, and leaves nothing behind."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from shouwen.project import embedded
from shouwen.project.tests.house import House, part
from shouwen.project.trouble import Exit

pytestmark = pytest.mark.slow


def refused(house: House, code: Exit) -> None:
    """It ended with `code` and one sentence in each language, and left nothing running."""
    assert house.end() == code, house.said
    lines = [line for line in house.said.splitlines() if line]
    assert len(lines) == 2, house.said
    assert lines[0] != lines[0].encode("ascii", "ignore").decode()
    assert lines[1].endswith(".")


def test_a_port_in_use(start: Callable[..., House]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        house = start("--port", str(taken.getsockname()[1]))
        refused(house, Exit.PORT_IN_USE)
    assert not house.home.exists()


@pytest.mark.usefixtures("home")
def test_a_data_folder_in_use(start: Callable[..., House]) -> None:
    first = start()
    first.open()
    refused(start(), Exit.ALREADY_RUNNING)
    assert first.process.poll() is None


def test_a_stale_lock_and_a_stale_pid_file_are_no_obstacle(start: Callable[..., House], home: Path) -> None:
    (home / "lock").write_text("1")
    alive_but_not_ours = f"{os.getpid()}\n{home / 'pg'}\n1700000000\n5432\n\n\n"
    (home / "pg" / "postmaster.pid").write_text(alive_but_not_ours)
    start().open()


def test_a_half_made_database_is_made_anew(start: Callable[..., House], tmp_path: Path) -> None:
    (tmp_path / "home" / "pg.new" / "base").mkdir(parents=True)
    start().open()


def test_a_database_of_a_newer_version(start: Callable[..., House], home: Path) -> None:
    later = "insert into django_migrations (app, name, applied) values ('journal', '9999_later', now())"
    with embedded.running(home), psycopg.connect(embedded.url(home)) as connection:
        connection.execute(later)
    house = start()
    refused(house, Exit.DATABASE_NEWER)
    assert "journal.9999_later" in house.said


def test_data_of_another_postgresql(start: Callable[..., House], tmp_path: Path) -> None:
    (tmp_path / "home" / "pg").mkdir(parents=True)
    (tmp_path / "home" / "pg" / "PG_VERSION").write_text("14\n")
    refused(start(), Exit.DATABASE_UNSUPPORTED)


def test_a_setting_that_cannot_be_used(start: Callable[..., House]) -> None:
    refused(start(SHOUWEN_WEB_WORKERS="many"), Exit.BAD_SETTING)
    refused(start(DATABASE_URL="mysql://somewhere/x"), Exit.BAD_SETTING)


def test_a_database_out_of_reach(start: Callable[..., House], tmp_path: Path) -> None:
    house = start(DATABASE_URL=f"postgresql://nobody@/nothing?host={tmp_path}")
    refused(house, Exit.DATABASE_UNREACHABLE)


def test_a_data_folder_that_cannot_be_made(start: Callable[..., House], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused(start(home="file/home", SHOUWEN_SECRET_KEY="0" * 40), Exit.HOME_UNWRITABLE)


def test_a_full_disk(start: Callable[..., House], tmp_path: Path) -> None:
    """A real file system of 8 MiB; where this user may not mount one, said so."""
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", small], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("left out: a full disk; this user may not mount a small file system")
    try:
        refused(start(home="small/home"), Exit.DISK_FULL)
    finally:
        subprocess.run(["umount", small], check=True)


def test_another_postgresql_by_its_address(start: Callable[..., House], tmp_path: Path) -> None:
    cluster = embedded.Cluster(tmp_path / "other", throwaway=True)
    cluster.start()
    try:
        house = start(DATABASE_URL=embedded.url(tmp_path / "other"))
        house.open()
        assert "postgres" not in {part(process) for process in house.family()}
        house.process.terminate()
        assert house.end() == Exit.OK
        assert cluster.process is not None and cluster.process.poll() is None
    finally:
        cluster.stop()
