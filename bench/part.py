"""One part of the measurements, in a module of its own so that a fresh process can import it."""

from __future__ import annotations

import importlib
import time
from collections.abc import Mapping
from typing import Any

Row = Mapping[str, Any]


def measured(part: str) -> tuple[list[Row], float]:
    """The rows of a part, and how many seconds it took."""
    began = time.monotonic()
    rows = list(importlib.import_module(f"bench.{part}").run())
    return rows, time.monotonic() - began
