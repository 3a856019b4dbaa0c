"""Word lists of the package: read once, handed down."""

from __future__ import annotations

import gzip
from importlib.resources import files
from typing import TYPE_CHECKING

from arabic.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_DATA = files("entities") / "data"


def read_sections(name: str) -> dict[str, list[str]]:
    """Lines of a data file by its [section] headings; comments and empty lines are left out."""
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = sections.setdefault(line.strip("[] "), [])
        elif line and not line.startswith("#"):
            current.append(line)
    return sections


def word_sets(name: str) -> dict[str, frozenset[str]]:
    """Folded words by section."""
    return {
        section: frozenset(fold(word) for line in lines for word in line.split())
        for section, lines in read_sections(name).items()
    }


def read_rows(name: str) -> Iterator[list[str]]:
    """Cells of each row of a packed table."""
    packed = (_DATA / name).read_bytes()
    for line in gzip.decompress(packed).decode().splitlines():
        yield line.split("\t")


def read_table(name: str) -> Iterator[list[str]]:
    """Cells of each row of a table written by hand; comments and empty lines are left out."""
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def data_bytes(name: str) -> bytes:
    """A binary file of the package."""
    return (_DATA / name).read_bytes()
