"""Killing any part of the house at any moment loses nothing and doubles nothing.

Real processes on a real PostgreSQL. TEST_LONG=1 kills far more often; TEST_SEED repeats a run's moments.
"""

from __future__ import annotations

import os
import random
import signal
import time

import pytest

from tests.faults.conftest import House, kill, wait_for

pytestmark = pytest.mark.slow

TIMES = 30 if os.environ.get("TEST_LONG") else 2
SEED = int(os.environ.get("TEST_SEED", time.time_ns() % 10**6))
moments = random.Random(SEED)
UNTIL_KILLED = 3600


@pytest.fixture(autouse=True)
def say_the_seed() -> None:
    print(f"TEST_SEED={SEED}")


def test_a_worker_killed_under_load(house: House) -> None:
    worker, writer = house.work(), house.write(UNTIL_KILLED)
    wait_for(lambda: house.written() > 10)
    for _ in range(TIMES):
        time.sleep(moments.uniform(0.3, 2.5))
        kill(worker)
        worker = house.work()
    kill(writer)
    assert house.check() == "fine" and house.written() > 20


def test_a_writer_killed_in_the_middle_of_a_transaction(house: House) -> None:
    house.work()
    for _ in range(2 * TIMES):
        writer = house.write(UNTIL_KILLED)
        enough = house.written() + 3
        wait_for(lambda: house.written() > enough)  # noqa: B023  (asked before the next round)
        time.sleep(moments.uniform(0, 0.05))
        kill(writer)
    house.write(0.5).wait(90)
    assert house.check() == "fine" and house.written() > 6 * TIMES


def test_the_database_restarted_under_load(house: House) -> None:
    worker, writer = house.work(), house.write(UNTIL_KILLED)
    wait_for(lambda: house.written() > 10)
    for number in range(TIMES):
        time.sleep(moments.uniform(0.5, 1.5))
        house.cluster.stop(signal.SIGQUIT if number % 2 == 0 else signal.SIGINT)
        house.cluster.start()
        enough = house.written() + 3
        wait_for(lambda: house.written() > enough)  # noqa: B023  (asked before the next round)
    kill(writer)
    assert worker.poll() is None, "the worker waits for its database and goes on"
    assert house.check(60) == "fine" and house.written() > 20


def test_two_workers_at_once_one_of_them_killed(house: House) -> None:
    workers, writer = [house.work(), house.work()], house.write(UNTIL_KILLED, rate=120)
    wait_for(lambda: house.written() > 10)
    for _ in range(TIMES):
        time.sleep(moments.uniform(0.3, 1.5))
        kill(workers.pop(0))
        workers.append(house.work())
    kill(writer)
    assert house.check() == "fine" and house.written() > 20


def test_what_falls_due_in_silence_is_found_within_two_seconds(house: House) -> None:
    house.work()
    house.start("-m", "tests.faults.silence").wait(60)
    found = (house.folder / "complaints").read_text()
    assert float(found.split("found after ")[1].split()[0]) < 2.0, found


def test_a_worker_told_to_stop_ends_the_job_in_hand_and_goes(house: House) -> None:
    worker, writer = house.work(), house.write(UNTIL_KILLED)
    wait_for(lambda: house.written() > 10)
    worker.terminate()
    assert worker.wait(60) == 0
    kill(writer)
    house.write(0.1).wait(90)
    house.work()
    assert house.check() == "fine"
