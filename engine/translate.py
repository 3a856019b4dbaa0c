"""Client errors become our own: one table of what the engines say, one context manager for each client."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import elasticsearch
import opensearchpy

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
from engine.responses import reason_of, types_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# What the engine says counts before its status: it answers 400 to "exists already", and 429 to "the disk is full".
_BY_TYPE: dict[str, type[EngineError]] = {
    "cluster_block_exception": EngineNotReady,
    "master_not_discovered_exception": EngineNotReady,
    "cluster_manager_not_discovered_exception": EngineNotReady,
    "no_shard_available_action_exception": EngineNotReady,
    "unavailable_shards_exception": EngineNotReady,
    "index_closed_exception": EngineNotReady,
    # A shard that is being recovered, after its node came back.
    "illegal_index_shard_state_exception": EngineNotReady,
    "resource_already_exists_exception": Conflict,
    "version_conflict_engine_exception": Conflict,
    "invalid_alias_name_exception": Conflict,
    "mapper_parsing_exception": RejectedDocument,
    "document_parsing_exception": RejectedDocument,
    "strict_dynamic_mapping_exception": RejectedDocument,
    "too_many_clauses": BadQuery,
    "too_many_nested_clauses": BadQuery,
    "too_many_buckets_exception": BadQuery,
    "too_complex_to_determinize_exception": BadQuery,
    # So OpenSearch calls, with status 500, a text of too many tokens.
    "illegal_state_exception": BadQuery,
    "process_cluster_event_timeout_exception": EngineTimeout,
    "receive_timeout_transport_exception": EngineTimeout,
}
_BY_STATUS: dict[int, type[EngineError]] = {
    400: BadQuery,
    401: EngineUnavailable,
    403: EngineUnavailable,
    404: NotFound,
    408: EngineTimeout,
    409: Conflict,
    413: RejectedDocument,
    429: EngineUnavailable,
    504: EngineTimeout,
}
_SAID: dict[type[EngineError], str] = {
    EngineUnavailable: "the search engine refuses the request",
    EngineTimeout: "the search engine did not finish in time",
    EngineNotReady: "the search engine is not ready",
    NotFound: "the search engine does not know it",
    Conflict: "it exists already or was changed by somebody else",
    BadQuery: "the search engine does not accept this request",
    RejectedDocument: "the search engine does not accept this document",
}
_SERVICE_UNAVAILABLE = 503
_SHARDS_FAILED = "search_phase_execution_exception"


def from_answer(status: int, body: object) -> EngineError:
    """Our error for an answer with an HTTP status of 400 or more."""
    error = body.get("error", body) if isinstance(body, dict) else body
    kind = _kind(status, types_of(error))
    return kind(f"{_SAID[kind]}: {reason_of(error) or f'HTTP status {status}'}")


def _kind(status: int, types: frozenset[str]) -> type[EngineError]:
    for name, kind in _BY_TYPE.items():
        if name in types:
            return kind
    if status == _SERVICE_UNAVAILABLE and _SHARDS_FAILED in types:
        return EngineNotReady
    return _BY_STATUS.get(status, EngineUnavailable)


def unanswered(where: str, why: object) -> EngineUnavailable:
    """Our error for a connection that failed; `where` must hold no password."""
    return EngineUnavailable(f"no search engine answers at {where}: {reason_of(str(why) or type(why).__name__)}")


def overdue(where: str, timeout_s: float) -> EngineTimeout:
    """Our error for an answer that did not come in time."""
    return EngineTimeout(f"the search engine at {where} did not answer within {timeout_s:g} s")


def unreadable(where: str) -> EngineUnavailable:
    """Our error for an answer that is not what a search engine says (a proxy's page, half an answer)."""
    return EngineUnavailable(f"what answers at {where} does not speak like a search engine")


@contextmanager
def elasticsearch_errors(where: str, timeout_s: float) -> Iterator[None]:
    """Errors of the `elasticsearch` client inside become ours."""
    try:
        yield
    except elasticsearch.UnsupportedProductError as error:
        raise EngineNotReady(f"the server at {where} is not Elasticsearch") from error
    except elasticsearch.ApiError as error:
        raise from_answer(error.meta.status, error.body) from error
    except elasticsearch.ConnectionTimeout as error:
        raise overdue(where, timeout_s) from error
    except elasticsearch.SerializationError as error:
        raise unreadable(where) from error
    except elasticsearch.TransportError as error:
        raise unanswered(where, error.message) from error


@contextmanager
def opensearch_errors(where: str, timeout_s: float) -> Iterator[None]:
    """Errors of the `opensearch-py` client inside become ours."""
    try:
        yield
    except opensearchpy.ConnectionTimeout as error:
        raise overdue(where, timeout_s) from error
    except opensearchpy.ConnectionError as error:
        raise unanswered(where, error.error) from error
    except opensearchpy.TransportError as error:
        raise from_answer(int(error.status_code), error.info or error.error) from error
    except opensearchpy.OpenSearchException as error:
        raise unreadable(where) from error
