"""Keeps a throw-away PostgreSQL for a test run: alive as long as the run's first process, then gone with its folder.

    python -m shouwen.project.warden FOLDER PID

Prints "ready" once; leaves on SIGTERM or when process PID is gone, however it died.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from pathlib import Path

from shouwen.project.embedded import Cluster


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def main(home: Path, pid: int) -> None:
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: told.set())
    cluster = Cluster(home, throwaway=True)
    try:
        cluster.start()
        (home / "ready").touch()
        print("ready", flush=True)
        while not told.wait(0.5) and is_alive(pid):
            pass
    finally:
        cluster.stop(signal.SIGQUIT)
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
