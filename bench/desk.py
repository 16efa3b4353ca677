"""The desk under load: four clerks at once over HTTP, with a thousand matters in the house and with a hundred thousand.

The server is gunicorn as `shouwen serve` runs it, beside the embedded PostgreSQL and one worker. Two floors are
measured in the same run: how often four connections can insert two rows and commit, and how often an empty view
answers under the same server. A ratio to its floor is what travels from machine to machine.

    python -m bench.desk [--matters 1000 100000] [--seconds 5] [--clients 4] [--no-worker]
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Any, TypedDict

from bench.crowd import Errand, Outcome, send

SIZES, SECONDS, CLIENTS = (1_000, 100_000), 5.0, 4
CLERKS = ("hotline", "hotline2", "hotline3", "hotline4")
WORDS = ("停电", "电表", "电压", "充电", "排队", "电费", "跳闸", "过户")
FLOORS = {"take in": "insert", "advance": "insert", "list": "empty", "one matter": "empty", "search": "empty"}
AIMS = {"take in": 0.10, "advance": 0.08, "list": 0.033, "one matter": 0.033, "search": 0.02}
STEADY, MEMORY_MIB = 0.8, 150
SETTINGS = {"DJANGO_SETTINGS_MODULE": "bench.floor_settings"}


class Row(TypedDict):
    """One act at one size. `cpu_ms` is web server and database together; `ratio` is to the act's floor."""

    act: str
    matters: int
    per_second: float
    median_ms: float
    p95_ms: float
    web_cpu_ms: float
    database_cpu_ms: float
    floor: str
    ratio: float | None
    aim: float | None
    memory_mib: float


def run(
    sizes: Sequence[int] = SIZES, seconds: float = SECONDS, clients: int = CLIENTS, worker: bool = True
) -> list[Row]:
    """The measurement at every size, from small to large, in one house and under one server."""
    from bench import town

    rows: list[Row] = []
    with _house() as cluster:
        for size in sorted(sizes):
            (town.grow if rows else town.settle)(size)
            with _serving(cluster, worker) as house:
                rows += _measure(house, size, seconds, clients)
    return rows


@contextlib.contextmanager
def _house() -> Iterator[Any]:
    """An embedded PostgreSQL of its own, migrated, in a folder that goes away."""
    from shouwen.project.embedded import Cluster, url

    home = Path(tempfile.mkdtemp(prefix="shouwen-bench-"))
    cluster = Cluster(home)
    cluster.start()
    try:
        os.environ |= {
            "SHOUWEN_HOME": str(home),
            "DATABASE_URL": url(home),
            "SHOUWEN_CHARTER": "power-hall",
        } | SETTINGS
        subprocess.run([sys.executable, "-m", "shouwen.project.prepare", "--no-demo"], check=True)
        import django

        django.setup()
        yield cluster
        from django.db import connection

        connection.close()
    finally:
        cluster.stop(signal.SIGQUIT)
        shutil.rmtree(home, ignore_errors=True)


class House:
    """A running desk: where it answers, and what its processes use."""

    def __init__(self, port: int, web: int, database: int) -> None:
        import psutil

        self.port, self.web, self.database = port, psutil.Process(web), psutil.Process(database)

    def used(self) -> tuple[float, float]:
        """Seconds of processor so far: web server, database."""
        return _cpu(self.web), _cpu(self.database)

    def memory_mib(self) -> float:
        """What the web server takes of the machine: shared pages are counted once, in parts."""
        processes = [self.web, *self.web.children(recursive=True)]
        return sum(process.memory_full_info().pss for process in processes) / 2**20


def _cpu(root: Any) -> float:
    """Processor time of a process with all it has started, those that have ended included."""
    import psutil

    total = 0.0
    for process in (root, *root.children(recursive=True)):
        with contextlib.suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            total += times.user + times.system
            if process == root:
                total += times.children_user + times.children_system
    return total


