"""Packs for the tests: the small one in the folder, and ones written from a few lines."""

from __future__ import annotations

from pathlib import Path

from shouwen.law.charter import Charter, CharterError, CharterErrors, load

SMALL = Path(__file__).parent / "packs" / "small"

HEADER = """\
charter: made
prefix: MD
title: {zh: 样例, en: Made}
company: {zh: 虚构公司, en: An invented company}
version: "1"
effective: 2024-01-01
settings:
  promptly: {title: {zh: 及时, en: Promptly}, unit: duration, default: 30min, least: 5min, most: 1h}
  unset: {title: {zh: 未定, en: Unset}, unit: count}
calendars:
  hall: {title: {zh: 营业, en: Hall}, week: {mon-fri: ["09:00-17:00"]}}
posts: {crew: {zh: 抢修, en: Crew}, head: {zh: 所长, en: Head}}
facts:
  repair.reported: {title: {zh: 报修, en: Reported}, data: {area: {type: choice, of: [urban, rural]}, n: {type: integer}}}
  repair.arrived: {title: {zh: 到场, en: Arrived}, data: {note: {type: text}, stars: {type: text}}}
  repair.done: {title: {zh: 修复, en: Done}}
"""
CLAUSE = """\
- clause: "{number}"
  cites: MD-{number}
  title: {{zh: 标题, en: Title}}
  says: {{zh: 内容, en: Content}}
"""
MARK = "# <-"


def write(folder: Path, *clauses: str, header: str = HEADER) -> Path:
    """A pack of one chapter. Each text is the rest of a clause; they are numbered from 1."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "charter.yaml").write_text(header, encoding="utf-8")
    chapter = "chapter: {zh: 章, en: Chapter}\nclauses:\n"
    for number, rest in enumerate(clauses, start=1):
        chapter += CLAUSE.format(number=number)
        chapter += "".join(f"  {line}\n" for line in rest.strip("\n").split("\n"))
    (folder / "chapter.yaml").write_text(chapter, encoding="utf-8")
    return folder


def marked(path: Path) -> int:
    """The line of a file that carries the mark."""
    lines = path.read_text(encoding="utf-8").split("\n")
    (line,) = [number for number, text in enumerate(lines, start=1) if MARK in text]
    return line


def errors(folder: Path) -> tuple[CharterError, ...]:
    """What is wrong with a pack; empty when it loads."""
    try:
        load(folder)
    except CharterErrors as found:
        return found.errors
    return ()


def small() -> Charter:
    """The small pack, loaded."""
    return load(SMALL)
