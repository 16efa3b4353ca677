from __future__ import annotations

import os
from contextlib import nullcontext

import click


@click.command("demo")
@click.option(
    "--seed", type=int, default=None, help="Another seed makes another month (the same one, the same)."
)
@click.option(
    "--month", metavar="YYYY-MM", help="The month that is lived through; by default the 31 days up to now."
)
def command(seed: int | None, month: str | None) -> None:
    """Load the invented company and a month of its work into an empty database, judged like everything else.

    Refused (exit 2) when somebody is in the database already. `shouwen serve` does this by itself at the first start.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwen.project.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth import get_user_model

    from shouwen.project import demo, embedded, prepare

    with (
        embedded.running(settings.HOME, settings.DATABASES["default"]["NAME"])
        if settings.IS_EMBEDDED
        else nullcontext()
    ):
        prepare.check_database()
        prepare.migrate()
        prepare.keep_charter()
        if get_user_model().objects.exists():
            raise click.UsageError(
                "数据库中已有人员，演示公司只装入空库：请用 SHOUWEN_HOME 指定新的目录。\n"
                "Somebody is in this database already and the demo company goes into an empty one only: "
                "name a new folder in SHOUWEN_HOME."
            )
        demo.load(seed=demo.SEED if seed is None else seed, month=month)
        prepare.print_accounts()
