"""Documents → the index: only what changed, retried while the engine is away, with an outcome for each."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from engine.errors import EngineNotReady, EngineUnavailable
from engine.protocol import Outcome, Write
from indexer.revise import revised
from mappings.fields import CHECKSUM, INDEXED_AT, KEY, STORY_ID, WITHDRAWN

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from engine.protocol import BulkItem, SearchEngine
    from indexer.counts import Counts
    from indexer.document import Document

log = logging.getLogger(__name__)

T = TypeVar("T")
Resolve: TypeAlias = "Callable[[Sequence[Document]], Awaitable[list[Document]]]"

_FIRST_PAUSE_S = 0.2
_LONGEST_PAUSE_S = 10.0
_STANDING = (CHECKSUM, STORY_ID, WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes into one index; waits up to `patience_s` for an engine that is away, then raises its error.

    Whatever was acknowledged before is in the index, and the same call again writes the rest. `resolve` gives
    documents with their persons as the registry knows them at that moment.
    """

    engine: SearchEngine
    index: str
    patience_s: float
    resolve: Resolve | None = None

    async def write(self, documents: Sequence[Document], counts: Counts) -> dict[str, str]:
        """Write what is new or changed and add up what became of it; the ids that the engine refuses, with reasons."""
        stored = await self._stored(documents)
        known = frozenset(stored)
        pending: dict[str, Document] = {}
        for document in documents:
            new = revised(stored.get(document[KEY]), document)
            if new is None:
                counts.unchanged += 1
            else:
                # A second text of one article in one batch meets the first as the index would give it.
                counts.unchanged += document[KEY] in pending
                pending[document[KEY]] = stored[document[KEY]] = new
        refused = await self.put(list(pending.values()))
        for key in pending.keys() - refused.keys():
            counts.updated += key in known
            counts.new += key not in known
        return refused

    async def _stored(self, documents: Sequence[Document]) -> dict[str, Document]:
        """The stored documents that these may change: of those that stand as they are, only what tells so."""
        keys = list(dict.fromkeys(document[KEY] for document in documents))
        standing = await self.stored(keys, _STANDING)
        last = {document[KEY]: document for document in documents}
        several = len(keys) < len(documents)
        changed = [key for key, found in standing.items() if several or not _stands(found, last[key])]
        return {key: last[key] for key in standing} | await self.stored(changed)

    async def stored(self, keys: Sequence[str], fields: Sequence[str] | None = None) -> dict[str, Document]:
        """Documents as the index holds them, by id."""
        if not keys:
            return {}
        found = await self.patiently(partial(self.engine.get_many, self.index, keys, fields=fields))
        return {key: dict(document.source) for key, document in found.items()}

    async def put(self, documents: Sequence[Document]) -> dict[str, str]:
        """Write documents, with persons as they are known; the ids that the engine refuses, with its reasons."""
        if self.resolve is None:
            return await self._put(documents)
        known = await self.resolve(documents)
        refused = await self._put(known)
        # Who was merged or split while this was written has been missed by those who rewrote the index then.
        now = await self.resolve(known)
        missed = [new for old, new in zip(known, now, strict=True) if old != new and new[KEY] not in refused]
        return refused | await self.put(missed) if missed else refused

    async def _put(self, documents: Sequence[Document]) -> dict[str, str]:
        refused: dict[str, str] = {}
        pending = {document[KEY]: document for document in documents}
        pauses = _Pauses(self.patience_s)
        while pending:
            now = datetime.now(UTC).isoformat(timespec="milliseconds")
            writes = [Write(key, {**document, INDEXED_AT: now}) for key, document in pending.items()]
            items = await self.patiently(partial(self.engine.bulk, self.index, writes))
            refused |= {item.id: item.reason or "no reason given" for item in items if item.outcome is Outcome.REJECTED}
            deferred = [item for item in items if item.outcome is Outcome.DEFERRED]
            pending = {item.id: pending[item.id] for item in deferred}
            if deferred and not await self._waited(pauses, deferred):
                raise EngineUnavailable(f"the engine keeps refusing documents: {deferred[0].reason}")
        return refused

    async def _waited(self, pauses: _Pauses, deferred: Sequence[BulkItem]) -> bool:
        log.warning("engine too busy for %d documents, waiting: %s", len(deferred), deferred[0].reason)
        return await pauses.wait()

    async def patiently(self, call: Callable[[], Awaitable[T]]) -> T:
        """What a call to the engine gives, asked again while the engine is away."""
        pauses = _Pauses(self.patience_s)
        while True:
            try:
                return await call()
            except (EngineUnavailable, EngineNotReady) as error:
                log.warning("engine away, waiting: %s", error)
                if not await pauses.wait():
                    raise


def _stands(stored: Mapping[str, Any], document: Document) -> bool:
    return all(stored.get(name) == document.get(name) for name in _STANDING)


class _Pauses:
    """Growing pauses, until patience ends."""

    def __init__(self, patience_s: float) -> None:
        self._left = patience_s
        self._next = _FIRST_PAUSE_S

    async def wait(self) -> bool:
        """Pause; False when there is no patience left."""
        if self._left <= 0:
            return False
        pause = min(self._next, self._left)
        await asyncio.sleep(pause)
        self._left -= pause
        self._next = min(self._next * 2, _LONGEST_PAUSE_S)
        return True
