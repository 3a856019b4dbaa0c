"""Regular expressions over folded letters, kept as data: written as people spell, compared as `fold` spells."""

from __future__ import annotations

import re
from importlib.resources import files

from arabic.fold import fold


def folded_pattern(pattern: str) -> str:
    """The same expression in folded letters. Only Arabic letters change: case in an escape has a meaning."""
    return "".join(fold(char) if "\u0600" <= char <= "\u06ff" else char for char in pattern)


def compiled(pattern: str) -> re.Pattern[str]:
    """The expression for folded text."""
    return re.compile(folded_pattern(pattern))


def rows(file: str) -> list[list[str]]:
    """The lines of a data file of this package, without comments, cut at tabs."""
    text = files("indexer.parse").joinpath("data", file).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
