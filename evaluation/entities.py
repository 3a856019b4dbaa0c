"""How well names are found: strict spans on CoNLL files, and persons, places, organisations, topics on whole articles."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from entities.corpus import TYPES, Sentence, read_conll, spans
from entities.passes import Pass, label_document
from entities.tagger import Tagger

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

DOCUMENT = 60
"""Sentences that count as one document where a file marks none and is long; shorter files are one document."""
_ARTICLE = 400


@dataclass(slots=True)
class Count:
    """What was right, what was expected, what was found."""

    right: int = 0
    expected: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        total = self.expected + self.found
        return 2 * self.right / total if total else 0.0

    def as_dict(self) -> dict[str, float]:
        return {"p": self.precision, "r": self.recall, "f1": self.f1}
