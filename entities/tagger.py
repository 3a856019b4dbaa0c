"""The trained tagger: which words of a sentence name somebody, somewhere or something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pycrfsuite

from arabic.fold import fold
from entities.corpus import spans
from entities.features import Extractor, Knowledge
from entities.lexicon import data_bytes
from entities.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FIRST, SECOND = "first.crf", "second.crf"


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """Words `start` to `end` of a sentence with the type PERS, LOC, ORG or MISC; confidence is in [0, 1]."""

    start: int
    end: int
    type: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the tagger says of a sentence: its spans, and how likely each word is part of a person's name."""

    labels: tuple[str, ...]
    spans: tuple[TaggedSpan, ...]
    person: tuple[float, ...]


class Model:
    """A conditional random field that ships as bytes; not safe for use by several threads at once."""

    def __init__(self, model: bytes) -> None:
        # The library keeps a pointer into these bytes, not a copy.
        self._bytes = model
        self._crf = pycrfsuite.Tagger()
        self._crf.open_inmemory(self._bytes)
        self._known = frozenset(self._crf.labels())

    def labels(self, features: Sequence[Sequence[str]]) -> tuple[str, ...]:
        """The best sequence of labels; `marginal` then speaks of this sentence."""
        if not features:
            return ()
        self._crf.set(pycrfsuite.ItemSequence(features))
        return tuple(self._crf.tag())

    def marginal(self, label: str, at: int) -> float:
        """How likely a label is at a word of the sentence that was labelled last."""
        return float(self._crf.marginal(label, at)) if label in self._known else 0.0


class Tagger:
    """Two models: the first reads each sentence alone, the second also sees what the first made of the rest."""

    def __init__(self, first: Model, second: Model, extractor: Extractor) -> None:
        self._first = first
        self._second = second
        self._extractor = extractor

    def labels(self, document: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
        """Labels for all sentences of a document, given as written words."""
        return [self._second.labels(features) for features in self._features(document)]

    def tag(self, document: Sequence[Sequence[str]]) -> list[Tagged]:
        """Labels and spans with their probabilities for all sentences of a document."""
        return [self._tagged(self._second.labels(features)) for features in self._features(document)]

    def _features(self, document: Sequence[Sequence[str]]) -> Iterator[list[list[str]]]:
        features = [self._extractor.features(words) for words in document]
        labels = [self._first.labels(rows) for rows in features]
        keys = [[fold(word) or word for word in words] for words in document]
        memory = Memory.of(keys, labels)
        for number, rows in enumerate(features):
            yield memory.extended(number, rows, keys[number], labels[number])

    def _tagged(self, labels: tuple[str, ...]) -> Tagged:
        found = tuple(
            TaggedSpan(s.start, s.end, s.type, self._confidence(labels, s.start, s.end)) for s in spans(labels)
        )
        return Tagged(labels, found, tuple(self._person(at) for at in range(len(labels))))

    def _confidence(self, labels: Sequence[str], start: int, end: int) -> float:
        return min(self._second.marginal(labels[at], at) for at in range(start, end))

    def _person(self, at: int) -> float:
        return self._second.marginal("B-PERS", at) + self._second.marginal("I-PERS", at)


def load_tagger(knowledge: Knowledge) -> Tagger:
    """The tagger that ships with Fihris."""
    return Tagger(Model(data_bytes(FIRST)), Model(data_bytes(SECOND)), Extractor(knowledge))
