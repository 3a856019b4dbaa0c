"""Where an article writes a person's name: what the tagger found, repaired, and chains that begin with a given name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from entities.chains import LINKS, OPENERS, NameWords
from entities.clitics import readings
from entities.document import Spot
from entities.names import Name, split_units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from entities.document import Document, Line
    from entities.features import Knowledge

_RULE = 0.45
_RULE_HINT = 0.12
_REACH = 4
_KNOWN, _SURE = 3, 0.6
_COMMAS = frozenset({"،", ","})


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

    def __init__(self, knowledge: Knowledge, words: NameWords) -> None:
        self._words = words
        self._names = knowledge.names
        self._named_after = knowledge.triggers["named_after"]
        self._honorifics = knowledge.triggers["honorific"]
        self._kin = knowledge.triggers["kin"]

    def find(self, document: Document) -> list[Candidate]:
        """Candidates in reading order; none overlaps another."""
        seen = {key for line in document.lines for key in line.keys}
        return [
            candidate
            for number, line in enumerate(document.lines)
            for candidate in self._in_line(document, number, line, seen)
        ]

    def _in_line(self, document: Document, number: int, line: Line, seen: set[str]) -> Iterator[Candidate]:
        taken = 0
        for start, end, confidence in sorted(self._spans(line), key=lambda span: (span[0], -span[1])):
            first, last = self._repaired(line, max(start, taken), max(end, taken))
            if first >= last or self.is_namesake(line, first):
                taken = max(taken, last)
                continue
            spot = Spot(number, first, last, self._cut(line, first, seen))
            units = tuple(unit.key for unit in split_units(document.keys(spot)))
            if any(len(unit) > 1 for unit in units):
                name = Name(units, document.text(spot))
                yield Candidate(spot, name, confidence, self._is_titled(line, first), self._is_kin(line, first))
                taken = last

    def _spans(self, line: Line) -> Iterator[tuple[int, int, float]]:
        """Words that the tagger takes for persons, cut where a title stands between, and chains of given names."""
        for span in line.tagged.spans:
            if span.type == "PERS":
                start = span.start
                for at in range(span.start + 1, span.end):
                    key = line.keys[at]
                    if (key.startswith("ال") and self._words.is_title(key)) or self._words.is_joined(key):
                        yield start, at, span.confidence
                        start = at
                yield start, span.end, span.confidence
        for at in range(len(line.keys)):
            if line.tagged.labels[at] == "O":
                end = self._chain(line, at) if self._words.opens(line, at) is not None else self._foreign(line, at)
                likely = sum(line.tagged.person[at:end]) / max(1, end - at)
                if end - at > 1 and self._is_chain(line, at, likely):
                    yield at, end, max(_RULE, likely)

    def _foreign(self, line: Line, at: int) -> int:
        """The end of a run of rare words behind a title: a name that no list has."""
        end = at
        if self._is_titled(line, at):
            while end - at < _REACH and self._words.is_word(line, end) and self._is_foreign(line, at, end):
                end += 1
        return end

    def _is_foreign(self, line: Line, start: int, at: int) -> bool:
        key = line.keys[at]
        if at > start and (key in LINKS | OPENERS or line.keys[at - 1] in OPENERS):
            return True
        if self._words.is_stop(key) or self._words.is_title(key) or self._words.is_nationality(key):
            return False
        return self._words.is_rare(key) and line.tagged.labels[at] == "O" and not key.startswith(("ال", "لل", "وال"))

    def _is_chain(self, line: Line, at: int, likely: float) -> bool:
        cut = self._words.opens(line, at)
        if cut is None:
            return likely >= _RULE_HINT
        plain = self._words.is_plain_given(line.keys[at][cut:]) or line.keys[at][cut:] in OPENERS
        return likely >= _RULE_HINT or plain or self._is_titled(line, at)

    def _chain(self, line: Line, at: int) -> int:
        end, titled = at + 1, self._is_titled(line, at)
        while self._words.continues(line, at, end, titled=titled):
            end += 1
        while end - at > 1 and line.keys[end - 1] in LINKS | OPENERS:
            end -= 1
        return end

    def _repaired(self, line: Line, start: int, end: int) -> tuple[int, int]:
        """Without titles, verbs and signs at the ends, and with the parts of the chain that were left out."""
        keys = line.keys
        while start < end and self._is_foreign_start(line, start, end):
            start += 1
        inner = start
        while inner < end and self._words.is_word(line, inner) and not self._words.is_stop(keys[inner]):
            inner += 1
        if inner == start:
            return start, start
        start = self._extended_left(line, start)
        end = inner
        titled = self._is_titled(line, start)
        while self._words.continues(line, start, end, titled=titled):
            end += 1
        while end - start > 1 and self._is_foreign_end(line, end - 1):
            end -= 1
        return start, end

    def _is_foreign_end(self, line: Line, at: int) -> bool:
        """Whether the last word of a span is no part of the name."""
        key = line.keys[at]
        if key in LINKS | OPENERS or self._words.is_preposition(line, at):
            return True
        if not self._words.is_known(key) and self._words.is_title(key) and not key.startswith("ال"):
            return True
        linked = line.keys[at - 1] in LINKS | OPENERS
        return not linked and line.tagged.person[at] < _SURE and self._words.is_dictionary_word(key)

    def _is_foreign_start(self, line: Line, start: int, end: int) -> bool:
        """Whether the first word of a span is no part of the name."""
        key = line.keys[start]
        if not self._words.is_word(line, start) or self._words.is_stop(key):
            return True
        if end - start == 1 or key in OPENERS | LINKS:
            return False
        if key.startswith(("ال", "لل", "وال")) and (
            self._words.is_title(key) or self._words.is_given(line.keys[start + 1])
        ):
            return True
        if self._words.is_preposition(line, start) or self._words.is_title(key):
            return not self._words.is_given(key) or self._words.is_preposition(line, start)
        return self._words.is_plain_given(line.keys[start + 1]) and self._names.get(key, 0) < _KNOWN

    def _extended_left(self, line: Line, start: int) -> int:
        while start > 0 and self._words.is_word(line, start - 1):
            before = line.keys[start - 1]
            if before in LINKS and before != "ابن" and start > 1 and self._words.is_word(line, start - 2):
                start -= 2
            elif any(r.stem in OPENERS for r in readings(before)) or self._is_left_out(line, start - 1):
                start -= 1
            else:
                break
        return start

    def _is_left_out(self, line: Line, at: int) -> bool:
        """A given name right before a name, untagged: عبدربه before منصور هادي."""
        if line.tagged.labels[at] != "O":
            return False
        cut = self._words.opens(line, at)
        return cut is not None and self._words.is_plain_given(line.keys[at][cut:])

    def _is_titled(self, line: Line, at: int) -> bool:
        """Whether a title stands before the word, adjectives and one comma between them allowed."""
        before = [key for key in line.keys[max(0, at - _REACH) : at] if key not in _COMMAS]
        while before:
            if self._words.is_title(before[-1]) or self._words.is_nationality(before[-1]):
                return True
            if not before[-1].startswith(("ال", "لل")):
                return False
            before.pop()
        return False

    def _is_kin(self, line: Line, at: int) -> bool:
        before = list(line.keys[max(0, at - 2) : at])
        if len(before) > 1 and before[-1].startswith("ال"):
            before.pop()
        return bool(before) and any(r.stem in self._kin for r in readings(before[-1]))

    def is_namesake(self, line: Line, at: int) -> bool:
        """Whether a street, a school or a prize bears the name: شارع الحبيب بورقيبة, مستشفى الشيخ زايد."""
        before = at - 1
        while before >= 0 and line.keys[before] in self._honorifics:
            before -= 1
        if before < 0:
            return False
        return any(r.stem.removeprefix("ال") in self._named_after for r in readings(line.keys[before]))

    def _cut(self, line: Line, at: int, seen: set[str]) -> int:
        """How many letters of the first word are particles: none, unless what remains is better known."""
        key = line.keys[at]
        if self._words.is_given(key):
            return 0
        best, cut = self._names.get(key, 0), 0
        for reading in readings(key)[1:]:
            usual = not set(reading.particles) & set("بك")
            known = self._names.get(reading.stem, 0)
            if self._words.is_given(reading.stem) or reading.stem in OPENERS:
                known = max(known, 100)
            if known > 4 * best + (0 if usual else 3) or (not best and usual and reading.stem in seen):
                best, cut = max(known, 1), reading.cut
        if not best and key.startswith("و") and at and line.tagged.labels[at - 1] != "O":
            return 1
        return cut
