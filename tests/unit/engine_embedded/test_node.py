from __future__ import annotations

import asyncio
import ctypes
import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import psutil
import pytest

from engine.embedded import node as module
from engine.embedded import tether
from engine.embedded.errors import NodeFailed
from engine.embedded.java import Machine
from engine.embedded.layout import Layout, write_json
from engine.embedded.node import Answer, Node, PortTaken, end_orphan, probe, reasons, tail
from tests.support import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.unit.engine_embedded.conftest import Repository

EXCEPTIONS = """\
Exception <a 'java/lang/ClassNotFoundException'{0x00000000f1}: some.Class> (0x00000000f1)
Exception <a 'sun/nio/fs/UnixException'> (0x00000000f2)
Exception <a 'java/nio/file/FileSystemException'{0x00000000f3}: Not a directory> (0x00000000f3)
 thrown [node.cpp, line 1]
Exception <a 'java/nio/file/FileSystemException'{0x00000000f3}: Not a directory>
Exception <a 'org/opensearch/OpenSearchException'{0x00000000f4}: failed to bind service>
"""


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    found = Layout.of(tmp_path)
    found.create()
    return found


def program(layout: Layout, text: str) -> Machine:
    """A program in Java's place; it sees Java's arguments and may do as it likes."""
    file = layout.root / "program"
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o700)
    return Machine(file, (), 512)


def until_said(layout: Layout, word: str) -> None:
    deadline = time.monotonic() + 10
    while word not in tail(layout.node_output) and time.monotonic() < deadline:
        time.sleep(0.02)


async def test_a_program_that_ends_at_once_leaves_status_and_words(layout: Layout) -> None:
    node = await Node.start(program(layout, "echo out of luck; exit 3"), layout, free_port())
    with pytest.raises(NodeFailed, match=r"(?s)status 3.*out of luck"):
        await node.wait_ready()


@pytest.mark.parametrize(
    "words", ["java.net.BindException: Address already in use", "BindHttpException[...]", "HTTP Port:      9299"]
)
async def test_a_port_lost_to_another_program_is_recognised(layout: Layout, words: str) -> None:
    node = await Node.start(program(layout, f"echo '{words}'; exit 1"), layout, 9298)
    with pytest.raises(PortTaken):
        await node.wait_ready()


async def test_a_runner_that_chose_another_port_is_stopped(layout: Layout) -> None:
    node = await Node.start(program(layout, "echo 'HTTP Port:      9299'; exec sleep 60"), layout, 9298)
    with pytest.raises(PortTaken):
        await node.wait_ready()
    assert not psutil.pid_exists(node.pid)


