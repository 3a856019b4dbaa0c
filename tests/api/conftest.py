"""A real engine with articles made for the purpose, and the real application in front of it."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from api.app import create_app
from api.settings import ApiSettings
from arabic.analysis import Analyser, load_analyser
from articles.stages import EnrichedArticle
from engine.open import open_engine
from engine.protocol import Outcome, Write
from engine.settings import EngineSettings
from indexer.document import Document, build_document
from mappings.load import articles as article_index
from tests.api.corpus import make_articles

COUNT = 300
ORIGIN = "https://desk.example"


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    return load_analyser()


@pytest.fixture(scope="session")
def made() -> list[EnrichedArticle]:
    return make_articles(COUNT)


@pytest.fixture(scope="session")
def documents(made: list[EnrichedArticle], analyser: Analyser) -> list[Document]:
    return [build_document(article, analyser) for article in made]


@pytest.fixture(scope="session")
def engine_settings(opensearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> EngineSettings:
    return EngineSettings(engine_url=SecretStr(opensearch_url), data_dir=tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def filled(engine_settings: EngineSettings, documents: list[Document]) -> Iterator[str]:
    """The index with all articles, the same for all tests that only read."""
    name = f"test-api-{uuid.uuid4().hex}"

    async def fill() -> None:
        engine = await open_engine(engine_settings)
        await engine.create_index(name, article_index().body)
        outcomes = await engine.bulk(name, [Write(doc["id"], doc) for doc in documents], refresh=True)
        await engine.close()
        assert {item.outcome for item in outcomes} == {Outcome.CREATED}

    async def drop() -> None:
        engine = await open_engine(engine_settings)
        await engine.delete_index(name)
        await engine.close()

    asyncio.run(fill())
    yield name
    asyncio.run(drop())


@pytest.fixture(scope="session")
def application(engine_settings: EngineSettings, filled: str) -> FastAPI:
    return create_app(ApiSettings(cors_origins=(ORIGIN,)), engine_settings, index=filled)


@pytest.fixture
async def client(application: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(application, raise_app_exceptions=False)
    async with (
        application.router.lifespan_context(application),
        httpx.AsyncClient(transport=transport, base_url="http://fihris.test") as made_client,
    ):
        yield made_client
