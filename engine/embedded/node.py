"""One Java process of the node: start it, wait until it answers, stop it."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import re
import signal
import sys
import time
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from engine.embedded import tether
from engine.embedded.errors import NodeFailed
from engine.embedded.layout import read_json, write_json

if TYPE_CHECKING:
    from engine.embedded.java import Machine
    from engine.embedded.layout import Layout

_START_S = 180.0
# After this long with unreadable shards the node is handed out as it is: how else could anybody look into it?
_RED_S = 60.0
STOP_S = 10.0
_POLL_S = 0.05
_PROBE_S = 5.0
_TAIL_LINES = 12
_TAIL_BYTES = 64_000
_REASONS = 5
_OK = 200

# Without the address of the object, so that one exception on its way up is one line.
_EXCEPTION = re.compile(
    r"^ *Exception <a '(?!java/lang/(?:NoSuch|Incompatible|ClassNotFound)|sun/)([\w/$]+)'(?:\{\w+\})?"
    r": (.{1,300}?)>(?: \(\w+\) ?)?$",
    re.MULTILINE,
)
_HTTP_PORT = re.compile(r"^HTTP Port:\s*(\d+)", re.MULTILINE)


class PortTaken(Exception):  # noqa: N818 - the keeper answers it with another port.
    """Somebody else listens where the node should."""


class Answer(Enum):
    """What a port says: nothing yet, another program's answer, a node with unreadable shards, a ready node."""

    NONE = "none"
    FOREIGN = "foreign"
    RED = "red"
    READY = "ready"


class Node:
    """A running Java process; `start` makes one."""

    def __init__(self, process: asyncio.subprocess.Process, layout: Layout, port: int, log_start: int) -> None:
        self._process = process
        self._layout = layout
        self._log_start = log_start
        self.port = port

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def killed(self) -> bool:
        """Whether somebody ended the process from outside."""
        return self._process.returncode in {-signal.SIGKILL, -signal.SIGTERM}

    @classmethod
    async def start(cls, machine: Machine, layout: Layout, port: int) -> Node:
        """Start the process and note it, so that a later keeper can end it should this one be killed."""
        log_start = layout.node_log.stat().st_size if layout.node_log.exists() else 0
        process = await cls.spawn(machine.command(layout, port), layout)
        write_json(layout.node, {"pid": process.pid, "created": psutil.Process(process.pid).create_time()})
        return cls(process, layout, port, log_start)

    @staticmethod
    async def spawn(command: list[str], layout: Layout) -> asyncio.subprocess.Process:
        """Start a program that does not outlive this process; what it prints goes to `node.out`."""
        tied = [sys.executable, "-I", "-S", str(Path(tether.__file__)), str(os.getpid()), *command]
        with layout.node_output.open("wb") as output:
            return await asyncio.create_subprocess_exec(
                *tied,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=layout.temporary,
            )

    async def wait_ready(self) -> None:
        """Return when the node answers and its data can be read; `PortTaken`, or `NodeFailed` with its last words."""
        begun = time.monotonic()
        while (waited := time.monotonic() - begun) < _START_S:
            if self._process.returncode is not None:
                raise self._failure()
            answer = await asyncio.to_thread(probe, self.port, self.pid)
            if answer is Answer.READY or (answer is Answer.RED and waited > _RED_S):
                return
            if answer is Answer.FOREIGN or self._moved():
                await self.stop()
                raise PortTaken
            await asyncio.sleep(_POLL_S)
        await self.stop()
        raise NodeFailed(f"The search engine did not answer within {_START_S:.0f} s. {self.last_words()}")

    async def wait(self) -> None:
        """Return when the process has ended."""
        await self._process.wait()

    async def stop(self, *, patience_s: float = STOP_S) -> None:
        """Ask the process to end, and insist when it does not in time."""
        with suppress(ProcessLookupError):
            self._process.terminate()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), patience_s)
        await self.kill()

    async def kill(self) -> None:
        """End the process at once, if it has not ended."""
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()
        self._layout.node.unlink(missing_ok=True)

    def last_words(self) -> str:
        """The end of the node's log, for a message."""
        lines = tail(self._layout.node_log, self._log_start) + tail(self._layout.node_output)
        lines += reasons(self._layout.exceptions)
        return f"Its log ({self._layout.logs}) ends:\n" + "\n".join(lines[-_TAIL_LINES:])

    def _moved(self) -> bool:
        """Whether the runner found the port taken and chose another by itself."""
        found = _HTTP_PORT.search("\n".join(tail(self._layout.node_output)))
        return found is not None and int(found[1]) != self.port

    def _failure(self) -> Exception:
        words = self.last_words()
        if "Address already in use" in words or "BindHttpException" in words or self._moved():
            return PortTaken()
        return NodeFailed(f"The search engine ended with status {self._process.returncode}. {words}")


def probe(port: int, pid: int) -> Answer:
    """Ask a port whether the node with this pid answers there, and whether all its data can be read."""
    try:
        status, body = _get(port, "/_nodes/_local/process?filter_path=nodes.*.process.id")
        if status != _OK:
            return Answer.NONE
        if [node["process"]["id"] for node in json.loads(body)["nodes"].values()] != [pid]:
            return Answer.FOREIGN
        status, _ = _get(port, "/_cluster/health?wait_for_status=yellow&timeout=2s")
    except (OSError, http.client.HTTPException):
        return Answer.NONE
    except (ValueError, LookupError, TypeError, AttributeError):
        return Answer.FOREIGN
    return Answer.READY if status == _OK else Answer.RED


def _get(port: int, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PROBE_S)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def tail(path: Path, start: int = 0) -> list[str]:
    """The last lines of a log that may not be there, of those after `start` bytes."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            file.seek(max(start if start <= size else 0, size - _TAIL_BYTES))
            return file.read().decode("utf-8", "replace").splitlines()
    except OSError:
        return []


def reasons(path: Path) -> list[str]:
    """The last exceptions with a message in Java's own log of them."""
    found = _EXCEPTION.findall("\n".join(tail(path)))
    distinct = list(dict.fromkeys(f"{name.replace('/', '.')}: {message}" for name, message in reversed(found)))
    return distinct[:_REASONS][::-1]


def end_orphan(layout: Layout) -> None:
    """Kill the node that a killed keeper left behind, if that is what the noted process still is."""
    noted = read_json(layout.node)
    pid, created = noted.get("pid"), noted.get("created")
    if not isinstance(pid, int) or not isinstance(created, float):
        return
    with suppress(psutil.Error):
        process = psutil.Process(pid)
        if abs(process.create_time() - created) < 1 and str(layout.data) in process.cmdline():
            process.kill()
            process.wait(STOP_S)
    layout.node.unlink(missing_ok=True)
