"""What the commands on charters share: their argument, their exit codes, and how errors and JSON are printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from functools import wraps
from typing import ParamSpec, TypeVar

import click

P = ParamSpec("P")
R = TypeVar("R")
WRONG = 1
UNREADABLE = 2
pack_argument = click.argument("pack")
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document instead of a table.")


def told(run: Callable[P, R]) -> Callable[P, R]:
    """Print what is wrong with a pack instead of a traceback, and leave with the right code."""

    @wraps(run)
    def telling(*args: P.args, **kwargs: P.kwargs) -> R:
        from shouwen.law.charter import CharterErrors, NoCharter

        try:
            return run(*args, **kwargs)
        except CharterErrors as errors:
            click.echo(str(errors), err=True)
            sys.exit(UNREADABLE if isinstance(errors, NoCharter) else WRONG)

    return telling


def both(words: Mapping[str, str]) -> str:
    """Words in Chinese and English on one line."""
    return f"{words['zh']} {words['en']}"


def print_json(content: object) -> None:
    """A document for the next program."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))
