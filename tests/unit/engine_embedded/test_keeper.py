"""Who may talk to a keeper and what it tells; the node stands still here."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from engine.embedded import keeper as module
from engine.embedded.errors import DiskFull
from engine.embedded.files import take_lock
from engine.embedded.keeper import BUSY, Keeper, main, parse
from engine.embedded.layout import Layout
from engine.embedded.supervisor import Options, Supervisor
from engine.embedded.wire import Phase, State

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

READY = State(Phase.READY, "ready", url="http://127.0.0.1:9201", pid=7)


class Quiet(Supervisor):
    """A supervisor that is ready at once and then waits, or fails with what a test gives."""

    failure: Exception | None = None

    async def run(self) -> None:
        if self.failure:
            raise self.failure
        self._tell(READY)
        await asyncio.Event().wait()


class Starting(Supervisor):
    """A supervisor that does not get further."""

    async def run(self) -> None:
        await asyncio.Event().wait()


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_GRACE_S", 0.2)
    monkeypatch.setattr(module, "_FIRST_LEASE_S", 0.5)
    monkeypatch.setattr(module, "_HELLO_S", 0.2)
    monkeypatch.setattr(module, "_HEARTBEAT_S", 0.05)
    monkeypatch.setattr(module, "Supervisor", Quiet)


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[tuple[asyncio.Task[None], int]]:
    layout = Layout.of(folder)
    layout.create()
    layout.address.touch()
    listener = socket.create_server(("127.0.0.1", 0))
    port = int(listener.getsockname()[1])
    task = asyncio.create_task(Keeper(Options(layout, folder, 512, None), "secret").run(listener))
    yield task, port
    await asyncio.wait_for(task, 5)
    assert not layout.address.exists()


async def greet(port: int, word: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(word)
    return reader, writer


async def heard(reader: asyncio.StreamReader) -> State:
    return State.decode(await asyncio.wait_for(reader.readline(), 5))


async def test_a_lease_hears_the_state_and_its_end_ends_the_keeper(tmp_path: Path) -> None:
    async with running(tmp_path) as (task, port):
        reader, writer = await greet(port, b"secret\n")
        assert (await heard(reader)).phase in {Phase.READY, Phase.STARTING}
        writer.close()
    assert task.done()


async def test_the_keeper_stays_for_a_lease_taken_in_the_nick_of_time(tmp_path: Path) -> None:
    async with running(tmp_path) as (task, port):
        first = await greet(port, b"secret\n")
        await heard(first[0])
        first[1].close()
        await asyncio.sleep(0.05)
        second = await greet(port, b"secret\n")
        assert await heard(second[0]) == READY
        await asyncio.sleep(0.4)
        assert not task.done()
        second[1].close()


@pytest.mark.parametrize("word", [b"wrong\n", b"\n", b"", b"\xff\n", b"x" * 100_000 + b"\n"])
async def test_strangers_hear_nothing_and_keep_nothing_alive(tmp_path: Path, word: bytes) -> None:
    async with running(tmp_path) as (_, port):
        reader, writer = await greet(port, word)
        with suppress(ConnectionResetError):
            assert await asyncio.wait_for(reader.read(), 5) == b""
        writer.close()


async def test_a_keeper_that_nobody_asks_for_ends(tmp_path: Path) -> None:
    async with running(tmp_path) as (task, _):
        await asyncio.wait_for(task, 5)


async def test_the_keeper_ends_when_told_to_and_hangs_up(tmp_path: Path) -> None:
    async with running(tmp_path) as (_, port):
        reader, writer = await greet(port, b"secret\n")
        await heard(reader)
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(reader.read(), 5)
        writer.close()


async def test_while_the_node_starts_the_state_is_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "Supervisor", Starting)
    async with running(tmp_path) as (_, port):
        reader, writer = await greet(port, b"secret\n")
        states = [await heard(reader) for _ in range(3)]
        assert [state.phase for state in states] == [Phase.STARTING] * 3
        writer.close()


@pytest.mark.parametrize(
    ("failure", "error", "message"),
    [
        (DiskFull("no room"), "DiskFull", "no room"),
        (ZeroDivisionError("oops"), "EmbeddedError", "ZeroDivisionError: oops. "),
    ],
)
async def test_a_failure_is_told_also_to_who_comes_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: Exception, error: str, message: str
) -> None:
    monkeypatch.setattr(Quiet, "failure", failure)
    async with running(tmp_path) as (_, port):
        await asyncio.sleep(0.1)
        reader, writer = await greet(port, b"secret\n")
        state = await heard(reader)
        assert (state.phase, state.error) == (Phase.FAILED, error)
        assert state.message.startswith(message)
        writer.close()


async def test_a_failure_is_told_to_those_who_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Late(Supervisor):
        async def run(self) -> None:
            await asyncio.sleep(0.2)
            raise DiskFull("no room")

    monkeypatch.setattr(module, "Supervisor", Late)
    async with running(tmp_path) as (_, port):
        reader, writer = await greet(port, b"secret\n")
        states = [State.decode(line) for line in (await asyncio.wait_for(reader.read(), 5)).splitlines(keepends=True)]
        assert states[-1] == State(Phase.FAILED, "no room", error="DiskFull")
        writer.close()


def test_the_command_line_says_which_node(tmp_path: Path) -> None:
    found = parse([str(tmp_path), "/jars", "--heap=256", "--repository=http://mirror"])
    assert (found.layout, found.heap_mb, found.repository) == (Layout.of(tmp_path), 256, "http://mirror")
    assert parse([str(tmp_path), "/jars"]).heap_mb == 512


def test_a_folder_has_one_keeper(tmp_path: Path) -> None:
    layout = Layout.of(tmp_path)
    layout.create()
    held = take_lock(layout.lock)
    assert held is not None
    assert main([str(tmp_path), "/jars"]) == BUSY
    os.close(held)
