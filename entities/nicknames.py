"""Other names that an article gives with a name: in brackets (أبو زرعة), or after «المعروف باسم»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arabic.fold import fold
from entities.clitics import readings
from entities.document import Document, Spot
from entities.names import split_units

if TYPE_CHECKING:
    from entities.chains import NameWords
    from entities.document import Line
    from entities.places import Places

_KNOWN_AS = frozenset(map(fold, ("المعروف", "المعروفة", "الملقب", "الملقبة", "الشهير", "الشهيرة", "المكنى", "المكناة")))
_RELATIVE = frozenset(map(fold, ("الذي", "التي")))
_CALLED = frozenset(
    map(
        fold,
        (
            "يناديه",
            "يناديها",
            "يلقب",
            "تلقب",
            "يلقبه",
            "يلقبها",
            "يكنى",
            "تكنى",
            "يسميه",
            "يسميها",
            "يعرف",
            "تعرف",
            "اشتهر",
        ),
    )
)
_NAMED = frozenset(map(fold, ("باسم", "بلقب", "بكنية")))
_QUOTES = frozenset("\"«»“”'")
_KUNYA = frozenset({"ابو", "ام", "ابي"})
_LONGEST = 3


class NicknameReader:
    """Reads the by-name behind a name."""

    def __init__(self, words: NameWords, places: Places) -> None:
        self._words = words
        self._places = places

    def nickname(self, document: Document, name: Spot) -> tuple[Spot, str] | None:
        """Where the by-name stands that follows a name, and its unit; None where none follows."""
        line = document.lines[name.line]
        at = name.end
        if at + 1 >= len(line.keys):
            return None
        if line.keys[at] == "(":
            return self._bracketed(line, name.line, at + 1)
        at += line.keys[at] in {"،", ","}
        return self._called(line, name.line, at) or self._introduced(line, name.line, at)

    def _bracketed(self, line: Line, number: int, start: int) -> tuple[Spot, str] | None:
        end = start
        while end < len(line.keys) and end - start < _LONGEST and self._words.is_word(line, end):
            end += 1
        if end == start or end >= len(line.keys) or line.keys[end] != ")":
            return None
        key = line.keys[start]
        if key not in _KUNYA and (end - start > 1 or self._is_other(line, start)):
            return None
        return self._unit(line, Spot(number, start, end))

    def _introduced(self, line: Line, number: int, at: int) -> tuple[Spot, str] | None:
        if at >= len(line.keys) or line.keys[at] not in _KNOWN_AS:
            return None
        at += 1
        named = at < len(line.keys) and line.keys[at] in _NAMED
        at += named
        while at < len(line.keys) and line.keys[at] in _QUOTES:
            at += 1
        if not self._words.is_word(line, at):
            return None
        cut = 0 if named else next((r.cut for r in readings(line.keys[at]) if r.particles == "ب"), 0)
        end = at + (2 if line.keys[at][cut:] in _KUNYA else 1)
        return self._unit(line, Spot(number, at, min(end, len(line.keys)), cut))

    def _called(self, line: Line, number: int, at: int) -> tuple[Spot, str] | None:
        """«التي يناديها الجيران أم الفاضل»: a kunya close behind the verb."""
        if line.keys[at] not in _RELATIVE or at + 1 >= len(line.keys) or line.keys[at + 1] not in _CALLED:
            return None
        for start in range(at + 2, min(at + 2 + _LONGEST, len(line.keys) - 1)):
            for reading in readings(line.keys[start]):
                if reading.stem in _KUNYA and reading.particles in {"", "ب"}:
                    return self._unit(line, Spot(number, start, start + 2, reading.cut))
        return None

    def _is_other(self, line: Line, at: int) -> bool:
        """Whether a word in brackets says something else: a place, a title, a word of the language."""
        key = line.keys[at]
        if self._places.get(key) or self._words.is_title(key) or self._words.is_stop(key):
            return True
        return self._words.is_dictionary_word(key) and not line.tagged.labels[at].endswith("PERS")

    def _unit(self, line: Line, spot: Spot) -> tuple[Spot, str] | None:
        keys = line.keys[spot.start : spot.end]
        units = split_units((keys[0][spot.cut :], *keys[1:]))
        return (spot, units[0].key) if len(units) == 1 else None
