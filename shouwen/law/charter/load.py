"""Finds a pack by name or folder and loads it, or raises everything that is wrong with it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from shouwen.law.charter.build import HEADER, Builder
from shouwen.law.charter.charter import Charter, SettingValue
from shouwen.law.charter.errors import CharterError, CharterErrors, NoCharter, Place, did_you_mean
from shouwen.law.charter.source import Source, read
from shouwen.words import Words

VARIABLE = "SHOUWEN_CHARTERS"
"""Folders that hold packs, separated as in PATH; they come before those that are shipped."""
_NOTHING: Mapping[str, SettingValue] = {}


def load(name_or_folder: str | Path, settings: Mapping[str, SettingValue] = _NOTHING) -> Charter:
    """The charter of a pack, given by the name of one that is known or by its folder.

    `settings` replace the defaults of the pack. Errors: CharterErrors with all that is wrong.
    """
    folder = find(name_or_folder)
    pack = str(name_or_folder)
    paths = sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml") and path.is_file())
    sources = [read(path.name, _content(path, pack)) for path in paths]
    return _built(pack, str(folder), sources, settings)


def _built(pack: str, folder: str, sources: list[Source], settings: Mapping[str, SettingValue]) -> Charter:
    from shouwen.law.charter.checks import check

    builder = Builder(sources, settings, folder)
    charter = builder.build()
    if charter is not None:
        builder.errors.extend(
            check(charter, {source.file: source for source in sources}, whole=builder.whole)
        )
    if builder.errors or charter is None:
        raise CharterErrors(pack, builder.errors)
    return charter


def from_text(text: str) -> Charter:
    """The charter whose `text` was kept: the same rules, version and fingerprint. Its places are no lines of files.

    Errors: CharterErrors when the language no longer takes it.
    """
    kept = json.loads(text)
    contents = [(HEADER, kept["header"]), *kept["chapters"]]
    sources = [Source(file, content) for file, content in contents]
    return _built("text", "", sources, kept["settings"])


def find(name_or_folder: str | Path) -> Path:
    """The folder of a pack. Errors: NoCharter when there is none."""
    given = Path(name_or_folder)
    try:
        if (given / HEADER).is_file():
            return given
    except (OSError, ValueError):
        given = Path()
    named = dict(packs())
    if str(name_or_folder) in named:
        return named[str(name_or_folder)]
    known = "、".join(named) or "（无）"
    raise _unfound(
        str(name_or_folder),
        Words(f"没有找到规范「{name_or_folder}」", f"there is no charter '{name_or_folder}'"),
        did_you_mean(
            str(name_or_folder),
            named,
            Words(
                f"请写文件夹（其中要有 {HEADER}）或已有的名称：{known}",
                f"give a folder with a {HEADER}, or one of: {', '.join(named) or 'none'}",
            ),
        ),
    )


def packs() -> Iterator[tuple[str, Path]]:
    """Every pack that can be loaded by name, with its folder; the first of a name wins."""
    seen: set[str] = set()
    for shelf in _shelves():
        for folder in sorted(shelf.iterdir()) if shelf.is_dir() else ():
            if folder.name not in seen and (folder / HEADER).is_file():
                seen.add(folder.name)
                yield folder.name, folder


def _shelves() -> Iterator[Path]:
    for text in os.environ.get(VARIABLE, "").split(os.pathsep):
        if text:
            yield Path(text)
    package = Path(str(files("shouwen")))
    yield package / "charters"  # installed
    yield package.parent / "charters"  # checkout


def _content(path: Path, pack: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise _unfound(
            pack,
            Words(f"读不了 {path.name}（{reason}）", f"{path.name} cannot be read ({reason})"),
            Words("请检查文件及其权限", "check the file and its permissions"),
            path.name,
        ) from error


def _unfound(pack: str, what: Words, mend: Words, file: str = HEADER) -> NoCharter:
    return NoCharter(pack, [CharterError(Place(file, 1), None, what, mend)])
