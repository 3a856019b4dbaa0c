"""A whole evaluation on each engine: small, but with everything that a large one has."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from evaluation.retrieval import evaluate

if TYPE_CHECKING:
    from pathlib import Path

    from engine.protocol import SearchEngine

pytestmark = pytest.mark.engine

DOCUMENTS = {
    "d1": "استقبل وزراء الخارجية العرب نظراءهم في القاهرة أمس",
    "d2": "أعلنت الحكومة أن مستشفيات العاصمة ستبقى مفتوحة",
    "d3": "فاز الفريق الأول ببطولة الدوري بعد مباراة طويلة",
    "d4": "ارتفعت أسعار النفط في الأسواق العالمية",
}
TOPICS = {"t1": ("وزير الخارجية", "d1"), "t2": ("أين مستشفى العاصمة؟", "d2"), "t3": ("سعر النفط", "d4")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    corpus = [{"id": key, "title": "", "text": text} for key, text in DOCUMENTS.items()]
    topics = [{"id": key, "text": text} for key, (text, _) in TOPICS.items()]
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, corpus)), encoding="utf-8")
    (tmp_path / "topics.jsonl").write_text("\n".join(map(json.dumps, topics)), encoding="utf-8")
    qrels = "".join(f"{key}\t0\t{document}\t1\n" for key, (_, document) in TOPICS.items())
    (tmp_path / "qrels.tsv").write_text(qrels, encoding="utf-8")
    return tmp_path


async def test_fihris_is_measured_beside_the_stock_analysers(engine: SearchEngine, folder: Path) -> None:
    heard: list[str] = []
    before = await engine.indices("fihris-evaluation-*")
    result = await evaluate(folder, engine, progress=heard.append)
    assert result["fihris"] == {"ndcg@10": 1.0, "mrr@10": 1.0, "recall@10": 1.0, "recall@100": 1.0}
    assert result["standard"]["ndcg@10"] <= result["arabic"]["ndcg@10"] <= 1.0
    assert (result["documents"], result["topics"]) == (4, 3)
    assert heard == ["indexed 4 of 4 documents"] * 2
    assert await engine.indices("fihris-evaluation-*") == before
