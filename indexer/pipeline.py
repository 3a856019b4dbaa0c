"""The stages in order: receive → open → parse → enrich → document → story → write, with bounded memory.

    reading thread ─batches→ worker processes ─documents→ this process: stories, then the engine

No more batches are read than there are workers to take them, so that memory stays flat however long the input is,
and the engine's pace slows the reading. Batches are placed and written in the order of reading, whichever worker
is done first: the outcome does not depend on timing.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from contextlib import aclosing, asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Protocol

from articles.stages import Rejected
from indexer.batches import Batch, batches
from indexer.counts import Counts
from indexer.prepare import (
    Ready,
    load_tools,
    packet_of,
    prepare,
    prepare_in_worker,
    restore,
    restore_in_worker,
    start_worker,
)  # fmt: skip
from indexer.quarantine import Quarantine
from indexer.schema import ensure_index
from indexer.sources.opening import open_packet
from indexer.sources.packets import Failure, Packet
from indexer.stories.store import open_stories
from indexer.write import Writer
from mappings import load as mappings
from mappings.fields import KEY, STORY_ID, WITHDRAWN
from persons.reconcile import resolve_documents
from persons.registry import PersonRegistry
from store.database import open_database
from store.settings import StoreSettings

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Iterator

    from engine.protocol import SearchEngine
    from indexer.batches import Received
    from indexer.document import Document
    from indexer.prepare import Prepared, Tools
    from indexer.settings import IndexerSettings
    from indexer.stories.store import Placement, StoryStore
    from mappings.load import IndexDefinition

# Below this many articles, starting worker processes costs more than they save.
_SMALL = 64
_RESTORED_AT_ONCE = 100


class Progress(Protocol):
    """Told after each batch; the terminal's progress bar, or nothing."""

    def __call__(self, counts: Counts, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Crew:
    """Who prepares batches, and who makes stored documents whole again."""

    prepare: Callable[[list[Packet]], Awaitable[list[list[Prepared]]]]
    restore: Callable[[list[Document]], Awaitable[list[Document]]]


async def load(
    engine: SearchEngine,
    received: Iterable[Received],
    settings: IndexerSettings,
    progress: Progress | None = None,
    *,
    definition: IndexDefinition | None = None,
    quarantine: Quarantine | None = None,
    tools: Tools | None = None,
) -> Counts:
    """Load articles into the index and return what became of them; visible to searches when it returns.

    Running it again on the same input changes nothing, after a crash it goes on. `definition` is another index than
    the usual one; stories and quarantine are those of the settings' data folder. Who loads a few articles now and
    then passes `tools`, loaded once. Raises `EngineError` when the engine stays away.
    """
    definition = definition or mappings.articles()
    held = quarantine or Quarantine(settings.quarantine_dir)
    settings.data_dir.expanduser().mkdir(parents=True, exist_ok=True)
    store = StoreSettings(data_dir=settings.data_dir, database_url=settings.database_url)
    async with open_stories(settings.stories_url) as stories, open_database(store.url) as database:
        resolve = partial(resolve_documents, PersonRegistry(database))
        writer = Writer(engine, definition.alias, settings.index_patience_s, resolve)
        await writer.patiently(partial(ensure_index, engine, definition))
        counts = await _Loading(writer, stories, held, progress, tools).run(received, settings)
    await writer.patiently(partial(engine.refresh, definition.alias))
    return counts


async def rehearse(received: Iterable[Received], settings: IndexerSettings, progress: Progress | None = None) -> Counts:
    """What loading would make of the input, without an engine: what could be indexed counts as new."""
    counts = Counts()
    async with _prepared(received, settings, lambda _: None) as ready:
        async for batch, found, _ in ready:
            for item in [*batch.rejected, *chain.from_iterable(found)]:
                if isinstance(item, Ready):
                    counts.new += 1
                else:
                    counts.reject(item.rejected if isinstance(item, Failure) else item)
            if progress:
                progress(counts)
    return counts


@dataclass(slots=True)
class _Loading:
    """One load: where its documents, stories and failures go."""

    writer: Writer
    stories: StoryStore
    quarantine: Quarantine
    progress: Progress | None
    tools: Tools | None

    async def run(self, received: Iterable[Received], settings: IndexerSettings) -> Counts:
        counts = Counts()
        async with _prepared(received, settings, self.quarantine.hold, self.tools) as ready:
            async for batch, found, crew in ready:
                await self._finish(batch, found, counts)
                await self._agree(crew)
                if self.progress:
                    self.progress(counts)
        return counts

    async def _finish(self, batch: Batch, found: list[list[Prepared]], counts: Counts) -> None:
        """Place and write one batch; what was rejected, here or there, is counted and held."""
        for rejected in batch.rejected:
            counts.reject(rejected)
        for item in chain.from_iterable(found):
            if isinstance(item, Failure):
                self._reject(item, counts)
        for packet, items in zip(batch.packets, found, strict=True):
            if all(isinstance(item, Ready) for item in items):
                self.quarantine.release(packet)
        ready = [item for item in chain.from_iterable(found) if isinstance(item, Ready)]
        placements = await self.stories.place([item.traits for item in ready])
        documents = [_placed(item.document, placements[item.document[KEY]]) for item in ready]
        refused = await self.writer.write(documents, counts)
        if refused:
            await self._give_back(batch, found, refused, counts)

    async def _give_back(
        self, batch: Batch, found: list[list[Prepared]], refused: dict[str, str], counts: Counts
    ) -> None:
        """Hold what the engine refused, as it came."""
        await self.stories.forget(refused)
        for packet, items in zip(batch.packets, found, strict=True):
            ready = (item for item in items if isinstance(item, Ready))
            parts = {item.part: refused[item.document[KEY]] for item in ready if item.document[KEY] in refused}
            for part, raw in enumerate(open_packet(packet) if parts else ()):
                if part in parts and not isinstance(raw, Failure):
                    own = packet if raw.source == packet.source else packet_of(raw)
                    self._reject(Failure(Rejected(raw.source, "engine", parts[part]), own), counts)

    def _reject(self, failure: Failure, counts: Counts) -> None:
        self.quarantine.hold(failure)
        counts.reject(failure.rejected)

    async def _agree(self, crew: Crew) -> None:
        """Bring earlier documents in line with what arriving ones changed: stories that met, articles withdrawn."""
        while dirty := await self.stories.dirty(_RESTORED_AT_ONCE):
            stored = await self.writer.stored(list(dirty))
            stale = [stored[key] for key in stored if _placed(stored[key], dirty[key]) != stored[key]]
            whole = await crew.restore(stale) if stale else []
            await self.writer.put([_placed(document, dirty[document[KEY]]) for document in whole])
            await self.stories.clean(dirty)


def _placed(document: Document, placement: Placement) -> Document:
    """The document with its place among the stories; a kill itself is no news either."""
    withdrawn = placement.withdrawn or document["kind"] == "kill"
    return {**document, STORY_ID: placement.story, WITHDRAWN: withdrawn}


@asynccontextmanager
async def _prepared(
    received: Iterable[Received],
    settings: IndexerSettings,
    hold: Callable[[Failure], object],
    tools: Tools | None = None,
) -> AsyncIterator[AsyncIterator[tuple[Batch, list[list[Prepared]], Crew]]]:
    """Batches and what became of their packets, in order, while the next ones are being prepared."""
    source = iter(received)
    first = await asyncio.to_thread(list, islice(source, _SMALL))
    workers = settings.index_workers if len(first) == _SMALL else 0
    ahead = batches(chain(first, source), settings.index_batch, hold)
    with _crew(workers, settings.languages, tools) as crew:
        running: deque[tuple[Batch, asyncio.Future[list[list[Prepared]]]]] = deque()
        try:
            async with aclosing(_in_order(ahead, crew, running, workers)) as ready:
                yield ready
        finally:
            for _, future in running:
                future.cancel()


async def _in_order(
    ahead: Iterator[Batch],
    crew: Crew,
    running: deque[tuple[Batch, asyncio.Future[list[list[Prepared]]]]],
    workers: int,
) -> AsyncGenerator[tuple[Batch, list[list[Prepared]], Crew], None]:
    while batch := await asyncio.to_thread(next, ahead, None):
        running.append((batch, asyncio.ensure_future(crew.prepare(batch.packets))))
        if len(running) > workers + 1:
            done, future = running.popleft()
            yield done, await future, crew
    while running:
        done, future = running.popleft()
        yield done, await future, crew


@contextmanager
def _crew(workers: int, languages: frozenset[str], tools: Tools | None = None) -> Iterator[Crew]:
    """Worker processes, or a thread of this one when there are few articles."""
    if not workers:
        own = tools or load_tools(languages)
        yield Crew(
            lambda packets: asyncio.to_thread(prepare, packets, own),
            lambda documents: asyncio.to_thread(restore, documents, own),
        )
        return
    # Forking a process that runs an event loop and threads is not safe; spawning is.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, start_worker, (languages,)) as pool:
        loop = asyncio.get_running_loop()
        yield Crew(
            lambda packets: loop.run_in_executor(pool, prepare_in_worker, packets),
            lambda documents: loop.run_in_executor(pool, restore_in_worker, documents),
        )
