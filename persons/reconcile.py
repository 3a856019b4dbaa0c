"""Brings the index in line with the registry: reads the articles of dirty keys, writes those that say otherwise."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from engine.errors import EngineUnavailable, NotFound
from engine.protocol import Outcome, Write
from mappings.fields import KEY
from mappings.streams import with_streams
from persons.rewrite import FACET, IDS, PERSONS, all_keys, resolved

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from arabic.analysis import Analyser
    from engine.protocol import Body, SearchEngine
    from persons.registry import PersonRegistry
    from persons.rewrite import Document

_KEYS_AT_ONCE: Final = 50
_PAGE: Final = 500
_WRITE: Final = 50
_FIELDS: Final = [KEY, PERSONS, IDS, FACET]


async def resolve_documents(registry: PersonRegistry, documents: Sequence[Document]) -> list[Document]:
    """Documents about to be written, with their persons as the registry has them now."""
    identities = await registry.identities(all_keys(documents))
    return [resolved(document, identities) for document in documents]


class Reconciler:
    """Rewrites articles whose persons changed; runs again after a crash, or beside another one, to the same end."""

    def __init__(self, engine: SearchEngine, index: str, registry: PersonRegistry, analyser: Analyser) -> None:
        self._engine = engine
        self._index = index
        self._registry = registry
        self._analyser = analyser

    async def run(self) -> int:
        """Bring all dirty keys in line; how many articles were written. They are visible to searches afterwards."""
        written = 0
        while dirty := await self._registry.dirty(_KEYS_AT_ONCE):
            written += await self._bring(list(dirty))
            await self._registry.clean(dirty)
        return written

    async def _bring(self, keys: list[str]) -> int:
        try:
            await self._engine.refresh(self._index)
        except NotFound:
            return 0  # No article was ever loaded: nothing says otherwise.
        written = 0
        async for page in self._pages(keys):
            now = await resolve_documents(self._registry, page)
            stale = [new[KEY] for old, new in zip(page, now, strict=True) if old != new]
            for at in range(0, len(stale), _WRITE):
                written += await self._write(stale[at : at + _WRITE])
        if written:
            await self._engine.refresh(self._index)
        return written

    async def _pages(self, keys: list[str]) -> AsyncIterator[list[Document]]:
        body: Body = {
            "query": {"terms": {IDS: keys}},
            "sort": [{KEY: "asc"}],
            "size": _PAGE,
            "_source": _FIELDS,
            "track_total_hits": False,
        }
        while True:
            answer = await self._engine.search(self._index, body)
            if answer.hits:
                yield [hit.source for hit in answer.hits]
            if len(answer.hits) < _PAGE:
                return
            body = {**body, "search_after": list(answer.hits[-1].sort)}

    async def _write(self, ids: Sequence[str]) -> int:
        """Read the articles as last written, and write them as the registry has them."""
        stored = await self._engine.get_many(self._index, ids)
        fresh = [dict(found.source) for found in stored.values()]
        now = await resolve_documents(self._registry, fresh)
        stale = [new for old, new in zip(fresh, now, strict=True) if old != new]
        whole = await asyncio.to_thread(self._whole, stale)
        items = await self._engine.bulk(self._index, [Write(document[KEY], document) for document in whole])
        failed = [item for item in items if item.outcome in {Outcome.DEFERRED, Outcome.REJECTED}]
        if failed:
            # Their keys stay dirty: the next run tries again.
            raise EngineUnavailable(f"the engine refused {len(failed)} articles: {failed[0].reason}")
        return len(whole)

    def _whole(self, documents: list[Document]) -> list[dict[str, Any]]:
        return [with_streams(document, self._analyser) for document in documents]
