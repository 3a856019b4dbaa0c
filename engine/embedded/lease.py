"""Hold the embedded node of a data folder, starting it where it does not run."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Self

import platformdirs

from engine.embedded.errors import EmbeddedError, FolderBusy, Unsupported, from_name
from engine.embedded.layout import Layout, read_json
from engine.embedded.wire import Phase, Progress, State

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

# What the keeper exits with when another one has the folder (its module runs on POSIX alone, so not imported).
_BUSY = 75
_BUSY_S = 30.0
_SILENT_S = 20.0
_PAUSE_S = 0.2
_LOG_CHARS = 1500


class Lease:
    """A running node, for as long as this is not closed; when its last lease is closed, the node ends.

    `url` stays the same when the node must be started again after a crash; `pid` is that of its first process.
    Close it, or use it in a `with` block; the end of this process closes it too, however it comes.
    """

    def __init__(self, connection: socket.socket, ready: State) -> None:
        self._connection = connection
        self.url = ready.url
        self.pid = ready.pid

    def close(self) -> None:
        """Give the node back. The second time does nothing."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def acquire(
    data_dir: Path,
    *,
    heap_mb: int = 512,
    progress: Callable[[Progress], None] | None = None,
    cache_dir: Path | None = None,
    repository: str | None = None,
) -> Lease:
    """The node of a data folder: the one that runs, or a new one with a heap of `heap_mb` MB.

    Blocks until the node answers and its data can be read. `progress` hears what is being done: lines of text that
    also carry bytes done and total. The node's jars are kept below `cache_dir` (the user's cache folder) and come
    from `repository` (Maven Central) when they are missing. Raises the errors of `engine.embedded.errors`.
    """
    if os.name != "posix":
        raise Unsupported("The embedded engine runs on Linux and macOS. Set FIHRIS_ENGINE_URL to a running engine.")
    layout = Layout.of(data_dir)
    layout.create()
    jars = (cache_dir or platformdirs.user_cache_path("fihris")) / "jars"
    command = [*(sys.executable, "-P", "-m", "engine.embedded.keeper", str(layout.root.parent), str(jars.resolve()))]
    command += [f"--heap={heap_mb}", *([f"--repository={repository}"] if repository else [])]
    deadline = time.monotonic() + _BUSY_S
    while True:
        lease = _join(layout, progress or (lambda _: None))
        if lease:
            return lease
        if time.monotonic() > deadline:
            raise _busy(layout)
        if not _start_keeper(command, layout):
            time.sleep(_PAUSE_S)


def _join(layout: Layout, progress: Callable[[Progress], None]) -> Lease | None:
    """A lease from the keeper that the folder names; None if there is none, or it is just ending."""
    address = read_json(layout.address)
    port, token = address.get("port"), address.get("token")
    if not isinstance(port, int) or not isinstance(token, str):
        return None
    try:
        connection = socket.create_connection(("127.0.0.1", port), timeout=_SILENT_S)
    except OSError:
        return None
    try:
        ready = _wait(connection, token, progress)
    except BaseException:
        connection.close()
        raise
    if ready is None:
        connection.close()
        return None
    connection.settimeout(None)
    return Lease(connection, ready)


def _wait(connection: socket.socket, token: str, progress: Callable[[Progress], None]) -> State | None:
    """Follow the keeper until the node is ready; None when it hangs up or is silent for long."""
    last = ""
    try:
        connection.sendall(token.encode() + b"\n")
        with connection.makefile("rb") as lines:
            for line in lines:
                state = State.decode(line)
                if state.phase is Phase.READY:
                    return state
                if state.phase is Phase.FAILED:
                    raise from_name(state.error, state.message)
                if state.message != last:
                    progress(state.progress)
                last = state.message
    except (OSError, ValueError):
        return None
    return None


def _start_keeper(command: list[str], layout: Layout) -> bool:
    """Start a keeper; False if another process has the folder."""
    with layout.keeper_log.open("ab") as log:
        result = subprocess.run(  # noqa: S603 - our own module, no shell.
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, check=False
        )
    if result.returncode not in {0, _BUSY}:
        said = layout.keeper_log.read_text(encoding="utf-8", errors="replace")[-_LOG_CHARS:]
        raise EmbeddedError(f"The embedded engine could not be started. {layout.keeper_log} ends:\n{said}")
    return result.returncode == 0


def _busy(layout: Layout) -> FolderBusy:
    try:
        holder = layout.lock.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        holder = "unknown"
    return FolderBusy(
        f"Process {holder} holds {layout.root} but does not answer. End it (kill {holder}), "
        "or give FIHRIS_DATA_DIR another folder."
    )
