"""Train the tagger that ships with Fihris from labelled text (`fihris train entities DATA`).

DATA holds `anercorp-train.txt`, the folder `aqmar/` and `wojood-sample-train.txt` in CoNLL columns. The same data
give the same model. Weights trained on ANERcorp and AQMAR are under CC BY-SA (NOTICE).
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import pycrfsuite

from entities.corpus import Sentence, read_conll
from entities.features import Extractor
from entities.places import load_places
from entities.resources import load_knowledge
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from collections.abc import Sequence

L1, L2, ITERATIONS = 0.1, 0.02, 120


@dataclass(frozen=True, slots=True)
class Training:
    """What was trained on and what came out; `seconds` of wall clock."""

    sentences: int
    words: int
    bytes: int
    seconds: float


def train(data: Path, out: Path) -> Training:
    """Train on all corpora under `data` and write the model to `out`; FileNotFoundError where one is missing."""
    started = time.monotonic()
    sentences = corpora(data)
    fit(sentences, Extractor(load_knowledge(load_places())), out)
    return Training(
        sentences=len(sentences),
        words=sum(len(sentence.words) for sentence in sentences),
        bytes=out.stat().st_size,
        seconds=time.monotonic() - started,
    )


def corpora(data: Path) -> list[Sentence]:
    """The training sentences, always in the same order."""
    paths = [data / "anercorp-train.txt", *sorted((data / "aqmar").glob("*.txt"))]
    return [sentence for path in paths for sentence in read_conll(path)]


def fit(sentences: Sequence[Sentence], extractor: Extractor, out: Path) -> None:
    """Fit a conditional random field by L-BFGS with both penalties and write it to `out`."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for sentence in sentences:
        trainer.append(extractor.features(sentence.words), list(sentence.labels))
    trainer.set_params({"c1": L1, "c2": L2, "max_iterations": ITERATIONS, "feature.possible_transitions": True})
    trainer.train(str(out))
