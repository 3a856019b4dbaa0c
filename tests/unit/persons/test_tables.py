"""The tables that migrations make are those that the code asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from persons.tables import CHANGES
from store.tables import METADATA

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from store.database import Database


async def test_migrations_make_the_declared_tables(database: Database) -> None:
    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection)
        return [change for change in compare_metadata(context, METADATA) if "person_" in str(change)]

    async with database.begin() as connection:
        assert await connection.run_sync(differences) == []
    assert CHANGES.name in METADATA.tables
