"""A process that writes like a web server does: a few facts a transaction, each submission again until it is answered.

    python -m tests.faults.writer FILE SECONDS RATE

Appends the ids of a transaction to FILE before it begins, with a mark after it was committed. Started again on the
same file, it repeats what was not marked, under the same ids, as a browser's second try does.
"""

from __future__ import annotations

import os
import random
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

SUBJECTS, UNITS, STAFF = 60, ["crew-1", "crew-2", "crew-3"], ["s1", "s2", "s3", "s4"]
KINDS = ["job.opened"] * 5 + ["job.done"] * 4 + ["job.checked", "job.held", "job.resumed", "job.rated"]
KINDS += ["staff.rude", "staff.late", "unit.founded", "drill.held", "drill.held", "job.dropped"]


def submission(number: int) -> list[dict[str, object]]:
    """Three facts that belong together, always the same for a number but for the instants."""
    rng = random.Random(number)
    facts: list[dict[str, object]] = []
    for part in range(3):
        kind = rng.choice(KINDS)
        area = {"area": rng.choice(["near", "far"])} if kind == "job.opened" and rng.random() < 0.95 else {}
        stars = {"stars": rng.randint(1, 5)} if kind == "job.rated" else {}
        fact = {
            "kind": kind,
            "subject": f"j{rng.randrange(SUBJECTS)}",
            "data": area | stars,
            "id": f"n{number}-{part}",
        }
        late = rng.choice([0, 0, 0, rng.uniform(0, 180), rng.uniform(0, 86400)])
        fact |= {
            "unit": rng.choice(UNITS),
            "staff": rng.choice(STAFF),
            "late": timedelta(seconds=late),
            "by": "writer",
        }
        facts.append(fact)
    return facts


def write(number: int) -> None:
    from django.db import transaction

    from shouwen.works.journal import actions

    rng = random.Random(os.getpid() * 100_000 + number)
    with transaction.atomic():
        for fact in submission(number):
            late = fact.pop("late")
            at = datetime.now(UTC) - late  # type: ignore[operator]
            try_again = rng.random() < 0.02
            for _ in range(2 if try_again else 1):
                actions.record(**fact, at=at)  # type: ignore[arg-type]
            time.sleep(rng.random() * 0.004)  # leave room to be killed in


def main(file: Path, seconds: float, rate: float) -> None:
    import django

    django.setup()
    from django.db import Error, connection

    log = file.open("a", buffering=1)
    seen = file.read_text().split()
    done = {int(word[1:]) for word in seen if word[0] == "+"}
    begun = sorted({int(word) for word in seen if word[0] != "+"} - done)
    number, until = max(done | set(begun), default=0), time.monotonic() + seconds
    while begun or time.monotonic() < until:
        if begun:
            now = begun.pop(0)
        else:
            number = now = number + 1
            log.write(f"{now}\n")
        try:
            repeat_or_write(now)
        except Error:
            connection.close()
            begun.insert(0, now)
            time.sleep(0.2)
            continue
        log.write(f"+{now}\n")
        time.sleep(random.expovariate(rate / 3))


def repeat_or_write(number: int) -> None:
    """A second try must name the same content: if the first was committed, that is seen by its ids."""
    from shouwen.works.journal.models import Fact

    known = Fact.objects.filter(id__in=[f"n{number}-{part}" for part in range(3)]).count()
    if known not in (0, 3):
        raise SystemExit(f"a part of submission {number} was committed: {known} of 3 facts")
    if not known:
        write(number)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]))
