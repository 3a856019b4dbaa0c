"""Remembers stories in SQL: one row an article, and the keys under which it is found again.

All that is kept here follows from the articles and their order: a lost database costs nothing but one new load.
Each batch is one transaction, which waits for that of any other process, so that all see one order of articles.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    delete,
    event,
    func,
    insert,
    select,
    text,
    update,
)  # fmt: skip
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from indexer.stories.placing import Placed, Slate, place_all
from indexer.stories.traits import Traits, pack, unpack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator, Sequence

T = TypeVar("T")

_META = MetaData()
_ARTICLES = Table(
    "story_articles",
    _META,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("article", String(64), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("day", Integer),
    Column("story", String(72), nullable=False, index=True),
    Column("withdrawn", Boolean, nullable=False),
    Column("dirty", Boolean, nullable=False, index=True),
    Column("traits", LargeBinary, nullable=False),
)
_KEYS = Table(
    "story_keys",
    _META,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
# Below the number of parameters that every database takes in one statement.
_PARAMETERS = 10_000
_LOCK = 0x5EB1C4
_LOCK_WAIT_MS = 60_000


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an article stands."""

    story: str
    withdrawn: bool


class StoryStore:
    """Stories in a database; close it after use."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def place(self, arriving: Sequence[Traits]) -> dict[str, Placement]:
        """Where each arriving article stands. Committed when it returns: asked again, it answers the same.

        What this changes for earlier articles is marked and found in `dirty`.
        """
        async with self._writing() as connection:
            slate = await _load(connection, arriving)
            place_all(slate, arriving)
            await _save(connection, slate)
        found = (slate.row_of(traits.article) for traits in arriving)
        return {row.traits.article: Placement(row.story, row.withdrawn) for row in found if row is not None}

    async def dirty(self, limit: int) -> dict[str, Placement]:
        """Articles whose story or withdrawal changed after they had been placed, the earliest first."""
        query = select(_ARTICLES).where(_ARTICLES.c.dirty).order_by(_ARTICLES.c.number).limit(limit)
        async with self._engine.connect() as connection:
            rows = (await connection.execute(query)).all()
        return {row.article: Placement(row.story, row.withdrawn) for row in rows}

    async def clean(self, agreed: dict[str, Placement]) -> None:
        """The index says the same of these articles now; those that changed meanwhile stay dirty."""
        async with self._writing() as connection:
            for article, placement in agreed.items():
                await connection.execute(
                    update(_ARTICLES)
                    .where(
                        _ARTICLES.c.article == article,
                        _ARTICLES.c.story == placement.story,
                        _ARTICLES.c.withdrawn == placement.withdrawn,
                    )
                    .values(dirty=False)
                )

    async def forget(self, articles: Iterable[str]) -> None:
        """Articles that the index refused: they take part in no story."""
        async with self._writing() as connection:
            for part in _parts(articles):
                numbers = select(_ARTICLES.c.number).where(_ARTICLES.c.article.in_(part))
                await connection.execute(delete(_KEYS).where(_KEYS.c.number.in_(numbers)))
                await connection.execute(delete(_ARTICLES).where(_ARTICLES.c.article.in_(part)))

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[AsyncConnection]:
        async with self._engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield connection

    async def close(self) -> None:
        await self._engine.dispose()


@asynccontextmanager
async def open_stories(url: str) -> AsyncIterator[StoryStore]:
    """The stories in the database of an SQLAlchemy address; its tables are made where they are missing."""
    engine = create_async_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_writing)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_META.create_all)
        yield StoryStore(engine)
    finally:
        await engine.dispose()


def _prepare_sqlite(connection: Any, _: object) -> None:
    # The driver's own transactions begin too late to keep two writers in order; ours begin with a lock.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", f"busy_timeout={_LOCK_WAIT_MS}", "cache_size=-65536"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_writing(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


async def _load(connection: AsyncConnection, arriving: Sequence[Traits]) -> Slate:
    """What is remembered of the arriving articles, of those that share keys with them, and of all their stories."""
    slate = Slate()
    last = (await connection.execute(select(func.max(_ARTICLES.c.number)))).scalar()
    slate.next_number = (last or 0) + 1
    slate.add(await _rows(connection, "article", [traits.article for traits in arriving]))
    for part in _parts({key for traits in arriving for key in traits.keys}):
        query = select(_KEYS).where(_KEYS.c.key.in_(part)).order_by(_KEYS.c.number)
        for key, number in (await connection.execute(query)).all():
            slate.keys.setdefault(key, []).append(number)
    slate.add(await _rows(connection, "number", {number for found in slate.keys.values() for number in found}))
    slate.add(await _rows(connection, "story", {row.story for row in slate.rows.values()}))
    return slate


async def _rows(connection: AsyncConnection, column: str, values: Iterable[Any]) -> list[Placed]:
    found = []
    for part in _parts(values):
        result = await connection.execute(select(_ARTICLES).where(_ARTICLES.c[column].in_(part)))
        for row in result.all():
            traits = unpack(row.article, row.kind, row.day, row.traits)
            found.append(Placed(row.number, traits, row.story, row.withdrawn, row.dirty))
    return found


async def _save(connection: AsyncConnection, slate: Slate) -> None:
    changed = [slate.rows[number] for number in sorted(slate.changed)]
    for part in _parts([row.number for row in changed]):
        await connection.execute(delete(_ARTICLES).where(_ARTICLES.c.number.in_(part)))
    if changed:
        await connection.execute(insert(_ARTICLES), [_as_row(row) for row in changed])
    if slate.old_keys:
        statement = text("DELETE FROM story_keys WHERE key = :key AND number = :number")
        await connection.execute(statement, _key_rows(slate.old_keys))
    if slate.new_keys:
        await connection.execute(insert(_KEYS), _key_rows(slate.new_keys))


def _key_rows(pairs: Iterable[tuple[int, int]]) -> list[dict[str, int]]:
    return [{"key": key, "number": number} for key, number in sorted(pairs)]


def _as_row(row: Placed) -> dict[str, object]:
    return {
        "number": row.number,
        "article": row.traits.article,
        "kind": row.traits.kind,
        "day": row.traits.day,
        "story": row.story,
        "withdrawn": row.withdrawn,
        "dirty": row.dirty,
        "traits": pack(row.traits),
    }


def _parts(values: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(values)
    while part := list(islice(rest, _PARAMETERS)):
        yield part
