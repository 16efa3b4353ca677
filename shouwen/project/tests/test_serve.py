"""`shouwen serve` as people use it: a real process on a data folder of its own, looked at from outside."""

from __future__ import annotations

import os
import pty
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import psutil
import psycopg
import pytest

from shouwen.project import embedded
from shouwen.project.trouble import Exit

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("serve")]

STARTS_WITHIN_S = 120
STOPS_WITHIN_S = 40
ADDRESS = re.compile(r"open at (http://\S+/)")


class House:
    """A running `shouwen serve`; `said` is what it has printed so far."""

    def __init__(self, home: Path, output: Path, *arguments: str, terminal: bool = False, **variables: str) -> None:
        self.home = home
        self.output = output
        command = [
            sys.executable,
            "-m",
            "shouwen.project.cli",
            "serve",
            "--port",
            "0",
            "--no-demo",
            *arguments,
        ]
        environment = {**os.environ, "SHOUWEN_HOME": str(home), "PYTHONUNBUFFERED": "1", **variables}
        self.terminal: int | None = None
        with self.output.open("wb") as output:
            if terminal:
                self.terminal, inner = pty.openpty()
            self.process = subprocess.Popen(
                command,
                env=environment,
                stdin=inner if terminal else subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=(lambda: _own_terminal(inner)) if terminal else None,
            )
            if terminal:
                os.close(inner)

    @property
    def said(self) -> str:
        return self.output.read_text()

    def open(self) -> str:
        """Waits until it is open; the address."""
        until = time.monotonic() + STARTS_WITHIN_S
        while time.monotonic() < until:
            if found := ADDRESS.search(self.said):
                return found[1]
            assert self.process.poll() is None, self.said
            time.sleep(0.05)
        pytest.fail(f"not open after {STARTS_WITHIN_S} s:\n{self.said}")

    def family(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def end(self) -> int:
        """Waits for the end; the exit code."""
        return self.process.wait(STOPS_WITHIN_S)


def _own_terminal(handle: int) -> None:
    import fcntl
    import termios

    fcntl.ioctl(handle, termios.TIOCSCTTY, 0)


def gone(processes: list[psutil.Process], within_s: float = STOPS_WITHIN_S) -> bool:
    return not psutil.wait_procs(processes, timeout=within_s)[1]


def until(true: Callable[[], bool], within_s: float = 20) -> None:
    end = time.monotonic() + within_s
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., House]]:
    """Starts houses; whatever a test leaves behind is ended by its process id."""
    houses: list[House] = []

    def begin(*arguments: str, home: str = "home", **options: str | bool) -> House:
        output = tmp_path / f"{len(houses)}.out"
        houses.append(House(tmp_path / home, output, *arguments, **options))  # type: ignore[arg-type]
        return houses[-1]

    yield begin
    for house in houses:
        if house.process.poll() is None:
            family = house.family()
            house.process.terminate()
            try:
                house.end()
            except subprocess.TimeoutExpired:
                house.process.kill()
            gone(family)
        if house.terminal is not None:
            os.close(house.terminal)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_opens_answers_and_stops_with_all_its_processes(
    start: Callable[..., House], number: signal.Signals
) -> None:
    house = start()
    with urlopen(f"{house.open()}account/login/", timeout=10) as answer:
        assert answer.status == 200
    family = house.family()
    assert {"postgres", "gunicorn", "work"} <= {_part(process) for process in family}

    house.process.send_signal(number)

    assert house.end() == Exit.OK
    assert gone(family, 1)
    assert not (house.home / "pg" / "postmaster.pid").exists()


def _part(process: psutil.Process) -> str:
    words = process.cmdline()
    return next(
        (part for part in ("postgres", "gunicorn", "work") if any(w.endswith(part) for w in words)), "?"
    )


def test_a_closed_terminal_stops_it(start: Callable[..., House]) -> None:
    house = start(terminal=True)
    house.open()
    family = house.family()
    assert house.terminal is not None
    os.close(house.terminal)
    house.terminal = None
    house.end()
    assert gone(family, 1)


def test_killed_it_takes_its_children_with_it_and_starts_again(start: Callable[..., House]) -> None:
    house = start()
    house.open()
    family = house.family()
    house.process.kill()
    house.end()
    assert gone(family)
    start().open()


