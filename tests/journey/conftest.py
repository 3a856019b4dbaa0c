"""The real application over a real node that holds the samples.

The node and its index are made once for this folder, on a data folder of their own, since the alias of the articles is
one for a node. Each test gets the application started and ended as a server does, spoken to without a socket.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from api.app import create_app
from api.settings import ApiSettings
from engine.embedded.lease import acquire
from engine.open import engine_session
from engine.settings import EngineSettings
from indexer.pipeline import load
from indexer.settings import IndexerSettings
from indexer.sources import read
from samples import sample_folder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from fastapi import FastAPI


@pytest.fixture(scope="session")
def engine_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngineSettings]:
    folder = tmp_path_factory.mktemp("api")
    with acquire(folder) as lease:
        settings = EngineSettings(engine_url=lease.url, data_dir=folder)
        asyncio.run(_load_samples(settings))
        yield settings


async def _load_samples(settings: EngineSettings) -> None:
    async with engine_session(settings) as engine:
        await load(engine, read([Path(str(sample_folder()))]), IndexerSettings())


@pytest.fixture
def app(engine_settings: EngineSettings) -> FastAPI:
    return create_app(ApiSettings(), engine_settings)


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://fihris.test") as client,
    ):
        yield client
