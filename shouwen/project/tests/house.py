"""A real `shouwen serve` on a data folder of its own, looked at from outside as a person would."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from shouwen.project.lifeline import ask_for_signal

STARTS_WITHIN_S = 120
STOPS_WITHIN_S = 40
ADDRESS = re.compile(r"open at (http://\S+/)")


class House:
    """A running `shouwen serve`; `said` is what it has printed so far."""

    def __init__(
        self, home: Path, output: Path, *arguments: str, terminal: bool = False, **variables: str
    ) -> None:
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
                preexec_fn=lambda: _before_it_runs(inner if terminal else None),
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


def _before_it_runs(terminal: int | None) -> None:
    """It does not outlive a test run that was killed; and its terminal is its own."""
    import fcntl
    import termios

    ask_for_signal(signal.SIGTERM)
    if terminal is not None:
        fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)


def gone(processes: list[psutil.Process], within_s: float = STOPS_WITHIN_S) -> bool:
    return not psutil.wait_procs(processes, timeout=within_s)[1]


def until(true: Callable[[], bool], within_s: float = 20) -> None:
    end = time.monotonic() + within_s
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def part(process: psutil.Process) -> str:
    """Which part of the house a process is: postgres, gunicorn, work or ?."""
    words = process.cmdline()
    return next(
        (name for name in ("postgres", "gunicorn", "work") if any(w.endswith(name) for w in words)), "?"
    )
