"""Keys: shown once, stored hashed, found, remembered for a moment, revoked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from api.keys.book import KeyBook
from api.keys.key import digest, is_secret, new_secret
from api.keys.ring import FRESH_S, KeyRing
from store.database import Database, open_database
from store.errors import StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    async with open_database("sqlite+aiosqlite://") as opened:
        yield opened


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_keys_are_long_and_never_alike() -> None:
    made = {new_secret() for _ in range(100)}
    assert len(made) == 100
    assert all(is_secret(each) for each in made)
    assert not any(is_secret(each) for each in ("", "fihris_", next(iter(made)) + "x", "fihris_" + "é" * 43))


async def test_only_the_hash_is_kept(database: Database) -> None:
    key, secret = await KeyBook(database, lambda: 7).add("غرفة الأخبار", {"read"}, "5/minute")
    async with database.read() as connection:
        rows = [dict(row) for row in (await connection.execute(text("SELECT * FROM api_keys"))).mappings()]
    assert secret not in str(rows)
    assert secret.removeprefix("fihris_") not in str(rows)
    assert rows[0]["digest"] == digest(secret)
    assert await KeyBook(database).keys() == [key]
    assert (key.name, key.rate, key.created_at, key.used_at, key.revoked_at) == (
        "غرفة الأخبار", "5/minute", 7, None, None,
    )  # fmt: skip


async def test_a_revoked_key_is_found_no_more_but_still_listed(database: Database) -> None:
    book = KeyBook(database)
    key, secret = await book.add("desk", {"read", "write"}, None)
    assert await book.find(secret) == key
    assert await book.revoke(key.id)
    assert not await book.revoke(key.id)
    assert not await book.revoke("k_none")
    assert await book.find(secret) is None
    assert [each.revoked_at is not None for each in await book.keys()] == [True]


async def test_a_key_is_remembered_for_seconds_only(database: Database) -> None:
    book, clock = KeyBook(database), Clock()
    ring = KeyRing(book, clock)
    key, secret = await book.add("desk", {"read"}, None)
    assert await ring.find(secret) == key
    await ring.close()
    await book.revoke(key.id)
    assert await ring.find(secret) == key
    clock.now += FRESH_S
    assert await ring.find(secret) is None
    assert await ring.find(secret) is None


async def test_use_is_noted_once_a_minute(database: Database) -> None:
    clock, seconds = Clock(), iter(range(100, 200))
    book = KeyBook(database, lambda: next(seconds))
    ring = KeyRing(book, clock)
    _, secret = await book.add("desk", {"read"}, None)
    noted = []
    for _ in range(4):
        await ring.find(secret)
        await ring.close()
        noted.append((await book.keys())[0].used_at)
        clock.now += 30
    assert noted == [101, 101, 102, 102]


async def test_memory_is_bounded(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.keys.ring._MOST", 3)
    book = KeyBook(database)
    ring = KeyRing(book)
    for number in range(5):
        await ring.find((await book.add(f"k{number}", {"read"}, None))[1])
    await ring.close()
    assert len(ring._known) == 3


async def test_a_database_that_is_away_is_said_without_its_address(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    book, clock = KeyBook(database), Clock()
    ring = KeyRing(book, clock)
    _, secret = await book.add("desk", {"read"}, None)
    await ring.find(secret)
    await ring.close()
    clock.now += 100
    async with database.begin() as connection:
        await connection.execute(text("ALTER TABLE api_keys RENAME COLUMN used_at TO gone"))
    for work in (book.keys(), book.find(secret), book.used("k"), ring.find(secret)):
        with pytest.raises(StoreUnavailable) as error:
            await work
        assert digest(secret) not in str(error.value)
    await ring._write("k")
    assert "not noted" in caplog.text
