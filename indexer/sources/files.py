"""Files, folders and standard input → packets, one file at a time, in a stable order."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import IO, TYPE_CHECKING

from articles.stages import Rejected
from indexer.sources.packets import MAX_ARTICLE_BYTES, MAX_FILE_BYTES, MAX_KEPT_BYTES, Failure, Media, Packet, label
from indexer.sources.streams import BrokenStreamError, chunks, lines, opened, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.sources.streams import Report

Fields = tuple[tuple[str, str], ...]

MEDIA = {
    ".txt": Media.TEXT,
    ".html": Media.HTML,
    ".htm": Media.HTML,
    ".xhtml": Media.HTML,
    ".json": Media.JSON,
    ".xml": Media.XML,
    ".nitf": Media.XML,
    ".newsml": Media.XML,
}
LINES = frozenset({".jsonl", ".ndjson"})
_COLLECTIONS = frozenset({Media.JSON, Media.XML})


def walk(folder: Path) -> Iterator[Path | Failure]:
    """The files with known endings in a folder and those below it, in the order of their names.

    Links to folders are not followed, so that a loop cannot hold the walk; hidden files are left out.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Failure(Rejected(name_of(folder), "unreadable", error.strerror or str(error)))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from walk(Path(entry.path))
        elif ending(Path(entry.name)) in MEDIA.keys() | LINES and entry.is_file():
            yield Path(entry.path)


def ending(path: Path) -> str:
    """The ending that says what is in a file: that before `.gz`, if it is packed."""
    return Path(path.stem).suffix.lower() if path.suffix.lower() == ".gz" else path.suffix.lower()


def name_of(path: Path) -> str:
    """The path as the source of what is in it, printable whatever its bytes are."""
    return label(os.fsencode(path).decode("utf-8", "replace"))


def read_file(path: Path, fields: Fields = (), report: Report | None = None) -> Iterator[Packet | Failure]:
    """What a file holds: a packet a line of JSON lines, one packet of any other file.

    `report` is told of bytes read, as by `streams.opened`.
    """
    source = name_of(path)
    try:
        if stat.S_ISDIR(path.stat().st_mode):
            raise IsADirectoryError
        with opened(path, report) as pieces:
            if ending(path) in LINES:
                yield from line_packets(pieces, source, fields)
            else:
                media = MEDIA.get(ending(path), Media.TEXT)
                limit = MAX_FILE_BYTES if media in _COLLECTIONS else MAX_ARTICLE_BYTES
                yield Packet(source, media, whole(pieces, limit), fields)
    except OSError as error:
        yield Failure(Rejected(source, "unreadable", error.strerror or type(error).__name__))
    except BrokenStreamError as error:
        yield Failure(Rejected(source, error.code, str(error)), _kept(path, source, fields))


def line_packets(pieces: Iterator[bytes], source: str, fields: Fields) -> Iterator[Packet | Failure]:
    """A packet for each line of JSON lines; a line too long for an article fails by itself."""
    for number, line, fits in lines(pieces):
        packet = Packet(f"{source}:{number}", Media.JSON, line, fields)
        reason = f"a line of more than {MAX_ARTICLE_BYTES >> 20} MB is no article"
        yield packet if fits else Failure(Rejected(packet.source, "too_large", reason), packet)


def read_stdin(file: IO[bytes], fields: Fields = ()) -> Iterator[Packet | Failure]:
    """Standard input: JSON lines when the first line is an object, otherwise one document of what it looks like."""
    pieces = chunks(file)
    first = next(pieces, b"")
    opening = first.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    rest = _prefixed(first, pieces)
    if opening == b"{" and _one_line_object(first):
        yield from line_packets(rest, "-", fields)
        return
    media = {b"{": Media.JSON, b"[": Media.JSON, b"<": sniff_markup(first)}.get(opening, Media.TEXT)
    try:
        yield Packet("-", media, whole(rest, MAX_FILE_BYTES), fields)
    except BrokenStreamError as error:
        yield Failure(Rejected("-", error.code, str(error)), Packet("-", media, first, fields))


def sniff_markup(data: bytes) -> Media:
    """Whether a document that begins with `<` is a page or news in XML."""
    head = data[:2048].lower()
    return Media.HTML if b"<html" in head or b"<!doctype html" in head or b"<?xml" not in head else Media.XML


def _one_line_object(first: bytes) -> bool:
    line, found, _ = first.strip().partition(b"\n")
    return line.rstrip().endswith(b"}") or not found


def _prefixed(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _kept(path: Path, source: str, fields: Fields) -> Packet | None:
    """The bytes of a file that could not be read through, as they lie there (a packed one stays packed)."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_KEPT_BYTES)
    except OSError:
        return None
    return Packet(source, MEDIA.get(ending(path), Media.JSON if ending(path) in LINES else Media.TEXT), data, fields)
