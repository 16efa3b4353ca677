"""What can stop a command, each with one sentence that holds the cure and with its own exit code."""

from __future__ import annotations

import errno
from enum import IntEnum


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
    """Ends a command: `str()` is one sentence with the cure, `code` the exit code."""

    def __init__(self, code: Exit, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def of_the_folder(error: OSError, folder: object) -> Trouble:
    """The trouble an operating-system error in our data folder means."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(folder)
    return Trouble(
        Exit.HOME_UNWRITABLE,
        f"The data folder {folder} cannot be used ({error.strerror}): "
        "make it writable for this user, or name another in SHOUWEN_HOME.",
    )


def disk_full(folder: object) -> Trouble:
    return Trouble(
        Exit.DISK_FULL,
        f"The disk that holds {folder} is full: free some space there, or name a folder elsewhere in SHOUWEN_HOME.",
    )