def test_a_database_left_behind_is_taken_down_at_the_next_start(start: Callable[..., House]) -> None:
    house = start()
    house.open()
    postmaster = psutil.Process(int((house.home / "pg" / "postmaster.pid").read_text().split()[0]))
    postmaster.suspend()  # it cannot hear that its parent died
    try:
        house.process.kill()
        house.end()
    finally:
        postmaster.resume()
    again = start()
    again.open()
    assert not postmaster.is_running()


def test_a_second_start_takes_seconds(start: Callable[..., House]) -> None:
    house = start()
    house.open()
    house.process.terminate()
    house.end()
    began = time.monotonic()
    start().open()
    assert time.monotonic() - began < 15


def test_a_worker_that_falls_is_started_again(start: Callable[..., House]) -> None:
    house = start()
    house.open()
    worker = next(process for process in house.family() if _part(process) == "work")
    worker.kill()
    until(lambda: "The worker stopped (SIGKILL)" in house.said)
    until(lambda: any(_part(process) == "work" for process in house.family() if process.pid != worker.pid))


def test_a_web_server_and_a_database_that_fall_are_started_again(start: Callable[..., House]) -> None:
    house = start()
    address = house.open()
    for part in ("gunicorn", "postgres"):
        next(p for p in house.family() if _part(p) == part and p.ppid() == house.process.pid).kill()

    def answers() -> bool:
        try:
            return urlopen(f"{address}account/login/", timeout=5).status == 200
        except OSError:
            return False

    until(lambda: "The web server stopped" in house.said and "The database stopped" in house.said)
    until(answers, 30)


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


def test_a_data_folder_in_use(start: Callable[..., House]) -> None:
    first = start()
    first.open()
    refused(start(), Exit.ALREADY_RUNNING)
    assert first.process.poll() is None


def test_a_stale_lock_and_a_stale_pid_file_are_no_obstacle(start: Callable[..., House]) -> None:
    house = start()
    house.open()
    house.process.terminate()
    house.end()
    (house.home / "lock").write_text("1")
    pid_file = house.home / "pg" / "postmaster.pid"
    pid_file.write_text(
        f"{os.getpid()}\n{house.home / 'pg'}\n1700000000\n5432\n\n\n"
    )  # a living process, not ours
    start().open()


def test_a_half_made_database_is_made_anew(start: Callable[..., House], tmp_path: Path) -> None:
    (tmp_path / "home" / "pg.new" / "base").mkdir(parents=True)
    start().open()


def test_a_database_of_a_newer_version(start: Callable[..., House]) -> None:
    house = start()
    house.open()
    with psycopg.connect(embedded.url(house.home)) as connection:
        connection.execute(
            "insert into django_migrations (app, name, applied) values ('journal', '9999_later', now())"
        )
    house.process.terminate()
    house.end()
    again = start()
    assert again.end() == Exit.DATABASE_NEWER
    assert "journal.9999_later" in again.said


def test_data_of_another_postgresql(start: Callable[..., House], tmp_path: Path) -> None:
    (tmp_path / "home" / "pg").mkdir(parents=True)
    (tmp_path / "home" / "pg" / "PG_VERSION").write_text("14\n")
    refused(start(), Exit.DATABASE_UNSUPPORTED)


def test_a_setting_that_cannot_be_used(start: Callable[..., House]) -> None:
    refused(start(SHOUWEN_WEB_WORKERS="many"), Exit.BAD_SETTING)
    refused(start(DATABASE_URL="mysql://somewhere/x"), Exit.BAD_SETTING)


def test_a_database_out_of_reach(start: Callable[..., House], tmp_path: Path) -> None:
    house = start(DATABASE_URL=f"postgresql://nobody@/nothing?host={tmp_path}")
    assert house.end() == Exit.DATABASE_UNREACHABLE
    assert "DATABASE_URL" in house.said


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
        assert "postgres" not in {_part(process) for process in house.family()}
        house.process.terminate()
        assert house.end() == Exit.OK
        assert cluster.process is not None and cluster.process.poll() is None
    finally:
        cluster.stop()
