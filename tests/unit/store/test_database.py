"""The database: opened, migrated once however many come, and clear about what is wrong."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from pydantic import SecretStr
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from store.database import open_database
from store.errors import StoreError, StoreTooNew, StoreUnavailable
from store.migrate import upgrade
from store.settings import StoreSettings
from store.tables import METADATA
from tests.support import import_tables

if TYPE_CHECKING:
    from pathlib import Path


def _url(folder: Path) -> str:
    return StoreSettings(data_dir=folder).url


async def test_what_is_committed_is_there_after_opening_again(tmp_path: Path) -> None:
    async with open_database(_url(tmp_path / "new" / "folder")) as database, database.begin() as connection:
        await connection.execute(text("CREATE TABLE notes (word TEXT)"))
        await connection.execute(text("INSERT INTO notes VALUES ('فهرس')"))
    async with open_database(_url(tmp_path / "new" / "folder")) as database, database.read() as connection:
        assert (await connection.execute(text("SELECT word FROM notes"))).scalar_one() == "فهرس"


async def test_a_block_that_fails_changes_nothing(tmp_path: Path) -> None:
    async with open_database(_url(tmp_path)) as database:
        async with database.begin() as connection:
            await connection.execute(text("CREATE TABLE notes (word TEXT)"))

        async def fail() -> None:
            async with database.begin() as connection:
                await connection.execute(text("INSERT INTO notes VALUES ('x')"))
                raise RuntimeError

        with pytest.raises(RuntimeError):
            await fail()
        async with database.read() as connection:
            assert (await connection.execute(text("SELECT count(*) FROM notes"))).scalar_one() == 0


async def test_a_reader_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    async with open_database(_url(tmp_path)) as database:
        async with database.begin() as connection:
            await connection.execute(text("CREATE TABLE notes (word TEXT)"))
        async with database.begin() as writer:
            await writer.execute(text("INSERT INTO notes VALUES ('x')"))
            async with asyncio.timeout(5), database.read() as reader:
                assert (await reader.execute(text("SELECT count(*) FROM notes"))).scalar_one() == 0


async def test_several_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    async def opened() -> str:
        async with open_database(_url(tmp_path)) as database:
            return database.dialect

    assert await asyncio.gather(*(opened() for _ in range(4))) == ["sqlite"] * 4


async def test_a_database_in_memory_keeps_its_tables() -> None:
    async with open_database("sqlite+aiosqlite://") as database:
        async with database.begin() as connection:
            await connection.execute(text("CREATE TABLE notes (word TEXT)"))
        async with database.begin() as connection:
            await connection.execute(text("INSERT INTO notes VALUES ('x')"))


async def test_those_who_share_a_database_in_memory_take_turns() -> None:
    async with open_database("sqlite+aiosqlite://") as database:

        async def look() -> int:
            async with database.begin() as connection:
                await asyncio.sleep(0)
                return int((await connection.execute(text("SELECT 1"))).scalar_one())

        assert await asyncio.gather(*(look() for _ in range(10))) == [1] * 10


async def test_a_database_of_a_later_version_is_refused_with_advice(tmp_path: Path) -> None:
    async with open_database(_url(tmp_path)) as database, database.begin() as connection:
        await connection.execute(text("UPDATE fihris_version SET version_num = '9999_future'"))
    with pytest.raises(StoreTooNew, match="9999_future"):
        async with open_database(_url(tmp_path)):
            pass


@pytest.mark.parametrize("url", ["nonsense", "oracle+thin://u:p@h/d", "", "postgresql+nodriver://h/d"])
async def test_an_address_that_is_none_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(StoreError, match="FIHRIS_DATABASE_URL") as failure:
        async with open_database(url):
            pass
    assert "u:p@" not in str(failure.value)


async def test_a_database_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(StoreUnavailable, match="does not answer") as failure:
        async with open_database("postgresql+asyncpg://user:geheim@127.0.0.1:9/name"):
            pass
    assert "geheim" not in str(failure.value)


async def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "fihris.sqlite").write_bytes(b"this is not a database, but text " * 50)
    with pytest.raises(StoreUnavailable, match="not a database"):
        async with open_database(_url(tmp_path)):
            pass


async def test_migrations_make_exactly_the_tables_that_the_code_declares(tmp_path: Path) -> None:
    import_tables()

    def differences(connection: Connection) -> list[Any]:
        def ours(_name: str | None, kind: str, *_: Any) -> bool:
            return kind != "table" or _name != "fihris_version"

        options = {"include_name": lambda name, kind, _parents: ours(name, kind)}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), METADATA))

    async with open_database(_url(tmp_path)) as database, database.begin() as connection:
        assert await connection.run_sync(differences) == []


async def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    async with open_database(_url(tmp_path)) as database, database.begin() as connection:
        await connection.run_sync(upgrade)


async def test_a_second_writer_waits_its_turn(tmp_path: Path) -> None:
    async with open_database(_url(tmp_path)) as database:
        async with database.begin() as connection:
            await connection.execute(text("CREATE TABLE numbers (n INTEGER)"))
            await connection.execute(text("INSERT INTO numbers VALUES (0)"))

        async def add() -> None:
            async with database.begin() as connection:
                number = (await connection.execute(text("SELECT n FROM numbers"))).scalar_one()
                await connection.execute(text("UPDATE numbers SET n = :n"), {"n": number + 1})

        await asyncio.gather(*(add() for _ in range(20)))
        async with database.read() as connection:
            assert (await connection.execute(text("SELECT n FROM numbers"))).scalar_one() == 20


async def test_a_lost_table_is_an_error_of_the_statement_alone(tmp_path: Path) -> None:
    async with open_database(_url(tmp_path)) as database:
        with pytest.raises(OperationalError):
            async with database.read() as connection:
                await connection.execute(text("SELECT * FROM nowhere"))
        async with database.read() as connection:
            assert (await connection.execute(text("SELECT 1"))).scalar_one() == 1


def test_the_address_is_the_setting_or_a_file_in_the_data_folder(tmp_path: Path) -> None:
    assert StoreSettings(data_dir=tmp_path).url == f"sqlite+aiosqlite:///{tmp_path}/fihris.sqlite"
    settings = StoreSettings(data_dir=tmp_path, database_url=SecretStr("postgresql+asyncpg://u:p@h/d"))
    assert settings.url == "postgresql+asyncpg://u:p@h/d"
    assert "u:p" not in repr(settings)
