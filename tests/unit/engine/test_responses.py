"""What the engines answer, read into our own types."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.protocol import BulkItem, EngineHit, Outcome, StoredDocument, Token
from engine.responses import (
    failed_shards,
    read_bulk,
    read_bulk_item,
    read_documents,
    read_search,
    read_tokens,
    read_version,
    reason_of,
    types_of,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "reason", "root_cause", "caused_by"]) | st.text(max_size=4), inner)
    ),
    max_leaves=12,
)


def test_a_hit_holds_all_that_was_asked_for() -> None:
    page = read_search(
        {
            "took": 4,
            "timed_out": False,
            "_shards": {"total": 1, "failed": 0},
            "hits": {
                "total": {"value": 10_000, "relation": "gte"},
                "hits": [
                    {
                        "_id": "a",
                        "_score": 1.5,
                        "_source": {"title": "خبر"},
                        "highlight": {"title": ["<em>خبر</em>"]},
                        "sort": [1, "a"],
                        "inner_hits": {"x": {}},
                        "matched_queries": ["title"],
                    },
                    {"_id": "b", "_score": None},
                ],
            },
            "aggregations": {"topic": {"buckets": []}},
            "suggest": {"mend": []},
        }
    )
    assert page.hits == (
        EngineHit("a", 1.5, {"title": "خبر"}, {"title": ["<em>خبر</em>"]}, (1, "a"), {"x": {}}, ("title",)),
        EngineHit("b", None, {}, {}, (), {}, ()),
    )
    assert (page.total, page.total_exact, page.took_ms, page.timed_out) == (10_000, False, 4, False)
    assert page.aggregations == {"topic": {"buckets": []}}
    assert page.suggest == {"mend": []}


@pytest.mark.parametrize(
    ("total", "expected"),
    [({"value": 3, "relation": "eq"}, (3, True)), ({"value": 3}, (3, True)), (7, (7, True)), (None, (1, False))],
)
def test_totals_in_every_form(total: Any, expected: tuple[int, bool]) -> None:
    page = read_search({"hits": {"total": total, "hits": [{"_id": "a"}]}})
    assert (page.total, page.total_exact) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [({"timed_out": True}, True), ({"_shards": {"failed": 1}}, True), ({"_shards": {"failed": 0}}, False), ({}, False)],
)
def test_an_answer_of_a_part_is_marked(raw: dict[str, Any], *, expected: bool) -> None:
    assert read_search(raw).timed_out is expected


def test_failed_shards_are_none_unless_told() -> None:
    assert failed_shards({}) == 0
    assert failed_shards({"_shards": {"failed": 2}}) == 2


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ("created", Outcome.CREATED),
        ("updated", Outcome.UPDATED),
        ("noop", Outcome.UPDATED),
        ("deleted", Outcome.DELETED),
        ("not_found", Outcome.MISSING),
    ],
)
def test_what_was_done_is_an_outcome(result: str, expected: Outcome) -> None:
    assert read_bulk_item({"_id": "a", "status": 200, "result": result}) == BulkItem("a", expected)


@pytest.mark.parametrize(
    ("status", "kind", "expected"),
    [
        (400, "mapper_parsing_exception", Outcome.REJECTED),
        (400, "strict_dynamic_mapping_exception", Outcome.REJECTED),
        (413, "illegal_argument_exception", Outcome.REJECTED),
        (429, "es_rejected_execution_exception", Outcome.DEFERRED),
        (429, "circuit_breaking_exception", Outcome.DEFERRED),
        (403, "cluster_block_exception", Outcome.DEFERRED),
        (400, "index_closed_exception", Outcome.DEFERRED),
        (404, "index_not_found_exception", Outcome.DEFERRED),
        (409, "version_conflict_engine_exception", Outcome.DEFERRED),
        (503, "unavailable_shards_exception", Outcome.DEFERRED),
        (500, "i_o_exception", Outcome.DEFERRED),
    ],
)
def test_what_may_pass_is_deferred_and_the_rest_rejected(status: int, kind: str, expected: Outcome) -> None:
    item = read_bulk_item({"_id": "a", "status": status, "error": {"type": kind, "reason": "because"}})
    assert item == BulkItem("a", expected, "because")


def test_a_bulk_answer_keeps_its_order() -> None:
    raw = {
        "items": [
            {"index": {"_id": "a", "status": 201, "result": "created"}},
            {"delete": {"_id": "b", "status": 404, "result": "not_found"}},
            {"index": {"_id": "c", "status": 400, "error": {"type": "x", "reason": "bad"}}},
        ]
    }
    assert [(item.id, item.outcome) for item in read_bulk(raw)] == [
        ("a", Outcome.CREATED),
        ("b", Outcome.MISSING),
        ("c", Outcome.REJECTED),
    ]


def test_documents_that_were_found() -> None:
    raw = {"docs": [{"_id": "a", "found": True, "_source": {"n": 1}}, {"_id": "b", "found": False}]}
    assert read_documents(raw) == {"a": StoredDocument("a", {"n": 1})}
    assert read_documents({"docs": [{"_id": "a", "found": True}]}) == {"a": StoredDocument("a", {})}


def test_tokens() -> None:
    raw = {"tokens": [{"token": "امن", "start_offset": 3, "end_offset": 9, "type": "word", "position": 2}]}
    assert read_tokens(raw) == (Token("امن", 2, 3, 9),)
    assert read_tokens({}) == ()


@pytest.mark.parametrize(
    ("number", "expected"),
    [("9.2.0", (9, 2, 0)), ("9.2.0-SNAPSHOT", (9, 2, 0)), ("3", (3,)), ("", ()), ("v9", ()), ("٩.٢", (9, 2))],
)
def test_versions(number: str, expected: tuple[int, ...]) -> None:
    assert read_version(number) == expected


def test_reasons_are_the_root_s_with_what_lies_deeper() -> None:
    error = {
        "type": "search_phase_execution_exception",
        "reason": "all shards failed",
        "root_cause": [{"type": "query_shard_exception", "reason": "no mapping"}],
        "caused_by": {"type": "x", "reason": "deeper"},
    }
    assert reason_of(error) == "no mapping: deeper"
    assert types_of(error) == {"search_phase_execution_exception", "query_shard_exception", "x"}


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        ("alias [x] missing", "alias [x] missing"),
        ({"type": "x"}, "x"),
        ({"reason": "a\n  b"}, "a b"),
        ({"reason": "same", "caused_by": {"reason": "same"}}, "same"),
        ({}, "no reason given"),
        ("", ""),
    ],
)
def test_reasons_in_every_form(error: object, expected: str) -> None:
    assert reason_of(error) == expected


@given(JSON)
def test_no_error_body_is_too_strange(error: Any) -> None:
    said = reason_of(error)
    assert len(said) <= 300
    assert "\n" not in said
    assert all(isinstance(name, str) for name in types_of(error))


def test_endless_causes_end() -> None:
    error: dict[str, Any] = {"type": "x", "reason": "r" * 1000}
    error["caused_by"] = error
    assert types_of(error) == {"x"}
    assert reason_of(error, limit=10) == "rrrrrrrrr…"
