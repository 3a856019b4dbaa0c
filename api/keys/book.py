"""The keys in the database."""

from __future__ import annotations

import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update
from sqlalchemy.exc import DBAPIError

from api.keys.key import Key, digest, new_id, new_secret
from api.keys.tables import API_KEYS
from store.errors import StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Collection

    from sqlalchemy import RowMapping
    from sqlalchemy.ext.asyncio import AsyncConnection

    from store.database import Database


def _now() -> int:
    return int(time.time())


class KeyBook:
    """Makes, lists, finds and revokes keys. Raises `StoreUnavailable` when the database does not answer."""

    def __init__(self, database: Database, now: Callable[[], int] = _now) -> None:
        self._database = database
        self._now = now

    async def add(self, name: str, scopes: Collection[str], rate: str | None) -> tuple[Key, str]:
        """A new key and its text, which nobody can read again later."""
        secret = new_secret()
        key = Key(new_id(), name, frozenset(scopes), rate, self._now())
        async with self._writing() as connection:
            await connection.execute(insert(API_KEYS).values(digest=digest(secret), **_row(key)))
        return key, secret

    async def keys(self) -> list[Key]:
        """All keys, revoked ones too, in the order of making."""
        async with self._reading() as connection:
            found = await connection.execute(select(API_KEYS).order_by(API_KEYS.c.created_at, API_KEYS.c.id))
            return [_key(row) for row in found.mappings()]

    async def find(self, secret: str) -> Key | None:
        """The key with this text; None where there is none, or it was revoked."""
        asked = select(API_KEYS).where(API_KEYS.c.digest == digest(secret), API_KEYS.c.revoked_at.is_(None))
        async with self._reading() as connection:
            row = (await connection.execute(asked)).mappings().first()
        return _key(row) if row else None

    async def revoke(self, key_id: str) -> bool:
        """End a key for good; False where no key in use has this id."""
        asked = update(API_KEYS).where(API_KEYS.c.id == key_id, API_KEYS.c.revoked_at.is_(None))
        async with self._writing() as connection:
            return bool((await connection.execute(asked.values(revoked_at=self._now()))).rowcount)

    async def used(self, key_id: str) -> None:
        """Note that a key is in use."""
        async with self._writing() as connection:
            await connection.execute(update(API_KEYS).where(API_KEYS.c.id == key_id).values(used_at=self._now()))

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[AsyncConnection]:
        try:
            async with self._database.read() as connection:
                yield connection
        except (DBAPIError, OSError) as error:
            raise _unavailable(error) from error

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[AsyncConnection]:
        try:
            async with self._database.begin() as connection:
                yield connection
        except (DBAPIError, OSError) as error:
            raise _unavailable(error) from error


def _unavailable(error: Exception) -> StoreUnavailable:
    # The statement and its values stay out of the message: it may reach a log.
    reason = error.orig if isinstance(error, DBAPIError) else error
    return StoreUnavailable(f"the database of keys does not answer: {type(reason).__name__}")


def _row(key: Key) -> dict[str, Any]:
    return {
        "id": key.id,
        "name": key.name,
        "scopes": ",".join(sorted(key.scopes)),
        "rate": key.rate,
        "created_at": key.created_at,
    }


def _key(row: RowMapping) -> Key:
    return Key(
        row["id"],
        row["name"],
        frozenset(row["scopes"].split(",")),
        row["rate"],
        row["created_at"],
        row["used_at"],
        row["revoked_at"],
    )
