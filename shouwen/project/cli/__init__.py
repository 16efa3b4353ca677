"""The `shouwen` command: each subcommand is imported only when it is called."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from shouwen import __version__
from shouwen.project.trouble import Trouble, say

SUBCOMMANDS = {
    "charter": "List, check, prove, show and export charters.",
    "judge": "Judge an event log by a charter.",
    "serve": "Start the house: database, web server and worker.",
    "work": "Start one worker.",
    "people": "Load and list units, staff and posts; passwords, API keys.",
    "demo": "Load the demo company into an empty database.",
    "doctor": "Look whether everything that is needed is there.",
    "manage": "Pass a command on to Django.",
}


class House(click.Group):
    """`shouwen NAME` lives in shouwen/project/cli/NAME.py as `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in SUBCOMMANDS:
            return None
        command = import_module(f"{__name__}.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def main(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().main(*args, **kwargs)
        except Trouble as trouble:
            say(trouble.words, err=True)
            sys.exit(trouble.code)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(SUBCOMMANDS.items()))


@click.group(cls=House, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="shouwen")
def main() -> None:
    """Shouwen (首问) executes a company's written service regulation."""
