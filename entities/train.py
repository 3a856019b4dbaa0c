"""Train the tagger that ships with Fihris from labelled text (`fihris train entities DATA`).

DATA holds `anercorp-train.txt`, the folder `aqmar/` and `wojood-sample-train.txt` in CoNLL columns. The same data
give the same model. Weights trained on ANERcorp and AQMAR are under CC BY-SA (NOTICE).
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pycrfsuite

from arabic.fold import fold
from entities.corpus import Sentence, read_conll
from entities.features import Extractor
from entities.memory import Memory
from entities.places import load_places
from entities.resources import load_knowledge
from entities.tagger import FIRST, SECOND, Model

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

L1, L2, ITERATIONS = 0.1, 0.02, 120
FOLDS, DOCUMENT = 5, 30

Document = list[Sentence]
Example = tuple[list[list[str]], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Training:
    """What was trained on and what came out; `seconds` of wall clock."""

    sentences: int
    words: int
    bytes: int
    seconds: float


def train(data: Path, out: Path) -> Training:
    """Train on all corpora under `data` and write both models into the folder `out`.

    Raises FileNotFoundError where a corpus is missing.
    """
    started = time.monotonic()
    documents = corpora(data)
    extractor = Extractor(load_knowledge(load_places()))
    sentences = [sentence for document in documents for sentence in document]
    fit_first(sentences, extractor, out / FIRST)
    fit_second(documents, unseen_labels(documents, extractor, out), extractor, out / SECOND)
    return Training(
        sentences=len(sentences),
        words=sum(len(sentence.words) for sentence in sentences),
        bytes=sum((out / name).stat().st_size for name in (FIRST, SECOND)),
        seconds=time.monotonic() - started,
    )


def corpora(data: Path) -> list[Document]:
    """The training texts as documents, always in the same order.

    ANERcorp and Wojood mark none: each 30 sentences in a row count as one, as long as two or three news stories.
    """
    news = _blocks(read_conll(data / "anercorp-train.txt"))
    modern = _blocks(read_conll(data / "wojood-sample-train.txt", origin="wojood"))
    articles = (read_conll(path, origin="aqmar") for path in sorted((data / "aqmar").glob("*.txt")))
    return [*news, *modern, *articles]


def _blocks(sentences: Document) -> Iterator[Document]:
    for start in range(0, len(sentences), DOCUMENT):
        yield sentences[start : start + DOCUMENT]


def fit_first(sentences: Iterable[Sentence], extractor: Extractor, out: Path) -> None:
    """Fit the model that reads each sentence alone."""
    _fit(((_features(s, extractor), s.labels) for s in sentences), out)


def _features(sentence: Sentence, extractor: Extractor) -> list[list[str]]:
    """Features with the corpus where it is not the main one: it takes up what its guidelines do differently."""
    rows = extractor.features(sentence.words)
    return [[*row, f"origin={sentence.origin}"] for row in rows] if sentence.origin else rows


def unseen_labels(documents: Sequence[Document], extractor: Extractor, folder: Path) -> list[list[tuple[str, ...]]]:
    """Labels of every document by a first model that has not seen it, so that the second learns to doubt them."""
    labels: list[list[tuple[str, ...]]] = [[] for _ in documents]
    for fold_ in range(FOLDS):
        path = folder / f"fold{fold_}.crf"
        others = (s for at, document in enumerate(documents) if at % FOLDS != fold_ for s in document)
        fit_first(others, extractor, path)
        model = Model(path.read_bytes())
        path.unlink()
        for at in range(fold_, len(documents), FOLDS):
            labels[at] = [model.labels(_features(s, extractor)) for s in documents[at]]
    return labels


def fit_second(
    documents: Sequence[Document],
    labels: Sequence[Sequence[Sequence[str]]],
    extractor: Extractor,
    out: Path,
) -> None:
    """Fit the model that also sees what the first made of the whole document."""
    _fit(_remembered(documents, labels, extractor), out)


def _remembered(
    documents: Sequence[Document], labels: Sequence[Sequence[Sequence[str]]], extractor: Extractor
) -> Iterator[Example]:
    for document, rows in zip(documents, labels, strict=True):
        keys = [[fold(word) or word for word in sentence.words] for sentence in document]
        memory = Memory.of(keys, rows)
        for number, sentence in enumerate(document):
            features = _features(sentence, extractor)
            yield memory.extended(number, features, keys[number], rows[number]), sentence.labels


def _fit(examples: Iterable[Example], out: Path) -> None:
    trainer = pycrfsuite.Trainer(verbose=False)
    for features, labels in examples:
        trainer.append(features, list(labels))
    trainer.set_params({"c1": L1, "c2": L2, "max_iterations": ITERATIONS, "feature.possible_transitions": True})
    trainer.train(str(out))
