"""Key phrases of an article: noun phrases that it repeats, that stand early, and that are rarer than everyday words.

Candidates are runs of two to four nouns without particles; a noun is what the language also writes with the
article. والضمانات الأمنية, بضمانات أمنية and الضمانات الأمنية count as one. The weight follows C-value (a phrase
counts where no longer phrase contains it) and the position idea of YAKE, with word frequency as a prior.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from arabic.fold import strip_marks
from articles.stages import Phrase
from entities.clitics import readings, stem
from entities.document import Document, Line, Spot
from entities.lexicon import word_sets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MAX_WORDS, _MIN_WORDS, _MOST = 4, 2, 6
_HEADLINE = 1.5
_RAREST, _COMMON = 20, 60
_NOUN = 25
_ARTICLE = "ال"
_SHORTEST = 3

Words = tuple[str, ...]


@dataclass(slots=True)
class _Candidate:
    """A phrase by its bare words: where it first stands, how often, in which written forms."""

    first: int
    texts: Counter[str] = field(default_factory=Counter)
    headline: bool = False
    definite: bool = False
    nested: int = 0

    @property
    def count(self) -> int:
        return self.texts.total()

    @property
    def text(self) -> str:
        """The commonest definite form, else the commonest."""
        definite = [text for text in self.texts if text.rpartition(" ")[2].startswith(_ARTICLE)]
        return max(definite or self.texts, key=lambda text: self.texts[text])


@dataclass(frozen=True, slots=True)
class PhraseReader:
    """Chooses key phrases; `stops` are words that no phrase holds, `frequent` ten times the Zipf frequency."""

    stops: frozenset[str]
    frequent: Mapping[str, int]

    def phrases(self, document: Document, taken: frozenset[tuple[int, int]]) -> tuple[Phrase, ...]:
        """Phrases, weightiest first. Words at `taken` (line, word) belong to other facets and are passed over."""
        found = self._candidates(document, taken)
        scored = [(self._score(words, candidate), words, candidate) for words, candidate in found.items()]
        scored.sort(key=lambda entry: (-entry[0], entry[2].first, entry[1]))
        chosen: list[tuple[float, Words, _Candidate]] = []
        for score, words, candidate in scored:
            if score > 0 and len(chosen) < _MOST and not any(_overlap(words, other) for _, other, _ in chosen):
                chosen.append((score, words, candidate))
        return tuple(Phrase(c.text, round(score / chosen[0][0], 3)) for score, _, c in chosen)

    def _candidates(self, document: Document, taken: frozenset[tuple[int, int]]) -> dict[Words, _Candidate]:
        found: dict[Words, _Candidate] = {}
        for number, line in enumerate(document.lines):
            if line.headline > 0:
                continue
            for spot in self._spots(number, line, taken):
                keys = document.keys(spot)
                candidate = found.setdefault(tuple(map(_bare, keys)), _Candidate(number))
                candidate.texts[strip_marks(document.text(spot))] += 1
                candidate.headline |= line.headline == 0
                candidate.definite |= keys[-1].startswith(_ARTICLE)
        for words, candidate in found.items():
            for inner in _inner(words):
                if inner in found:
                    found[inner].nested = max(found[inner].nested, candidate.count)
        return found

    def _spots(self, number: int, line: Line, taken: frozenset[tuple[int, int]]) -> Iterator[Spot]:
        nouns = [(number, at) not in taken and self._is_noun(line.keys[at]) for at in range(len(line.keys))]
        for start in range(len(line.keys)):
            end = start
            while end < len(line.keys) and end - start < _MAX_WORDS and nouns[end] and _goes_on(line, start, end):
                end += 1
                if end - start >= _MIN_WORDS:
                    yield Spot(number, start, end, self._particles(line.keys[start]))

    def _is_noun(self, key: str) -> bool:
        """Whether the language writes the word with the article too, as it does with nouns and adjectives."""
        word = stem(key, self._particles(key))
        if len(word) < _SHORTEST or not word.isalpha() or word in self.stops or _bare(word) in self.stops:
            return False
        return word.startswith(_ARTICLE) or self.frequent.get(_ARTICLE + word, 0) >= _NOUN

    def _particles(self, key: str) -> int:
        """How many letters are particles: before the article, or where only the rest is a noun."""
        if self.frequent.get(_ARTICLE + key, 0) >= _NOUN:
            return 0
        for reading in readings(key)[1:]:
            noun = self.frequent.get(_ARTICLE + reading.stem, 0) >= _NOUN
            if noun or (reading.stem.startswith(_ARTICLE) and len(reading.stem) > len(_ARTICLE) + 1):
                return reading.cut
        return 0

    def _score(self, words: Words, candidate: _Candidate) -> float:
        free = candidate.count - candidate.nested
        if free <= 0 or not (candidate.definite or candidate.count > 1):
            return 0.0
        known = (max(self.frequent.get(word, 0), self.frequent.get(_ARTICLE + word, 0)) for word in words)
        rarity = sum(_COMMON - min(_COMMON, max(_RAREST, zipf)) for zipf in known) / len(words)
        early = 1 + 1 / math.log2(2 + candidate.first)
        boost = _HEADLINE if candidate.headline else 1.0
        return math.log2(1 + len(words)) * free * early * boost * rarity / (_COMMON - _RAREST)


def _goes_on(line: Line, start: int, at: int) -> bool:
    """Whether a word goes on with the phrase: without particles, definite after anything, else after an indefinite."""
    if at == start:
        return True
    key, before = line.keys[at], line.keys[at - 1]
    if before.startswith((_ARTICLE, "لل", "وال", "بال", "فال", "كال")):
        return key.startswith(_ARTICLE)
    return not key.startswith(("وال", "بال", "فال", "كال", "لل"))


def _inner(words: Words) -> Iterator[Words]:
    for size in range(_MIN_WORDS, len(words)):
        for at in range(len(words) - size + 1):
            yield words[at : at + size]


def _bare(key: str) -> str:
    return key[2:] if key.startswith(_ARTICLE) and len(key) > len(_ARTICLE) + 1 else key


def _overlap(one: Words, other: Words) -> bool:
    return len(set(one) & set(other)) * 2 > min(len(one), len(other))


def load_phrases(frequent: Mapping[str, int]) -> PhraseReader:
    """A reader with the function words and verbs of the package."""
    return PhraseReader(frozenset().union(*word_sets("stops.txt").values()), frequent)
