"""Documents → the index: only what changed, retried while the engine is away, with an outcome for each."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from articles.stages import Rejected
from engine.errors import EngineNotReady, EngineUnavailable
from engine.protocol import Outcome, Write
from mappings.fields import CHECKSUM, INDEXED_AT, KEY

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from engine.protocol import BulkItem, SearchEngine
    from indexer.document import Document

log = logging.getLogger(__name__)

T = TypeVar("T")

_FIRST_PAUSE_S = 0.2
_LONGEST_PAUSE_S = 10.0


@dataclass(slots=True)
class Counts:
    """What became of the articles of a load."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.new + self.updated + self.unchanged + len(self.rejected)


async def write(
    engine: SearchEngine, index: str, documents: Sequence[Document], counts: Counts, *, patience_s: float
) -> None:
    """Write the documents that are new or changed and add up what became of them.

    Raises the engine's error when it stayed away for longer than `patience_s`; whatever was acknowledged before is
    in the index, and the same call again writes the rest.
    """
    latest = {document[KEY]: document for document in documents}
    counts.unchanged += len(documents) - len(latest)
    stored = await _patiently(lambda: engine.get_many(index, list(latest), fields=[CHECKSUM]), patience_s)
    pending = [
        document
        for key, document in latest.items()
        if key not in stored or stored[key].source.get(CHECKSUM) != document[CHECKSUM]
    ]
    counts.unchanged += len(latest) - len(pending)
    for item in await _write_all(engine, index, pending, patience_s):
        if item.outcome is Outcome.REJECTED:
            counts.rejected.append(Rejected(latest[item.id]["source"], "engine", item.reason or "no reason given"))
        elif item.id in stored:
            counts.updated += 1
        else:
            counts.new += 1


async def _write_all(
    engine: SearchEngine, index: str, documents: Sequence[Document], patience_s: float
) -> list[BulkItem]:
    """One final outcome a document; what the engine defers is sent again, after a pause that grows."""
    done: list[BulkItem] = []
    pending = {document[KEY]: document for document in documents}
    pauses = _Pauses(patience_s)
    while pending:
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        writes = [Write(key, {**document, INDEXED_AT: now}) for key, document in pending.items()]
        items = await _patiently(lambda batch=writes: engine.bulk(index, batch), patience_s)  # type: ignore[misc]
        deferred = [item for item in items if item.outcome is Outcome.DEFERRED]
        done += [item for item in items if item.outcome is not Outcome.DEFERRED]
        pending = {item.id: pending[item.id] for item in deferred}
        if deferred and not await pauses.wait():
            raise EngineUnavailable(f"the engine keeps refusing documents: {deferred[0].reason}")
    return done


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


async def _patiently(call: Callable[[], Awaitable[T]], patience_s: float) -> T:
    pauses = _Pauses(patience_s)
    while True:
        try:
            return await call()
        except (EngineUnavailable, EngineNotReady) as error:
            log.warning("engine away, waiting: %s", error)
            if not await pauses.wait():
                raise


def summary(counts: Counts) -> dict[str, object]:
    """The counts for programs: rejects by reason as well as one by one."""
    return {
        "new": counts.new,
        "updated": counts.updated,
        "unchanged": counts.unchanged,
        "rejected": len(counts.rejected),
        "reasons": dict(Counter(reject.code for reject in counts.rejected)),
        "rejects": [{"source": r.source, "code": r.code, "reason": r.reason} for r in counts.rejected],
    }
