from __future__ import annotations

import os

import click


@click.command("serve")
@click.option("--host", help="Address to listen on (SHOUWEN_HOST, else 127.0.0.1).")
@click.option(
    "--port", type=click.IntRange(0, 65535), help="Port (SHOUWEN_PORT, else 8000); 0 takes a free one."
)
@click.option(
    "--demo/--no-demo", default=None, help="Fill an empty database with the demo company (the default)."
)
@click.option("--company", metavar="NAME", help="Which of the five companies is served (SHOUWEN_COMPANY).")
@click.option("--all", "everybody", is_flag=True, help="All five companies, on the ports from --port on.")
def command(
    host: str | None, port: int | None, demo: bool | None, company: str | None, everybody: bool
) -> None:
    """Start the house: database, web server and one worker. Ctrl-C stops all of it.

    One installation serves one company by one charter. The demo knows five: power-hall (unless told otherwise),
    heating, call-centre, group-services and after-sales, each in a database of its own.

    Exit codes: 0 stopped, 10 port in use, 11 already running, 12 disk full, 13 data folder unwritable, 14 database
    of a newer version, 15 PostgreSQL unsupported, 16 PostgreSQL unreachable, 17 a setting is wrong, 18 installation
    incomplete, 19 a part did not start.
    """
    if company and everybody:
        raise click.UsageError("--company 与 --all 只能写一个。\n--company and --all cannot stand together.")
    if company:
        os.environ["SHOUWEN_COMPANY"] = company
    from shouwen.project import settings
    from shouwen.project.serve import serve

    serve(
        host or settings.SERVE_HOST,
        settings.SERVE_PORT if port is None else port,
        demo=settings.WITH_DEMO if demo is None else demo,
        companies=settings.COMPANIES if everybody else (),
    )
