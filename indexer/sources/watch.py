"""Folders that copy is delivered to: which files are new or changed, and complete.

Plain looking again: notifications of the system do not cross network shares and container mounts, which is where
copy is delivered, and would still need a rule for when a file is complete.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.sources.files import walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_Stamp = tuple[int, int]

# Looking takes at most a tenth of the time, however many files there are.
_SHORTEST_PAUSE_S = 1.0
_PAUSE_FACTOR = 9


class Watch:
    """Remembers the files of folders; a file counts when it did not change between two looks."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._taken: dict[Path, _Stamp] = {}
        self._before: dict[Path, _Stamp] = {}
        self.pause_s = _SHORTEST_PAUSE_S

    def look(self) -> list[Path]:
        """The files that are complete and were not given before as they are now, in the order of their names."""
        began = time.monotonic()
        now = {path: stamp for folder in self._folders for path, stamp in _files(folder)}
        settled = {path: stamp for path, stamp in now.items() if self._before.get(path) == stamp}
        new = [path for path, stamp in settled.items() if self._taken.get(path) != stamp]
        self._taken = {path: settled.get(path, self._taken.get(path, (0, 0))) for path in now}
        self._before = now
        self.pause_s = max(_SHORTEST_PAUSE_S, _PAUSE_FACTOR * (time.monotonic() - began))
        return new


def _files(folder: Path) -> Iterator[tuple[Path, _Stamp]]:
    """The files of a folder with their sizes and times."""
    for path in walk(folder):
        # What cannot be looked at now may be gone, or not quite there yet.
        with suppress(OSError):
            if isinstance(path, Path):
                found = path.stat()
                yield path, (found.st_size, found.st_mtime_ns)