async def test_a_node_that_never_answers_is_given_up(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_START_S", 0.3)
    node = await Node.start(program(layout, "exec sleep 60"), layout, free_port())
    with pytest.raises(NodeFailed, match="did not answer"):
        await node.wait_ready()
    assert not psutil.pid_exists(node.pid)
    assert not layout.node.exists()


async def test_a_program_that_will_not_end_is_killed(layout: Layout) -> None:
    node = await Node.start(program(layout, "trap '' TERM; echo set; while :; do sleep 0.05; done"), layout, 9298)
    await asyncio.to_thread(until_said, layout, "set")
    assert not node.killed
    await node.stop(patience_s=0.2)
    assert node.killed
    assert not psutil.pid_exists(node.pid)
    await node.stop()


async def test_only_words_of_this_start_are_told(layout: Layout) -> None:
    layout.node_log.write_text("Address already in use, last year\n")
    node = await Node.start(program(layout, f"echo no room >> '{layout.node_log}'; exit 1"), layout, free_port())
    with pytest.raises(NodeFailed, match="no room") as caught:
        await node.wait_ready()
    assert "last year" not in str(caught.value)


def serve(repository: Repository, pid: int, *, health: bool) -> int:
    path = "/_nodes/_local/process?filter_path=nodes.*.process.id"
    repository.files[path] = json.dumps({"nodes": {"x": {"process": {"id": pid}}}}).encode()
    path = "/_cluster/health?wait_for_status=yellow&timeout=2s"
    repository.files[path] = b"{}"
    repository.status = 408
    repository.refuse[path] = 0 if health else 99
    return int(repository.url.rpartition(":")[2])


def test_a_node_is_known_by_its_pid(repository: Repository) -> None:
    port = serve(repository, 7, health=True)
    assert probe(port, 7) is Answer.READY
    assert probe(port, 8) is Answer.FOREIGN


def test_unreadable_shards_are_told_apart_from_silence(repository: Repository) -> None:
    assert probe(serve(repository, 7, health=False), 7) is Answer.RED
    assert probe(free_port(), 7) is Answer.NONE


@pytest.mark.parametrize("body", [b"", b"hello", b"[]", b"{}", b'{"nodes": 1}', b'{"nodes": {"a": {}}}'])
def test_another_program_is_no_node(repository: Repository, body: bytes) -> None:
    port = serve(repository, 7, health=True)
    repository.files["/_nodes/_local/process?filter_path=nodes.*.process.id"] = body
    assert probe(port, 7) is Answer.FOREIGN


def test_a_node_that_is_still_starting_says_nothing_yet(repository: Repository) -> None:
    assert probe(int(repository.url.rpartition(":")[2]), 7) is Answer.NONE


def test_the_tail_of_a_log_is_bounded(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("x" * 70 + "\n" + "line\n" * 100_000, encoding="utf-8")
    assert len(tail(log)) < 20_000
    log.write_bytes(b"\xff old\nnew\n")
    assert tail(log, 6) == ["new"]
    # A log that was rotated meanwhile is shorter than it was.
    assert tail(log, 500) == ["\N{REPLACEMENT CHARACTER} old", "new"]
    assert tail(tmp_path / "absent") == []


def test_reasons_are_told_once_each_without_the_noise(tmp_path: Path) -> None:
    log = tmp_path / "exceptions"
    log.write_text(EXCEPTIONS)
    assert reasons(log) == [
        "java.nio.file.FileSystemException: Not a directory",
        "org.opensearch.OpenSearchException: failed to bind service",
    ]
    assert reasons(tmp_path / "absent") == []


def test_hostile_lines_are_searched_in_no_time(tmp_path: Path) -> None:
    log = tmp_path / "exceptions"
    log.write_text("Exception <a 'a'" + "{1}: " * 20_000 + "\n" + "Exception <a '" + "a/" * 30_000)
    begun = time.monotonic()
    reasons(log)
    assert time.monotonic() - begun < 2


@pytest.fixture
def sleeper(layout: Layout) -> Iterator[subprocess.Popen[bytes]]:
    code = "import time; time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code, str(layout.data)]) as process:
        yield process
        process.kill()


def test_a_node_left_behind_is_ended(layout: Layout, sleeper: subprocess.Popen[bytes]) -> None:
    created = psutil.Process(sleeper.pid).create_time()
    write_json(layout.node, {"pid": sleeper.pid, "created": created})
    end_orphan(layout)
    assert sleeper.poll() is not None
    assert not layout.node.exists()


def test_a_process_that_took_over_the_pid_is_left_alone(layout: Layout, sleeper: subprocess.Popen[bytes]) -> None:
    created = psutil.Process(sleeper.pid).create_time()
    write_json(layout.node, {"pid": sleeper.pid, "created": created - 100})
    end_orphan(layout)
    write_json(layout.node, {"pid": os.getpid(), "created": psutil.Process().create_time()})
    end_orphan(layout)
    assert sleeper.poll() is None


@pytest.mark.parametrize("noted", [{}, {"pid": "7", "created": 1.0}, {"pid": 7}, {"pid": 2**22 + 1, "created": 1.0}])
def test_a_note_that_names_nobody_harms_nobody(layout: Layout, noted: dict[str, object]) -> None:
    write_json(layout.node, noted)
    end_orphan(layout)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ties a process to its parent")
def test_the_tether_makes_the_program_die_with_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    became: list[object] = []
    monkeypatch.setattr(os, "execv", lambda *what: became.append(what))
    tether.main([str(os.getppid()), "/bin/java", "-x"])
    assert became == [("/bin/java", ["/bin/java", "-x"])]
    asked = ctypes.c_int()
    ctypes.CDLL(None).prctl(2, ctypes.byref(asked))
    ctypes.CDLL(None).prctl(1, 0)
    assert asked.value == 9


def test_the_tether_starts_nothing_for_a_parent_that_has_died(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(os, "execv", lambda *what: pytest.fail(f"started {what}"))
    tether.main([str(os.getppid() + 1), "/bin/java"])
