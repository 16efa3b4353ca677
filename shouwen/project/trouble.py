"""What can stop a command, each with one sentence that holds the cure and with its own exit code."""

from __future__ import annotations

import errno
import sys
from enum import IntEnum
from pathlib import Path

from shouwen.words import Words


class Exit(IntEnum):
    """Exit codes of `serve`, `work`, `demo`, `doctor` and `manage`; docs/operating.md explains them."""

    OK = 0
    UNEXPECTED = 1
    USAGE = 2
    PORT_IN_USE = 10
    ALREADY_RUNNING = 11
    DISK_FULL = 12
    HOME_UNWRITABLE = 13
    DATABASE_NEWER = 14
    DATABASE_UNSUPPORTED = 15
    DATABASE_UNREACHABLE = 16
    BAD_SETTING = 17
    INSTALL_INCOMPLETE = 18
    CHILD_FAILED = 19
    DOCTOR_FOUND = 20


class Trouble(Exception):
    """Ends a command: `words` is one sentence with the cure, `code` the exit code."""

    def __init__(self, code: Exit, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.code = code
        self.words = Words(zh, en)


def say(words: Words, *, err: bool = False) -> None:
    """Both languages, a line each. A terminal that was closed meanwhile is no reason to fail."""
    try:
        print(f"{words.zh}\n{words.en}", file=sys.stderr if err else sys.stdout, flush=True)
    except OSError as error:
        if error.errno not in (errno.EIO, errno.EPIPE):
            raise


def of_the_folder(error: OSError, folder: Path) -> Trouble:
    """The trouble an operating-system error in our data folder means."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(folder)
    return Trouble(
        Exit.HOME_UNWRITABLE,
        f"数据目录 {folder} 无法使用（{error.strerror}）：请让当前用户可写，或用 SHOUWEN_HOME 指定别的目录。",
        f"The data folder {folder} cannot be used ({error.strerror}): "
        "make it writable for this user, or name another in SHOUWEN_HOME.",
    )


def disk_full(folder: Path) -> Trouble:
    return Trouble(
        Exit.DISK_FULL,
        f"{folder} 所在的磁盘已满：请先腾出空间，或用 SHOUWEN_HOME 指定别处的目录。",
        f"The disk that holds {folder} is full: free some space there, or name a folder elsewhere in SHOUWEN_HOME.",
    )
