"""Cuts the stretches of a long text that show a query best; every cut falls between words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from search.page import Mark, Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

PASSAGE_LENGTH: Final = 240
MAX_PASSAGES: Final = 3
_LEAD: Final = 60
_SENTENCE_END: Final = re.compile(r"[.!?؟؛…]\s+|\n+")
_SPACE: Final = re.compile(r"\s")


def passages(text: str, marks: Sequence[Mark], *, limit: int = MAX_PASSAGES) -> tuple[Passage, ...]:
    """The passages with most marked words, at most `limit`, in reading order."""
    windows: list[tuple[int, int, list[Mark]]] = []
    rest = list(marks)
    while rest:
        start, end = _window(text, rest[0], windows[-1][1] if windows else 0)
        inside = [mark for mark in rest if mark.end <= end]
        windows.append((start, end, inside or rest[:1]))
        rest = rest[max(1, len(inside)) :]
    best = sorted(windows, key=lambda window: -len({text[m.start : m.end] for m in window[2]}))[:limit]
    return tuple(_cut(text, start, end, inside) for start, end, inside in sorted(best, key=lambda w: w[0]))


def lead(text: str) -> Passage:
    """The beginning of a text, to show where nothing is marked."""
    start = len(text) - len(text.lstrip())
    paragraph = text.find("\n", start)
    end = _last_space(text, start, PASSAGE_LENGTH)
    return _cut(text, start, end if paragraph < 0 else min(end, paragraph), ())


def _window(text: str, first: Mark, floor: int) -> tuple[int, int]:
    """Where to cut around a marked word: from the start of its sentence, or a little before the word."""
    earliest = max(floor, first.start - _LEAD)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, earliest, first.start)]
    if ends:
        start = ends[-1]
    elif earliest <= floor:
        start = floor
    else:
        space = _SPACE.search(text, earliest, first.start)
        start = space.end() if space else first.start
    paragraph = text.find("\n", first.end)
    end = _last_space(text, start, PASSAGE_LENGTH)
    return start, max(first.end, end if paragraph < 0 else min(end, paragraph))


def _last_space(text: str, start: int, length: int) -> int:
    """The last place to cut within `length` characters of `start`; in the middle of a word only if it is as long."""
    end = start + length
    if end >= len(text):
        return len(text)
    spaces = [match.start() for match in _SPACE.finditer(text, start, end + 1)]
    return spaces[-1] if spaces and spaces[-1] > start else end


def _cut(text: str, start: int, end: int, marks: Sequence[Mark]) -> Passage:
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip())
    shown = raw.strip()
    inside = (mark for mark in marks if start <= mark.start and mark.end <= start + len(shown))
    return Passage(shown, tuple(Mark(m.start - start, m.end - start, m.level) for m in inside))
