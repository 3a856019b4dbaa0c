"""What the supervisor decides when starts fail; the starts themselves are in tests/contract/test_embedded.py."""

from __future__ import annotations

import asyncio
import tempfile
from collections import deque
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from engine.embedded import supervisor as module
from engine.embedded.errors import NodeFailed, NoFreePort
from engine.embedded.java import Machine
from engine.embedded.layout import Layout
from engine.embedded.node import PortTaken
from engine.embedded.supervisor import Options, Supervisor
from engine.embedded.wire import Phase, State

if TYPE_CHECKING:
    from engine.embedded.node import Node

CACHED = Machine(Path("/java"), (), 512, ("-XX:AOTCache=here",))


class Ended:
    """A node that ends at once."""

    url, pid, port = "http://127.0.0.1:9201", 7, 9201
    stopped = False

    async def wait(self) -> None:
        await asyncio.sleep(0)

    async def stop(self) -> None:
        self.stopped = True

    def last_words(self) -> str:
        return "its last words"


NODE = cast("Node", Ended())


class Scripted(Supervisor):
    """A supervisor whose starts have the outcomes that a test gives; the last one holds on."""

    def __init__(self, folder: Path, *outcomes: Exception | None) -> None:
        self.states: list[State] = []
        self.tried: list[tuple[Machine, int]] = []
        self.outcomes = deque(outcomes)
        layout = Layout.of(folder)
        layout.create()
        super().__init__(Options(layout, folder / "jars", 512, None), self.states.append)

    async def _start(self, machine: Machine, port: int) -> Node:
        self.tried.append((machine, port))
        outcome = self.outcomes.popleft() if len(self.outcomes) > 1 else self.outcomes[0]
        if outcome:
            raise outcome
        return NODE

    async def _prepare(self) -> tuple[Machine, Path]:
        cache = self._layout.root / "start.aot"
        cache.touch()
        return CACHED, cache


@pytest.fixture(autouse=True)
def _own_claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


async def test_a_taken_port_is_followed_by_the_next(tmp_path: Path) -> None:
    supervisor = Scripted(tmp_path, PortTaken(), PortTaken(), None)
    assert await supervisor._first_start(CACHED, tmp_path / "none.aot") is NODE
    assert len({port for _, port in supervisor.tried}) == 3


async def test_when_no_port_is_left_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoFreePort, match="9201 to 9299"):
        await Scripted(tmp_path, PortTaken())._first_start(CACHED, tmp_path / "none.aot")


async def test_a_start_cache_that_keeps_java_from_starting_is_thrown_away(tmp_path: Path) -> None:
    cache = tmp_path / "start.aot"
    cache.touch()
    supervisor = Scripted(tmp_path, NodeFailed("broken cache"), None)
    assert await supervisor._start_or_explain(CACHED, 9201, cache) is NODE
    assert "-XX:AOTCache=here" not in supervisor.tried[1][0].flags
    assert not cache.exists()


async def test_a_start_cache_that_is_not_to_blame_is_kept(tmp_path: Path) -> None:
    cache = tmp_path / "start.aot"
    cache.touch()
    supervisor = Scripted(tmp_path, NodeFailed("without a word"), NodeFailed("with the reason"))
    with pytest.raises(NodeFailed, match="with the reason"):
        await supervisor._start_or_explain(CACHED, 9201, cache)
    assert cache.exists()


async def test_a_node_that_somebody_kills_at_its_start_is_started_again_as_it_was(tmp_path: Path) -> None:
    cache = tmp_path / "start.aot"
    cache.touch()
    supervisor = Scripted(tmp_path, NodeFailed("killed"), None)
    supervisor._node = cast("Node", SimpleNamespace(killed=True))
    assert await supervisor._start_or_explain(CACHED, 9201, cache) is NODE
    assert supervisor.tried == [(CACHED, 9201)] * 2
    assert cache.exists()


async def test_a_node_that_keeps_ending_is_given_up(tmp_path: Path) -> None:
    supervisor = Scripted(tmp_path, None)
    with pytest.raises(NodeFailed, match=r"ended 6 times within a minute\. its last words"):
        await supervisor.run()
    phases = [state.phase for state in supervisor.states]
    assert phases == [Phase.STARTING, *[Phase.READY, Phase.STARTING] * 6]


async def test_a_restart_that_fails_counts_as_another_crash(tmp_path: Path) -> None:
    supervisor = Scripted(tmp_path, None, NodeFailed("no"), PortTaken(), None)
    with pytest.raises(NodeFailed):
        await supervisor.run()
    assert [state.phase for state in supervisor.states].count(Phase.READY) == 4
    assert {port for _, port in supervisor.tried[1:]} == {9201}


async def test_crashes_far_apart_are_forgiven(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_CRASH_WINDOW_S", 0.0)
    supervisor = Scripted(tmp_path, None)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(supervisor.run(), 0.2)
    await supervisor.close()
    assert len(supervisor.states) > 40


async def test_closing_before_anything_started_is_fine(tmp_path: Path) -> None:
    await Scripted(tmp_path, None).close()
