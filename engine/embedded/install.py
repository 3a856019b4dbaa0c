"""See to it that the cache holds the node's jars, whole and unchanged."""

from __future__ import annotations

import os
import shutil
import time
from typing import TYPE_CHECKING

from engine.embedded.errors import DiskFull, FolderNotWritable
from engine.embedded.files import take_lock
from engine.embedded.wire import Phase, State

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from engine.embedded.jars import Jar, JarLock

_POLL_S = 0.2
_REPORT_S = 0.1
_SPARE = 50_000_000


def install(
    lock: JarLock,
    folder: Path,
    *,
    repository: str | None,
    report: Callable[[State], None],
    cancelled: threading.Event,
) -> tuple[Path, ...]:
    """The class path of the node. Needs the network only for what is missing or damaged.

    Several processes may do this at once: one downloads, the others wait. Raises what `download` raises.
    """
    if lock.missing(folder):
        _fill(lock, folder, repository=repository, report=report, cancelled=cancelled)
    return tuple(folder / jar.name for jar in lock.jars)


def _fill(
    lock: JarLock,
    folder: Path,
    *,
    repository: str | None,
    report: Callable[[State], None],
    cancelled: threading.Event,
) -> None:
    # These two take 0.4 s to import, and only a first start needs them.
    from engine.embedded.download import Cancelled, download  # noqa: PLC0415

    try:
        folder.mkdir(parents=True, exist_ok=True)
        while (handle := take_lock(folder / ".lock")) is None:
            report(State(Phase.INSTALLING, "Another Fihris is downloading the search engine"))
            if cancelled.wait(_POLL_S):
                raise Cancelled
    except OSError as error:
        raise FolderNotWritable(
            f"Cannot write to {folder} ({error.strerror}). XDG_CACHE_HOME moves the cache."
        ) from error
    try:
        missing = lock.missing(folder)
        check_space(missing, folder)
        download(missing, folder, repository=repository, report=_reporter(lock, missing, report), cancelled=cancelled)
    finally:
        os.close(handle)


def check_space(jars: Sequence[Jar], folder: Path) -> None:
    """`DiskFull` where the jars would not fit."""
    need, free = sum(jar.size for jar in jars) + _SPARE, shutil.disk_usage(folder).free
    if free < need:
        raise DiskFull(
            f"The search engine needs {need // 10**6} MB in {folder}, where {free // 10**6} MB are free. "
            "Free some space, or set XDG_CACHE_HOME to a folder on another disk."
        )


def _reporter(lock: JarLock, missing: Sequence[Jar], report: Callable[[State], None]) -> Callable[[int], None]:
    """Turns bytes into states, at most ten a second."""
    total = sum(jar.size for jar in missing)
    last = 0.0

    def hear(done: int) -> None:
        nonlocal last
        if done < total and time.monotonic() - last < _REPORT_S:
            return
        last = time.monotonic()
        text = f"Downloading OpenSearch {lock.opensearch}: {done // 10**6} of {total // 10**6} MB"
        report(State(Phase.INSTALLING, text, done, total))

    return hear
