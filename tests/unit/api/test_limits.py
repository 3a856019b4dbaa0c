"""What a client may ask in a while."""

from __future__ import annotations

import pytest
from limits.errors import StorageError

from api.access import TooManyRequests
from api.limits import Limiter, read_rate
from store.errors import StoreError


async def test_a_rate_holds_by_name() -> None:
    limiter = Limiter()
    for _ in range(3):
        await limiter.spend("3/minute", "key", "a")
    with pytest.raises(TooManyRequests) as refused:
        await limiter.spend("3/minute", "key", "a")
    assert 1 <= refused.value.retry_after_s <= 60
    await limiter.spend("3/minute", "key", "b")


async def test_a_short_window_opens_again() -> None:
    limiter = Limiter(clock=lambda: 1e12)
    await limiter.spend("1/second", "x")
    with pytest.raises(TooManyRequests) as refused:
        await limiter.spend("1/second", "x")
    assert refused.value.retry_after_s == 1


async def test_a_shared_store_that_is_away_stops_nobody(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    limiter = Limiter()

    async def away(*_: object) -> bool:
        raise StorageError(ConnectionError("redis://:secret@host"))

    monkeypatch.setattr(limiter._strategy, "hit", away)
    await limiter.spend("1/minute", "x")
    await limiter.spend("1/minute", "x")
    assert "limits not counted" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize("url", ["nothing://x", "redis+sentinel+x://", ""])
def test_a_store_that_is_none_is_named_at_the_start(url: str) -> None:
    with pytest.raises(StoreError, match="FIHRIS_LIMITS_URL"):
        Limiter(url)


@pytest.mark.parametrize("text", ["many", "5/fortnight", "", "-1/minute"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_rate(text)
