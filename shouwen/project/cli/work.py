from __future__ import annotations

import os

import click


@click.command("work")
def command() -> None:
    """Start one worker: live judging, reminders, housekeeping. `shouwen serve` starts one by itself.

    Start more where one is not enough, on any machine that reaches the database. SIGTERM and Ctrl-C let the job in
    hand end first; a job that was cut off is begun anew by another worker.
    """
    from shouwen.project import lifeline

    lifeline.tie_to_parent(last_word_s=10)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwen.project.settings")
    import django

    django.setup()
    from shouwen.project.prepare import check_database
    from shouwen.works.duty import worker

    check_database()
    worker.run()
