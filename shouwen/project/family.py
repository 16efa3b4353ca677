"""The children of `shouwen serve`: started, watched, started again when they fall, stopped together."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from shouwen.project.lifeline import PARENT
from shouwen.project.trouble import say
from shouwen.words import Words

LONGEST_PAUSE_S = 60.0
STEADY_AFTER_S = 60.0  # a child that lived this long has earned a quick restart again
STOP_WITHIN_S = 12.0

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Ended(BaseException):
    """We were told to stop."""


class Ears:
    """Turns signals into something that can be waited for. While `raising`, being told to stop raises Ended."""

    def __init__(self) -> None:
        self.told = False
        self.raising = True
        self._read, self._write = os.pipe()
        os.set_blocking(self._read, False)
        os.set_blocking(self._write, False)

    def __enter__(self) -> Ears:
        for number in ENDING:
            signal.signal(number, self._stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # only to wake the wait below
        signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        return self

    def __exit__(self, *_: object) -> None:
        signal.set_wakeup_fd(-1)
        for number in (*ENDING, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        os.close(self._read)
        os.close(self._write)

    def _stop(self, *_: object) -> None:
        first, self.told = not self.told, True
        if self.raising and first:
            raise Ended

    def wait(self, seconds: float | None) -> None:
        """Until a signal comes or the time is over."""
        if select.select([self._read], [], [], seconds)[0]:
            os.read(self._read, 4096)


@dataclass
class Child:
    """One process to keep alive. `start` gives a running process; `name` is how people know it."""

    name: Words
    start: Callable[[], subprocess.Popen[bytes]]
    process: subprocess.Popen[bytes] | None = None
    falls: int = 0
    started_at: float = 0.0
    again_at: float = 0.0  # monotonic seconds; when the process is None

    def raise_up(self) -> None:
        self.process = self.start()
        self.started_at = time.monotonic()

    def look(self) -> float | None:
        """Notice a fall, start again when the pause is over; seconds until the next look is due."""
        now = time.monotonic()
        if self.process is not None:
            status = self.process.poll()
            if status is None:
                return None
            self.process = None
            self.falls = 1 if now - self.started_at > STEADY_AFTER_S else self.falls + 1
            pause = min(2.0 ** (self.falls - 1), LONGEST_PAUSE_S)
            self.again_at = now + pause
            say(
                Words(
                    f"{self.name.zh}已停止（{_cause(status)}），{pause:.0f} 秒后重新启动。",
                    f"The {self.name.en} stopped ({_cause(status)}); it is started again in {pause:.0f} s.",
                ),
                err=True,
            )
        if now >= self.again_at:
            self.raise_up()
            return None
        return self.again_at - now


@dataclass
class Family:
    ears: Ears
    children: list[Child] = field(default_factory=list)

    def add(self, name: Words, start: Callable[[], subprocess.Popen[bytes]]) -> Child:
        child = Child(name, start)
        child.raise_up()
        self.children.append(child)
        return child

    def watch(self) -> None:
        """Returns when we are told to stop."""
        self.ears.raising = False
        while not self.ears.told:
            self._look()

    def watch_until_over(self, process: subprocess.Popen[bytes]) -> int:
        """Watch the children for as long as another process takes; its exit status."""
        while (status := process.poll()) is None:
            self._look()
        return status

    def _look(self) -> None:
        pauses = [pause for child in self.children if (pause := child.look()) is not None]
        self.ears.wait(min(pauses) if pauses else None)

    def stop(self) -> None:
        """All at once: first politely, after a while by force."""
        alive = [child.process for child in self.children if child.process is not None]
        for process in alive:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        until = time.monotonic() + STOP_WITHIN_S
        for process in alive:
            try:
                process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.children.clear()


def python(
    arguments: Sequence[str], *, env: Mapping[str, str] | None = None, pass_fds: Sequence[int] = ()
) -> subprocess.Popen[bytes]:
    """A Python child in a process group of its own, so that Ctrl-C reaches only us; it knows whose child it is."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        stdin=subprocess.DEVNULL,
        env={**os.environ, **(env or {}), PARENT: str(os.getpid())},
        process_group=0,
        pass_fds=pass_fds,
    )


def _cause(status: int) -> str:
    return f"exit {status}" if status >= 0 else signal.Signals(-status).name
