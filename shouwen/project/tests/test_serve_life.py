"""`shouwen serve` opens, survives what falls, and stops with everything it started."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from urllib.request import urlopen

import psutil
import psycopg
import pytest

from shouwen.project.embedded import database_of, url
from shouwen.project.settings import COMPANIES
from shouwen.project.tests.house import ADDRESS, House, gone, part, until
from shouwen.project.trouble import Exit

pytestmark = pytest.mark.slow


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_opens_answers_and_stops_with_all_its_processes(
    start: Callable[..., House], number: signal.Signals
) -> None:
    house = start()
    with urlopen(f"{house.open()}account/login/", timeout=10) as answer:
        assert answer.status == 200
    family = house.family()
    assert {"postgres", "gunicorn", "work"} <= {part(process) for process in family}

    house.process.send_signal(number)

    assert house.end() == Exit.OK
    assert gone(family, 1)
    assert not (house.home / "pg" / "postmaster.pid").exists()


@pytest.mark.usefixtures("home")
def test_a_closed_terminal_stops_it(start: Callable[..., House]) -> None:
    house = start(terminal=True)
    house.open()
    family = house.family()
    assert house.terminal is not None
    os.close(house.terminal)
    house.terminal = None
    house.end()
    assert gone(family, 1)


@pytest.mark.usefixtures("home")
def test_killed_it_takes_its_children_with_it(start: Callable[..., House]) -> None:
    house = start()
    house.open()
    family = house.family()
    house.process.kill()
    house.end()
    assert gone(family)


@pytest.mark.usefixtures("home")
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


@pytest.mark.usefixtures("home")
def test_a_second_start_takes_seconds(start: Callable[..., House]) -> None:
    """Seconds of work, not of the clock: the machine of the tests may be busy with other things."""
    house = start()
    house.open()
    spent = psutil.Process(house.process.pid).cpu_times()
    own = spent.user + spent.system + spent.children_user + spent.children_system
    assert own + sum(sum(process.cpu_times()[:2]) for process in house.family()) < 20
    assert "Migrating" not in house.said


@pytest.mark.usefixtures("home")
def test_a_worker_that_falls_is_started_again(start: Callable[..., House]) -> None:
    house = start()
    house.open()
    worker = next(process for process in house.family() if part(process) == "work")
    worker.kill()
    until(lambda: "The worker stopped (SIGKILL)" in house.said)
    until(lambda: any(part(process) == "work" for process in house.family() if process.pid != worker.pid))


@pytest.mark.usefixtures("home")
def test_a_web_server_and_a_database_that_fall_are_started_again(start: Callable[..., House]) -> None:
    house = start()
    address = house.open()
    for name in ("gunicorn", "postgres"):
        next(p for p in house.family() if part(p) == name and p.ppid() == house.process.pid).kill()

    def answers() -> bool:
        try:
            return urlopen(f"{address}account/login/", timeout=5).status == 200
        except OSError:
            return False

    until(lambda: "The web server stopped" in house.said and "The database stopped" in house.said)
    until(answers, 30)


@pytest.mark.usefixtures("home")
def test_five_companies_open_beside_each_other_and_name_each_other(start: Callable[..., House]) -> None:
    house = start("--all")
    until(lambda: len(set(ADDRESS.findall(house.said))) == len(COMPANIES), 300)
    addresses = ADDRESS.findall(house.said)
    for address in addresses:
        with urlopen(f"{address}account/login/", timeout=30) as answer:
            page = answer.read().decode()
        assert all(f'href="{each}"' in page for each in addresses)
    family = house.family()
    house.process.send_signal(signal.SIGTERM)
    assert house.end() == Exit.OK
    assert gone(family, 1)


@pytest.mark.usefixtures("home")
def test_another_company_has_a_database_of_its_own_and_its_charter(start: Callable[..., House]) -> None:
    house = start("--company", "after-sales")
    house.open()
    with psycopg.connect(url(house.home, database_of("after-sales"))) as connection:
        adopted = connection.execute("select name from journal_charterversion").fetchall()
    assert adopted == [("after-sales",)]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["--company", "bakery"], Exit.BAD_SETTING), (["--all", "--company", "heating"], 2)],
)
@pytest.mark.usefixtures("home")
def test_companies_that_cannot_be_served_are_refused(
    start: Callable[..., House], arguments: list[str], code: int
) -> None:
    assert start(*arguments).end() == code
