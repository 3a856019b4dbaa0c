"""What the rest of a document says of a word: the second tagger sees it beside the features of the sentence.

The first tagger reads one sentence at a time. Once the whole document is labelled, a word that ends a full name
elsewhere is likely a surname here, and a word that is never a name elsewhere is likely none.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from entities.clitics import readings
from entities.corpus import spans

if TYPE_CHECKING:
    from collections.abc import Sequence

_MIN_ALIAS = 3
_MANY = 2


@dataclass(slots=True)
class Memory:
    """Labels of a document by folded word: full names by their parts, all labels by word and sentence."""

    surnames: Counter[str] = field(default_factory=Counter)
    parts: Counter[str] = field(default_factory=Counter)
    labels: dict[str, Counter[tuple[int, str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Sequence[Sequence[str]], labels: Sequence[Sequence[str]]) -> Memory:
        """Learn from the folded words of each sentence and their labels by the first tagger."""
        memory = cls()
        for number, (keys, row) in enumerate(zip(document, labels, strict=True)):
            for key, label in zip(keys, row, strict=True):
                memory.labels.setdefault(key, Counter())[number, label[2:] or "O"] += 1
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
        """The commonest label of a word in the other sentences, and whether it is common."""
        places = self.labels.get(stem)
        if places is None:
            return ""
        counts: dict[str, int] = {}
        for (sentence, label), count in places.items():
            if sentence != number:
                counts[label] = counts.get(label, 0) + count
        if not counts:
            return ""
        label = max(counts, key=lambda name: counts[name])
        return f"{label}{min(counts[label], _MANY)}"