@contextlib.contextmanager
def _serving(cluster: Any, worker: bool) -> Iterator[House]:
    """gunicorn with our settings and, beside it, a worker, as `shouwen serve` starts them."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    gunicorn = ["gunicorn", "-c", "python:shouwen.project.gunicorn", "--bind", f"127.0.0.1:{port}"]
    children = [subprocess.Popen([sys.executable, "-m", *gunicorn])]
    if worker:
        children.append(subprocess.Popen([sys.executable, "-m", "shouwen.project.cli", "work"]))
    try:
        _until_it_answers(port, children[0])
        yield House(port, children[0].pid, cluster.process.pid)
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(30)


def _until_it_answers(port: int, web: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and web.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the web server did not start; its reason stands above")


def _measure(house: House, size: int, seconds: float, clients: int) -> list[Row]:
    """Reading first, then writing; every act begins when the worker has come to rest."""
    floors = {"insert": _insert_floor(seconds, clients)}
    seen, calls, words = _samples()
    rows, made = [], []
    for act, kind, among in (
        ("empty view", "empty", ()),
        ("list", "listing", ()),
        ("one matter", "matter", seen),
        ("search", "search", words),
        ("take in", "take_in", calls),
        ("advance", "advance", None),
    ):
        among = among if among is not None else made
        errands = [
            Errand(kind, list(among)[turn::clients] or list(among), CLERKS[turn % len(CLERKS)], seconds)
            for turn in range(clients)
        ]
        before = house.used()
        outcomes = _send(house, errands)
        used = [after - ago for after, ago in zip(house.used(), before, strict=True)]
        made += [number for outcome in outcomes for number in outcome.made]
        rows.append(_row(act, size, outcomes, seconds, used, floors, house))
        if act == "empty view":
            floors["empty"] = rows[-1]["per_second"]
        if kind in ("take_in", "advance"):
            _until_at_rest()
    return [_floor_row(size, floors["insert"], house), *rows]


def _send(house: House, errands: list[Errand]) -> list[Outcome]:
    from shouwen.project.demo import company

    return send("127.0.0.1", house.port, company.PASSWORD, errands)


def _row(
    act: str,
    size: int,
    outcomes: list[Outcome],
    seconds: float,
    used: list[float],
    floors: dict[str, float],
    house: House,
) -> Row:
    times = sorted(each for outcome in outcomes for each in outcome.times)
    rate = len(times) / seconds
    whole = len(times) * (seconds + 1) / seconds  # the warm second was worked for as well
    floor = FLOORS.get(act, "")
    return Row(
        act=act,
        matters=size,
        per_second=rate,
        median_ms=1000 * median(times),
        p95_ms=1000 * quantiles(times, n=20)[-1],
        web_cpu_ms=1000 * used[0] / whole,
        database_cpu_ms=1000 * used[1] / whole,
        floor=floor,
        ratio=rate / floors[floor] if floor else None,
        aim=AIMS.get(act),
        memory_mib=house.memory_mib(),
    )


def _floor_row(size: int, rate: float, house: House) -> Row:
    return Row(
        act="two inserts", matters=size, per_second=rate, median_ms=0, p95_ms=0, web_cpu_ms=0, database_cpu_ms=0,
        floor="", ratio=None, aim=None, memory_mib=house.memory_mib(),
    )  # fmt: skip


def _insert_floor(seconds: float, clients: int) -> float:
    """INSERT two rows and COMMIT, again and again, on as many connections as there are clients; a second."""
    import psycopg

    address = os.environ["DATABASE_URL"]
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS bench_one, bench_two")
        connection.execute("CREATE TABLE bench_one (id bigserial PRIMARY KEY, content text)")
        connection.execute("CREATE TABLE bench_two (id bigserial PRIMARY KEY, content text)")
    counts: list[int] = []

    def insert() -> None:
        until, count = time.perf_counter() + seconds, 0
        with psycopg.connect(address) as connection:
            while time.perf_counter() < until:
                connection.execute("INSERT INTO bench_one (content) VALUES (%s)", ["停电了"], prepare=True)
                connection.execute("INSERT INTO bench_two (content) VALUES (%s)", ["停电了"], prepare=True)
                connection.commit()
                count += 1
        counts.append(count)

    threads = [threading.Thread(target=insert) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def _samples() -> tuple[list[str], list[str], list[str]]:
    """Numbers of matters a hotline agent sees, old and new; calls to take in; and words that are there to be found."""
    from random import Random

    from shouwen.project.demo import corpus
    from shouwen.works.customers.models import Address, Contact
    from shouwen.works.matters.models import Matter
    from shouwen.works.people.models import Unit

    rng = Random(11)
    hotline = Unit.objects.get(code="rx")
    rows = Matter.objects.filter(taken_in_unit=hotline, confidential=False)
    numbers = list(rows.values_list("number", flat=True))
    phones = dict(Contact.objects.values_list("customer__code", "phone"))
    said = [text for fault in corpus.FAULTS for text in fault.said]
    calls = [
        f"{code}\t{phones[code]}\t{text}\t{area}\t{rng.choice(said)}"
        for code, text, area in Address.objects.values_list("customer__code", "text", "area")
    ]
    words = [word for word in WORDS if rows.filter(haystack__words__contains=word).exists()]
    return rng.sample(numbers, min(400, len(numbers))), calls, words


def _until_at_rest() -> None:
    """The worker has judged what was touched; without a worker there is nothing to wait for but time."""
    from shouwen.works.journal.models import Touched

    until, last = time.monotonic() + 60, -1
    while (left := Touched.objects.count()) and left != last and time.monotonic() < until:
        last = left
        time.sleep(1)


def report(rows: Sequence[Row]) -> str:
    """The rows as a table, with what was aimed at."""
    lines = [
        f"{'act':<12}{'matters':>9}{'a second':>10}{'median':>9}{'95th':>9}{'web CPU':>9}{'db CPU':>8}{'ratio':>9}{'aim':>8}"
    ]
    for row in rows:
        ratio = f"{row['ratio']:.3f}" if row["ratio"] is not None else ""
        lines.append(
            f"{row['act']:<12}{row['matters']:>9,}{row['per_second']:>10.1f}{row['median_ms']:>7.1f}ms{row['p95_ms']:>7.1f}ms"
            f"{row['web_cpu_ms']:>7.1f}ms{row['database_cpu_ms']:>6.1f}ms{ratio:>9}{row['aim'] or '':>8}"
        )
    return "\n".join([*lines, "", *_steadiness(rows)])


def _steadiness(rows: Sequence[Row]) -> Iterator[str]:
    """How much of the rate at the smallest size is left at the largest, and the memory of the server."""
    small, large = min(row["matters"] for row in rows), max(row["matters"] for row in rows)
    rates = {(row["act"], row["matters"]): row["per_second"] for row in rows}
    for act in AIMS:
        if small != large:
            share = rates[act, large] / rates[act, small]
            yield f"{act}: {share:.2f} of the rate at {small:,} matters is left at {large:,} (aim {STEADY})"
    yield f"web server: {max(row['memory_mib'] for row in rows):.0f} MiB (aim under {MEMORY_MIB})"


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--matters", type=int, nargs="+", default=list(SIZES))
    asked.add_argument("--seconds", type=float, default=SECONDS)
    asked.add_argument("--clients", type=int, default=CLIENTS)
    asked.add_argument("--no-worker", action="store_true")
    options = asked.parse_args()
    print(report(run(options.matters, options.seconds, options.clients, not options.no_worker)))


if __name__ == "__main__":
    main()
