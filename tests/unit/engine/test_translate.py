"""The table of errors: what an engine says decides, then its status."""

from __future__ import annotations

from typing import Any

import elasticsearch
import opensearchpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import (
    BadQuery,
    Conflict,
    EngineError,
    EngineNotReady,
    EngineTimeout,
    EngineUnavailable,
    NotFound,
    RejectedDocument,
)
from engine.translate import elasticsearch_errors, from_answer, opensearch_errors, unanswered


@pytest.mark.parametrize(
    ("status", "kind", "expected"),
    [
        (400, "parsing_exception", BadQuery),
        (400, "query_shard_exception", BadQuery),
        (400, "x_content_parse_exception", BadQuery),
        (400, "illegal_argument_exception", BadQuery),
        (500, "illegal_state_exception", BadQuery),
        (500, "too_many_clauses", BadQuery),
        (500, "too_complex_to_determinize_exception", BadQuery),
        (503, "too_many_buckets_exception", BadQuery),
        (400, "mapper_parsing_exception", RejectedDocument),
        (400, "document_parsing_exception", RejectedDocument),
        (400, "strict_dynamic_mapping_exception", RejectedDocument),
        (400, "resource_already_exists_exception", Conflict),
        (400, "invalid_alias_name_exception", Conflict),
        (409, "version_conflict_engine_exception", Conflict),
        (404, "index_not_found_exception", NotFound),
        (403, "cluster_block_exception", EngineNotReady),
        (429, "cluster_block_exception", EngineNotReady),
        (503, "search_phase_execution_exception", EngineNotReady),
        (503, "no_shard_available_action_exception", EngineNotReady),
        (503, "master_not_discovered_exception", EngineNotReady),
        (503, "cluster_manager_not_discovered_exception", EngineNotReady),
        (400, "index_closed_exception", EngineNotReady),
        (503, "process_cluster_event_timeout_exception", EngineTimeout),
        (408, "anything", EngineTimeout),
        (504, "anything", EngineTimeout),
        (429, "es_rejected_execution_exception", EngineUnavailable),
        (429, "circuit_breaking_exception", EngineUnavailable),
        (503, "anything", EngineUnavailable),
        (500, "anything", EngineUnavailable),
        (401, "security_exception", EngineUnavailable),
        (403, "security_exception", EngineUnavailable),
    ],
)
def test_each_complaint_has_its_error(status: int, kind: str, expected: type[EngineError]) -> None:
    error = from_answer(status, {"error": {"type": kind, "reason": "because [x]"}, "status": status})
    assert type(error) is expected
    assert "because [x]" in str(error)


@pytest.mark.parametrize("place", ["root_cause", "caused_by"])
def test_a_complaint_counts_wherever_it_stands(place: str) -> None:
    inner: Any = {"type": "too_many_nested_clauses", "reason": "too many"}
    error: dict[str, Any] = {"type": "search_phase_execution_exception", "reason": "all shards failed"}
    error[place] = [inner] if place == "root_cause" else inner
    assert isinstance(from_answer(503, {"error": error}), BadQuery)


def test_without_a_word_the_status_speaks() -> None:
    assert str(from_answer(503, "")) == "the search engine refuses the request: HTTP status 503"


@given(st.integers(400, 599), st.recursive(st.none() | st.text(max_size=5), lambda x: st.dictionaries(st.text(), x)))
def test_every_answer_is_one_of_our_errors(status: int, body: object) -> None:
    error = from_answer(status, body)
    assert isinstance(error, EngineError)
    assert str(error)


def test_a_failure_without_words_is_named_by_its_class() -> None:
    assert str(unanswered("http://a", TimeoutError())) == "no search engine answers at http://a: TimeoutError"


def test_what_is_no_client_error_passes_through() -> None:
    for errors in (elasticsearch_errors, opensearch_errors):
        with pytest.raises(KeyError), errors("http://a", 1.0):
            raise KeyError("ours")


def test_unreadable_answers_of_either_client() -> None:
    with pytest.raises(EngineUnavailable, match="does not speak"), elasticsearch_errors("http://a", 1.0):
        raise elasticsearch.SerializationError("not JSON")
    with pytest.raises(EngineUnavailable, match="does not speak"), opensearch_errors("http://a", 1.0):
        raise opensearchpy.SerializationError("not JSON")


def test_an_answer_that_is_no_json_is_unreadable_to_opensearch() -> None:
    with pytest.raises(EngineUnavailable, match="does not speak"), opensearch_errors("http://a", 1.0):
        opensearchpy.serializer.JSONSerializer().loads("<html>")
