"""Looks at a house after what was done to it: nothing lost, nothing doubled, and live says what a replay says.

    python -m tests.faults.checker FILE SECONDS

FILE is the writer's. Waits up to SECONDS for the worker to come to rest, then prints what is wrong, and "fine" if
nothing is.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from shouwen.law.charter import Charter
from shouwen.law.judge.verdict import Verdict

LAG_US = 3_000_000
"""What the clock alone changed is known after a second or two; until then the verdict before it may stand."""


def main(file: Path, seconds: float) -> None:
    import django

    django.setup()
    until = time.monotonic() + seconds
    while True:
        wrong = [*_lost(file), *_unlike_replay(), *_doubled()]
        if not wrong or time.monotonic() > until:
            break
        time.sleep(0.25)
    print("\n".join(wrong[:30]) or "fine")


def _lost(file: Path) -> Iterator[str]:
    """Every submission is there whole or not at all, and whole if its writer heard so."""
    from shouwen.works.journal.models import Fact, Touched

    words = file.read_text().split()
    committed = {int(word[1:]) for word in words if word[0] == "+"}
    found = Counter(int(id[1:].split("-")[0]) for id in Fact.objects.values_list("id", flat=True))
    for number in committed - found.keys():
        yield f"submission {number} was answered and is not there"
    for number, count in found.items():
        if count != 3:
            yield f"submission {number} is there with {count} of 3 facts"
    if waiting := Touched.objects.count():
        yield f"{waiting} touches still wait"


def _unlike_replay() -> Iterator[str]:
    from django.db import transaction
    from django.db.models import Sum

    from shouwen.law.judge.plain.engine import judge
    from shouwen.works.duty import queries, store
    from shouwen.works.journal import charters
    from shouwen.works.journal import store as journal
    from shouwen.works.journal.instants import to_us
    from shouwen.works.ledger.models import Entry

    charter = charters.current()
    for failing in queries.failing():
        yield f"judging {failing.scope} fails: {failing.error}"
    with transaction.atomic():
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT clock_timestamp()")
            now = to_us(cursor.fetchone()[0])
        facts, held = journal.select("true", []), store.select("true", [])
        sums = Entry.objects.values("key").annotate(points=Sum("points"), money=Sum("money"))
        charged = {row["key"]: (row["points"], row["money"]) for row in sums if row["points"] or row["money"]}
    replays = [{v.key: v for v in judge(facts, charter, at).verdicts} for at in (now, now - LAG_US)]
    live = {verdict.key: verdict for verdict in held}
    for key in live.keys() | replays[0].keys():
        ours, theirs = _lasting(live.get(key)), [_lasting(replay.get(key)) for replay in replays]
        if ours not in theirs:
            yield f"{key}: live says {ours}, replay says {theirs[0]}"
    for key in charged.keys() | replays[0].keys():
        ours, theirs = charged.get(key), [_owed(replay.get(key), charter) for replay in replays]
        if ours not in theirs:
            yield f"{key}: the ledger holds {ours}, owed are {theirs[0]}"


def _lasting(verdict: Verdict | None) -> Verdict | None:
    from shouwen.works.duty import store

    return store.lasting(verdict) if verdict else None


def _owed(verdict: Verdict | None, charter: Charter) -> tuple[int, int] | None:
    from shouwen.law.judge.consequences import borne_by

    owes = verdict and (verdict.points or verdict.money) and borne_by(verdict, charter)
    return (verdict.points, verdict.money) if verdict and owes else None


def _doubled() -> Iterator[str]:
    """The database forbids it; asked without trusting its constraints."""
    from django.db.models import Count

    from shouwen.works.duty.models import Notice, Verdict
    from shouwen.works.journal.models import Fact
    from shouwen.works.ledger.models import Entry

    told = ("key", "kind", "rung", "turn", "to_post", "to_unit", "to_staff")
    for rows, fields in (
        (Fact.objects.all(), ("id",)),
        (Verdict.objects.filter(superseded_at=None), ("key",)),
        (Entry.objects.all(), ("key", "turn")),
        (Notice.objects.all(), told),
    ):
        for row in rows.order_by().values(*fields).annotate(n=Count("pk")).filter(n__gt=1):
            yield f"{rows.model.__name__} twice: {row}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
