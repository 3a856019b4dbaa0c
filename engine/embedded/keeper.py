"""The process that owns the node of one data folder: `python -m engine.embedded.keeper DATA_DIR CACHE_DIR`.

Whoever uses the node holds a connection to its keeper. The kernel closes a connection when its process dies, also
by SIGKILL; when the last one is gone, the keeper stops the node and ends. The keeper starts the node again when
it dies, on the same port.
"""

from __future__ import annotations

import argparse
import asyncio
import hmac
import logging
import os
import secrets
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from engine.embedded.errors import EmbeddedError
from engine.embedded.files import note_holder, take_lock
from engine.embedded.layout import Layout, write_json
from engine.embedded.supervisor import Options, Supervisor
from engine.embedded.wire import Phase, State

if TYPE_CHECKING:
    from collections.abc import Sequence

BUSY = 75

_GRACE_S = 1.0
_FIRST_LEASE_S = 20.0
_HELLO_S = 10.0
_HEARTBEAT_S = 5.0

_log = logging.getLogger("fihris.keeper")


class Keeper:
    """Serves leases on the node, on one event loop in the main thread."""

    def __init__(self, options: Options, token: str) -> None:
        self._options = options
        self._token = token.encode()
        self._state = State(Phase.STARTING, "Starting the search engine")
        self._leases: set[asyncio.StreamWriter] = set()
        self._idle: asyncio.TimerHandle | None = None
        self._stop = asyncio.Event()
        self._supervisor = Supervisor(options, self._tell)

    async def run(self, listener: socket.socket) -> None:
        """Work until nobody holds a lease, or the node cannot be had."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self._stop.set)
        self._idle = loop.call_later(_FIRST_LEASE_S, self._stop.set)
        server = await asyncio.start_server(self._serve, sock=listener)
        tasks = [asyncio.create_task(self._work()), asyncio.create_task(self._heartbeat())]
        await self._stop.wait()
        self._options.layout.address.unlink(missing_ok=True)
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._say_goodbye()
        await self._supervisor.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # Cancelled only by the end of the loop, which asyncio would log as an error.
        with suppress(OSError, TimeoutError, ValueError, asyncio.CancelledError):
            hello = await asyncio.wait_for(reader.readline(), _HELLO_S)
            if hmac.compare_digest(hello.strip(), self._token):
                await self._hold(reader, writer)
        writer.close()

    async def _hold(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._leases.add(writer)
        if self._idle:
            self._idle.cancel()
        try:
            writer.write(self._state.encode())
            if self._state.phase is Phase.FAILED:
                self._stop.set()
            while await reader.read(1024):
                pass
        finally:
            self._leases.discard(writer)
            if not self._leases:
                self._idle = asyncio.get_running_loop().call_later(_GRACE_S, self._stop.set)

    def _tell(self, state: State) -> None:
        self._state = state
        for writer in self._leases:
            writer.write(state.encode())

    async def _heartbeat(self) -> None:
        while True:
            await asyncio.sleep(_HEARTBEAT_S)
            if self._state.phase is not Phase.READY:
                self._tell(self._state)

    async def _say_goodbye(self) -> None:
        for writer in tuple(self._leases):
            with suppress(OSError):
                await writer.drain()
            writer.close()

    async def _work(self) -> None:
        try:
            await self._supervisor.run()
        except EmbeddedError as error:
            self._fail(type(error).__name__, str(error))
        except Exception as error:  # noqa: BLE001 - whatever it is must reach the user, not only the log.
            _log.exception("the keeper failed")
            logs = self._options.layout.logs
            self._fail("EmbeddedError", f"{type(error).__name__}: {error}. {logs} says more.")

    def _fail(self, error: str, message: str) -> None:
        _log.error("%s: %s", error, message)
        self._tell(State(Phase.FAILED, message, error=error))
        # Who asked for the node may not have come yet; they are to hear of it all the same.
        if self._leases:
            self._stop.set()


def parse(arguments: Sequence[str]) -> Options:
    """The command line."""
    parser = argparse.ArgumentParser(prog="engine.embedded.keeper")
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("jars", type=Path)
    parser.add_argument("--heap", type=int, default=512, help="MB")
    parser.add_argument("--repository", help="address of a Maven repository")
    found = parser.parse_args(arguments)
    return Options(Layout.of(found.data_dir), found.jars, found.heap, found.repository)


def main(arguments: Sequence[str]) -> int:
    """Become the keeper of a folder in the background; returns once leases can be asked for, or BUSY."""
    options = parse(arguments)
    lock = take_lock(options.layout.lock)
    if lock is None:
        return BUSY
    listener = socket.create_server(("127.0.0.1", 0))
    token = secrets.token_hex(32)
    # The caller waits for this process, but the keeper must outlive it; the listener already takes connections.
    child = os.fork()
    if child:
        address = {"pid": child, "port": listener.getsockname()[1], "token": token}
        write_json(options.layout.address, address)
        note_holder(lock, child)
        return 0
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    _log.setLevel(logging.INFO)
    asyncio.run(Keeper(options, token).run(listener))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
