"""When to try again, and when a digest is due."""

from __future__ import annotations

import random
from datetime import UTC, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

_MINUTE: Final = 60
_HOUR: Final = 3_600
# Seconds before each attempt, counted from the one before (Standard Webhooks 1.0).
WAITS_S: Final = (
    0, 5, 5 * _MINUTE, 30 * _MINUTE, 2 * _HOUR, 5 * _HOUR, 10 * _HOUR, 14 * _HOUR, 20 * _HOUR, 24 * _HOUR,
)  # fmt: skip
LONGEST_WAIT_S: Final = 24 * _HOUR
# Jitter only adds, so that no receiver is asked earlier than the schedule says.
_JITTER: Final = 0.2
_DIGITS: Final = 9
DIGEST_HOUR: Final = 7
# Sunday opens the week in most Arab countries.
DIGEST_WEEKDAY: Final = 6


def wait_s(
    attempts: int, retry_after_s: float | None = None, chance: Callable[[], float] = random.random
) -> float | None:
    """Seconds to wait after `attempts` failed attempts; None when it is time to give up.

    The receiver's wish is kept where it is longer than the schedule, up to a day.
    """
    if attempts >= len(WAITS_S):
        return None
    planned = WAITS_S[attempts] * (1 + _JITTER * chance())
    return max(planned, min(retry_after_s or 0.0, LONGEST_WAIT_S))


def read_retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a header `Retry-After` asks for, in either of its forms; None where it says nothing sensible."""
    text = (value or "").strip()
    if text.isascii() and text.isdecimal():
        return float(min(int(text[:_DIGITS]), LONGEST_WAIT_S))
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max((moment - now).total_seconds(), 0.0), float(LONGEST_WAIT_S))


def due(rate: str, now: datetime, zone: ZoneInfo) -> datetime:
    """When what is found at `now` is told, in UTC: at once, or with the next digest in the owner's time zone.

    Hourly digests leave at the full hour, daily ones at seven in the morning, weekly ones at seven on Sunday.
    """
    if rate == "hourly":
        # In UTC an hour never repeats or goes missing; zones with half hours are served at their own full hour.
        local = now.astimezone(zone)
        passed = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
        return (now - passed + timedelta(hours=1)).astimezone(UTC)
    if rate in {"daily", "weekly"}:
        return _next_morning(now, zone, weekly=rate == "weekly")
    return now.astimezone(UTC)


def _next_morning(now: datetime, zone: ZoneInfo, *, weekly: bool) -> datetime:
    day = now.astimezone(zone).date()
    while True:
        moment = datetime.combine(day, time(DIGEST_HOUR), zone).astimezone(UTC)
        if moment > now and (not weekly or day.weekday() == DIGEST_WEEKDAY):
            return moment
        day += timedelta(days=1)
