"""How well searches rank: known answers to questions, beside the engine's stock analysers in the same run.

The folder holds `corpus.jsonl` or `corpus.jsonl.gz` (id, title, text), `topics.jsonl` (id, text) and `qrels.tsv`
(topic, iteration, document, gain). Documents go through the same code as articles do, topics through the same as
readers' words; both into indices of their own, which are deleted at the end. Topics are prose: their quotes and
brackets are punctuation and ask for nothing, as they do not in the stock analysers' queries either.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import math
from collections import defaultdict
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from arabic.align import AlignedText
from arabic.analysis import load_analyser, tokenise
from articles.stages import EnrichedArticle, Kind, ParsedArticle
from engine.errors import NotFound
from engine.protocol import Outcome, Write
from indexer.document import build_document
from mappings.load import articles, stopwords
from search.build import build_body
from search.request import Breadth, SearchRequest
from search.syntax import MAX_LENGTH
from search.tree import Word, Words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from arabic.analysis import Analyser
    from engine.protocol import SearchEngine

DEPTH = 100
"""Hits read for a question; recall is counted at this depth and at ten."""
BASELINES = ("arabic", "standard")
_BATCH = 500
_AT_ONCE = 4
_STOCK: dict[str, Any] = {
    "settings": {"index": {"number_of_shards": 1, "number_of_replicas": 0}},
    "mappings": {
        "properties": {
            part: {
                "type": "text",
                "analyzer": "standard",
                "fields": {name: {"type": "text", "analyzer": name} for name in BASELINES},
            }
            for part in ("title", "text")
        }
    },
}


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the collection."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A question and the gain of each document that answers it."""

    text: str
    gains: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over all questions, each in [0, 1]."""

    ndcg_10: float
    mrr_10: float
    recall_10: float
    recall_100: float

    def as_dict(self) -> dict[str, float]:
        """By the usual names."""
        return {name.replace("_", "@"): value for name, value in asdict(self).items()}


def read_collection(folder: Path) -> tuple[list[Document], list[Topic]]:
    """Documents, and the questions that have an answer among the judgements; ValueError for a broken file."""
    packed = folder / "corpus.jsonl.gz"
    raw = gzip.decompress(packed.read_bytes()) if packed.exists() else (folder / "corpus.jsonl").read_bytes()
    try:
        documents = [Document(row["id"], row.get("title") or "", row["text"]) for row in _json_lines(raw)]
        gains: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for line in (folder / "qrels.tsv").read_text("utf-8").splitlines():
            topic, _, document, gain = line.split("\t")
            gains[topic][document] = int(gain)
        rows = list(_json_lines((folder / "topics.jsonl").read_bytes()))
        topics = [Topic(row["text"], gains[row["id"]]) for row in rows if any(gains[row["id"]].values())]
    except (KeyError, TypeError) as error:
        raise ValueError(f"{folder.name}: a row lacks {error}") from error
    return documents, topics


def _json_lines(raw: bytes) -> Iterable[dict[str, Any]]:
    return (json.loads(line) for line in raw.decode("utf-8").split("\n") if line.strip())


def figures(rankings: Sequence[Sequence[str]], topics: Sequence[Topic]) -> Figures:
    """The means over topics, given the ids found for each, best first."""
    rows = [_of_one(found, topic.gains) for found, topic in zip(rankings, topics, strict=True)]
    return Figures(*(sum(column) / len(rows) for column in zip(*rows, strict=True))) if rows else Figures(0, 0, 0, 0)


def _of_one(found: Sequence[str], gains: Mapping[str, int]) -> tuple[float, float, float, float]:
    right = {document for document, gain in gains.items() if gain > 0}
    ideal = _dcg(sorted(gains.values(), reverse=True)[:10])
    first = next((rank for rank, document in enumerate(found[:10], 1) if document in right), None)
    return (
        _dcg([gains.get(document, 0) for document in found[:10]]) / ideal,
        1 / first if first else 0.0,
        len(right.intersection(found[:10])) / len(right),
        len(right.intersection(found[:DEPTH])) / len(right),
    )


def _dcg(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


async def evaluate(
    folder: Path, engine: SearchEngine, *, progress: Callable[[str], None] = lambda _: None
) -> dict[str, Any]:
    """The figures of Fihris and of each stock analyser, and how many documents and topics there were."""
    analyser = await asyncio.to_thread(load_analyser)
    documents, topics = await asyncio.to_thread(read_collection, folder)
    ours = [Write(document.id, as_article(document, analyser)) for document in documents]
    stock = [Write(document.id, {"title": document.title, "text": document.text}) for document in documents]
    result: dict[str, Any] = {}
    async with _temporary(engine, articles().body, ours, progress) as index:
        result["fihris"] = await _measure(engine, index, topics, partial(our_body, analyser=analyser))
    async with _temporary(engine, _STOCK, stock, progress) as index:
        for name in BASELINES:
            result[name] = await _measure(engine, index, topics, partial(stock_body, analyser=name))
    result["documents"], result["topics"] = len(documents), len(topics)
    return result


def as_article(document: Document, analyser: Analyser) -> dict[str, Any]:
    """The document as the index of articles holds it, without what only news has."""
    article = ParsedArticle(
        id=document.id,
        source="evaluation",
        raw="",
        kind=Kind.STORY,
        headlines=(AlignedText.of(document.title),),
        content=AlignedText.of(document.text),
    )
    return build_document(EnrichedArticle(article), analyser)


def our_body(text: str, analyser: Analyser) -> dict[str, Any]:
    """The body that the product sends for any of the words of a text (`words=any`)."""
    words = tuple(Word(token.text) for token in tokenise(text))
    body = build_body(
        SearchRequest(q=text[:MAX_LENGTH], breadth=Breadth.ANY, limit=DEPTH),
        Words(words),
        analyser=analyser,
        stopwords=stopwords(),
        labels={},
        today=datetime.now(UTC).date(),
    )
    return body | {"_source": False, "track_total_hits": False}


def stock_body(text: str, analyser: str) -> dict[str, Any]:
    """The same question to title and text by an analyser that comes with the engine."""
    fields = [f"title.{analyser}", f"text.{analyser}"]
    query = {"multi_match": {"query": text, "fields": fields, "type": "most_fields"}}
    return {"size": DEPTH, "query": query, "_source": False, "track_total_hits": False}


@asynccontextmanager
async def _temporary(
    engine: SearchEngine, definition: Mapping[str, Any], writes: Sequence[Write], progress: Callable[[str], None]
) -> AsyncIterator[str]:
    """An index with these documents, deleted at the end."""
    name = f"fihris-evaluation-{uuid4().hex[:12]}"
    await engine.create_index(name, definition)
    try:
        for at in range(0, len(writes), _BATCH):
            items = await engine.bulk(name, writes[at : at + _BATCH])
            bad = next((item for item in items if item.outcome in {Outcome.REJECTED, Outcome.DEFERRED}), None)
            if bad:
                raise ValueError(f"the engine does not take document {bad.id}: {bad.reason}")
            progress(f"indexed {min(at + _BATCH, len(writes)):,} of {len(writes):,} documents")
        await engine.refresh(name)
        yield name
    finally:
        with suppress(NotFound):
            await engine.delete_index(name)


async def _measure(
    engine: SearchEngine, index: str, topics: Sequence[Topic], body: Callable[[str], dict[str, Any]]
) -> dict[str, float]:
    limit = asyncio.Semaphore(_AT_ONCE)

    async def found(topic: Topic) -> list[str]:
        async with limit:
            return [hit.id for hit in (await engine.search(index, body(topic.text))).hits]

    return figures(await asyncio.gather(*(found(topic) for topic in topics)), topics).as_dict()
