"""How much a client may ask, counted in this process or, where a shared store is set, across all of them."""

from __future__ import annotations

import logging
import math
import time
from typing import TYPE_CHECKING, Final

from limits import RateLimitItem, parse
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.errors import ConfigurationError, StorageError
from limits.storage import storage_from_string

from api.access import TooManyRequests
from store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

MEMORY: Final = "memory://"
# Nobody mistypes a key thirty times a minute.
WRONG_KEYS: Final = "30/minute"
_log = logging.getLogger("fihris.api")


class Limiter:
    """Counts by name, over a window that slides."""

    def __init__(self, url: str = MEMORY, clock: Callable[[], float] = time.time) -> None:
        try:
            storage = storage_from_string(url if url.startswith("async+") else f"async+{url}", wrap_exceptions=True)
            self._strategy = SlidingWindowCounterRateLimiter(storage)
        except (ConfigurationError, NotImplementedError) as error:
            raise StoreError("FIHRIS_LIMITS_URL names no store that can be used here; try memory://") from error
        self._clock = clock

    async def spend(self, rate: str, *name: str) -> None:
        """Count one more; raises `TooManyRequests` when the rate (`600/minute`) is used up.

        A shared store that does not answer stops nobody: reading goes on, and the log says so.
        """
        item = read_rate(rate)
        try:
            if await self._strategy.hit(item, *name):
                return
            stats = await self._strategy.get_window_stats(item, *name)
        except StorageError as error:
            _log.warning("limits not counted", extra={"error": type(error.storage_error).__name__})
            return
        raise TooManyRequests(max(1, math.ceil(stats.reset_time - self._clock())))


def read_rate(text: str) -> RateLimitItem:
    """A rate such as `600/minute` or `10 per second`; `ValueError` where the text is none."""
    return parse(text)
