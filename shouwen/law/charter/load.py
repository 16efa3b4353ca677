"""Finds a pack by name or folder and loads it, or raises everything that is wrong with it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from shouwen.law.charter.build import HEADER, Builder
from shouwen.law.charter.charter import Charter, SettingValue
from shouwen.law.charter.errors import CharterError, CharterErrors, NoCharter, Place, did_you_mean
from shouwen.law.charter.source import Source, read
from shouwen.law.charter.variants import Merged, merged, variant_of
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
    sources = _sources(folder, pack)
    head = next(source for source in sources if source.file == HEADER)
    if isinstance(head.data, Mapping) and "adopts" in head.data:
        return _variant(pack, folder, head, [source for source in sources if source is not head], settings)
    return _built(pack, str(folder), sources, settings)


def _sources(folder: Path, pack: str) -> list[Source]:
    paths = sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml") and path.is_file())
    return [read(path.name, _content(path, pack)) for path in paths]


def _variant(
    pack: str, folder: Path, head: Source, own: list[Source], settings: Mapping[str, SettingValue]
) -> Charter:
    """A charter that adopts another: the pack has to stand by itself, so whatever is wrong then is the variant's."""
    variant = variant_of(head)
    if variant is None or head.errors:
        raise CharterErrors(pack, head.errors)
    beside = folder / variant.adopts
    base = beside if (beside / HEADER).is_file() else find(variant.adopts)
    if base.resolve() == folder.resolve():
        raise CharterErrors(pack, [_of_itself(head)])
    load(base)
    sources = _sources(base, variant.adopts)
    if any(source.file == HEADER and "adopts" in source.data for source in sources):
        raise CharterErrors(pack, [_of_another(head)])
    found = merged(head, variant, sources, own)
    if found.errors:
        raise CharterErrors(pack, found.errors)
    try:
        charter = _built(pack, str(folder), found.sources, {**found.settings, **settings})
    except CharterErrors as errors:
        blamed = (_blamed(each, head, found) for each in errors.errors)
        raise CharterErrors(pack, blamed) from None
    places = {number: head.place(at) for number, at in found.blame.items()}
    return replace(charter, places={**charter.places, **places})


def _blamed(error: CharterError, head: Source, found: Merged) -> CharterError:
    """An error of an amended clause, at its amendment."""
    at = found.blame.get(error.clause or "")
    return replace(error, place=head.place(at)) if at else error


def _of_itself(head: Source) -> CharterError:
    return CharterError(
        head.place(("adopts",)),
        None,
        Words("规范不能采用自己", "a charter cannot adopt itself"),
        Words("请写另一套规范的名称", "name another charter"),
    )


def _of_another(head: Source) -> CharterError:
    return CharterError(
        head.place(("adopts",)),
        None,
        Words("所采用的规范自己也采用别的规范", "the charter that is adopted adopts another one itself"),
        Words("请直接采用那一套，并写上全部修订", "adopt that one, and write all amendments here"),
    )


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
