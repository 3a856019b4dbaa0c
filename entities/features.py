"""What the tagger sees of a word: its letters, its neighbours, the lists it stands in.

Arabic has no capitals. What gives a name away is its shape without particles, the title or verb before it, and
lists of known names; a phrase of a list counts as a whole (first word, inner word, length).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from arabic.fold import fold
from entities.clitics import readings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from entities.gazetteer import Gazetteer

_ARTICLES = ("وبال", "وكال", "فبال", "ولل", "وال", "فال", "بال", "كال", "لل", "ال")
_MIN_STEM, _LONG = 3, 9
_UNSEEN, _MARGIN, _NAME = 15, 3, 8
_AFFIXES = (1, 2, 3, 4)
_LATIN = re.compile(r"[a-z]")
_LETTER = re.compile(r"\w")
_DIGIT = re.compile(r"\d")
_PHRASE_LENGTH = 3
_FAR = 3


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Lists behind the features: phrases by kind, names with the number of their bearers, word classes.

    `frequent` holds ten times the Zipf frequency of common words, `clusters` the paths of word classes.
    """

    phrases: Gazetteer[frozenset[str]]
    names: Mapping[str, int]
    triggers: Mapping[str, frozenset[str]]
    frequent: Mapping[str, int]
    clusters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class Extractor:
    """Features of sentences; what depends on one word alone is computed once for each word form."""

    knowledge: Knowledge
    _seen: dict[str, tuple[list[str], list[str]]] = field(default_factory=dict)

    def features(self, words: Sequence[str]) -> list[list[str]]:
        """One list of feature names for each word of the sentence, given as written."""
        keys = [fold(word) or word for word in words]
        own, near = zip(*(self._word(key) for key in keys), strict=True) if keys else ((), ())
        listed = self._phrases(keys)
        result = [[*own[at], *listed[at]] for at in range(len(keys))]
        for at, features in enumerate(result):
            self._context(features, at, keys, near, listed)
        return result

    def _context(
        self,
        features: list[str],
        at: int,
        keys: Sequence[str],
        near: Sequence[list[str]],
        listed: Sequence[list[str]],
    ) -> None:
        last = len(keys) - 1
        for distance, sign in ((-1, "<"), (1, ">")):
            other = at + distance
            if 0 <= other <= last:
                features.extend(sign + feature for feature in near[other])
                features.extend(sign + feature for feature in listed[other])
            else:
                features.append(sign + "edge")
        for distance, sign in ((-2, "<<"), (2, ">>")):
            other = at + distance
            if 0 <= other <= last:
                features.append(f"{sign}w={keys[other]}")
                features.extend(sign + f for f in near[other] if f[:2] in {"t=", "n="})
                features.extend(sign + f for f in listed[other])
        if at:
            features.append(f"<|{_stem(near[at - 1])}|{_stem(near[at])}")
        if at >= _FAR:
            features.extend("<<<" + f for f in near[at - _FAR] if f.startswith("t="))

    def split(self, key: str) -> tuple[str, str]:
        """Particles with the article, and the rest; without an article only where the rest is the commoner word."""
        for article in _ARTICLES:
            if key.startswith(article) and len(key) - len(article) >= _MIN_STEM:
                return article, key[len(article) :]
        best, weight = ("", key), max(self._weight(key), _UNSEEN)
        for reading in readings(key)[1:]:
            if len(reading.stem) >= _MIN_STEM and self._weight(reading.stem) > weight + _MARGIN:
                best, weight = (reading.particles, reading.stem), self._weight(reading.stem)
        return best

    def _weight(self, key: str) -> int:
        """How common a word is, as text or as a name."""
        return self.knowledge.frequent.get(key, 0) + (_NAME if key in self.knowledge.names else 0)

    def _word(self, key: str) -> tuple[list[str], list[str]]:
        """Features of a word for itself, and those that its neighbours see."""
        found = self._seen.get(key)
        if found is None:
            if len(self._seen) > 200_000:  # noqa: PLR2004 - bounds memory over a large collection.
                self._seen.clear()
            found = self._seen[key] = self._compute(key)
        return found

    def _compute(self, key: str) -> tuple[list[str], list[str]]:
        particles, stem = self.split(key)
        shape, size = f"sh={_shape(key)}", min(len(key), _LONG)
        own = ["b", f"w={key}", f"st={stem}", f"cl={particles}", shape, f"len={size}"]
        own += [f"p{n}={key[:n]}" for n in _AFFIXES if len(key) > n]
        own += [f"s{n}={key[-n:]}" for n in _AFFIXES if len(key) > n]
        if particles:
            own += [f"q{n}={stem[:n]}" for n in _AFFIXES[1:] if len(stem) > n]
        known = [*self._triggers(key), *self._names(key), *self._clusters(key)]
        near = [f"w={key}", f"st={stem}", f"cl={particles}", shape, f"s2={key[-2:]}", f"s3={key[-3:]}"]
        return [*own, *known, f"z={self._zipf(key)}"], [*near, *known]

    def _triggers(self, key: str) -> list[str]:
        stems = {key, *(_bare(reading.stem) for reading in readings(key))}
        return [f"t={name}" for name, list_ in self.knowledge.triggers.items() if not stems.isdisjoint(list_)]

    def _names(self, key: str) -> list[str]:
        for reading in readings(key):
            count = self.knowledge.names.get(reading.stem, 0)
            if count:
                size = f"{'c' if reading.cut else ''}{min(count, 1000).bit_length() // 2}"
                return [f"n={size}", f"nz={size}|{self._zipf(reading.stem)}"]
        return []

    def _clusters(self, key: str) -> list[str]:
        for form in (key, self.split(key)[1]):
            paths = self.knowledge.clusters.get(form)
            if paths:
                return [f"c={path}" for path in paths]
        return []

    def _zipf(self, key: str) -> int:
        return self.knowledge.frequent.get(key, 0) // 10

    def _phrases(self, keys: Sequence[str]) -> list[list[str]]:
        marks: list[list[str]] = [[] for _ in keys]
        for match in self.knowledge.phrases.matches(keys):
            length = min(match.end - match.start, _PHRASE_LENGTH)
            for at in range(match.start, match.end):
                place = "B" if at == match.start else "I"
                marks[at].extend(f"g={place}{length}{kind}" for kind in match.value)
            if match.cut:
                marks[match.start].append("g=cut")
        return marks


def _stem(near: Sequence[str]) -> str:
    return near[1][3:]


def _bare(stem: str) -> str:
    return stem.removeprefix("ال")


def _shape(key: str) -> str:
    if _DIGIT.search(key):
        return "D"
    if not _LETTER.search(key):
        return "P"
    return "L" if _LATIN.search(key) else "A"
