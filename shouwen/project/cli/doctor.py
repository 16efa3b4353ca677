from __future__ import annotations

import json
import os
import sys

import click

MARKS = {"good": "✓", "note": "·", "bad": "✗"}


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line: about, state, zh, en.")
def command(as_json: bool) -> None:
    """Look whether everything that is needed is there: Python, packages, front-end files, database, worker, jobs.

    Starts nothing and mends nothing. Exit code 20 when something is bad, else 0.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwen.project.settings")
    import django

    django.setup()
    from shouwen.project.doctor import examine
    from shouwen.project.trouble import Exit

    is_bad = False
    for found in examine():
        is_bad |= found.state == "bad"
        if as_json:
            line = {"about": found.about, "state": found.state, "zh": found.words.zh, "en": found.words.en}
            click.echo(json.dumps(line, ensure_ascii=False))
        else:
            click.echo(f"{MARKS[found.state]} {found.words.zh} · {found.words.en}")
    sys.exit(Exit.DOCTOR_FOUND if is_bad else Exit.OK)
