"""`shouwen judge`: an event log and a charter in, verdicts out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal, NoReturn, cast

import click

if TYPE_CHECKING:
    from shouwen.law.facts.text import Tick
    from shouwen.project.judging import Question, Run

Format = Literal["table", "jsonl", "parquet", "xlsx"]
LEFT_OUT, CANNOT_RUN = 1, 2
SHOWN_PROBLEMS = 10
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("judge")
@click.argument("files", nargs=-1, required=True, type=_FILE, metavar="FILE...")
@click.option(
    "--charter",
    "charter_name",
    required=True,
    metavar="NAME|FOLDER",
    help="The charter: its name or its folder.",
)
@click.option(
    "--map", "map_file", type=_FILE, metavar="MAP.yaml", help="How to read a log that is not a fact file."
)
@click.option(
    "--now",
    "now_text",
    metavar="TIME|last",
    help="Judge as of this time (ISO 8601), or of the last fact. Default: this moment.",
)
@click.option(
    "--engine",
    type=click.Choice(["duckdb", "python"]),
    help="Both conclude the same. Default: python, and duckdb from 16 MiB of files on.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "parquet", "xlsx"]),
    default="table",
    show_default=True,
    help="table: the summary; the others: every verdict.",
)
@click.option("--out", type=_FILE, metavar="FILE", help="Where the verdicts go; parquet and xlsx need it.")
@click.option(
    "--problems",
    "problem_file",
    type=_FILE,
    metavar="FILE.csv",
    help="Write every problem of the files here.",
)
@click.option(
    "--facts",
    "facts_file",
    type=_FILE,
    metavar="FILE",
    help="Also write the facts that were read (.jsonl, .csv, .parquet).",
)
@click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default=None,
    help="Language of tables and sheets. Default: by LANG.",
)
@click.option("--json", "as_json", is_flag=True, help="The summary as one JSON object on standard output.")
def command(
    files: tuple[Path, ...],
    charter_name: str,
    map_file: Path | None,
    now_text: str | None,
    engine: Literal["duckdb", "python"] | None,
    form: Format,
    out: Path | None,
    problem_file: Path | None,
    facts_file: Path | None,
    lang: str | None,
    as_json: bool,
) -> None:
    """Judge an event log by a charter.

    FILE is JSON Lines, CSV or Parquet, packed with gzip or not, with the columns kind, at and subject; any other
    log is read with --map. Rows that are malformed are reported, counted and left out.

    \b
    Exit codes: 0 judged
                1 judged, but rows were left out as malformed
                2 could not be judged: a file, the charter, the map or an option is wrong
    """
    language = lang or ("zh" if _locale().startswith("zh") else "en")
    to_stdout = form == "jsonl" and out is None
    if as_json and to_stdout:
        _refuse("--json and --format jsonl both write to standard output; name a file with --out")
    if form in ("parquet", "xlsx") and out is None:
        _refuse(f"--format {form} needs --out FILE")
    if out is not None and form == "table":
        _refuse("--out needs --format jsonl, parquet or xlsx")
    with ExitStack() as stack, _in_words(language):
        from shouwen.law.facts import Problems
        from shouwen.project.judging import ProblemFile, judge_files

        question = _question(files, charter_name, map_file, now_text, engine)
        problems = Problems(sink=ProblemFile(problem_file, language, stack) if problem_file else None)
        with _progress(language) as tick:
            run = judge_files(question, problems, facts_file, tick)
        _write(run, form, out, language)
        _tell(run, language, as_json, sys.stderr if to_stdout else sys.stdout)
    sys.exit(LEFT_OUT if problems.found else 0)


def _locale() -> str:
    return next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")


def _refuse(sentence: str) -> NoReturn:
    click.echo(f"shouwen judge: {sentence}", err=True)
    sys.exit(CANNOT_RUN)


@contextmanager
def _in_words(language: str) -> Iterator[None]:
    """Ends the command with the sentence of whatever is wrong with charter, map, file or disk."""
    from shouwen.law.charter import CharterErrors
    from shouwen.law.facts import Unreadable

    try:
        yield
    except CharterErrors as errors:
        _refuse(str(errors))
    except Unreadable as error:
        _refuse(error.words.in_(language))
    except BrokenPipeError:
        raise  # whoever read our output has had enough; click ends quietly
    except OSError as error:
        _refuse(f"{error.filename or 'output'}: {error.strerror or error}; choose another place")


def _question(
    files: tuple[Path, ...],
    charter_name: str,
    map_file: Path | None,
    now_text: str | None,
    engine: Literal["duckdb", "python"] | None,
) -> Question:
    from shouwen.law.charter import load
    from shouwen.law.facts.maps import load_map
    from shouwen.law.worktime.instants import from_datetime, parse_iso
    from shouwen.project.judging import LAST, Question, engine_for

    engine = engine or engine_for(files)
    charter = load(charter_name)
    log_map = load_map(map_file) if map_file else None
    if now_text == LAST:
        return Question(files, charter, log_map, "last", engine)
    try:
        now = parse_iso(now_text, charter.zone) if now_text else from_datetime(datetime.now(UTC))
    except ValueError as error:
        _refuse(f"--now: {error}")
    return Question(files, charter, log_map, now, engine)


@contextmanager
def _progress(language: str) -> Iterator[Tick | None]:
    """A progress bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    reading = "读取" if language == "zh" else "Reading"
    judging = "判定" if language == "zh" else "Judging"
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(reading, total=1.0)

        def tick(done: float) -> None:
            progress.update(task, completed=done, description=reading if done < 1 else judging)

        yield tick


def _write(run: Run, form: Format, out: Path | None, language: str) -> None:
    from shouwen.law import report

    verdicts, charter = run.verdicts, run.charter
    if form == "jsonl":
        if out is None:
            report.write_jsonl(verdicts, charter, sys.stdout)
        else:
            with out.open("w", encoding="utf-8") as stream:
                report.write_jsonl(verdicts, charter, stream)
    elif form == "parquet":
        report.write_parquet(verdicts, charter, cast(Path, out))
    elif form == "xlsx":
        report.write_workbook(cast(Path, out), verdicts, run.problems.first, charter, language)


def _tell(run: Run, language: str, as_json: bool, stream: IO[str]) -> None:
    from shouwen.project.cli.summary import as_record, show

    if as_json:
        click.echo(json.dumps(as_record(run, SHOWN_PROBLEMS), ensure_ascii=False, indent=2))
    else:
        show(run, language, SHOWN_PROBLEMS, stream)
