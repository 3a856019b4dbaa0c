"""The intents of `SearchEngine`, spoken in the REST language that Elasticsearch and OpenSearch share.

What differs, how a request reaches the server and what its client raises, stands in the two adapters.
"""

from __future__ import annotations

import asyncio
import random
from abc import ABC, abstractmethod
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from engine.bulk import encode, possible_id, write_all
from engine.errors import BadQuery, EngineNotReady, EngineTimeout, EngineUnavailable, NotFound, RejectedDocument
from engine.protocol import HealthColour
from engine.responses import (
    failed_shards,
    read_bulk,
    read_documents,
    read_search,
    read_tokens,
    reason_of,
)
from engine.translate import from_answer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from engine.protocol import Body, BulkItem, EngineInfo, EngineResponse, StoredDocument, Token, Write
    from engine.target import Target

_JSON = "application/json"
_NDJSON = "application/x-ndjson"
# The engine is asked to stop in time; the client waits a little longer, so that a partial answer still arrives.
_GRACE_S = 1.0
_FIRST_PAUSE_S = 0.1


class RestEngine(ABC):
    """A server at `target`.

    Requests that may be repeated without harm are, `target.retries` times at most, when nothing answers or the
    engine is too busy; never after a time-out, which would only double the load.
    """

    def __init__(self, info: EngineInfo, target: Target) -> None:
        self._info = info
        self._target = target

    @property
    def info(self) -> EngineInfo:
        return self._info

    @abstractmethod
    async def _send(self, method: str, path: str, content: bytes | None, *, media_type: str, timeout_s: float) -> Any:
        """One request, without retries; the decoded answer, or an `EngineError`."""

    @abstractmethod
    async def close(self) -> None:
        """Give back the connections. The second time does nothing."""

    async def _call(
        self, method: str, path: str, body: Body | None = None, *, timeout_s: float | None = None, again: bool = True
    ) -> Any:
        """One request with a JSON body; `again` says that to repeat it does no harm."""
        try:
            content = None if body is None else encode(body)
        except (ValueError, RecursionError) as error:
            raise BadQuery(f"the request cannot be written as JSON: {type(error).__name__}") from error
        wait = timeout_s or self._target.timeout_s
        send = partial(self._send, method, path, content, media_type=_JSON, timeout_s=wait)
        return await self._repeat(send) if again else await send()

    async def _repeat(self, send: Callable[[], Awaitable[Any]]) -> Any:
        for attempt in range(self._target.retries):
            try:
                return await send()
            except EngineTimeout:
                raise
            except EngineUnavailable:
                await asyncio.sleep(_FIRST_PAUSE_S * 2**attempt * random.uniform(0.5, 1.5))  # noqa: S311 - only spreads load.
        return await send()

    async def health(self, *, timeout_s: float = 5.0) -> HealthColour:
        """The cluster's health, asked once."""
        raw = await self._call("GET", "/_cluster/health", timeout_s=timeout_s, again=False)
        return HealthColour(raw["status"])

    async def create_index(self, name: str, definition: Mapping[str, Any]) -> None:
        """Make an index of `settings` and `mappings`; `Conflict` if it exists, `BadQuery` if they are wrong."""
        try:
            await self._change("PUT", _path(name), dict(definition))
        except RejectedDocument as error:
            raise BadQuery(f"the search engine does not accept this definition of {name}: {error}") from error

    async def delete_index(self, name: str) -> None:
        """Delete one index; `NotFound` if there is none. Patterns are refused: nobody deletes by accident."""
        if not name or set(name) & set("*?,") or name == "_all":
            raise BadQuery(f"not the name of one index: {name!r}")
        await self._change("DELETE", _path(name))

    async def _change(self, method: str, path: str, body: Body | None = None) -> None:
        """A change that must not be repeated: its second try would meet what the first has half made.

        Only where a connection breaks before any answer does the HTTP library below repeat a PUT or DELETE, once.
        """
        raw = await self._call(method, path, body, timeout_s=self._target.write_timeout_s, again=False)
        if not raw.get("acknowledged"):
            raise EngineTimeout(f"not all nodes have acknowledged in time: {method} {path}")

    async def indices(self, pattern: str) -> tuple[str, ...]:
        """Names of the indices that match a pattern with `*`, sorted."""
        raw = await self._call("GET", _path(pattern, "_alias", query="ignore_unavailable=true"))
        return tuple(sorted(name for name in raw if fnmatchcase(name, pattern)))

    async def index_definition(self, name: str) -> Body:
        """The live `mappings` and `settings` of an index, by alias or name; the first by name of several."""
        raw = await self._call("GET", _path(name))
        if not raw:
            raise NotFound(f"there is no index {name}")
        found = raw[min(raw)]
        return {"mappings": found["mappings"], "settings": found["settings"]}

    async def alias_targets(self, alias: str) -> tuple[str, ...]:
        """The indices behind an alias, sorted; none if there is no such alias."""
        try:
            return tuple(sorted(await self._call("GET", _path("_alias", alias))))
        except NotFound:
            return ()

    async def point_alias(self, alias: str, indices: Sequence[str]) -> None:
        """Make the alias mean exactly these indices, in one step; with none it is removed, if it is there."""
        actions: list[Body] = [{"remove": {"index": "*", "alias": alias, "must_exist": False}}]
        actions += [{"add": {"index": index, "alias": alias}} for index in indices]
        try:
            await self._change("POST", "/_aliases", {"actions": actions})
        except NotFound:
            # Elasticsearch refuses a request that only removes what is not there.
            if indices:
                raise

    async def bulk(self, index: str, writes: Sequence[Write], *, refresh: bool = False) -> tuple[BulkItem, ...]:
        """Write many documents; one outcome each, in the order given. Raises only when nothing was decided.

        `NotFound` if there is no such index or alias: the engines would make one, without its definition.
        """
        if not writes:
            return ()
        await self._call("GET", _path(index, "_alias"))
        path = _path(index, "_bulk", query="refresh=true" if refresh else "")
        return await write_all(writes, partial(self._send_bulk, path))

    async def _send_bulk(self, path: str, content: bytes) -> tuple[BulkItem, ...]:
        wait = self._target.write_timeout_s
        raw = await self._repeat(partial(self._send, "POST", path, content, media_type=_NDJSON, timeout_s=wait))
        return read_bulk(raw)

    async def get(self, index: str, doc_id: str, *, fields: Sequence[str] | None = None) -> StoredDocument:
        """One document, as last written; `NotFound` if there is none."""
        # Not by its path: an id such as `..` would make it another path.
        found = await self.get_many(index, [doc_id], fields=fields)
        if doc_id not in found:
            raise NotFound(f"there is no document {reason_of(ascii(doc_id), limit=80)} in {index}")
        return found[doc_id]

    async def get_many(
        self, index: str, doc_ids: Sequence[str], *, fields: Sequence[str] | None = None
    ) -> dict[str, StoredDocument]:
        """Those of the documents that exist, by id, as last written. `fields` limits the source."""
        ids = [doc_id for doc_id in dict.fromkeys(doc_ids) if possible_id(doc_id)]
        if not ids:
            return {}
        wanted: Body = {} if fields is None else {"_source": list(fields) or False}
        raw = await self._call("POST", _path(index, "_mget"), {"docs": [{"_id": key} | wanted for key in ids]})
        if failed := [doc["error"] for doc in raw["docs"] if "error" in doc]:
            raise from_answer(404, failed[0])
        return read_documents(raw)

    async def search(self, index: str, body: Mapping[str, Any], *, timeout_s: float | None = None) -> EngineResponse:
        """Run a search body; `BadQuery` where the engine refuses it.

        The engine stops collecting after `timeout_s` and answers with what it has (`timed_out`); if no answer has
        come a second later, `EngineTimeout`.
        """
        limit = timeout_s or self._target.timeout_s
        asked = dict(body) | {"timeout": f"{max(1, round(limit * 1000))}ms"}
        return read_search(await self._call("POST", _path(index, "_search"), asked, timeout_s=limit + _GRACE_S))

    async def count(self, index: str, query: Mapping[str, Any] | None = None) -> int:
        """How many documents match; `EngineNotReady` rather than a number without all shards."""
        raw = await self._call("POST", _path(index, "_count"), {} if query is None else {"query": dict(query)})
        if failed_shards(raw):
            raise EngineNotReady(f"not all parts of {index} can be counted")
        return int(raw["count"])

    async def refresh(self, index: str) -> None:
        """Make all that was written so far visible to searches."""
        await self._call("POST", _path(index, "_refresh"), timeout_s=self._target.write_timeout_s)

    async def analyze(
        self, text: str, *, index: str | None = None, analyzer: str | None = None, field: str | None = None
    ) -> tuple[Token, ...]:
        """What an analyser (by its name, or that of a field of an index) makes of a text."""
        named = {"analyzer": analyzer, "field": field}
        body: Body = {"text": text} | {key: value for key, value in named.items() if value is not None}
        return read_tokens(await self._call("POST", _path(index, "_analyze") if index else "/_analyze", body))

    async def learn(self) -> None:
        """Ask once which optional modules the server has; `info` tells from then on.

        A search over no index does it: where stored queries are unknown it is refused, and nothing is made.
        """
        query = {"percolate": {"field": "query", "document": {}}}
        try:
            await self._call("POST", "/fihris-no-such-index-*/_search", {"size": 0, "query": query})
        except BadQuery:
            self._info = replace(self._info, percolator=False)
        else:
            self._info = replace(self._info, percolator=True)


def _path(*parts: str, query: str = "") -> str:
    return "/" + "/".join(quote(part, safe="*,-_.") for part in parts) + (f"?{query}" if query else "")
