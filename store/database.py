"""Opens the database, brings its tables up to date, and hands out transactions."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from store.errors import StoreError, StoreUnavailable
from store.migrate import upgrade

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.engine import URL

_READ_ONLY: Final = "fihris_read_only"
_LOCK_WAIT_MS: Final = 30_000


class Database:
    """A pool of connections. Readers and writers of other processes may use the same database."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`: for the few statements that differ."""
        return self._engine.dialect.name

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that may write: committed at the end, undone when the block raises.

        SQLite has one writer at a time; others wait half a minute for it, so that blocks are to be short.
        """
        async with self._engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection that sees one state of the database and waits for no writer."""
        async with self._engine.connect() as connection:
            yield await connection.execution_options(**{_READ_ONLY: True})


@asynccontextmanager
async def open_database(url: str) -> AsyncIterator[Database]:
    """The database of an SQLAlchemy address, its tables up to date; closed at the end.

    Raises `StoreUnavailable` when it does not answer, `StoreTooNew` when a later version has changed it.
    """
    engine = _engine(url)
    try:
        try:
            async with engine.begin() as connection:
                await connection.run_sync(upgrade)
        except (DBAPIError, OSError) as error:
            reason = error.orig if isinstance(error, DBAPIError) else error
            raise StoreUnavailable(f"the database {_shown(engine.url)} does not answer: {reason}") from error
        yield Database(engine)
    finally:
        await engine.dispose()


def _engine(url: str) -> AsyncEngine:
    try:
        target = make_url(url)
        if target.get_backend_name() != "sqlite":
            return create_async_engine(target, pool_pre_ping=True)
        in_memory = target.database in {None, "", ":memory:"}
        if not in_memory:
            Path(str(target.database)).parent.mkdir(parents=True, exist_ok=True)
        # Each new connection to a database in memory would meet an empty one: all wait for the one that there is.
        alone: dict[str, Any] = {"poolclass": AsyncAdaptedQueuePool, "pool_size": 1, "max_overflow": 0}
        engine = create_async_engine(target, **(alone if in_memory else {}))
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError(
            "FIHRIS_DATABASE_URL is no address of a database that Fihris knows: "
            "write postgresql+asyncpg://user:password@host/name or sqlite+aiosqlite:///path"
        ) from error
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    # The driver's own transactions begin at the first write, too late to keep two writers in order.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={_LOCK_WAIT_MS}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    read_only = connection.get_execution_options().get(_READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _shown(url: URL) -> str:
    return url.render_as_string(hide_password=True)
