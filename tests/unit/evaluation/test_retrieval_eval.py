"""Figures of ranking, reading of collections, and what is sent to the engine."""

from __future__ import annotations

import gzip
import json
import math
from typing import TYPE_CHECKING

import pytest

from arabic.analysis import Analyser, load_analyser
from evaluation.retrieval import Document, Topic, as_article, figures, our_body, read_collection, stock_body

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return load_analyser()


def test_an_answer_at_the_top_is_perfect() -> None:
    result = figures([["a", "b"]], [Topic("", {"a": 1})])
    assert result.as_dict() == {"ndcg@10": 1.0, "mrr@10": 1.0, "recall@10": 1.0, "recall@100": 1.0}


def test_figures_fall_with_the_rank() -> None:
    found = ["x", "y", "a"]
    assert figures([found], [Topic("", {"a": 1})]).as_dict() == pytest.approx(
        {"ndcg@10": 1 / math.log2(4), "mrr@10": 1 / 3, "recall@10": 1.0, "recall@100": 1.0}
    )


def test_only_ten_count_at_ten() -> None:
    found = [f"x{n}" for n in range(10)] + ["a"]
    assert figures([found], [Topic("", {"a": 1})]).as_dict() == {
        "ndcg@10": 0.0,
        "mrr@10": 0.0,
        "recall@10": 0.0,
        "recall@100": 1.0,
    }


def test_gains_are_weighed_and_means_are_taken() -> None:
    topics = [Topic("", {"a": 2, "b": 1, "c": 0}), Topic("", {"z": 1})]
    result = figures([["b", "a"], []], topics)
    ideal = 2 + 1 / math.log2(3)
    assert result.ndcg_10 == pytest.approx((1 + 2 / math.log2(3)) / ideal / 2)
    assert result.recall_10 == 0.5


def test_without_topics_nothing_is_found() -> None:
    assert figures([], []).ndcg_10 == 0


def write(folder: Path, *, packed: bool) -> None:
    rows = [{"id": "d1", "title": "عنوان", "text": "نص"}, {"id": "d2", "text": "نص\u2028آخر"}]
    corpus = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    if packed:
        (folder / "corpus.jsonl.gz").write_bytes(gzip.compress(corpus))
    else:
        (folder / "corpus.jsonl").write_bytes(corpus)
    topics = [{"id": "t1", "text": "سؤال"}, {"id": "t2", "text": "بلا جواب"}]
    (folder / "topics.jsonl").write_text("\n".join(map(json.dumps, topics)), encoding="utf-8")
    (folder / "qrels.tsv").write_text("t1\t0\td1\t1\nt1\t0\td2\t0\nt2\t0\td2\t0\n", encoding="utf-8")


@pytest.mark.parametrize("packed", [False, True])
def test_a_collection_is_read(tmp_path: Path, *, packed: bool) -> None:
    write(tmp_path, packed=packed)
    documents, topics = read_collection(tmp_path)
    assert documents == [Document("d1", "عنوان", "نص"), Document("d2", "", "نص\u2028آخر")]
    assert topics == [Topic("سؤال", {"d1": 1, "d2": 0})]


def test_a_broken_collection_is_refused(tmp_path: Path) -> None:
    write(tmp_path, packed=False)
    (tmp_path / "topics.jsonl").write_text('{"text": "x"}', encoding="utf-8")
    with pytest.raises(ValueError, match="a row lacks 'id'"):
        read_collection(tmp_path)


def test_documents_are_analysed_as_articles_are(analyser: Analyser) -> None:
    document = as_article(Document("d", "وزير الخارجية", "قال الوزير"), analyser)
    assert document["title_lemma"].split() == ["وزير", "خارجي"]
    assert document["body_word"].split() == ["قال", "وزير"]


def test_topics_are_prose(analyser: Analyser) -> None:
    body = our_body('ماذا قال "الوزير" عن (غزة) -قطر؟', analyser)
    sent = json.dumps(body, ensure_ascii=False)
    # Neighbouring words rank what was found; no phrase decides what is found.
    found_by = body["query"]["bool"]["must"][0]["bool"]["must"]
    assert "match_phrase" not in json.dumps(found_by)
    assert body["query"]["bool"]["must_not"] == [{"term": {"withdrawn": True}}]
    assert body["size"] == 100
    assert "قطر" in sent


def test_stock_analysers_get_the_same_words() -> None:
    query = stock_body("سؤال", "arabic")["query"]["multi_match"]
    assert query == {"query": "سؤال", "fields": ["title.arabic", "text.arabic"], "type": "most_fields"}
