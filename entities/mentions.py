"""Where an article writes a person's name: what the tagger found, repaired, and names that follow a title."""

from __future__ import annotations

from dataclasses import dataclass

from entities.clitics import readings
from entities.document import Document, Line, Spot
from entities.names import Name, split_units
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entities.features import Knowledge
    from collections.abc import Iterator

_LINKS = frozenset({"بن", "بنت", "ال", "ابن"})
_OPENERS = frozenset({"عبد", "ابو", "ابي", "ابا", "ام"})
_CHAIN = frozenset({"بن", "بنت", "ال", "عبد", "ابو"})
_EXTEND = 0.3
_TITLED = 0.2
_COMMON = 48
_LONGEST = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name at a place of the article; `confidence` is the tagger's, `kin` where a word of kinship introduces it."""

    spot: Spot
    name: Name
    confidence: float
    titled: bool = False
    kin: bool = False


class MentionFinder:
    """Finds names of persons in tagged documents."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._names = knowledge.names
        self._titles = knowledge.triggers["title"]
        self._named_after = knowledge.triggers["named_after"]
        self._honorifics = knowledge.triggers["honorific"]
        self._kin = knowledge.triggers["kin"]

    def find(self, document: Document) -> list[Candidate]:
        """Candidates in reading order; none overlaps another."""
        seen = {key for line in document.lines for key in line.keys}
        found: list[Candidate] = []
        for at, line in enumerate(document.lines):
            taken = 0
            for start, end, confidence in sorted(self._spans(line)):
                first, last = self._repaired(line, max(start, taken), end)
                if first < last and not self._is_namesake(line, first):
                    spot = Spot(at, first, last, self._cut(line, first, seen))
                    candidate = self._candidate(document, line, spot, confidence)
                    if candidate is not None:
                        found.append(candidate)
                        taken = last
        return found

    def _candidate(self, document: Document, line: Line, spot: Spot, confidence: float) -> Candidate | None:
        units = tuple(unit.key for unit in split_units(document.keys(spot)))
        if not units or not any(len(unit) > 1 for unit in units):
            return None
        name = Name(units, document.text(spot))
        before = line.keys[max(0, spot.start - 2) : spot.start]
        return Candidate(
            spot, name, confidence, self._is_titled(line, spot.start), not self._kin.isdisjoint(before[-1:])
        )

    def _spans(self, line: Line) -> Iterator[tuple[int, int, float]]:
        covered: set[int] = set()
        for span in line.tagged.spans:
            if span.type == "PERS":
                yield span.start, span.end, span.confidence
            covered.update(range(span.start, span.end))
        at = 0
        while at < len(line.keys):
            end = self._run(line, at) if self._is_titled(line, at) else at
            if end - at > 1 and not covered.intersection(range(at, end)):
                likely = sum(line.tagged.person[at:end]) / (end - at)
                if likely >= _TITLED:
                    yield at, end, likely
            at = max(end, at + 1)

    def _run(self, line: Line, at: int) -> int:
        """The end of a run of words that people are called by."""
        end = at
        while end < len(line.keys) and end - at < _LONGEST and self._is_name_word(line.keys[end]):
            end += 1
        return end

    def _is_name_word(self, key: str) -> bool:
        if key in _LINKS or key in _OPENERS:
            return True
        return key in self._names and self._knowledge.frequent.get(key, 0) < _COMMON

    def _is_titled(self, line: Line, at: int) -> bool:
        """Whether a title stands before the word, adjectives and one comma between them allowed."""
        before = [key for key in line.keys[max(0, at - 4) : at] if key not in {"،", ","}]
        while before:
            if self._is_title(before[-1]):
                return True
            if not before[-1].startswith(("ال", "لل")):
                return False
            before.pop()
        return False

    def _is_title(self, key: str) -> bool:
        for reading in readings(key):
            bare = reading.stem.removeprefix("ال")
            if bare in self._titles or reading.stem in self._titles:
                return True
        return False

    def _is_namesake(self, line: Line, at: int) -> bool:
        """Whether a street, a school or a prize bears the name: شارع الحبيب بورقيبة, مستشفى الشيخ زايد."""
        before = at - 1
        while before >= 0 and line.keys[before] in self._honorifics:
            before -= 1
        if before < 0:
            return False
        return any(r.stem.removeprefix("ال") in self._named_after for r in readings(line.keys[before]))

    def _repaired(self, line: Line, start: int, end: int) -> tuple[int, int]:
        """The span without titles and signs at its ends, and with the links of the chain that were left out."""
        keys = line.keys
        while start < end and not line.words[start].text[0].isalpha():
            start += 1
        while end > start and not line.words[end - 1].text[0].isalpha():
            end -= 1
        while end - start > 1 and keys[start].startswith("ال") and self._is_title(keys[start]):
            start += 1
        if start > 1 and keys[start - 1] in _LINKS and keys[start - 2] in self._names:
            start -= 2
        elif start > 0 and any(r.stem in _OPENERS for r in readings(keys[start - 1])):
            start -= 1
        return start, self._extended(line, start, end) if start < end else end

    def _extended(self, line: Line, start: int, end: int) -> int:
        keys = line.keys
        while end < len(keys) and end - start < _LONGEST and self._continues(line, end):
            end += 1
        while end - start > 1 and keys[end - 1] in _LINKS | _OPENERS:
            end -= 1
        return end

    def _continues(self, line: Line, at: int) -> bool:
        if not line.words[at].text[0].isalpha():
            return False
        key = line.keys[at]
        if line.keys[at - 1] in _LINKS | _OPENERS or key in _CHAIN:
            return True
        return line.tagged.person[at] >= _EXTEND and key in self._names

    def _cut(self, line: Line, at: int, seen: set[str]) -> int:
        """How many letters of the first word are particles: none, unless what remains is better known."""
        key = line.keys[at]
        whole = self._names.get(key, 0)
        best, cut = whole, 0
        for reading in readings(key)[1:]:
            known = self._names.get(reading.stem, 0) + (1 if reading.stem in _OPENERS else 0)
            if known > 4 * best or (not whole and not best and reading.stem in seen):
                best, cut = max(known, 1), reading.cut
        if not best and key.startswith("و") and at and line.tagged.labels[at - 1] != "O":
            return 1
        return cut
