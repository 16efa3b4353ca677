"""`shouwen manage ...`: Django's own commands, with the embedded PostgreSQL running for as long as they need it."""

from __future__ import annotations

import os
from contextlib import nullcontext

import click


@click.command(
    "manage",
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Pass a command on to Django: `shouwen manage migrate`, `shouwen manage shell`, ..."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwen.project.settings")
    from django.conf import settings
    from django.core.management import execute_from_command_line

    from shouwen.project import embedded

    needs_database = bool(arguments) and arguments[0] not in {
        "help",
        "check",
        "makemigrations",
        "--help",
        "--version",
    }
    with (
        embedded.running(settings.HOME, settings.DATABASES["default"]["NAME"])
        if settings.IS_EMBEDDED and needs_database
        else nullcontext()
    ):
        execute_from_command_line(["shouwen manage", *arguments])
