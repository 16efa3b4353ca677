"""A house of real processes on a PostgreSQL of its own, to be killed in the middle of its work."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from shouwen.project.embedded import Cluster, url

ROOT = Path(__file__).resolve().parents[2]
CHARTER = ROOT / "shouwen/works/duty/tests/charter"
_NUMBERS = count()


class House:
    """One database with its writer and its workers, as processes to do things to."""

    def __init__(self, cluster: Cluster, database: str, folder: Path) -> None:
        self.cluster = cluster
        self.log = folder / "written"
        self.log.touch()
        self.folder = folder
        self.children: list[subprocess.Popen[bytes]] = []
        self.environment = {
            **os.environ,
            "SHOUWEN_HOME": str(cluster.home),
            "DATABASE_URL": url(cluster.home, database),
            "SHOUWEN_CHARTER": str(CHARTER),
            "DJANGO_SETTINGS_MODULE": "shouwen.project.settings",
        }

    def start(self, *arguments: object) -> subprocess.Popen[bytes]:
        """A child; what it has to complain of goes to this run's `complaints`."""
        with (self.folder / "complaints").open("ab") as complaints:
            child = subprocess.Popen(
                [sys.executable, *map(str, arguments)],
                cwd=ROOT,
                env=self.environment,
                stdout=complaints,
                stderr=complaints,
            )
        self.children.append(child)
        return child

    def work(self) -> subprocess.Popen[bytes]:
        return self.start("-m", "shouwen.project.cli", "work")

    def write(self, seconds: float, rate: float = 60) -> subprocess.Popen[bytes]:
        return self.start("-m", "tests.faults.writer", self.log, seconds, rate)

    def check(self, seconds: float = 40) -> str:
        """What is wrong once all is at rest; "fine" if nothing is."""
        command = [sys.executable, "-m", "tests.faults.checker", str(self.log), str(seconds)]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)
        return (done.stdout + done.stderr).strip()

    def written(self) -> int:
        """How many submissions were committed, as far as their writer heard."""
        return self.log.read_text().count("+")

    def complaints(self) -> str:
        """The end of what the processes had to say."""
        return (self.folder / "complaints").read_text()[-4000:]

    def end(self) -> None:
        for child in self.children:
            if child.poll() is None:
                child.kill()
            child.wait()


def kill(child: subprocess.Popen[bytes]) -> None:
    """At once, in the middle of whatever it does."""
    child.send_signal(signal.SIGKILL)
    child.wait()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL that keeps its word about commits, unlike the throw-away one of the other tests.

    Not in pytest's folder: the next run of pytest closes that to the user the server runs as.
    """
    home = Path(tempfile.mkdtemp(prefix="shouwen-faults-"))
    cluster = Cluster(home)
    cluster.start()
    environment = {**os.environ, "SHOUWEN_HOME": str(cluster.home), "DATABASE_URL": url(cluster.home)}
    environment |= {"DJANGO_SETTINGS_MODULE": "shouwen.project.settings"}
    migrate = [sys.executable, "-m", "django", "migrate", "-v0"]
    subprocess.run(migrate, cwd=ROOT, env=environment, check=True)
    yield cluster
    cluster.stop(signal.SIGQUIT)
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def house(cluster: Cluster, tmp_path: Path) -> Iterator[House]:
    """A fresh database with nobody in it."""
    database = f"faults_{next(_NUMBERS)}"
    with psycopg.connect(url(cluster.home, "postgres", "postgres"), autocommit=True) as connection:
        connection.execute(f"create database {database} template shouwen owner shouwen")
    house = House(cluster, database, tmp_path)
    yield house
    house.end()
    print(f"{house.written()} submissions were written; the processes said:\n{house.complaints()}")


def wait_for(what: object, seconds: float = 90) -> None:
    """Until a question is answered yes."""
    until = time.monotonic() + seconds
    while not what():  # type: ignore[operator]
        assert time.monotonic() < until, "it did not come to be in time"
        time.sleep(0.02)
