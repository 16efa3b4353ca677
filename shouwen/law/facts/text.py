"""Text files as they come: packed or not, with or without a byte order mark, in UTF-8, UTF-16 or GB18030."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

from shouwen.law.facts.problems import Malformed, Problem, Problems, Unreadable
from shouwen.words import Words

GZIP = b"\x1f\x8b"
BLOCK = 1 << 20
LONGEST_LINE = 1 << 24
BROKEN = (EOFError, zlib.error, gzip.BadGzipFile)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
Tick = Callable[[float], None]


def sources(paths: Iterable[Path], problems: Problems, tick: Tick | None = None) -> Iterator[Source]:
    """One source for each file; `tick` is told how much of all of them has been read, by size."""
    files = [Path(path) for path in paths]
    sizes = [file.stat().st_size if file.is_file() else 0 for file in files]
    for n, file in enumerate(files):
        yield Source(
            file, problems, tick and partial(_share, tick, sum(sizes[:n]), sizes[n], max(sum(sizes), 1))
        )


def _share(tick: Tick, before: int, size: int, total: int, done: float) -> None:
    tick((before + size * done) / total)


@dataclass(frozen=True, slots=True)
class Source:
    """One file being read, and where its problems go."""

    path: Path
    problems: Problems
    tick: Tick | None = None

    @property
    def name(self) -> str:
        """The path as it was given: two folders may hold files of one name."""
        return str(self.path)

    def leave_out(self, line: int | None, fault: Malformed, rows: int = 1) -> None:
        """Report rows that become no facts."""
        self.problems.add(Problem(self.name, line, fault.code, fault.what, fault.mend, rows))

    def note(self, code: str, what: Words, mend: Words) -> None:
        """Report something that left nothing out."""
        self.problems.note(Problem(self.name, None, code, what, mend, 0))


def head(path: Path, size: int = 4096) -> bytes:
    """The first bytes of a file, unpacked. Errors: Unreadable, naming the file and the cure."""
    try:
        with open_bytes(path) as stream:
            return stream.read(size)
    except BROKEN:
        return b""
    except OSError as error:
        raise Unreadable(
            Words(
                f"{path}：读不了（{error.strerror or error}）；请检查路径和权限。",
                f"{path}: cannot be read ({error.strerror or error}); check the path and who may read it.",
            )
        ) from error


def open_bytes(path: Path) -> BinaryIO:
    """The file as a stream of bytes, unpacked if it begins like gzip, whatever its name says."""
    raw = path.open("rb")
    try:
        is_packed = raw.read(2) == GZIP
        raw.seek(0)
    except BaseException:
        raw.close()
        raise
    return cast(BinaryIO, _Packed(raw)) if is_packed else raw


class _Packed(gzip.GzipFile):
    """A gzip file that closes the file below with it."""

    def __init__(self, raw: BinaryIO) -> None:
        super().__init__(fileobj=raw)
        self.raw_file = raw

    def close(self) -> None:
        super().close()
        self.raw_file.close()


def lines(source: Source, encoding: str | None = None) -> Iterator[str]:
    """The physical lines of a text file, each with its ending.

    Bytes that do not belong to the encoding arrive as lone surrogates, so that the row they stand in can be
    left out instead of the file. A compressed file that breaks off gives the lines before the break.
    """
    chosen = encoding or encoding_of(source)
    size = max(source.path.stat().st_size, 1)
    with open_bytes(source.path) as stream:
        text = io.TextIOWrapper(io.BufferedReader(_Whole(stream, source)), chosen, ESCAPE, newline="")
        for number, line in enumerate(iter(lambda: text.readline(LONGEST_LINE), "")):
            if source.tick and not number % 4096:
                source.tick(_position(stream) / size)
            yield line


def _position(stream: BinaryIO) -> int:
    below: BinaryIO = getattr(stream, "raw_file", stream)
    return below.tell()


def _escape(error: UnicodeError) -> tuple[str, int]:
    """Each byte that cannot be decoded as a lone surrogate; `surrogateescape` refuses those below 128."""
    assert isinstance(error, UnicodeDecodeError)
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


ESCAPE = "shouwen-escape"
codecs.register_error(ESCAPE, _escape)


class _Whole(io.RawIOBase):
    """A stream whose breaking off is a reported problem and then simply its end."""

    def __init__(self, stream: BinaryIO, source: Source) -> None:
        self._stream, self._source, self._is_over = stream, source, False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        block = b"" if self._is_over else self._next(len(buffer))
        buffer[: len(block)] = block
        return len(block)

    def _next(self, size: int) -> bytes:
        try:
            return self._stream.read(size)
        except BROKEN:
            self._is_over = True
            self._source.leave_out(None, BROKEN_OFF, rows=0)
            return b""


BROKEN_OFF = Malformed(
    "broken-off",
    Words(
        "压缩文件不完整，只能读到断开处",
        "the compressed file breaks off or is damaged, and is read only up to there",
    ),
    Words("请重新导出或重新传输该文件", "export or copy the file again"),
)


def encoding_of(source: Source) -> str:
    """The encoding the whole file is in; anything but UTF-8 is noted, since a guess should be seen."""
    start = head(source.path, 4)
    for mark, name in _MARKS:
        if start.startswith(mark):
            if name != "utf-8-sig":
                _note_encoding(source, "UTF-16")
            return name
    if _decodes(source.path, "utf-8"):
        return "utf-8"
    if _decodes(source.path, "gb18030") and not _looks_like_utf_8(source.path):
        _note_encoding(source, "GB18030")
        return "gb18030"
    return "utf-8"


def _note_encoding(source: Source, name: str) -> None:
    source.note(
        "encoding",
        Words(f"不是 UTF-8，按 {name} 读取", f"is not UTF-8 and was read as {name}"),
        Words("若有乱码，请另存为 UTF-8", "if characters look wrong, save it as UTF-8"),
    )


def _blocks(path: Path) -> Iterator[bytes]:
    with open_bytes(path) as stream:
        try:
            while block := stream.read(BLOCK):
                yield block
        except BROKEN:
            return


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for block in _blocks(path):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _looks_like_utf_8(path: Path) -> bool:
    """Whether most lines beyond ASCII are UTF-8: one damaged line must not turn the rest into gibberish."""
    good = bad = 0
    for block in _blocks(path):
        for line in block.split(b"\n")[1:-1] or [block]:
            if line.isascii():
                continue
            try:
                line.decode()
                good += 1
            except UnicodeDecodeError:
                bad += 1
    return good > bad
