"""How `acquire` deals with keepers that are not as they should be; real ones are in tests/contract."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from engine.embedded import keeper
from engine.embedded import lease as module
from engine.embedded.errors import DiskFull, EmbeddedError, FolderBusy, FolderNotWritable, Unsupported
from engine.embedded.layout import Layout, write_json
from engine.embedded.lease import acquire
from engine.embedded.wire import Phase, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

READY = State(Phase.READY, "ready", url="http://127.0.0.1:9201", pid=7)


@pytest.fixture(autouse=True)
def _no_keeper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every keeper that would be started finds the folder taken."""
    monkeypatch.setattr(module, "_BUSY_S", 0.3)
    monkeypatch.setattr(module, "_SILENT_S", 0.3)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=keeper.BUSY))


@pytest.fixture
def says(tmp_path: Path) -> Iterator[Callable[..., list[bytes]]]:
    """Let the folder's keeper be one that answers with these bytes; the result collects what it was told."""
    threads: list[threading.Thread] = []
    server = socket.create_server(("127.0.0.1", 0))

    def set_up(*answers: bytes) -> list[bytes]:
        told: list[bytes] = []

        def serve() -> None:
            for answer in answers:
                connection, _ = server.accept()
                with connection:
                    told.append(connection.recv(100))
                    connection.sendall(answer)
                    connection.shutdown(socket.SHUT_WR)
                    told.append(connection.recv(100))

        layout = Layout.of(tmp_path)
        layout.create()
        write_json(layout.address, {"pid": 1, "port": server.getsockname()[1], "token": "secret"})
        threads.append(threading.Thread(target=serve))
        threads[0].start()
        return told

    yield set_up
    for thread in threads:
        thread.join(5)
    server.close()


def test_the_exit_status_of_a_second_keeper_is_known_here() -> None:
    assert module._BUSY == keeper.BUSY


def test_progress_is_heard_until_the_node_is_ready(tmp_path: Path, says: Callable[..., list[bytes]]) -> None:
    starting = State(Phase.STARTING, "Starting")
    steps = [State(Phase.INSTALLING, "Downloading", 1, 2), starting, starting, READY]
    told = says(b"".join(step.encode() for step in steps))
    heard: list[object] = []
    with acquire(tmp_path, progress=lambda step: heard.append((str(step), step.done, step.total))) as lease:
        assert (lease.url, lease.pid) == (READY.url, 7)
    lease.close()
    assert heard == [("Downloading", 1, 2), ("Starting", 0, 0)]
    assert told[0] == b"secret\n"


def test_a_failure_comes_as_its_own_error(tmp_path: Path, says: Callable[..., list[bytes]]) -> None:
    says(State(Phase.FAILED, "no room", error="DiskFull").encode())
    with pytest.raises(DiskFull, match="no room"):
        acquire(tmp_path)


@pytest.mark.parametrize("answer", [b"", b"garbage\n", State(Phase.STARTING, "Starting").encode()])
def test_a_keeper_that_hangs_up_is_asked_again(tmp_path: Path, says: Callable[..., list[bytes]], answer: bytes) -> None:
    says(answer, READY.encode())
    with acquire(tmp_path) as lease:
        assert lease.pid == 7


@pytest.mark.parametrize("address", [{}, {"port": "x", "token": "t"}, {"port": 9}, {"port": 9, "token": "t"}])
def test_an_address_that_leads_nowhere_names_the_holder(tmp_path: Path, address: dict[str, object]) -> None:
    layout = Layout.of(tmp_path)
    layout.create()
    write_json(layout.address, address)
    layout.lock.write_text("4711")
    with pytest.raises(FolderBusy, match=r"Process 4711 holds .*kill 4711.*FIHRIS_DATA_DIR"):
        acquire(tmp_path)


def test_a_holder_without_a_name_is_unknown(tmp_path: Path) -> None:
    with pytest.raises(FolderBusy, match="Process unknown holds"):
        acquire(tmp_path)


def test_a_keeper_that_cannot_start_shows_its_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho no such module >&2\nexit 1\n")
    broken.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(broken))
    with pytest.raises(EmbeddedError, match=r"(?s)could not be started.*keeper\.log ends:.*no such module"):
        acquire(tmp_path / "data")


def test_an_interruption_while_waiting_gives_the_lease_back(tmp_path: Path, says: Callable[..., list[bytes]]) -> None:
    told = says(State(Phase.STARTING, "Starting").encode())

    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        acquire(tmp_path, progress=interrupt)
    assert told[0] == b"secret\n"


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FolderNotWritable):
        acquire(tmp_path / "file")


def test_windows_is_told_that_it_needs_a_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "os", SimpleNamespace(name="nt"))
    with pytest.raises(Unsupported, match="FIHRIS_ENGINE_URL"):
        acquire(tmp_path)
    assert os.name == "posix"
