"""No child outlives `shouwen serve`, even when that is killed in a way it cannot answer."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time

PARENT = "_SHOUWEN_PARENT"  # set by serve for its children: its process id


def ask_for_signal(number: int) -> None:
    """Ask Linux to send this process `number` when the thread that started it is gone; elsewhere nothing happens."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, number)


def tie_to_parent(*, last_word_s: float | None = None) -> None:
    """Called first in a child of serve: end as on SIGTERM when serve is gone. Started by anybody else: nothing.

    With `last_word_s` the child is ended for good so long after that: the embedded database went with serve, and
    who waits for it waits for ever. Uses a thread, so it is not for processes that fork.
    """
    parent = os.environ.get(PARENT)
    if not parent:
        return
    if sys.platform == "linux":
        ask_for_signal(signal.SIGTERM)
        if os.getppid() != int(parent):  # it died before we asked
            os.kill(os.getpid(), signal.SIGTERM)
    if sys.platform != "linux" or last_word_s is not None:
        threading.Thread(target=_watch, args=(int(parent), last_word_s), daemon=True).start()


def _watch(parent: int, last_word_s: float | None) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
    if last_word_s is not None:
        time.sleep(last_word_s)
        os._exit(1)
