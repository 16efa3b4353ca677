"""From commit to finding: how long after a fact is committed its first verdict is, at 50 facts a second.

A PostgreSQL of its own that keeps its word about commits, one real `shouwen work`, and this process as the web
server: one transaction a fact, through the journal's one door, at random instants. The times are PostgreSQL's
commit timestamps of the fact's transaction and of the transaction that stored the verdict, so reading them
costs nobody anything.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import Any, TypedDict

RATE, WARM_S, SECONDS = 50.0, 5.0, 30.0
KNOWN = 5_000  # facts the house already has when the clock starts
UNITS, STAFF, AREAS = 12, 80, ("urban", "urban", "rural", "remote")
STEPS = (
    "repair.reported", "repair.dispatched", "repair.address_confirmed", "repair.departed", "repair.arrived",
    "repair.arrival_told", "repair.located", "repair.started", "repair.restored", "repair.done_reported",
    "repair.followed_up", "repair.closed",
)  # fmt: skip


class Row(TypedDict):
    """One measurement: facts recorded, those that led to a verdict, and how long these took to be known."""

    question: str
    facts: int
    judged: int
    per_second: float
    median_ms: float
    p95_ms: float
    worst_ms: float
    worker_cpu: float
    """Seconds of CPU of the worker for each second of the measurement."""


def run(rate: float = RATE, seconds: float = SECONDS) -> list[Row]:
    """The measurement, with the charter of the power company."""
    with _house() as home:
        import django

        os.environ["DJANGO_SETTINGS_MODULE"] = "shouwen.project.settings"
        django.setup()
        _know(KNOWN)
        worker = subprocess.Popen([sys.executable, "-m", "shouwen.project.cli", "work"])
        try:
            _until_at_rest()
            return [_measure(worker.pid, rate, seconds, home)]
        finally:
            worker.terminate()
            worker.wait(20)


@contextlib.contextmanager
def _house() -> Iterator[Path]:
    from shouwen.project.embedded import Cluster, url

    home = Path(tempfile.mkdtemp(prefix="shouwen-bench-"))
    cluster = Cluster(home)
    cluster.start()
    try:
        import psycopg

        with psycopg.connect(url(home, "postgres", "postgres"), autocommit=True) as connection:
            connection.execute("alter system set track_commit_timestamp = on")
        cluster.stop()
        cluster.start()
        os.environ |= {"SHOUWEN_HOME": str(home), "DATABASE_URL": url(home), "SHOUWEN_CHARTER": "power-hall"}
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": "shouwen.project.settings"}
        subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=environment, check=True)
        yield home
    finally:
        cluster.stop(signal.SIGQUIT)
        shutil.rmtree(home, ignore_errors=True)


class Town:
    """Repairs on their way; each call is the next fact of one of them, or a new one."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.open: list[dict[str, Any]] = []
        self.count = 0
        self.prefix = f"BX{seed}-"

    def next(self) -> dict[str, Any]:
        if len(self.open) < 20 or self.rng.random() < 1 / len(STEPS):
            self.count += 1
            crew = self.rng.randrange(UNITS)
            self.open.append(
                {
                    "subject": f"{self.prefix}{self.count}",
                    "unit": f"crew-{crew}",
                    "step": 0,
                    "area": self.rng.choice(AREAS),
                }
            )
        repair = self.rng.choice(self.open)
        kind = STEPS[repair["step"]]
        repair["step"] += 1
        if repair["step"] == len(STEPS):
            self.open.remove(repair)
        staff = f"w{self.rng.randrange(STAFF)}"
        fact = {"kind": kind, "subject": repair["subject"], "unit": repair["unit"], "staff": staff}
        return fact | {"data": {"area": repair["area"]}}


def _know(count: int) -> None:
    """A past month of facts, already in the journal."""
    from django.db import transaction

    from shouwen.law.facts.fact import Fact
    from shouwen.works.journal import actions

    town, begin = Town(1), time.time() - 30 * 86_400
    facts = [Fact(at=int((begin + n * 30 * 86_400 / count) * 1e6), **town.next()) for n in range(count)]
    with transaction.atomic():
        actions.record_many(facts, by="bench")


def _until_at_rest() -> None:
    from shouwen.works.journal.models import Touched

    until = time.monotonic() + 300
    while Touched.objects.exists():
        if time.monotonic() > until:
            raise RuntimeError("the worker did not come to rest")
        time.sleep(0.2)
    time.sleep(3)


def _measure(worker: int, rate: float, seconds: float, home: Path) -> Row:
    import psutil
    from django.db import transaction

    from shouwen.works.journal import actions

    town, rng, seen = Town(2), random.Random(3), Seen()
    began = time.monotonic()
    process = psutil.Process(worker)
    cpu, facts, next_at = 0.0, 0, began
    while (now := time.monotonic()) < began + WARM_S + seconds:
        if now < next_at:
            time.sleep(next_at - now)
        next_at += rng.expovariate(rate)
        with transaction.atomic():
            actions.record(by="bench", **town.next())
        if now < began + WARM_S:
            cpu = sum(process.cpu_times()[:2])
            seen.forget()
        else:
            facts += 1
            seen.look()
    used = sum(process.cpu_times()[:2]) - cpu
    _until_at_rest()
    seen.look(pause=0)
    took = sorted(seen.took.values())
    return Row(
        question="commit to finding, one worker",
        facts=facts,
        judged=len(took),
        per_second=facts / seconds,
        median_ms=1000 * median(took),
        p95_ms=1000 * quantiles(took, n=20)[-1],
        worst_ms=1000 * took[-1],
        worker_cpu=used / seconds,
    )


class Seen:
    """The verdicts stored so far: for each fact the time from its commit to the first verdict that rests on it.

    Looked at twice a second, because a row that was superseded no longer tells when it came.
    """

    def __init__(self) -> None:
        self.last = 0
        self.at = 0.0
        self.took: dict[str, float] = {}

    def look(self, pause: float = 0.5) -> None:
        from django.db import connection

        if time.monotonic() < self.at + pause:
            return
        self.at = time.monotonic()
        with connection.cursor() as cursor:
            cursor.execute(
                """
                SELECT DISTINCT ON (verdict.id) verdict.id, fact.id,
                       extract(epoch FROM pg_xact_commit_timestamp(verdict.xmin) - pg_xact_commit_timestamp(fact.xmin))
                FROM duty_verdict verdict JOIN journal_fact fact ON fact.id = ANY(verdict.evidence)
                WHERE verdict.id > %s AND verdict.superseded_at IS NULL AND verdict.scope LIKE 'subject:%%'
                ORDER BY verdict.id, fact.seq DESC""",
                [self.last],
            )
            for verdict, fact, took in cursor.fetchall():
                self.last = max(self.last, verdict)
                self.took[fact] = min(float(took), self.took.get(fact, float(took)))

    def forget(self) -> None:
        """Leave out what was seen in warming up."""
        self.look(pause=0.2)
        self.took.clear()


def main() -> None:
    """Print the measurement."""
    for row in run():
        print(
            f"{row['question']}: {row['per_second']:.0f} facts a second, {row['judged']} of {row['facts']} led to a verdict; "
            f"median {row['median_ms']:.1f} ms, 95th percentile {row['p95_ms']:.1f} ms, worst {row['worst_ms']:.0f} ms; "
            f"the worker used {row['worker_cpu']:.2f} of a core"
        )


if __name__ == "__main__":
    main()
