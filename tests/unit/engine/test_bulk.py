"""Every write gets exactly one outcome, whatever the others are."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.bulk import encode, possible_id, write_all
from engine.errors import BadQuery, EngineNotReady, EngineTimeout, EngineUnavailable, NotFound, RejectedDocument
from engine.protocol import BulkItem, Outcome, Write

IDS = st.text(st.characters(), max_size=8) | st.just("x" * 513) | st.just("ض" * 257)
SOURCES = st.none() | st.dictionaries(
    st.text(max_size=3), st.text(st.characters(), max_size=20) | st.floats(), max_size=2
)
WRITES = st.lists(st.builds(Write, id=IDS, source=SOURCES), max_size=12)


class Engine:
    """Takes bulk requests; a document with `poison` spoils its whole request."""

    def __init__(self, *, dies_after: int = 10**6, error: type[Exception] = BadQuery) -> None:
        self.requests: list[bytes] = []
        self.dies_after = dies_after
        self.error = error

    async def send(self, content: bytes) -> tuple[BulkItem, ...]:
        self.requests.append(content)
        if len(self.requests) > self.dies_after:
            raise self.error("gone")
        if b"poison" in content:
            raise self.error("not this one")
        actions = [line for line in map(json.loads, content.splitlines()) if {"index", "delete"} & set(line)]
        return tuple(
            BulkItem(a["index"]["_id"], Outcome.CREATED)
            if "index" in a
            else BulkItem(a["delete"]["_id"], Outcome.DELETED)
            for a in actions
        )


@given(WRITES)
async def test_every_write_has_its_outcome_in_its_place(writes: list[Write]) -> None:
    items = await write_all(writes, Engine().send)
    assert [item.id for item in items] == [write.id for write in writes]
    for item, write in zip(items, writes, strict=True):
        if not possible_id(write.id):
            assert item.outcome is Outcome.REJECTED
        if item.outcome is Outcome.REJECTED:
            assert item.reason
        else:
            assert item.outcome is (Outcome.DELETED if write.source is None else Outcome.CREATED)


@given(st.lists(st.booleans(), max_size=40), st.sampled_from([BadQuery, RejectedDocument]))
async def test_only_the_poisonous_are_refused(poisonous: list[bool], error: type[Exception]) -> None:
    writes = [Write(str(n), {"t": "poison" if bad else "water"}) for n, bad in enumerate(poisonous)]
    engine = Engine(error=error)
    items = await write_all(writes, engine.send)
    assert [item.outcome is Outcome.REJECTED for item in items] == poisonous
    assert len(engine.requests) <= 2 * len(writes)


async def test_requests_stay_small_and_keep_the_order() -> None:
    writes = [Write(str(n), {"t": "x" * 300_000}) for n in range(10)]
    engine = Engine()
    await write_all(writes, engine.send)
    assert len(engine.requests) == 4
    assert all(len(request) <= 2**20 for request in engine.requests)
    assert b"".join(engine.requests).count(b"\n") == 20


async def test_one_larger_than_a_request_goes_alone() -> None:
    engine = Engine()
    items = await write_all([Write("a", {}), Write("big", {"t": "x" * 2**21}), Write("b", {})], engine.send)
    assert [item.outcome for item in items] == [Outcome.CREATED] * 3
    assert len(engine.requests) == 3


async def test_one_larger_than_any_engine_takes_is_not_sent() -> None:
    engine = Engine()
    items = await write_all([Write("huge", {"t": "x" * 2**24})], engine.send)
    assert items == (BulkItem("huge", Outcome.REJECTED, "the document is larger than 16 MB"),)
    assert engine.requests == []


@pytest.mark.parametrize("error", [EngineUnavailable, EngineTimeout, EngineNotReady])
async def test_an_engine_that_goes_away_at_once_is_an_error(error: type[Exception]) -> None:
    with pytest.raises(error):
        await write_all([Write("a", {}), Write("", {})], Engine(dies_after=0, error=error).send)


@pytest.mark.parametrize("error", [EngineUnavailable, EngineTimeout, EngineNotReady])
async def test_an_engine_that_goes_away_later_defers_the_rest(error: type[Exception]) -> None:
    writes = [Write(str(n), {"t": "x" * 600_000}) for n in range(3)]
    items = await write_all([*writes, Write("", {})], Engine(dies_after=1, error=error).send)
    assert [item.outcome for item in items] == [Outcome.CREATED, *[Outcome.DEFERRED] * 2, Outcome.REJECTED]


async def test_an_index_that_vanished_is_an_error() -> None:
    with pytest.raises(NotFound):
        await write_all([Write("a", {})], Engine(dies_after=0, error=NotFound).send)


async def test_a_document_without_end_is_refused() -> None:
    endless: dict[str, object] = {}
    endless["again"] = endless
    items = await write_all([Write("a", endless), Write("b", {})], Engine().send)
    assert [item.outcome for item in items] == [Outcome.REJECTED, Outcome.CREATED]


async def test_programming_mistakes_are_not_hidden() -> None:
    with pytest.raises(TypeError):
        await write_all([Write("a", {"x": object()})], Engine().send)


@pytest.mark.parametrize(
    ("doc_id", "expected"),
    [
        ("", False),
        ("a", True),
        ("x" * 512, True),
        ("x" * 513, False),
        ("ض" * 256, True),
        ("ض" * 257, False),
        ("\ud800", False),
    ],
)
def test_possible_ids(doc_id: str, *, expected: bool) -> None:
    assert possible_id(doc_id) is expected


def test_json_is_compact_and_readable() -> None:
    assert encode({"عنوان": "خبر", "n": [1, None]}) == '{"عنوان":"خبر","n":[1,null]}'.encode()
