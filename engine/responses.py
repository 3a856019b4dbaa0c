"""Reads what the engines answer into our own types. Both answer alike; pure functions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from engine.protocol import BulkItem, EngineHit, EngineResponse, Outcome, StoredDocument, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_OUTCOMES = {
    "created": Outcome.CREATED,
    "updated": Outcome.UPDATED,
    "noop": Outcome.UPDATED,
    "deleted": Outcome.DELETED,
    "not_found": Outcome.MISSING,
}
# Not the document's fault, whatever the status says: the index is read-only, closed or just replaced.
_PASSING_TYPES = frozenset(
    {
        "cluster_block_exception",
        "index_closed_exception",
        "index_not_found_exception",
        "version_conflict_engine_exception",
    }
)
_TOO_MANY_REQUESTS = 429
_SERVER_ERROR = 500


def read_search(raw: Mapping[str, Any]) -> EngineResponse:
    """The answer to a search. An answer without all shards counts as timed out: it is not the whole answer."""
    found = raw.get("hits") or {}
    hits = tuple(map(read_hit, found.get("hits", ())))
    total, exact = _total(found.get("total"), len(hits))
    return EngineResponse(
        hits=hits,
        total=total,
        total_exact=exact,
        took_ms=int(raw.get("took", 0)),
        timed_out=bool(raw.get("timed_out")) or failed_shards(raw) > 0,
        aggregations=dict(raw.get("aggregations") or {}),
        suggest=dict(raw.get("suggest") or {}),
    )


def _total(total: Mapping[str, Any] | int | None, seen: int) -> tuple[int, bool]:
    """The number of matches; without counting, as many as were seen."""
    if total is None:
        return seen, False
    if isinstance(total, int):
        return total, True
    return int(total["value"]), total.get("relation", "eq") == "eq"


def read_hit(raw: Mapping[str, Any]) -> EngineHit:
    """One hit; what the search did not ask for is empty."""
    return EngineHit(
        id=raw["_id"],
        score=raw.get("_score"),
        source=dict(raw.get("_source") or {}),
        highlight={field: list(pieces) for field, pieces in (raw.get("highlight") or {}).items()},
        sort=tuple(raw.get("sort") or ()),
        inner=dict(raw.get("inner_hits") or {}),
        matched=tuple(raw.get("matched_queries") or ()),
    )


def failed_shards(raw: Mapping[str, Any]) -> int:
    """How many shards could not take part in an answer."""
    return int((raw.get("_shards") or {}).get("failed", 0))


def read_bulk(raw: Mapping[str, Any]) -> tuple[BulkItem, ...]:
    """The outcomes of a bulk request, in its order."""
    return tuple(read_bulk_item(next(iter(item.values()))) for item in raw["items"])


def read_bulk_item(raw: Mapping[str, Any]) -> BulkItem:
    """One outcome.

    What the engine could not take at the moment is deferred. Every server error counts so, since to lose a good
    document is worse than to offer a bad one again.
    """
    error = raw.get("error")
    if error is None:
        return BulkItem(raw["_id"], _OUTCOMES[raw["result"]])
    status = int(raw.get("status", _SERVER_ERROR))
    passing = status == _TOO_MANY_REQUESTS or status >= _SERVER_ERROR or not _PASSING_TYPES.isdisjoint(types_of(error))
    return BulkItem(raw["_id"], Outcome.DEFERRED if passing else Outcome.REJECTED, reason_of(error))


def read_documents(raw: Mapping[str, Any]) -> dict[str, StoredDocument]:
    """The documents of a multi-get that were found, by id."""
    return {
        doc["_id"]: StoredDocument(doc["_id"], dict(doc.get("_source") or {}))
        for doc in raw["docs"]
        if doc.get("found")
    }


def read_tokens(raw: Mapping[str, Any]) -> tuple[Token, ...]:
    """The tokens of an analysed text."""
    return tuple(
        Token(token["token"], token["position"], token["start_offset"], token["end_offset"])
        for token in raw.get("tokens", ())
    )


def read_version(number: str) -> tuple[int, ...]:
    """`9.2.0-SNAPSHOT` as (9, 2, 0); empty where there is no number."""
    match = re.match(r"\d+(?:\.\d+)*", number)
    return tuple(map(int, match.group().split("."))) if match else ()


def types_of(error: object) -> frozenset[str]:
    """The engine's own names for an error: the outer one, its root causes and its chain of causes."""
    return frozenset(str(part["type"]) for part in _parts(error) if part.get("type"))


def reason_of(error: object, *, limit: int = 300) -> str:
    """Why, in the engine's words: the first root cause's reason, at most `limit` characters on one line.

    The outermost cause that says something of its own is added where it differs (what was wrong with a field).
    """
    if not isinstance(error, dict):
        return _shorten(str(error), limit)
    parts = _root_causes(error) or [error]
    said = str(parts[0].get("reason") or parts[0].get("type") or "no reason given")
    cause = error.get("caused_by")
    deeper = str(cause.get("reason") or "") if isinstance(cause, dict) else ""
    return _shorten(f"{said}: {deeper}" if deeper and deeper not in said else said, limit)


def _parts(error: object, depth: int = 8) -> Iterable[Mapping[str, Any]]:
    if not isinstance(error, dict) or not depth:
        return
    yield error
    for root in _root_causes(error):
        yield from _parts(root, depth - 1)
    yield from _parts(error.get("caused_by"), depth - 1)


def _root_causes(error: Mapping[str, Any]) -> list[dict[str, Any]]:
    causes = error.get("root_cause")
    return [cause for cause in causes if isinstance(cause, dict)] if isinstance(causes, list) else []


def _shorten(text: str, limit: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
