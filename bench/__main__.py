"""`python -m bench [part ...]`: every measurement in one run, printed and written to bench/RESULTS.md.

Each part is a module with `run() -> list of rows`; it runs in a process of its own, so that none warms or
burdens the next. A row's first column says what was asked; ratios are within a part, side by side.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from bench.part import Row, measured

PARTS: Mapping[str, str] = {
    "judge": "Judging a log of one million facts",
    "worktime": "Deadlines a second",
    "live": "From commit to finding",
    "desk": "The desk over HTTP, four clients at once",
    "proof": "Proving the five charters",
    "speech": "Phrases in what staff says, and what customers seem to feel",
}
RESULTS = Path(__file__).with_name("RESULTS.md")
PACKAGES = ("duckdb", "numpy", "pandas", "django", "psycopg", "procrastinate", "gunicorn")


def table(rows: Sequence[Row]) -> str:
    """Rows as a Markdown table; columns as the first row names them."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = ["| " + " | ".join(name.replace("_", " ") for name in names) + " |"]
    lines.append(
        "|" + "|".join("---" if isinstance(rows[0].get(name), str) else "---:" for name in names) + "|"
    )
    lines += ["| " + " | ".join(_shown(row.get(name)) for name in names) + " |" for row in rows]
    return "\n".join(lines)


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return "" if value is None else str(value)


def machine() -> str:
    """What it ran on, in one line."""
    with Path("/proc/meminfo").open(encoding="ascii") as file:
        memory = int(file.readline().split()[1]) / 2**20
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    day = datetime.now(UTC).date()
    return (
        f"{day}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} on {platform.machine()}, "
        f"Python {platform.python_version()}; {packages}."
    )


def main(wanted: Sequence[str]) -> int:
    """Run the parts asked for, or all; with all, write the results down."""
    unknown = [part for part in wanted if part not in PARTS]
    if unknown:
        print(f"there is no part {', '.join(unknown)}; the parts are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    sections = ["# Results", "", f"Written by `make bench`. {machine()}", ""]
    for part in wanted or PARTS:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            rows, seconds = pool.submit(measured, part).result()
        section = [f"## {PARTS[part]}", "", table(rows), "", f"Took {seconds:.0f} s.", ""]
        print("\n".join(section), flush=True)
        sections += section
        if not wanted:  # after each part, so that what was measured is kept whatever comes after
            RESULTS.write_text("\n".join(sections), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
