"""Writing waits for an engine that is away, sends again what it defers, and tells what it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest

from articles.stages import Rejected
from engine.errors import BadQuery, EngineNotReady, EngineUnavailable
from engine.protocol import BulkItem, Outcome, StoredDocument
from indexer import write
from indexer.counts import LISTED, Counts, summary
from indexer.write import Writer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.protocol import SearchEngine, Write


class Moody:
    """A store of documents that is away, busy or choosy as a test wants it; what it does is the engine's protocol."""

    def __init__(self, *moods: Exception | Outcome) -> None:
        self.moods = list(moods)
        self.held: dict[str, dict[str, Any]] = {}
        self.bulks: list[list[str]] = []

    async def get_many(
        self, _: str, keys: Sequence[str], *, fields: Sequence[str] | None = None
    ) -> dict[str, StoredDocument]:
        self._raise()
        found = {key: self.held[key] for key in keys if key in self.held}
        return {
            key: StoredDocument(key, {name: source[name] for name in fields or source if name in source})
            for key, source in found.items()
        }

    async def bulk(self, _: str, writes: Sequence[Write], *, refresh: bool = False) -> tuple[BulkItem, ...]:
        self._raise()
        self.bulks.append([one.id for one in writes])
        outcome = cast("Outcome", self.moods.pop(0)) if self.moods else Outcome.CREATED
        for one in writes[1:] if outcome in {Outcome.DEFERRED, Outcome.REJECTED} else writes:
            self.held[one.id] = dict(one.source or {})
        first = BulkItem(writes[0].id, outcome, "because" if outcome is not Outcome.CREATED else None)
        return (first, *(BulkItem(one.id, Outcome.CREATED) for one in writes[1:]))

    def _raise(self) -> None:
        if self.moods and isinstance(self.moods[0], Exception):
            raise cast("Exception", self.moods.pop(0))


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "_FIRST_PAUSE_S", 0.001)


def document(key: str, body: str = "نص", **changes: Any) -> dict[str, Any]:
    text = {"title": "ع", "subtitle": None, "byline": None, "body": body, "raw": body, "source": "a"}
    return {"id": key, **text, "checksum": body, "story_id": "s", "withdrawn": False, **changes}


def writer(engine: Moody, patience_s: float = 1.0) -> Writer:
    return Writer(cast("SearchEngine", engine), "articles", patience_s)


async def test_new_changed_and_unchanged_are_counted() -> None:
    engine, counts = Moody(), Counts()
    await writer(engine).write([document("a"), document("b")], counts)
    await writer(engine).write([document("a"), document("b", "آخر"), document("c")], counts)
    assert (counts.new, counts.updated, counts.unchanged) == (3, 1, 1)
    assert engine.held["b"]["revisions"][0]["body"] == "نص"
    assert engine.bulks == [["a", "b"], ["b", "c"]]
    assert "indexed_at" in engine.held["a"]


async def test_two_texts_of_one_article_in_one_batch_are_both_kept() -> None:
    engine, counts = Moody(), Counts()
    texts = [document("a", "أ"), document("a", "ب"), document("a", "ب")]
    await writer(engine).write(texts, counts)
    assert [old["body"] for old in engine.held["a"]["revisions"]] == ["أ"]
    assert (counts.new, counts.updated, counts.unchanged) == (1, 0, 2)
    await writer(engine).write(texts[1:], counts)
    assert (counts.new, counts.updated, counts.unchanged) == (1, 0, 4)


@pytest.mark.parametrize("error", [EngineUnavailable("away"), EngineNotReady("recovering")])
async def test_an_engine_that_comes_back_is_waited_for(error: Exception) -> None:
    engine, counts = Moody(error, error, error), Counts()
    await writer(engine).write([document("a")], counts)
    assert counts.new == 1


async def test_patience_ends() -> None:
    with pytest.raises(EngineUnavailable, match="away"):
        await writer(Moody(*[EngineUnavailable("away")] * 99), 0.01).write([document("a")], Counts())


async def test_errors_that_waiting_does_not_heal_are_raised_at_once() -> None:
    with pytest.raises(BadQuery):
        await writer(Moody(BadQuery("no"))).write([document("a")], Counts())


async def test_what_is_deferred_is_sent_again_alone() -> None:
    engine, counts = Moody(Outcome.DEFERRED, Outcome.DEFERRED), Counts()
    await writer(engine).write([document("a"), document("b")], counts)
    assert engine.bulks == [["a", "b"], ["a"], ["a"]]
    assert counts.new == 2


async def test_an_engine_that_stays_full_is_given_up_with_its_reason() -> None:
    with pytest.raises(EngineUnavailable, match="because"):
        await writer(Moody(*[Outcome.DEFERRED] * 99), 0.01).write([document("a")], Counts())


async def test_what_is_refused_is_told_and_not_counted_as_written() -> None:
    engine, counts = Moody(Outcome.REJECTED), Counts()
    assert await writer(engine).write([document("a"), document("b")], counts) == {"a": "because"}
    assert counts.new == 1


async def test_nothing_is_asked_of_the_engine_for_nothing() -> None:
    engine = Moody(EngineUnavailable("away"))
    assert await writer(engine).write([], Counts()) == {}
    assert len(engine.moods) == 1


def test_all_rejects_are_counted_and_the_first_are_listed() -> None:
    counts = Counts(new=1, updated=2, unchanged=3)
    for number in range(LISTED + 5):
        counts.reject(Rejected(f"{number}.txt", "empty" if number % 2 else "binary", "why"))
    result = summary(counts)
    assert counts.total == LISTED + 11
    assert result["rejected"] == LISTED + 5
    assert result["reasons"] == {"binary": 503, "empty": 502}
    assert cast("list[object]", result["rejects"])[0] == {"source": "0.txt", "code": "binary", "reason": "why"}
    assert len(cast("list[object]", result["rejects"])) == LISTED
