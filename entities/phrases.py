"""Key phrases of an article: noun phrases that it repeats, that stand early, and that are rarer than its words.

Candidates are runs of two to four words without particles, ending before verbs and function words. Their weight
follows C-value (a phrase counts where no longer phrase contains it) and the position idea of YAKE, with the
frequency of the words in the language as a prior.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from arabic.fold import fold, strip_marks
from articles.stages import Phrase
from entities.clitics import readings, stem
from entities.document import Document, Line, Spot
from entities.lexicon import read_sections
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MAX_WORDS, _MOST = 4, 6
_HEADLINE, _EARLY = 1.5, 12
_RAREST, _COMMON = 20, 58


@dataclass(slots=True)
class _Candidate:
    words: tuple[str, ...]
    text: str
    first: int
    count: int = 0
    headline: bool = False
    nested: int = 0


@dataclass(frozen=True, slots=True)
class PhraseReader:
    """Chooses key phrases; `stops` are words that no phrase holds, `frequent` ten times the Zipf frequency."""

    stops: frozenset[str]
    frequent: Mapping[str, int]
    blocked: frozenset[str] = field(default_factory=frozenset)

    def phrases(self, document: Document, taken: frozenset[tuple[int, int]]) -> tuple[Phrase, ...]:
        """Phrases, weightiest first. Words at `taken` (line, word) belong to names of persons and are passed over."""
        found = self._candidates(document, taken)
        scored = sorted(((self._score(c), c) for c in found.values()), key=lambda pair: (-pair[0], pair[1].first))
        best = scored[0][0] if scored else 1.0
        chosen: list[tuple[float, _Candidate]] = []
        for score, candidate in scored:
            if score > 0 and not any(_overlap(candidate.words, other.words) for _, other in chosen):
                chosen.append((score, candidate))
            if len(chosen) == _MOST:
                break
        return tuple(Phrase(c.text, round(score / best, 3)) for score, c in chosen)

    def _candidates(self, document: Document, taken: frozenset[tuple[int, int]]) -> dict[tuple[str, ...], _Candidate]:
        found: dict[tuple[str, ...], _Candidate] = {}
        for number, line in enumerate(document.lines):
            if line.headline > 0:
                continue
            for spot in self._spots(number, line, taken):
                keys = tuple(_bare(key) for key in document.keys(spot))
                candidate = found.setdefault(keys, _Candidate(keys, self._text(document, spot), number))
                candidate.count += 1
                candidate.headline |= line.headline == 0
        for words, candidate in found.items():
            for size in range(2, len(words)):
                for at in range(len(words) - size + 1):
                    inner = found.get(words[at : at + size])
                    if inner is not None:
                        inner.nested = max(inner.nested, candidate.count)
        return found

    def _spots(self, number: int, line: Line, taken: frozenset[tuple[int, int]]) -> Iterator[Spot]:
        usable = [self._usable(line, at) and (number, at) not in taken for at in range(len(line.keys))]
        for start in range(len(line.keys)):
            cut = _particles(line.keys[start])
            end = start
            while (
                end < len(line.keys)
                and end - start < _MAX_WORDS
                and usable[end]
                and (end == start or _continues(line.keys[end], line.keys[end - 1]))
            ):
                end += 1
                if end - start > 1 and (line.keys[end - 1].startswith(("ال", "لل"))):
                    yield Spot(number, start, end, cut)

    def _usable(self, line: Line, at: int) -> bool:
        key = line.keys[at]
        return key.isalpha() and len(key) > 2 and not any(r.stem in self.stops for r in readings(key)[:2])

    def _score(self, candidate: _Candidate) -> float:
        free = candidate.count - candidate.nested
        if free <= 0:
            return 0.0
        rarity = sum(
            _COMMON - max(_RAREST, self.frequent.get(w, self.frequent.get("ال" + w, _RAREST))) for w in candidate.words
        )
        weight = rarity / len(candidate.words) / (_COMMON - _RAREST)
        early = 1 + 1 / math.log2(2 + candidate.first)
        return (
            math.log2(1 + len(candidate.words))
            * math.log2(1 + free)
            * weight
            * early
            * (_HEADLINE if candidate.headline else 1)
        )

    def _text(self, document: Document, spot: Spot) -> str:
        return strip_marks(document.text(spot))


def _particles(key: str) -> int:
    """How many letters before the article are particles; other first letters stay, as they may be the word's own."""
    for reading in readings(key)[1:]:
        if reading.stem.startswith("ال") and len(reading.stem) > 4:  # noqa: PLR2004 - the article and a word.
            return reading.cut
    return 0


def _continues(key: str, before: str) -> bool:
    """Whether a word goes on with the phrase: definite after anything, indefinite only after an indefinite word."""
    if key.startswith(("وال", "فال", "بال", "كال")):
        return False
    return key.startswith("ال") or not stem(before, _particles(before)).startswith("ال")


def _bare(key: str) -> str:
    return key[2:] if key.startswith("ال") and len(key) > 4 else key  # noqa: PLR2004


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return len(set(one) & set(other)) * 2 > min(len(one), len(other))


def load_phrases(frequent: Mapping[str, int]) -> PhraseReader:
    """A reader with the function words and verbs of the package."""
    sections = read_sections("stops.txt")
    return PhraseReader(
        frozenset(fold(w) for lines in sections.values() for line in lines for w in line.split()), frequent
    )
