"""Facets follow merges and splits on real engines, also when they are killed half way or race with loading."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from arabic.analysis import Analyser, load_analyser
from engine.errors import EngineUnavailable
from engine.protocol import Write
from indexer.document import build_document
from indexer.write import Writer
from mappings.load import articles
from persons.reconcile import Reconciler, resolve_documents
from persons.registry import PersonRegistry, Verdict
from store.database import open_database
from tests.api.corpus import PEOPLE, make_articles

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

    from engine.protocol import BulkItem, SearchEngine

pytestmark = pytest.mark.engine

COUNT = 160
A, B, C = "p:lavrov", "p:blinken", "p:abbas"
USER = "desk"


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return load_analyser()


@pytest.fixture(scope="module")
def documents(analyser: Analyser) -> list[dict[str, Any]]:
    return [build_document(article, analyser) for article in make_articles(COUNT, seed=3)]


@pytest.fixture
async def registry(tmp_path: Path) -> AsyncIterator[PersonRegistry]:
    async with open_database(f"sqlite+aiosqlite:///{tmp_path / 'persons.sqlite'}") as database:
        yield PersonRegistry(database)


@pytest.fixture
async def index(engine: SearchEngine, new_name: Callable[[], str], documents: list[dict[str, Any]]) -> str:
    name = new_name()
    await engine.create_index(name, articles().body)
    await engine.bulk(name, [Write(document["id"], document) for document in documents], refresh=True)
    return name


@pytest.fixture
def reconciler(engine: SearchEngine, index: str, registry: PersonRegistry, analyser: Analyser) -> Reconciler:
    return Reconciler(engine, index, registry, analyser)


async def facet(engine: SearchEngine, index: str) -> dict[str, int]:
    body = {"size": 0, "aggs": {"v": {"terms": {"field": "person_facet", "size": 100}}}}
    answer = await engine.search(index, body)
    return {bucket["key"]: bucket["doc_count"] for bucket in answer.aggregations["v"]["buckets"]}


async def sources(engine: SearchEngine, index: str) -> dict[str, Any]:
    answer = await engine.search(index, {"size": COUNT, "sort": [{"id": "asc"}]})
    return {hit.id: hit.source for hit in answer.hits}


def together(documents: Sequence[dict[str, Any]], *keys: str) -> int:
    return sum(not set(keys).isdisjoint(document["person_ids"]) for document in documents)


async def test_merging_and_splitting_restores_counts_and_documents(
    engine: SearchEngine,
    index: str,
    registry: PersonRegistry,
    reconciler: Reconciler,
    documents: list[dict[str, Any]],
) -> None:
    counts, before = await facet(engine, index), await sources(engine, index)
    await registry.merge(A, [B], actor=USER, label=PEOPLE[A])
    written = await reconciler.run()
    assert written == together(documents, A, B), "each article that names one of them carries the merge"
    merged = await facet(engine, index)
    assert merged[f"{A}\x1f{PEOPLE[A]}"] == together(documents, A, B)
    assert f"{B}\x1f{PEOPLE[B]}" not in merged
    assert await engine.count(index, {"term": {"person_ids": A}}) == together(documents, A, B)
    assert await engine.count(index, {"match": {"body_word": "ضمانات"}}) > 0, "texts are searched as before"
    await registry.split([B], actor=USER)
    await reconciler.run()
    assert await facet(engine, index) == counts
    assert await sources(engine, index) == before
    assert await reconciler.run() == 0


async def test_undoing_the_first_of_two_merges_leaves_the_second(
    engine: SearchEngine, index: str, registry: PersonRegistry, reconciler: Reconciler, documents: list[dict[str, Any]]
) -> None:
    counts = await facet(engine, index)
    first = await registry.merge(B, [C], actor=USER, label=PEOPLE[B])
    second = await registry.merge(A, [B], actor=USER, label=PEOPLE[A])
    await reconciler.run()
    assert (await facet(engine, index))[f"{A}\x1f{PEOPLE[A]}"] == together(documents, A, B, C)
    await registry.decide(first.change.number, Verdict.UNDO)
    await reconciler.run()
    found = await facet(engine, index)
    assert found[f"{A}\x1f{PEOPLE[A]}"] == together(documents, A, B)
    assert found[f"{C}\x1f{PEOPLE[C]}"] == counts[f"{C}\x1f{PEOPLE[C]}"]
    await registry.decide(second.change.number, Verdict.UNDO)
    await reconciler.run()
    assert await facet(engine, index) == counts


class Dying:
    """A real engine that goes away before the nth bulk request, as when the process is killed there."""

    def __init__(self, engine: SearchEngine, after: int) -> None:
        self._engine, self._left = engine, after

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    async def bulk(self, index: str, writes: Sequence[Write]) -> tuple[BulkItem, ...]:
        if not self._left:
            raise EngineUnavailable("killed")
        self._left -= 1
        return await self._engine.bulk(index, writes)


async def test_killed_half_way_the_next_run_ends_right(
    engine: SearchEngine, index: str, registry: PersonRegistry, analyser: Analyser, documents: list[dict[str, Any]]
) -> None:
    await registry.merge(A, [B], actor=USER, label=PEOPLE[A])
    dying = Reconciler(Dying(engine, 1), index, registry, analyser)  # type: ignore[arg-type]
    with pytest.raises(EngineUnavailable):
        await dying.run()
    await engine.refresh(index)
    half = (await facet(engine, index)).get(f"{B}\x1f{PEOPLE[B]}", 0)
    assert 0 < half < Counter(key for document in documents for key in document["person_ids"])[B]
    await Reconciler(engine, index, registry, analyser).run()
    found = await facet(engine, index)
    assert found[f"{A}\x1f{PEOPLE[A]}"] == together(documents, A, B)
    assert f"{B}\x1f{PEOPLE[B]}" not in found


async def test_articles_loaded_later_have_the_merged_person_at_once(
    engine: SearchEngine, index: str, registry: PersonRegistry, reconciler: Reconciler, documents: list[dict[str, Any]]
) -> None:
    await registry.merge(A, [B], actor=USER, label=PEOPLE[A])
    await reconciler.run()
    model = next(document for document in documents if document["person_ids"] == [B])

    async def resolve(found: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        return await resolve_documents(registry, found)

    assert await Writer(engine, index, 0, resolve).put([model | {"id": "later"}]) == {}
    assert (await engine.get(index, "later")).source["person_facet"] == [f"{A}\x1f{PEOPLE[A]}"]


async def test_a_merge_during_loading_is_not_missed(
    engine: SearchEngine, index: str, registry: PersonRegistry, reconciler: Reconciler, documents: list[dict[str, Any]]
) -> None:
    model = next(document for document in documents if document["person_ids"] == [B])
    asked = 0

    async def resolve(found: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        nonlocal asked
        known = await resolve_documents(registry, found)
        asked += 1
        if asked == 1:  # After this writer has looked, before it writes.
            await registry.merge(A, [B], actor=USER, label=PEOPLE[A])
            await reconciler.run()
        return known

    await Writer(engine, index, 0, resolve).put([model | {"id": "meanwhile"}])
    assert (await engine.get(index, "meanwhile")).source["person_facet"] == [f"{A}\x1f{PEOPLE[A]}"]


async def test_an_index_that_is_not_there_has_nothing_to_follow(
    engine: SearchEngine, new_name: Callable[[], str], registry: PersonRegistry, analyser: Analyser
) -> None:
    await registry.merge(A, [B], actor=USER)
    assert await Reconciler(engine, new_name(), registry, analyser).run() == 0
    assert await registry.dirty(1) == {}


async def test_all_can_be_compared_with_the_index_again(
    engine: SearchEngine, index: str, registry: PersonRegistry, reconciler: Reconciler, documents: list[dict[str, Any]]
) -> None:
    await registry.merge(A, [B], actor=USER, label=PEOPLE[A])
    await reconciler.run()
    stale = next(document for document in documents if B in document["person_ids"])
    await engine.bulk(index, [Write(stale["id"], stale)], refresh=True)
    assert await reconciler.run() == 0
    await registry.soil()
    assert await reconciler.run() == 1
    assert (await facet(engine, index))[f"{A}\x1f{PEOPLE[A]}"] == together(documents, A, B)
