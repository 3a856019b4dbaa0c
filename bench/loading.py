"""How fast articles are loaded, how much memory that takes, and what it costs beside the bare client's bulk helper.

`python -m bench.loading [--articles N …]`. Two measurements, on one embedded OpenSearch node on this machine:

- write: prepared documents, by Fihris and by the client's helper, in turns; the ratio of their times is what
  checking, retrying and revisions cost.
- load: `fihris index` from a file of JSON lines to the end, in a process of its own, as people run it.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import psutil
from opensearchpy import AsyncOpenSearch
from opensearchpy.helpers import async_bulk
from pydantic import SecretStr

from engine.embedded.lease import acquire
from engine.open import engine_session
from engine.settings import EngineSettings
from indexer.counts import Counts
from indexer.prepare import Ready, load_tools, prepare
from indexer.schema import ensure_index
from indexer.sources import Packet, receive
from indexer.write import Writer
from mappings.fields import KEY
from mappings.load import IndexDefinition, articles
from samples import sample_folder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from indexer.document import Document

SIZES = (10_000, 100_000)
_DISTINCT = 5_000
_BATCH = 200
_ROUNDS = 3
_NEWS = Path(__file__).parents[2] / "shared" / "data" / "news" / "articles.jsonl.gz"


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, acquire(Path(folder) / "node") as lease:
        root = Path(folder)
        copies = {size: make_copy(root / f"{size}.jsonl", size) for size in sizes}
        print(f"prepare  {_describe(preparing(copies[sizes[0]]))}", flush=True)
        documents = prepared(copies[sizes[0]], _DISTINCT)
        for size in sizes:
            bare, ours = asyncio.run(writing(lease.url, documents, size))
            print(
                f"write    {size:>7,} documents: Fihris {size / ours:,.0f}/s, bare helper {size / bare:,.0f}/s, "
                f"ratio {bare / ours:.2f}", flush=True,
            )  # fmt: skip
        documents.clear()
        for size in sizes:
            print(f"load     {loading(lease.url, copies[size], root / f'data-{size}')}", flush=True)


def make_copy(path: Path, size: int) -> Path:
    """A file of JSON lines with so many different articles: real news where it is at hand, samples otherwise."""
    with path.open("w", encoding="utf-8") as file:
        for article in islice(_articles(), size):
            file.write(json.dumps(article, ensure_ascii=False) + "\n")
    return path


def _articles() -> Iterator[dict[str, str]]:
    originals = list(_originals())
    for turn in count():
        for article in originals:
            # Another headline is another article; the words of the text stay as frequent as they are in news.
            yield article if not turn else {**article, "title": f"{article['title']} ({turn})"}


def _originals() -> Iterator[dict[str, str]]:
    if _NEWS.is_file():
        with gzip.open(_NEWS, "rt", encoding="utf-8") as file:
            yield from map(json.loads, file)
    else:
        for path in sorted(Path(str(sample_folder())).glob("*.txt")):
            text = path.read_text("utf-8")
            yield {"title": text.partition("\n")[0], "text": text}


def prepared(path: Path, size: int) -> list[Document]:
    """Documents of the first articles of a file, as they are written."""
    tools = load_tools()
    packets = (item for item in islice(receive([path]), size) if isinstance(item, Packet))
    items = (item for packet in packets for item in prepare([packet], tools)[0])
    return [{**item.document, "story_id": f"s:{item.document[KEY]}"} for item in items if isinstance(item, Ready)]


@dataclass(slots=True)
class Prepared:
    """One process preparing articles: how many, of how many bytes, in how many seconds."""

    articles: int = 0
    size: int = 0
    seconds: float = 0.0


def preparing(path: Path, articles: int = 500) -> Prepared:
    """The share of one process that parses, enriches and analyses, without anything else."""
    tools, result = load_tools(), Prepared()
    packets = [item for item in islice(receive([path]), articles) if isinstance(item, Packet)]
    began = time.perf_counter()
    result.articles = len(prepare(packets, tools))
    result.seconds = time.perf_counter() - began
    result.size = sum(len(packet.data) for packet in packets)
    return result


def _describe(found: Prepared) -> str:
    return (
        f"{found.articles:>7,} articles in one process: {found.articles / found.seconds:,.0f}/s, "
        f"{found.size / found.seconds / 1e6:.2f} MB/s, {1000 * found.seconds / found.articles:.1f} ms each"
    )


async def writing(url: str, documents: list[Document], size: int) -> tuple[float, float]:
    """The seconds that the bare helper and Fihris take for the same documents; the best of some rounds in turns."""
    rounds = _ROUNDS if size <= SIZES[0] else 1
    bare: list[float] = []
    ours: list[float] = []
    for number in range(rounds):
        first, second = (_bare, _ours) if number % 2 else (_ours, _bare)
        for way in (first, second):
            async with _index(url, f"bench-{way.__name__.strip('_')}-{number}") as definition:
                began = time.perf_counter()
                await way(url, definition, _numbered(documents, size))
                (bare if way is _bare else ours).append(time.perf_counter() - began)
    return min(bare), min(ours)


def _numbered(documents: list[Document], size: int) -> Iterator[Document]:
    for number in range(size):
        document = documents[number % len(documents)]
        yield {**document, KEY: f"{document[KEY]}-{number}"}


async def _bare(url: str, definition: IndexDefinition, documents: Iterator[Document]) -> None:
    async with AsyncOpenSearch(url, timeout=60) as client:
        actions = ({"_index": definition.name, "_id": document[KEY], "_source": document} for document in documents)
        await async_bulk(client, actions)
        await client.indices.refresh(index=definition.name)


async def _ours(url: str, definition: IndexDefinition, documents: Iterator[Document]) -> None:
    async with engine_session(EngineSettings(engine_url=SecretStr(url))) as engine:
        writer, counts = Writer(engine, definition.alias, 60), Counts()
        while batch := list(islice(documents, _BATCH)):
            await writer.write(batch, counts)
        await engine.refresh(definition.alias)


@asynccontextmanager
async def _index(url: str, name: str) -> AsyncIterator[IndexDefinition]:
    definition = replace(articles(), alias=name, name=f"{name}-v1")
    async with engine_session(EngineSettings(engine_url=SecretStr(url))) as engine:
        await ensure_index(engine, definition)
        try:
            yield definition
        finally:
            await engine.delete_index(definition.name)


def loading(url: str, copy: Path, data: Path) -> str:
    """Load a file by the command and say how fast, with how much memory."""
    environment = {**os.environ, "FIHRIS_ENGINE_URL": url, "FIHRIS_DATA_DIR": str(data)}  # noqa: TID251
    command = [sys.executable, "-c", "from cli.main import main; main()", "index", "--json", str(copy)]
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
    with _Memory(process.pid) as memory:
        out, _ = process.communicate()
    seconds = time.perf_counter() - began
    counts: dict[str, Any] = json.loads(out)
    total, size = counts["new"] + counts["updated"] + counts["unchanged"], copy.stat().st_size
    asyncio.run(_delete_articles(url))
    return (
        f"{total:>7,} articles: {total / seconds:,.0f}/s, {size / seconds / 1e6:.2f} MB/s, {seconds:,.0f} s; "
        f"memory of all its processes {memory.say()}; {counts['rejected']} rejected"
    )


async def _delete_articles(url: str) -> None:
    async with engine_session(EngineSettings(engine_url=SecretStr(url))) as engine:
        for name in await engine.alias_targets(articles().alias):
            await engine.delete_index(name)


@dataclass(slots=True)
class _Memory:
    """Watches the resident memory of a process and its children, in MB."""

    pid: int
    seen: list[float] = field(default_factory=list)
    _done: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()

    def _watch(self) -> None:
        while not self._done.wait(0.5):
            try:
                root = psutil.Process(self.pid)
                tree = [root, *root.children(recursive=True)]
                self.seen.append(sum(process.memory_info().rss for process in tree) / 1e6)
            except psutil.Error:
                continue

    def say(self) -> str:
        """The peak, and the highest of each quarter of the time: flat when they are alike."""
        quarter = max(1, len(self.seen) // 4)
        quarters = [max(self.seen[at : at + quarter]) for at in range(0, 4 * quarter, quarter) if self.seen[at:]]
        return f"at most {max(self.seen, default=0):,.0f} MB (by quarters {', '.join(f'{q:,.0f}' for q in quarters)})"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="*", default=SIZES)
    main(tuple(parser.parse_args().articles))
