"""Training on a handful of sentences, and what the tagger makes of what it learnt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from entities.features import Extractor
from entities.places import load_places
from entities.resources import load_knowledge
from entities.tagger import FIRST, SECOND, Model, Tagger, load_tagger
from entities.train import corpora, train

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "قال O\nالوزير O\nسيرغي B-PERS\nلافروف I-PERS\nفي O\nموسكو B-LOC\n. O\n\n"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ner")
    (folder / "aqmar").mkdir()
    (folder / "anercorp-train.txt").write_text(SENTENCE * 200, encoding="utf-8")
    (folder / "wojood-sample-train.txt").write_text(SENTENCE * 3, encoding="utf-8")
    (folder / "aqmar" / "one.txt").write_text(SENTENCE * 2, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def trained(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("models")
    report = train(data, out)
    assert report.sentences == 205
    assert report.words == 205 * 7
    assert report.bytes > 0
    assert report.seconds > 0
    return out


def test_training_leaves_both_models_and_nothing_else(trained: Path) -> None:
    assert sorted(path.name for path in trained.iterdir()) == [FIRST, SECOND]


def test_the_trained_models_find_what_they_learnt(trained: Path) -> None:
    extractor = Extractor(load_knowledge(load_places()))
    tagger = Tagger(Model((trained / FIRST).read_bytes()), Model((trained / SECOND).read_bytes()), extractor)
    sentence = ["قال", "الوزير", "سيرغي", "لافروف", "في", "موسكو", "."]
    found = tagger.tag([sentence])[0]
    assert [(span.type, span.start, span.end) for span in found.spans] == [("PERS", 2, 4), ("LOC", 5, 6)]
    assert all(span.confidence > 0.5 for span in found.spans)
    assert found.person[2] > 0.5 > found.person[0]


def test_the_same_data_give_the_same_models(data: Path, trained: Path, tmp_path: Path) -> None:
    train(data, tmp_path)
    assert (tmp_path / SECOND).read_bytes() == (trained / SECOND).read_bytes()


def test_documents_are_blocks_of_running_text_and_whole_articles(data: Path) -> None:
    documents = corpora(data)
    assert [len(document) for document in documents] == [30, 30, 30, 30, 30, 30, 20, 3, 2]
    assert [document[0].origin for document in documents[-2:]] == ["wojood", "aqmar"]


def test_a_missing_corpus_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        train(tmp_path, tmp_path)


def test_no_sentence_and_an_empty_sentence_have_no_labels() -> None:
    tagger = load_tagger(load_knowledge(load_places()))
    assert tagger.labels([]) == []
    assert tagger.labels([[]]) == [()]
    assert tagger.tag([[]])[0].spans == ()


def test_a_label_that_no_model_knows_is_impossible(trained: Path) -> None:
    model = Model((trained / FIRST).read_bytes())
    model.labels([["b"]])
    assert model.marginal("B-MISC", 0) == 0.0
