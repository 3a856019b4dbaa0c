"""Whatever is killed while articles are loaded, the same command afterwards gives the same index."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

import psutil
import pytest
from pydantic import SecretStr

from engine.embedded.lease import acquire
from engine.errors import NotFound
from engine.open import engine_session
from engine.settings import EngineSettings
from tests.contract import load_victim
from tests.contract.load_copy import write_stream
from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from engine.protocol import SearchEngine

pytestmark = pytest.mark.engine

ARTICLES = 200


@dataclass
class Loading:
    """One index, its data folder and the copy that goes into it."""

    url: str
    alias: str
    data: Path
    copy: Path

    def start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", load_victim.__name__, self.url, self.alias, str(self.data), str(self.copy)]
        return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def finish(self) -> dict[str, Any]:
        return self.finish_while(lambda: None, after=0)

    def finish_while(self, what: Callable[[], None], *, after: float) -> dict[str, Any]:
        """Load to the end although something happens after some seconds."""
        loading = self.start()
        time.sleep(after)
        what()
        out, err = loading.communicate(timeout=300)
        assert loading.returncode == 0, err.decode()[-2000:]
        result: dict[str, Any] = json.loads(out)
        return result

    def kill_after(self, seconds: float) -> None:
        loading = self.start()
        time.sleep(seconds)
        loading.send_signal(signal.SIGKILL)
        loading.communicate(timeout=60)


async def content(engine: SearchEngine, alias: str) -> dict[str, dict[str, Any]]:
    """All that an index holds but the times of writing."""
    await engine.refresh(alias)
    found: dict[str, dict[str, Any]] = {}
    after: list[Any] = []
    while True:
        body: dict[str, Any] = {"size": 500, "sort": [{"id": "asc"}], "query": {"match_all": {}}}
        page = await engine.search(alias, body | ({"search_after": after} if after else {}), timeout_s=60)
        if not page.hits:
            return found
        for hit in page.hits:
            source = {key: value for key, value in hit.source.items() if key != "indexed_at"}
            source["revisions"] = [{**old, "indexed_at": None} for old in source["revisions"]]
            found[hit.id] = source
        after = list(page.hits[-1].sort)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("copy") / "stream.jsonl"
    write_stream(file, ARTICLES)
    return file


@pytest.fixture
def node(tmp_path: Path) -> Iterator[str]:
    """An engine of the test's own, that it may kill."""
    with acquire(tmp_path / "node") as lease:
        yield lease.url


@pytest.fixture
async def own_engine(node: str) -> AsyncIterator[SearchEngine]:
    settings = EngineSettings(engine_url=SecretStr(node), engine_start_timeout_s=120)
    async with engine_session(settings) as engine:
        yield engine
        for alias in ("undisturbed", "disturbed"):
            with suppress(NotFound):
                await engine.delete_index(f"{alias}-v1")


def kill_engine(url: str) -> None:
    """Kill the process that listens at the address."""
    port = int(url.rpartition(":")[2])
    for process in psutil.process_iter(["pid"]):
        with suppress(psutil.Error):
            if any(c.laddr.port == port and c.status == psutil.CONN_LISTEN for c in process.net_connections("tcp")):
                os.kill(process.pid, signal.SIGKILL)


async def _survives(node: str, engine: SearchEngine, tmp_path: Path, copy: Path, *, indexer: int, server: int) -> None:
    undisturbed = Loading(node, "undisturbed", tmp_path / "a", copy)
    began = time.monotonic()
    first = undisturbed.finish()
    duration = time.monotonic() - began
    assert first["new"] > ARTICLES / 2
    assert first["rejected"] == 0

    made = await content(engine, "undisturbed")
    assert any(document["withdrawn"] and document["kind"] != "kill" for document in made.values())
    assert any(document["revisions"] for document in made.values())
    assert len({document["story_id"] for document in made.values()}) < len(made) * 0.9

    disturbed, random = Loading(node, "disturbed", tmp_path / "b", copy), Random(11)
    for _ in range(indexer):
        disturbed.kill_after(random.uniform(0.3, 0.95) * duration)
    for _ in range(server):
        disturbed.finish_while(lambda: kill_engine(node), after=random.uniform(0.3, 0.8) * duration)
    disturbed.finish()
    assert await content(engine, "disturbed") == made
    again = disturbed.finish()
    assert (again["new"], again["updated"], again["rejected"]) == (0, 0, 0)


async def test_killing_indexer_and_engine_changes_nothing(
    node: str, own_engine: SearchEngine, tmp_path: Path, copy: Path
) -> None:
    await _survives(node, own_engine, tmp_path, copy, indexer=2, server=1)


@pytest.mark.nightly
@pytest.mark.timeout(3000)
async def test_killing_them_ten_times_changes_nothing(
    node: str, own_engine: SearchEngine, tmp_path: Path, copy: Path
) -> None:
    await _survives(node, own_engine, tmp_path, copy, indexer=10, server=10)
