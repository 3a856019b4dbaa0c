"""How well names are found in labelled sentences: strict spans by type, on files in CoNLL columns."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from entities.consistency import consistent
from entities.corpus import TYPES, Sentence, read_conll, spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from entities.tagger import Tagger

DOCUMENT = 30
_ARTICLE = 400


@dataclass(slots=True)
class Count:
    """What was right, what was expected, what was found."""

    right: int = 0
    expected: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what was expected that was found; 0 where nothing was expected."""
        return self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.expected + self.found
        return 2 * self.right / total if total else 0.0

    def add(self, expected: Mapping[Any, int], found: Mapping[Any, int]) -> None:
        """Count two bags of things, one of them expected."""
        self.right += (Counter(expected) & Counter(found)).total()
        self.expected += sum(expected.values())
        self.found += sum(found.values())

    def as_dict(self) -> dict[str, float]:
        """Precision, recall and F1 in [0, 1]."""
        return {"p": self.precision, "r": self.recall, "f1": self.f1}


@dataclass(slots=True)
class Spans:
    """Strict figures: a span counts when its words and its type are right. Time is of one processor."""

    by_type: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in TYPES})
    words: int = 0
    seconds: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """The shape that `fihris eval entities` prints for CoNLL files."""
        everything = Count()
        for count in self.by_type.values():
            everything.right += count.right
            everything.expected += count.expected
            everything.found += count.found
        return {
            "micro_f1": everything.f1,
            "by_type": {name: count.as_dict() for name, count in self.by_type.items()},
            "ms_per_400_words": 1000 * self.seconds / self.words * _ARTICLE if self.words else 0.0,
        }


def evaluate_conll(paths: Iterable[Path], tagger: Tagger, frequent: Mapping[str, int]) -> Spans:
    """Tag the sentences of CoNLL files (word and BIO label on a line) and compare with their labels.

    Files mark no documents: each 30 sentences are looked at together for names that come again.
    """
    result = Spans()
    for path in paths:
        for document in _documents(read_conll(path)):
            started = time.process_time()
            words = [sentence.words for sentence in document]
            labels = consistent(words, tagger.labels(words), frequent)
            result.seconds += time.process_time() - started
            _compare(result, document, labels)
    return result


def _documents(sentences: Sequence[Sentence]) -> Iterator[Sequence[Sentence]]:
    for start in range(0, len(sentences), DOCUMENT):
        yield sentences[start : start + DOCUMENT]


def _compare(result: Spans, document: Sequence[Sentence], labels: Sequence[Sequence[str]]) -> None:
    for sentence, row in zip(document, labels, strict=True):
        result.words += len(sentence.words)
        expected, found = Counter(spans(sentence.labels)), Counter(spans(list(row)))
        for name, count in result.by_type.items():
            count.add(_of(expected, name), _of(found, name))


def _of(bag: Counter[Any], name: str) -> Counter[Any]:
    return Counter({span: number for span, number in bag.items() if span.type == name})
