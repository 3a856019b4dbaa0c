"""Byte streams with bounds: lines of any length, and gzip that may be a bomb."""

from __future__ import annotations

import gzip
import io
import zlib
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from indexer.sources.packets import MAX_ARTICLE_BYTES, MAX_KEPT_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Report = Callable[[int], object]

_CHUNK = 1 << 18
# Text shrinks to a fifth; what unpacks to more than a hundred times its size, and is large, was made to hurt.
_HARMLESS_BYTES = 64 * 1024 * 1024
_MOST_RATIO = 100


class BrokenStreamError(Exception):
    """The bytes cannot be read on; `code` says why."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


@contextmanager
def opened(path: Path, report: Report | None = None) -> Iterator[Iterator[bytes]]:
    """The bytes of a file in chunks, unpacked when its name ends in `.gz`; reading raises `BrokenStreamError`.

    `report` is told how many more bytes of the file have been read, packed as they lie there.
    """
    with path.open("rb") as file:
        pieces = _unpacked(file) if path.suffix.lower() == ".gz" else chunks(file)
        yield pieces if report is None else _reporting(pieces, file, report)


def _reporting(pieces: Iterator[bytes], file: IO[bytes], report: Report) -> Iterator[bytes]:
    told = 0
    for piece in pieces:
        yield piece
        at = file.tell()
        report(at - told)
        told = at


def chunks(file: IO[bytes]) -> Iterator[bytes]:
    """The rest of a file in pieces that fit into memory."""
    while chunk := file.read(_CHUNK):
        yield chunk


def unpacked(data: bytes, limit: int) -> bytes:
    """The bytes that a gzip file of this size holds, when they are no more than `limit`."""
    return whole(_unpacked(io.BytesIO(data)), limit)


def _unpacked(file: IO[bytes]) -> Iterator[bytes]:
    total = 0
    try:
        with gzip.GzipFile(fileobj=file, mode="rb") as packed:
            while chunk := packed.read(_CHUNK):
                total += len(chunk)
                if total > max(_HARMLESS_BYTES, file.tell() * _MOST_RATIO):
                    raise BrokenStreamError("bomb", f"unpacks to more than {_MOST_RATIO} times its size")
                yield chunk
    except (OSError, EOFError, zlib.error) as error:
        raise BrokenStreamError("broken_gzip", f"gzip data is damaged or cut off: {error}") from error


def whole(pieces: Iterator[bytes], limit: int) -> bytes:
    """All bytes, when they are no more than `limit`."""
    found, total = [], 0
    for piece in pieces:
        found.append(piece)
        total += len(piece)
        if total > limit:
            raise BrokenStreamError("too_large", f"more than {limit >> 20} MB; an article is smaller than that")
    return b"".join(found)


def lines(pieces: Iterator[bytes]) -> Iterator[tuple[int, bytes, bool]]:
    """Every line that is not blank: its number from 1, its bytes, and whether it is short enough for an article.

    Of a longer line the first bytes are given, as many as quarantine keeps; the rest of it is passed over.
    """
    line, number = bytearray(), 1
    for piece in pieces:
        start = 0
        while (end := piece.find(b"\n", start)) >= 0:
            yield from _line(number, line, piece[start:end])
            line, number, start = bytearray(), number + 1, end + 1
        line += piece[start : start + MAX_KEPT_BYTES - len(line)]
    yield from _line(number, line, b"")


def _line(number: int, start: bytearray, rest: bytes) -> Iterator[tuple[int, bytes, bool]]:
    start += rest
    line = bytes(start)
    if line.strip():
        yield number, line, len(line) <= MAX_ARTICLE_BYTES
