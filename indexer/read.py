"""Files and folders → raw articles, one file at a time, in a stable order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.stages import RawArticle, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SUFFIXES = frozenset({".txt"})
_MAX_BYTES = 20 * 1024 * 1024
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read(paths: Iterable[Path]) -> Iterator[RawArticle | Rejected]:
    """Every article in the files and folders, in the order given; folders are walked in the order of their names.

    Of a folder only files with a known ending count; a file named by itself is read whatever its ending.
    What cannot be read is `Rejected`; nothing is raised.
    """
    for path in paths:
        yield from map(_read_file, _files(path) if path.is_dir() else [path])


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in SUFFIXES and path.is_file():
            yield path


def _read_file(path: Path) -> RawArticle | Rejected:
    source = str(path)
    try:
        if path.stat().st_size > _MAX_BYTES:
            return Rejected(source, "too_large", f"larger than {_MAX_BYTES >> 20} MB; split it into articles")
        data = path.read_bytes()
    except OSError as error:
        return Rejected(source, "unreadable", error.strerror or str(error))
    return decode(data, source)


def decode(data: bytes, source: str) -> RawArticle | Rejected:
    """The text of one article's bytes: UTF-8, UTF-16 with a mark, or else the Arabic Windows code page.

    A text with NUL bytes is no text. Line ends stay as they are, since offsets point into this very text.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1256")
        except UnicodeDecodeError as error:
            return Rejected(source, "encoding", f"neither UTF-8 nor UTF-16 nor windows-1256: {error.reason}")
    if "\x00" in text:
        return Rejected(source, "binary", "holds NUL characters: not a text")
    return RawArticle(source, text)
