"""Bring the node of a folder up, and up again when it dies."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
import zlib
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.embedded import aot, config
from engine.embedded.errors import NodeFailed, NoFreePort
from engine.embedded.install import check_space, install
from engine.embedded.jars import load_lock
from engine.embedded.java import Machine, check_memory, find_java
from engine.embedded.node import Node, PortTaken, end_orphan
from engine.embedded.ports import claims
from engine.embedded.wire import Phase, State

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from engine.embedded.layout import Layout

_CRASHES = 5
_CRASH_WINDOW_S = 60.0

_log = logging.getLogger("fihris.keeper")


@dataclass(frozen=True, slots=True)
class Options:
    """Which node: its folder, the folder of the jars, the heap, the Maven repository if not the usual one."""

    layout: Layout
    jars: Path
    heap_mb: int
    repository: str | None


class Supervisor:
    """One node and its life; `tell` hears each change of state, on the event loop."""

    def __init__(self, options: Options, tell: Callable[[State], None]) -> None:
        self._options = options
        self._layout = options.layout
        self._tell = tell
        self._cancelled = threading.Event()
        self._node: Node | None = None
        self._training: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Install, start, and start again, until cancelled; raises EmbeddedError when there is no use in going on."""
        machine, cache = await self._prepare()
        self._tell(State(Phase.STARTING, "Starting the search engine"))
        node = await self._first_start(machine, cache)
        if not cache.exists():
            self._training = asyncio.create_task(aot.train(replace(machine, flags=()), cache))
        crashes: deque[float] = deque(maxlen=_CRASHES)
        while True:
            self._tell(State(Phase.READY, "The search engine is ready", url=node.url, pid=node.pid))
            await node.wait()
            _log.warning("the node (pid %d) ended; it is started again", node.pid)
            self._tell(State(Phase.STARTING, "The search engine ended unexpectedly; starting it again"))
            node = await self._restart(machine, node, crashes)

    async def close(self) -> None:
        """Stop the node and all work for it; `run` must have ended or been cancelled."""
        self._cancelled.set()
        if self._training:
            self._training.cancel()
            await asyncio.gather(self._training, return_exceptions=True)
        if self._node:
            await self._node.stop()

    async def _prepare(self) -> tuple[Machine, Path]:
        """All that must be there before Java starts: the machine that runs it, and the path of its start cache."""
        options, lock, java = self._options, load_lock(), find_java()
        loop = asyncio.get_running_loop()

        def report(state: State) -> None:
            loop.call_soon_threadsafe(self._tell, state)

        self._layout.claim_version(lock.opensearch)
        end_orphan(self._layout)
        config.write(self._layout)
        jars = await asyncio.to_thread(
            install,
            lock,
            options.jars,
            repository=options.repository,
            report=report,
            cancelled=self._cancelled,
        )
        check_memory(options.heap_mb)
        check_space((), self._layout.data)
        cache = aot.cache_file(options.jars, java, lock)
        return Machine(java, jars, options.heap_mb, aot.flags(cache)), cache

    async def _first_start(self, machine: Machine, cache: Path) -> Node:
        """The node, on the first port where it starts."""
        seed = zlib.crc32(str(self._layout.root).encode())
        for claim in claims(seed):
            try:
                return await self._start_or_explain(machine, claim.port, cache)
            except PortTaken:
                claim.release()
        raise NoFreePort("claims ends with this error itself")

    async def _start_or_explain(self, machine: Machine, port: int, cache: Path) -> Node:
        """A second try when the first fails: without the start cache, and with a log of the reasons.

        The runner ends without a word on why; only Java itself can tell, and too much of it for every start.
        """
        self._layout.exceptions.unlink(missing_ok=True)
        try:
            return await self._start(machine, port)
        except NodeFailed as error:
            _log.warning("%s", error)
        if self._node and self._node.killed:
            return await self._start(machine, port)
        telling = f"-Xlog:exceptions=info:file={self._layout.exceptions}:none:filecount=0"
        node = await self._start(replace(machine, flags=(telling,)), port)
        await asyncio.to_thread(cache.unlink, missing_ok=True)
        return node

    async def _restart(self, machine: Machine, dead: Node, crashes: deque[float]) -> Node:
        while True:
            now = time.monotonic()
            if len(crashes) == _CRASHES and now - crashes[0] < _CRASH_WINDOW_S:
                words = dead.last_words()
                raise NodeFailed(f"The search engine ended {_CRASHES + 1} times within a minute. {words}")
            crashes.append(now)
            with suppress(PortTaken, NodeFailed):
                return await self._start(machine, dead.port)

    async def _start(self, machine: Machine, port: int) -> Node:
        self._node = await Node.start(machine, self._layout, port)
        _log.info("started the node, pid %d, port %d", self._node.pid, port)
        await self._node.wait_ready()
        return self._node
