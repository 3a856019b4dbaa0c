"""How the contract tests meet their engines.

Each test that asks for `engine` runs once for every engine that Fihris supports, against a real server: the
embedded OpenSearch node, and an Elasticsearch node. The servers live as long as the run (`tests/conftest.py`
starts them, or takes those that the environment names); the adapter is opened anew for each test, as event loops
are. Servers are shared, so a test makes indices under names of its own and deletes them: `new_name` does both.
Where a machine cannot run Elasticsearch, its half is skipped with the reason; in CI that is a failure.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from pydantic import SecretStr

from engine.errors import NotFound
from engine.open import engine_session
from engine.settings import EngineSettings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from engine.protocol import SearchEngine


@pytest.fixture(params=["opensearch", "elasticsearch"])
def engine_url(request: pytest.FixtureRequest) -> str:
    """The address of each engine in turn."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
async def engine(engine_url: str) -> AsyncIterator[SearchEngine]:
    """Each engine in turn, opened as Fihris opens it."""
    async with engine_session(EngineSettings(engine_url=SecretStr(engine_url))) as opened:
        yield opened


@pytest.fixture
async def new_name(engine: SearchEngine) -> AsyncIterator[Callable[[], str]]:
    """Makes names for indices; those that exist at the end of the test are deleted."""
    given: list[str] = []

    def make() -> str:
        given.append(f"test-{uuid4().hex[:16]}")
        return given[-1]

    yield make
    for name in given:
        with suppress(NotFound):
            await engine.delete_index(name)
