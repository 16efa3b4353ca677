"""A made year of a power company's hall and crews: repairs, complaints, enquiries, shifts, as a Parquet file of facts.

The same seed gives the same file. Every chain of steps loses some, takes its time, and is now and then reopened
or withdrawn, so that every rule finds both those who keep it and those who do not.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
MINUTE = 60_000_000
DAY = 24 * 60 * MINUTE
YEAR_BEGINS_AT = 1_767_196_800_000_000  # 2026-01-01 in Shanghai
DAYS = 365
UNITS, STAFF, CUSTOMERS = 40, 600, 60_000
AREAS = ("urban", "rural", "remote")


@dataclass(frozen=True)
class Step:
    """One step of a chain: how likely it is, and its median delay after the step before, in minutes."""

    kind: str
    likely: float
    minutes: float


@dataclass(frozen=True)
class Chain:
    """One kind of work: its share among all subjects, its steps, and the data its facts may carry."""

    prefix: str
    share: float
    steps: tuple[Step, ...]
    data: dict[str, tuple[str | None, ...]]


CHAINS = (
    Chain(
        "BX",
        0.55,
        (
            Step("repair.reported", 1, 0),
            Step("repair.dispatched", 0.98, 4),
            Step("repair.address_confirmed", 0.9, 3),
            Step("repair.departed", 0.97, 3),
            Step("repair.delay_told", 0.15, 12),
            Step("repair.withdrawn", 0.02, 15),
            Step("repair.arrived", 0.96, 22),
            Step("repair.arrival_told", 0.9, 4),
            Step("repair.located", 0.97, 15),
            Step("repair.charge_confirmed", 0.2, 5),
            Step("repair.started", 0.97, 4),
            Step("repair.restored", 0.98, 45),
            Step("repair.done_reported", 0.9, 4),
            Step("repair.followed_up", 0.85, 600),
            Step("repair.closed", 0.95, 60),
        ),
        {
            "area": (*AREAS, "urban", "urban", "rural", None),
            "ownership": ("company", "company", "customer", None),
        },
    ),
    Chain(
        "TS",
        0.2,
        (
            Step("complaint.received", 1, 0),
            Step("complaint.heard", 0.95, 3),
            Step("complaint.wait_asked", 0.4, 1),
            Step("complaint.passed", 0.8, 7),
            Step("complaint.contacted", 0.95, 500),
            Step("complaint.explained", 0.9, 30),
            Step("complaint.opined", 0.6, 900),
            Step("complaint.booked", 0.6, 2000),
            Step("complaint.withdrawn", 0.03, 200),
            Step("complaint.answered", 0.95, 600),
            Step("complaint.followed_up", 0.85, 900),
            Step("complaint.closed", 0.95, 60),
        ),
        {
            "channel": ("counter", "phone", "book", "online"),
            "direct": ("true", "false", None),
            "in_service": ("true", "false"),
        },
    ),
    Chain(
        "JB",
        0.03,
        (
            Step("report.recorded", 1, 0),
            Step("report.passed", 0.95, 7),
            Step("report.verified", 0.9, 4000),
            Step("report.answered", 0.9, 3000),
            Step("report.followed_up", 0.8, 900),
            Step("report.closed", 0.95, 60),
        ),
        {"channel": ("counter", "phone", "online")},
    ),
    Chain(
        "ZX",
        0.22,
        (
            Step("consultation.asked", 1, 0),
            Step("consultation.kept_open", 0.1, 4),
            Step("consultation.answered", 0.97, 5),
        ),
        {"channel": ("counter", "phone", "online")},
    ),
)
DATA = sorted({name for chain in CHAINS for name in chain.data})
MEAN_STEPS = sum(chain.share * sum(step.likely for step in chain.steps) for chain in CHAINS)


def generate(facts: int, seed: int = 20260101) -> Any:
    """A pyarrow.Table of so many facts in the order of time; `at` is a timestamp in UTC."""
    import pyarrow as pa

    rng = np.random.default_rng(seed)
    shifts = _shifts(rng)
    subjects = int((facts - len(shifts["at"])) / MEAN_STEPS * 1.02) + 50
    parts = [_chain(chain, max(int(subjects * chain.share), 1), rng) for chain in CHAINS]
    columns = {name: np.concatenate([part[name] for part in (*parts, shifts)]) for name in shifts}
    order = np.argsort(columns["at"], kind="stable")[:facts]
    table = {name: column[order] for name, column in columns.items()}
    table["id"] = np.array([f"{number:08x}" for number in range(len(order))], object)
    arrays = {name: pa.array(column, from_pandas=True) for name, column in table.items() if name != "at"}
    return pa.table({"at": pa.array(table["at"]).cast(pa.timestamp("us", "UTC")), **arrays})


def _chain(chain: Chain, subjects: int, rng: np.random.Generator) -> dict[str, npt.NDArray[Any]]:
    """The facts of one kind of work; one subject in forty goes through its steps a second time."""
    again = rng.random(subjects) < 0.025
    numbers = np.concatenate([np.arange(subjects), np.flatnonzero(again)])
    begun = _moments(subjects, rng)
    at = np.concatenate([begun, begun[again] + rng.integers(DAY, 20 * DAY, again.sum())])
    unit, customer = rng.integers(0, UNITS, subjects), rng.integers(0, CUSTOMERS, subjects)
    data = {name: _choice(chain.data.get(name, (None,)), subjects, rng) for name in DATA}
    rows: list[dict[str, npt.NDArray[Any]]] = []
    for step in chain.steps:
        at = (
            at
            + np.round(step.minutes * MINUTE * rng.lognormal(0, 0.6, len(at)) / 1e6).astype(np.int64)
            * 1_000_000
        )
        here = rng.random(len(at)) < step.likely
        who = numbers[here]
        staff = unit[who] * (STAFF // UNITS) + rng.integers(0, STAFF // UNITS, len(who))
        rows.append(
            {
                "kind": np.full(len(who), step.kind, object),
                "at": at[here],
                "subject": _codes(chain.prefix, who, 7),
                "staff": _codes("S", staff, 4),
                "unit": _codes("U", unit[who], 3),
                "customer": _codes("C", customer[who], 6),
                **{name: values[who] for name, values in data.items()},
            }
        )
    return {name: np.concatenate([row[name] for row in rows]) for name in rows[0]}


def _shifts(rng: np.random.Generator) -> dict[str, npt.NDArray[Any]]:
    """Every crew is put on call on New Year's Day and staffed three times a day; sometimes a shift stays empty."""
    unit = np.repeat(np.arange(UNITS), DAYS * 3)
    at = (
        np.tile(YEAR_BEGINS_AT + np.arange(DAYS * 3) * (DAY // 3), UNITS)
        + rng.integers(0, 30, len(unit)) * MINUTE
    )
    staffed = rng.random(len(unit)) > 0.01
    unit = np.concatenate([np.arange(UNITS), unit[staffed]])
    at = np.concatenate([np.full(UNITS, YEAR_BEGINS_AT), at[staffed]])
    kind = np.full(len(unit), "standby.staffed", object)
    kind[:UNITS] = "standby.put_on_call"
    nothing = np.full(len(unit), None, object)
    unit_codes = _codes("U", unit, 3)
    head = {
        "kind": kind,
        "at": at,
        "subject": unit_codes,
        "staff": nothing,
        "unit": unit_codes,
        "customer": nothing,
    }
    return {**head, **dict.fromkeys(DATA, nothing)}


def _moments(count: int, rng: np.random.Generator) -> Ints:
    """Moments of the year: more by day than by night, whole seconds."""
    day = rng.integers(0, DAYS - 5, count)
    minute = np.where(rng.random(count) < 0.8, rng.normal(13 * 60, 180, count), rng.uniform(0, 1440, count))
    second = np.clip(minute, 0, 1439) * 60
    return YEAR_BEGINS_AT + day * DAY + second.astype(np.int64) * 1_000_000


def _choice(values: tuple[str | None, ...], count: int, rng: np.random.Generator) -> npt.NDArray[Any]:
    return np.array(values, object)[rng.integers(0, len(values), count)]


def _codes(prefix: str, numbers: Ints, width: int) -> npt.NDArray[Any]:
    return np.array([f"{prefix}{number:0{width}}" for number in numbers.tolist()], object)


def write(path: Path, facts: int, seed: int = 20260101) -> None:
    """The file of that many facts."""
    import pyarrow.parquet as pq

    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(generate(facts, seed), path, compression="zstd")


def main() -> None:
    """`python bench/generate.py FILE [--facts N] [--seed N]`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=20260101)
    given = parser.parse_args()
    write(given.file, given.facts, given.seed)


if __name__ == "__main__":
    main()
