"""Where an article writes a person's name: what the tagger found, repaired, and chains that begin with a given name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from entities.chains import LINKS, OPENERS, NameWords
from entities.clitics import readings
from entities.document import Spot
from entities.gazetteer import Gazetteer
from entities.names import Name, split_units
from entities.runs import ChainFinder
from entities.surroundings import Surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from entities.document import Document, Line
    from entities.features import Knowledge

_HINT, _HALF, _SURE = 0.05, 0.5, 0.6
_PAIR, _KNOWN = 2, 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name at a place of the article; `confidence` is the tagger's, `kin` where a word of kinship introduces it."""

    spot: Spot
    name: Name
    confidence: float
    titled: bool = False
    kin: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Candidates, and words (line, word) of names that a street, a school or a prize bears."""

    candidates: list[Candidate]
    namesakes: set[tuple[int, int]]


class MentionFinder:
    """Finds names of persons in tagged documents."""

    def __init__(self, knowledge: Knowledge, words: NameWords) -> None:
        self._words = words
        self._names = knowledge.names
        self._around = Surroundings(knowledge, words)
        self._chains = ChainFinder(words, self._around)

    def find(self, document: Document) -> Found:
        """Candidates in reading order, none overlapping another, and the words of namesakes."""
        seen = {key for line in document.lines for key in line.keys}
        found = Found([], set())
        for number, line in enumerate(document.lines):
            self._in_line(document, number, line, seen, found)
        self._again(document, found)
        found.candidates.sort(key=lambda candidate: candidate.spot)
        return found

    def _again(self, document: Document, found: Found) -> None:
        """Full names that the article repeats where neither the tagger nor a rule saw them."""
        full = [candidate for candidate in found.candidates if candidate.name.is_full]
        covered = {(c.spot.line, at) for c in full for at in range(c.spot.start, c.spot.end)}
        known = Gazetteer.of({document.keys(c.spot): c for c in reversed(full)})
        for number, line in enumerate(document.lines):
            for match in known.matches(line.keys):
                words = {(number, at) for at in range(match.start, match.end)}
                if self._around.is_namesake(line, match.start):
                    found.namesakes.update(words)
                elif covered.isdisjoint(words) and found.namesakes.isdisjoint(words):
                    spot = Spot(number, match.start, match.end, match.cut)
                    titled = self._around.is_titled(line, match.start)
                    found.candidates.append(Candidate(spot, match.value.name, match.value.confidence, titled))

    def _in_line(self, document: Document, number: int, line: Line, seen: set[str], found: Found) -> None:
        taken = 0
        for start, end, confidence in sorted(self._spans(line, seen), key=lambda span: (span[0], -span[1])):
            first, last = self._repaired(line, max(start, taken), max(end, taken), seen)
            if first >= last:
                continue
            taken = last
            if self._around.is_namesake(line, first):
                found.namesakes.update((number, at) for at in range(first, last))
                continue
            spot = Spot(number, first, last, self._cut(line, first, seen))
            units = tuple(unit.key for unit in split_units(document.keys(spot)))
            if any(len(unit) > 1 for unit in units):
                name = Name(units, document.text(spot))
                titled, kin = self._around.is_titled(line, first), self._around.is_kin(line, first)
                found.candidates.append(Candidate(spot, name, confidence, titled, kin))

    def _spans(self, line: Line, seen: set[str]) -> Iterator[tuple[int, int, float]]:
        """Words that the tagger takes for persons, and chains that begin like a name."""
        for first, end, confidence in self._tagged(line):
            start = first
            for at in range(start + 1, end):
                key = line.keys[at]
                title = at + 1 < end and key.startswith("ال") and self._words.is_title(key)
                if title or self._words.is_joined(key, seen):
                    yield start, at, confidence
                    start = at
            yield start, end, confidence
        for at in range(len(line.keys)):
            if line.tagged.labels[at] == "O":
                yield from self._chains.spans(line, at)

    def _tagged(self, line: Line) -> list[tuple[int, int, float]]:
        """Spans of persons; two that touch are one name, unless و joins them."""
        found: list[tuple[int, int, float]] = []
        for span in line.tagged.spans:
            if span.type != "PERS":
                continue
            key = line.keys[span.start]
            if found and found[-1][1] == span.start and not key.startswith("و") and not self._words.is_title(key):
                start, _, confidence = found.pop()
                found.append((start, span.end, min(confidence, span.confidence)))
            else:
                found.append((span.start, span.end, span.confidence))
        return found

    def _repaired(self, line: Line, start: int, end: int, seen: set[str]) -> tuple[int, int]:
        """Without titles, verbs and signs at the ends, and with the parts of the chain that were left out."""
        while start < end and self._is_foreign_start(line, start, end):
            start += 1
        inner = start
        while inner < end and self._words.is_word(line, inner) and not self._words.is_stop(line.keys[inner]):
            inner += 1
        if inner == start:
            return start, start
        start = self._extended_left(line, start)
        end, titled = inner, self._around.is_titled(line, start)
        while self._words.continues(line, start, end, titled=titled, seen=seen):
            end += 1
        said = self._around.said_until(line, start)
        if (
            said == end + 1
            and self._words.may_end_name(line, end)
            and not self._words.is_dictionary_word(line.keys[end])
        ):
            return start, said
        if said == end and self._words.opens(line, start) is not None and self._chains.is_name_until(line, start, said):
            return start, said
        kept = titled and self._words.opens(line, start) is not None
        while end - start > 1 and self._is_foreign_end(
            line, end - 1, kept=kept and len(split_units(line.keys[start:end])) <= _PAIR
        ):
            end -= 1
        return start, end

    def _is_foreign_end(self, line: Line, at: int, *, kept: bool) -> bool:
        """Whether the last word of a span is no part of the name; `kept` words are behind a title and a given name."""
        key = line.keys[at]
        if key in LINKS | OPENERS or self._words.is_preposition(line, at):
            return True
        if self._words.is_title(key) and not key.startswith("ال") and self._is_office(line, at):
            return True
        if line.keys[at - 1] in LINKS | OPENERS or line.tagged.person[at] >= _SURE:
            return False
        return self._words.is_dictionary_word(key) and not (kept and self._words.is_bare(key))

    def _is_office(self, line: Line, at: int) -> bool:
        """Whether a title behind a name says what somebody becomes (بابا للفاتيكان) and is no surname."""
        after = line.keys[at + 1] if at + 1 < len(line.keys) else ""
        return not self._words.is_known(line.keys[at]) or after.startswith("لل")

    def _is_foreign_start(self, line: Line, start: int, end: int) -> bool:
        """Whether the first word of a span is no part of the name."""
        key = line.keys[start]
        if not self._words.is_word(line, start) or self._words.is_stop(key):
            return True
        if end - start == 1 or key in OPENERS | LINKS:
            return key.startswith("ال") and self._words.is_title(key) and key not in OPENERS | LINKS
        if self._words.is_title(key) or self._words.is_nationality(key) or self._words.is_preposition(line, start):
            return not self._words.is_given(key)
        if self._words.opens(line, start) is not None:
            return False
        return self._is_outside(line, start, end)

    def _is_outside(self, line: Line, start: int, end: int) -> bool:
        """Whether a word before a given name or a link is not known as a name, or is the place of an office."""
        key, after = line.keys[start], line.keys[start + 1]
        if self._words.is_attached(key):
            return True
        if self._words.is_place(key) and end - start > _PAIR:
            return True
        if after in OPENERS | LINKS:
            return not self._words.is_known(key) and line.tagged.person[start] < _HALF
        if key.startswith(("ال", "لل", "وال")):
            return self._words.is_given(after)
        known = self._names.get(key, 0) >= _KNOWN and self._words.is_rare(key) and not self._words.is_place(key)
        return self._words.is_given(after) and not known and line.tagged.person[start] < _SURE

    def _extended_left(self, line: Line, start: int) -> int:
        while start > 0 and self._words.is_word(line, start - 1):
            before = line.keys[start - 1]
            if before in LINKS and before != "ابن" and start > 1 and self._is_linked(line, start - 2):
                start -= 2
            elif (
                before == "ال" or any(r.stem in OPENERS for r in readings(before)) or self._is_left_out(line, start - 1)
            ):
                start -= 1
            elif self._is_mother(line, start - 1):
                return start - 1
            else:
                break
        return start

    def _is_mother(self, line: Line, at: int) -> bool:
        """أم before a name is a kunya, unless it asks «or»."""
        return line.keys[at] == "ام" and line.tagged.labels[at + 1].endswith("PERS")

    def _is_linked(self, line: Line, at: int) -> bool:
        """Whether a word before بن or آل is the name that the link goes on with."""
        cut = self._words.opens(line, at) if self._words.is_word(line, at) else None
        return line.tagged.labels[at].endswith("PERS") or cut is not None

    def _is_left_out(self, line: Line, at: int) -> bool:
        """A given name right before a name, untagged: عبدربه before منصور هادي; or a word that is nothing else."""
        if line.tagged.labels[at] != "O":
            return False
        cut = self._words.opens(line, at)
        if cut is not None:
            return self._words.is_plain_given(line.keys[at][cut:]) or self._around.is_titled(line, at)
        key = line.keys[at]
        usual = key.startswith("ال") or self._words.is_attached(key) or self._words.is_nationality(key)
        return line.tagged.person[at] >= _HINT and self._words.is_unheard(key) and not usual

    def is_namesake(self, line: Line, at: int) -> bool:
        """Whether a street, a school or a prize bears the name that begins there."""
        return self._around.is_namesake(line, at)

    def is_stop(self, key: str) -> bool:
        """A function word or a verb."""
        return self._words.is_stop(key)

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
