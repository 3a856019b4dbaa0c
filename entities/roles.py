"""The title or office that an article gives with a name: before it (وزير الخارجية الروسي X) or after a comma."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arabic.fold import strip_marks
from entities.clitics import readings, stem

if TYPE_CHECKING:
    from entities.document import Document, Line, Spot
    from entities.features import Knowledge

_COMMAS = frozenset({"،", ","})
_LONGEST = 9
_LINKS = frozenset({"في", "باسم", "لدي", "ل", "من", "عن"})


class RoleReader:
    """Reads the role that stands beside a name."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._titles = knowledge.triggers["title"]
        self._heads = knowledge.triggers["org_head"] | knowledge.triggers["loc_head"]
        self._phrases = knowledge.phrases

    def role(self, document: Document, spot: Spot) -> str | None:
        """The role at this mention, or None."""
        line = document.lines[spot.line]
        return self._before(line, spot.start) or self._after(line, spot.end)

    def _before(self, line: Line, at: int) -> str | None:
        end = at - 1 if at and line.keys[at - 1] in _COMMAS else at
        start, first = end, end
        while start > 0 and end - start < _LONGEST and self._belongs(line, start - 1):
            start -= 1
            if self._is_title(line.keys[start]):
                first = start
        return self._text(line, first, end) if first < end else None

    def _after(self, line: Line, at: int) -> str | None:
        if at + 1 >= len(line.keys) or line.keys[at] not in _COMMAS or not self._is_title(line.keys[at + 1]):
            return None
        end = at + 2
        while end < len(line.keys) and end - at <= _LONGEST and self._belongs(line, end):
            end += 1
        return self._text(line, at + 1, end)

    def _belongs(self, line: Line, at: int) -> bool:
        key = line.keys[at]
        if not line.words[at].text[0].isalpha() or line.tagged.labels[at].endswith("PERS"):
            return False
        if key in _LINKS or self._is_title(key) or line.tagged.labels[at] != "O":
            return True
        stems = {reading.stem for reading in readings(key)}
        return any(s.startswith("ال") or s in self._heads or self._phrases.get(s) for s in stems)

    def _is_title(self, key: str) -> bool:
        return self._cut(key) is not None

    def _cut(self, key: str) -> int | None:
        """How many letters are particles before a title; None where no title stands."""
        return next((r.cut for r in readings(key) if r.stem.removeprefix("ال") in self._titles), None)

    def _text(self, line: Line, start: int, end: int) -> str:
        """The words as written, without vowel signs and without particles before the first."""
        text = strip_marks(line.part.text[line.words[start].start : line.words[end - 1].end])
        return stem(text, self._cut(line.keys[start]) or 0)
