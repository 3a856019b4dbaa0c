"""A registry in a database of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from persons.registry import PersonRegistry
from store.database import open_database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from store.database import Database


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with open_database(f"sqlite+aiosqlite:///{tmp_path / 'persons.sqlite'}") as opened:
        yield opened


@pytest.fixture
def registry(database: Database) -> PersonRegistry:
    return PersonRegistry(database)
