"""Records one job whose time is up in three seconds, and says how long after that the worker found it overdue."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


def main() -> None:
    import django

    django.setup()
    from django.db import transaction

    from shouwen.works.duty.models import Verdict
    from shouwen.works.journal import actions

    at = datetime.now(UTC) - timedelta(seconds=57)
    with transaction.atomic():
        actions.record(
            kind="job.opened", subject="j1", unit="crew-1", data={"area": "near"}, at=at, by="test"
        )
    due_at = at + timedelta(seconds=60)
    while not Verdict.objects.filter(verdict="overdue", superseded_at=None).exists():
        if datetime.now(UTC) > due_at + timedelta(seconds=30):
            break
        time.sleep(0.02)
    print(f"found after {(datetime.now(UTC) - due_at).total_seconds():.2f} s")


if __name__ == "__main__":
    main()
