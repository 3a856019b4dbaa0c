"""What the rest of a document says of a word: the second tagger sees it beside the features of the sentence.

The first tagger reads one sentence at a time. Once the whole document is labelled, a word that ends a full name
elsewhere is likely a surname here, and a word that is never a name elsewhere is likely none.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from entities.clitics import readings
from entities.corpus import spans

if TYPE_CHECKING:
    from collections.abc import Sequence

_MIN_ALIAS = 3
_MANY = 2


@dataclass(slots=True)
class _Uses:
    """How often a word has one label, in which sentences, and where first in the first two of these."""

    sentences: Counter[int] = field(default_factory=Counter)
    total: int = 0
    firsts: list[tuple[int, int]] = field(default_factory=list)

    def add(self, sentence: int, place: int) -> None:
        if len(self.firsts) < 2 and sentence not in self.sentences:  # noqa: PLR2004
            self.firsts.append((sentence, place))
        self.sentences[sentence] += 1
        self.total += 1

    def elsewhere(self, sentence: int) -> tuple[int, int]:
        """How often outside a sentence, and the negative of the first place there; (0, 0) for never."""
        place = next((place for first, place in self.firsts if first != sentence), 0)
        return self.total - self.sentences.get(sentence, 0), -place


@dataclass(slots=True)
class Memory:
    """Labels of a document by folded word: full names by their parts, all labels by word."""

    surnames: Counter[str] = field(default_factory=Counter)
    parts: Counter[str] = field(default_factory=Counter)
    labels: dict[str, dict[str, _Uses]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Sequence[Sequence[str]], labels: Sequence[Sequence[str]]) -> Memory:
        """Learn from the folded words of each sentence and their labels by the first tagger."""
        memory, places = cls(), count()
        for number, (keys, row) in enumerate(zip(document, labels, strict=True)):
            for key, label, place in zip(keys, row, places, strict=False):
                memory.labels.setdefault(key, {}).setdefault(label[2:] or "O", _Uses()).add(number, place)
            for span in spans(list(row)):
                if span.type == "PERS" and span.end - span.start > 1:
                    memory.surnames[keys[span.end - 1]] += 1
                    memory.parts.update(keys[span.start : span.end - 1])
        return memory

    def extended(
        self, number: int, features: Sequence[Sequence[str]], keys: Sequence[str], row: Sequence[str]
    ) -> list[list[str]]:
        """The features of each word of sentence `number`, labelled `row` by the first tagger, with what is known."""
        return [
            [
                *features[at],
                *self._word(number, key),
                f"1={row[at]}",
                f"1<={row[at - 1] if at else ''}",
                f"1>={row[at + 1] if at + 1 < len(row) else ''}",
            ]
            for at, key in enumerate(keys)
        ]

    def _word(self, number: int, key: str) -> list[str]:
        features = []
        for reading in readings(key):
            mark = "c" if reading.cut else ""
            if len(reading.stem) >= _MIN_ALIAS:
                if self.surnames[reading.stem]:
                    features.append(f"m=surname{mark}")
                elif self.parts[reading.stem]:
                    features.append(f"m=part{mark}")
            elsewhere = self._elsewhere(number, reading.stem)
            if elsewhere:
                features.append(f"m={mark}{elsewhere}")
        return features or ["m=new"]

    def _elsewhere(self, number: int, stem: str) -> str:
        """The commonest label of a word in the other sentences, of several the first, and whether it is common."""
        found = [(*uses.elsewhere(number), label) for label, uses in self.labels.get(stem, {}).items()]
        often, _, label = max(found, default=(0, 0, ""))
        return f"{label}{min(often, _MANY)}" if often else ""
