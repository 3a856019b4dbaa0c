"""The stages in order: read → parse → enrich → document → write, with bounded memory.

Batches are prepared in worker processes while the one before is being written; no more batches are read than
there are workers to take them, so that memory stays flat however long the input is.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from articles.stages import Rejected
from indexer.prepare import load_tools, prepare, prepare_in_worker, start_worker
from indexer.schema import ensure_index
from indexer.write import Counts, write
from mappings import load as mappings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Iterator

    from articles.stages import RawArticle
    from engine.protocol import SearchEngine
    from indexer.document import Document
    from indexer.prepare import Prepared
    from indexer.settings import IndexerSettings

Batch = list["RawArticle | Rejected"]

# Below this many articles, starting worker processes costs more than they save.
_SMALL = 64


class Progress(Protocol):
    """Told after each batch; the terminal's progress bar, or nothing."""

    def __call__(self, counts: Counts, /) -> None: ...


async def load(
    engine: SearchEngine,
    raws: Iterable[RawArticle | Rejected],
    settings: IndexerSettings,
    progress: Progress | None = None,
) -> Counts:
    """Load articles into the index and return what became of them; visible to searches when it returns.

    Running it again on the same input changes nothing. Raises `EngineError` when the engine stays away.
    """
    definition = mappings.articles()
    await ensure_index(engine, definition)
    counts = Counts()
    source = iter(raws)
    first = list(islice(source, _SMALL))
    with _preparer(settings.index_workers if len(first) == _SMALL else 0) as prepare_batch:
        batches = _batches(_chain(first, source), settings.index_batch)
        running: deque[asyncio.Future[list[Prepared]]] = deque()
        try:
            for batch in batches:
                running.append(asyncio.ensure_future(prepare_batch(batch)))
                if len(running) > settings.index_workers:
                    await _write_next(engine, definition.alias, running, counts, settings, progress)
            while running:
                await _write_next(engine, definition.alias, running, counts, settings, progress)
        finally:
            for future in running:
                future.cancel()
    await engine.refresh(definition.alias)
    return counts


async def _write_next(
    engine: SearchEngine,
    index: str,
    running: deque[asyncio.Future[list[Prepared]]],
    counts: Counts,
    settings: IndexerSettings,
    progress: Progress | None,
) -> None:
    documents: list[Document] = []
    for item in await running.popleft():
        if isinstance(item, Rejected):
            counts.rejected.append(item)
        else:
            documents.append(item)
    if documents:
        await write(engine, index, documents, counts, patience_s=settings.index_patience_s)
    if progress:
        progress(counts)


@contextmanager
def _preparer(workers: int) -> Iterator[Callable[[Batch], Awaitable[list[Prepared]]]]:
    """How batches are prepared: in worker processes, or in a thread of this one when there are few articles."""
    if not workers:
        tools = load_tools()
        yield lambda batch: asyncio.to_thread(prepare, batch, tools)
        return
    # Forking a process that runs an event loop and threads is not safe; spawning is.
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), start_worker) as pool:
        yield lambda batch: asyncio.get_running_loop().run_in_executor(pool, prepare_in_worker, batch)


def _batches(raws: Iterable[RawArticle | Rejected], size: int) -> Iterator[Batch]:
    source = iter(raws)
    while batch := list(islice(source, size)):
        yield batch


def _chain(first: Batch, rest: Iterator[RawArticle | Rejected]) -> Iterator[RawArticle | Rejected]:
    yield from first
    yield from rest
