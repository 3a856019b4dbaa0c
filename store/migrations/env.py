"""Alembic runs this for every command; the connection and its transaction are the caller's."""

from __future__ import annotations

from alembic import context

from store.tables import METADATA

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    version_table=context.config.attributes["version_table"],
    # SQLite changes a table by making it anew.
    render_as_batch=connection.dialect.name == "sqlite",
)
context.run_migrations()
