"""Brings the tables of a database up to date with Alembic, one process at a time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import text

from store.errors import StoreTooNew

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LOCK: Final = 0x46_49_48  # Any number that no other user of the database locks.
_VERSIONS: Final = "fihris_version"


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Change the tables to those of a revision, within the transaction of the connection.

    Raises `StoreTooNew` when the database has a revision that this version does not know.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    config = configuration()
    script = ScriptDirectory.from_config(config)
    current = MigrationContext.configure(connection, opts={"version_table": _VERSIONS}).get_current_revision()
    if revision == "head" and current == script.get_current_head():
        return
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, revision)
    except CommandError as error:
        if current is not None and "locate revision" in str(error):
            raise StoreTooNew(
                f"the database has revision {current}, which this version of Fihris does not know; "
                "run the version that made it, or a later one"
            ) from error
        raise


def configuration() -> Config:
    """Alembic's settings; a connection comes with `attributes["connection"]`."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["version_table"] = _VERSIONS
    return config
