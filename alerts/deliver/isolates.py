"""Text of others inside our own sentences: without line breaks, and unable to turn the direction around it."""

from __future__ import annotations

import re
from typing import Final

_FIRST_STRONG: Final = "\u2068"
_POP: Final = "\u2069"
# Marks that change the direction of what follows (UAX #9), and isolates that a sender may have left open.
_TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BREAKING: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]+")
_SPACES: Final = re.compile(r"[ \t\u00a0]{2,}")


def one_line(text: str, limit: int = 500) -> str:
    """The text in one line of at most `limit` characters, without control characters and marks of direction."""
    flat = _SPACES.sub(" ", _BREAKING.sub(" ", _TURNING.sub("", text))).strip()
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"


def isolated(text: str, limit: int = 500) -> str:
    """The same, fenced off so that it and the sentence around it each keep their own direction."""
    return f"{_FIRST_STRONG}{one_line(text, limit)}{_POP}"
