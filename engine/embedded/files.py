"""Locks between processes: an open file that the kernel unlocks when its holder dies, however it dies."""

from __future__ import annotations

import fcntl
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def take_lock(path: Path) -> int | None:
    """Lock a file for this process and note its pid there; None if another one holds it.

    The result is a file descriptor: closing it gives the lock back.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    note_holder(handle, os.getpid())
    return handle


def note_holder(handle: int, pid: int) -> None:
    """Write into a lock file who holds it, for people."""
    os.ftruncate(handle, 0)
    os.pwrite(handle, str(pid).encode(), 0)
