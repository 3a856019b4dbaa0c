from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

import pytest

from engine.embedded.errors import NoFreePort
from engine.embedded.files import note_holder, take_lock
from engine.embedded.ports import PORTS, claims, is_free
from tests.support import free_port

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _own_claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.fixture
def ports() -> list[int]:
    return [free_port() for _ in range(3)]


def test_the_seed_says_where_to_begin(ports: list[int]) -> None:
    for seed, port in enumerate(ports):
        claim = next(claims(seed, ports))
        assert claim.port == port
        claim.release()


def test_claims_do_not_meet(ports: list[int]) -> None:
    held = [next(claims(0, ports)) for _ in ports]
    assert [claim.port for claim in held] == ports
    with pytest.raises(NoFreePort):
        next(claims(0, ports))
    held[1].release()
    assert next(claims(0, ports)).port == ports[1]


def test_a_port_where_somebody_listens_is_passed_over(ports: list[int]) -> None:
    with socket.create_server(("127.0.0.1", ports[0])):
        assert not is_free(ports[0])
        assert next(claims(0, ports)).port == ports[1]
    assert is_free(ports[0])


def test_no_free_port_names_the_range_and_the_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(NoFreePort, match=rf"{port} to {port}.*FIHRIS_ENGINE_URL"):
            next(claims(7, [port]))


def test_the_runner_takes_all_ports_of_the_range() -> None:
    assert (PORTS[0], PORTS[-1]) == (9201, 9299)


def test_a_lock_is_held_by_one_and_names_its_holder(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    held = take_lock(path)
    assert held is not None
    assert path.read_text() == str(os.getpid())
    assert take_lock(path) is None
    note_holder(held, 7)
    assert path.read_text() == "7"
    os.close(held)
    again = take_lock(path)
    assert again is not None
    os.close(again)


def test_the_end_of_a_process_gives_its_lock_back(tmp_path: Path) -> None:
    code = "import sys, os, pathlib; from engine.embedded.files import take_lock; take_lock(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code + "; os.kill(os.getpid(), 9)", str(tmp_path / "lock")], check=False)
    handle = take_lock(tmp_path / "lock")
    assert handle is not None
    os.close(handle)
