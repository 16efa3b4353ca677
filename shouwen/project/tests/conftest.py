"""Data folders and running houses for the tests of the project floor."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shouwen.project.tests.house import House, gone
from shouwen.project.trouble import Exit


@pytest.fixture(scope="session")
def ready_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as a first start leaves it; tests that are not about first starts copy it."""
    home = tmp_path_factory.mktemp("ready") / "home"
    house = House(home, home.with_name("out"))
    house.open()
    house.process.terminate()
    assert house.end() == Exit.OK
    return home


@pytest.fixture
def home(ready_home: Path, tmp_path: Path) -> Path:
    subprocess.run(["cp", "-a", ready_home, tmp_path / "home"], check=True)  # keeps the owner
    return tmp_path / "home"


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
