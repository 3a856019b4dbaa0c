"""The trained tagger: which words of a sentence name somebody, somewhere or something."""

from __future__ import annotations

from dataclasses import dataclass

import pycrfsuite

from entities.corpus import spans
from entities.features import Extractor, Knowledge
from entities.lexicon import data_bytes
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MODEL = "tagger.crf"


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


class Tagger:
    """A conditional random field over the features of `Extractor`; not safe for use by several threads at once."""

    def __init__(self, model: bytes, knowledge: Knowledge) -> None:
        # The library keeps a pointer into these bytes, not a copy.
        self._model = model
        self._crf = pycrfsuite.Tagger()
        self._crf.open_inmemory(self._model)
        self._extractor = Extractor(knowledge)
        self._labels = frozenset(self._crf.labels())

    def labels(self, words: Sequence[str]) -> tuple[str, ...]:
        """The best sequence of labels for words as written."""
        return tuple(self._crf.tag(self._extractor.features(words))) if words else ()

    def tag(self, words: Sequence[str]) -> Tagged:
        """Labels and spans with their probabilities."""
        labels = self.labels(words)
        found = tuple(
            TaggedSpan(s.start, s.end, s.type, self._confidence(labels, s.start, s.end)) for s in spans(labels)
        )
        return Tagged(labels, found, tuple(self._person(at) for at in range(len(labels))))

    def _confidence(self, labels: Sequence[str], start: int, end: int) -> float:
        return min(self._marginal(labels[at], at) for at in range(start, end))

    def _person(self, at: int) -> float:
        return self._marginal("B-PERS", at) + self._marginal("I-PERS", at)

    def _marginal(self, label: str, at: int) -> float:
        return float(self._crf.marginal(label, at)) if label in self._labels else 0.0


def load_tagger(knowledge: Knowledge) -> Tagger:
    """The tagger that ships with Fihris."""
    return Tagger(data_bytes(MODEL), knowledge)
