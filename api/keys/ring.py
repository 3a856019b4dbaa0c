"""Keys in use, remembered for some seconds so that not every request asks the database."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from api.keys.key import digest, is_secret
from store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.keys.book import KeyBook
    from api.keys.key import Key

FRESH_S: Final = 10.0
_NOTED_EVERY_S: Final = 60
_MOST: Final = 1_000
_log = logging.getLogger("fihris.api")


class KeyRing:
    """Finds keys by their text. A revoked key ends within `FRESH_S` seconds in every process."""

    def __init__(self, book: KeyBook, clock: Callable[[], float] = time.monotonic) -> None:
        self._book = book
        self._clock = clock
        self._known: OrderedDict[str, tuple[float, Key]] = OrderedDict()
        self._noted: dict[str, float] = {}
        self._notes: set[asyncio.Task[None]] = set()

    async def find(self, secret: str) -> Key | None:
        """The key with this text, None where none is in use."""
        if not is_secret(secret):
            return None
        name, now = digest(secret), self._clock()
        found = self._known.get(name)
        if found and now - found[0] < FRESH_S:
            return found[1]
        key = await self._book.find(secret)
        self._known.pop(name, None)
        if key:
            self._known[name] = now, key
            self._note(key, now)
        while len(self._known) > _MOST:
            self._known.popitem(last=False)
        return key

    async def close(self) -> None:
        """Wait for what is still being written."""
        await asyncio.gather(*self._notes)

    def _note(self, key: Key, now: float) -> None:
        """Note the use beside the request, which does not wait for a writer's turn."""
        if now - self._noted.get(key.id, -_NOTED_EVERY_S) < _NOTED_EVERY_S:
            return
        self._noted[key.id] = now
        task = asyncio.create_task(self._write(key.id))
        self._notes.add(task)
        task.add_done_callback(self._notes.discard)

    async def _write(self, key_id: str) -> None:
        try:
            await self._book.used(key_id)
        except StoreError as error:
            _log.warning("use of a key not noted", extra={"error": str(error), "key": key_id})
