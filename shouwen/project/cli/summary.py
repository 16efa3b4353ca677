"""The summary of a run: a table for people, one JSON object for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, Any

from shouwen.law.judge.records import points_number, record
from shouwen.law.judge.summary import ClauseSummary
from shouwen.law.judge.words import why
from shouwen.law.report import words as said
from shouwen.law.worktime.instants import format_iso
from shouwen.law.worktime.limits import HOUR, MINUTE, SECOND, Limit
from shouwen.project.judging import Run
from shouwen.words import Words

FILE_WIDTH = 110


def as_record(run: Run, most_problems: int) -> dict[str, Any]:
    """The summary as JSON knows it; `problems` holds the first ones, `problems_found` how many there are."""
    problems = run.problems
    return {
        "charter": run.charter.name,
        "version": run.charter.version_text,
        "now": format_iso(run.now, run.charter.zone),
        "engine": run.engine,
        "rows": problems.rows,
        "facts": problems.facts,
        "repeated": problems.repeated,
        "unused": problems.unused,
        "left_out": problems.left_out,
        "unknown_kinds": dict(run.unknown_kinds),
        "verdicts": len(run.verdicts),
        "clauses": [_clause(each, run) for each in run.verdicts.summary],
        "notes": [{"zh": each.words.zh, "en": each.words.en} for each in problems.notes],
        "problems_found": problems.found,
        "problems": [
            {
                "file": each.file,
                "line": each.line,
                "code": each.code,
                "zh": each.words.zh,
                "en": each.words.en,
            }
            for each in problems.first[:most_problems]
        ],
    }


def _clause(each: ClauseSummary, run: Run) -> dict[str, Any]:
    title = run.charter.clauses[each.clause].title
    return {
        "clause": each.clause,
        "title": {"zh": title.zh, "en": title.en},
        "counts": {word: each.counts.get(word, 0) for word in said.VERDICTS},
        "median_s": each.median_s,
        "p95_s": each.p95_s,
        "points": points_number(each.points),
        "money": each.money,
        "worst": [record(verdict, run.charter) for verdict in each.worst],
    }


def show(run: Run, language: str, most_problems: int, stream: IO[str]) -> None:
    """The summary as a table, then the worst cases, then what was wrong with the files."""
    from rich.console import Console

    width = None if stream.isatty() else FILE_WIDTH
    console = Console(file=stream, highlight=False, markup=False, soft_wrap=True, width=width)
    summary = run.verdicts.summary
    title = Words(
        f"{run.charter.title.zh}（{run.charter.version}），截至 {format_iso(run.now, run.charter.zone)}",
        f"{run.charter.title.en} ({run.charter.version}), as of {format_iso(run.now, run.charter.zone)}",
    )
    console.print(title.in_(language))
    console.print(_table(summary, run, language), soft_wrap=False)
    for each in summary:
        for verdict in each.worst[:1]:
            console.print(f"{said.WORST.in_(language)}: {why(verdict, run.charter).in_(language)}")
    for line in _about_files(run, language, most_problems):
        console.print(line.in_(language))


def _table(summary: Sequence[ClauseSummary], run: Run, language: str) -> Any:
    """One row a clause; on a narrow terminal the titles give way, never the figures."""
    from rich.box import SIMPLE_HEAD
    from rich.cells import cell_len
    from rich.table import Table

    words = [word for word in said.VERDICTS if any(each.counts.get(word) for each in summary)]
    timed = any(each.median_s is not None for each in summary)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True, expand=True)
    table.add_column(said.CLAUSE.in_(language), min_width=6, no_wrap=True)
    table.add_column(said.TITLE.in_(language), no_wrap=True, ratio=1)
    for head in [said.VERDICTS[word] for word in words] + ([said.MEDIAN, said.P95] if timed else []):
        text = head.in_(language)
        table.add_column(text, justify="right", no_wrap=True, min_width=max(cell_len(text), 5))
    for each in summary:
        counts = [str(each.counts.get(word, 0) or "·") for word in words]
        times = [_span(each.median_s), _span(each.p95_s)] if timed else []
        table.add_row(each.clause, run.charter.clauses[each.clause].title.in_(language), *counts, *times)
    return table


def _span(seconds: float | None) -> str:
    """A length of time as short as a limit is written: 1h30min; from an hour on without seconds."""
    if seconds is None:
        return ""
    us = round(seconds * SECOND)
    us -= us % (MINUTE if us >= HOUR else SECOND if us >= SECOND else 1)
    return str(Limit(us, "clock")) if us else "0s"


def _about_files(run: Run, language: str, most: int) -> list[Words]:
    found = run.problems
    lines = [
        Words(
            f"读取 {found.rows} 行，得事实 {found.facts} 件，认定 {len(run.verdicts)} 条。",
            f"{found.rows} rows read, {found.facts} facts, {len(run.verdicts)} verdicts.",
        )
    ]
    if found.repeated:
        lines.append(
            Words(
                f"重复的事实 {found.repeated} 件，只计一次。",
                f"{found.repeated} facts stood there twice and count once.",
            )
        )
    if found.unused:
        lines.append(
            Words(f"{found.unused} 行按映射不产生事实。", f"{found.unused} rows state nothing by the map.")
        )
    if run.unknown_kinds:
        listed = ", ".join(f"{kind} ({count})" for kind, count in run.unknown_kinds.most_common(5))
        lines.append(
            Words(f"规范不认识的事实种类：{listed}。", f"Kinds of fact the charter does not know: {listed}.")
        )
    lines += [note.words for note in found.notes]
    if found.found:
        more = found.found - most
        lines.append(
            Words(
                f"有 {found.left_out} 行格式有误，未计入：",
                f"{found.left_out} rows were malformed and left out:",
            )
        )
        lines += [problem.words for problem in found.first[:most]]
        if more > 0:
            lines.append(
                Words(
                    f"……另有 {more} 处；用 --problems 写出全部。",
                    f"... and {more} more; --problems writes all of them.",
                )
            )
    return lines
