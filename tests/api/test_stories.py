"""Stories over HTTP."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from api.app import create_app
from api.schemas import ArticlePage
from api.schemas_stories import StoryAnswer
from api.settings import ApiSettings
from engine.open import open_engine
from engine.protocol import Write
from engine.settings import EngineSettings
from indexer.document import Document
from mappings.load import articles as article_index

pytestmark = pytest.mark.engine

STORY = "s:a00001"
OLD = {"title": "عاجل: هدنة", "body": "أول الخبر.", "published": "2021-11-01", "source": "made/1", "url": None}


@pytest.fixture(scope="session")
def stories(documents: list[Document]) -> list[Document]:
    """Nine articles: a story of four, one of them withdrawn, one of two, and three alone."""
    places = [STORY, STORY, STORY, STORY, "s:a00005", "s:a00005", "s:a00009", "s:a00010", None]
    chosen = [document for document in documents if not document["withdrawn"]][: len(places)]
    made = [{**document, "story_id": place} for document, place in zip(chosen, places, strict=True)]
    made[3] |= {"withdrawn": True, "kind": "kill"}
    made[1] |= {"revisions": [{**OLD, "indexed_at": "2021-11-01T10:00:00.000+00:00", "checksum": "c", "raw": "…"}]}
    return made


@pytest.fixture(scope="session")
def app_with_stories(engine_settings: EngineSettings, stories: list[Document]) -> Iterator[FastAPI]:
    name = f"test-api-{uuid.uuid4().hex}"

    async def fill() -> None:
        engine = await open_engine(engine_settings)
        await engine.create_index(name, article_index().body)
        await engine.bulk(name, [Write(doc["id"], doc) for doc in stories], refresh=True)
        await engine.close()

    async def drop() -> None:
        engine = await open_engine(engine_settings)
        await engine.delete_index(name)
        await engine.close()

    asyncio.run(fill())
    yield create_app(ApiSettings(), engine_settings, index=name)
    asyncio.run(drop())


@pytest.fixture
async def reader(app_with_stories: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app_with_stories, raise_app_exceptions=False)
    async with (
        app_with_stories.router.lifespan_context(app_with_stories),
        httpx.AsyncClient(transport=transport, base_url="http://fihris.test") as made,
    ):
        yield made


async def get(reader: httpx.AsyncClient, path: str, **params: Any) -> dict[str, Any]:
    response = await reader.get(path, params=params)
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


async def test_results_are_one_entry_a_story(reader: httpx.AsyncClient) -> None:
    body = await get(reader, "/v1/articles", collapse="story", facets="kind")
    ArticlePage.model_validate(body)
    meta = body["meta"]
    assert (meta["total"], meta["total_relation"], meta["unit"], meta["articles"]) == (5, "eq", "story", 8)
    assert sum(value["count"] for value in body["facets"]["kind"]) == 8
    entries = {entry["story"]["id"]: entry["story"] for entry in body["data"] if entry["story"]}
    assert {key: entry["versions"] for key, entry in entries.items()} == {
        STORY: 3, "s:a00005": 2, "s:a00009": 1, "s:a00010": 1,
    }  # fmt: skip
    assert all(set(entry["first"]) == {"agencies", "published"} for entry in entries.values())


async def test_articles_are_their_own_entries_unless_asked_otherwise(reader: httpx.AsyncClient) -> None:
    body = await get(reader, "/v1/articles")
    assert (body["meta"]["total"], body["meta"]["unit"], body["meta"]["articles"]) == (8, "article", 8)
    stories = [entry["story"] for entry in body["data"] if entry["story"]]
    assert all((story["versions"], story["first"]) == (None, None) for story in stories)


async def test_pages_of_stories_follow_each_other(reader: httpx.AsyncClient) -> None:
    found: list[str] = []
    url: str | None = "/v1/articles?collapse=story&limit=2&sort=oldest"
    while url:
        body = (await reader.get(url)).json()
        found += [entry["story"]["id"] if entry["story"] else entry["id"] for entry in body["data"]]
        url = body["links"]["next"]
    assert len(found) == len(set(found)) == 5


async def test_a_cursor_belongs_to_one_kind_of_entry(reader: httpx.AsyncClient) -> None:
    url = (await get(reader, "/v1/articles", collapse="story", limit=2))["links"]["next"]
    refused = await reader.get(url.replace("collapse=story&", "").replace("&collapse=story", ""))
    assert (refused.status_code, refused.json()["code"]) == (400, "cursor_other_query")


async def test_a_story_is_read_with_kinds_and_earlier_texts(reader: httpx.AsyncClient, stories: list[Document]) -> None:
    body = await get(reader, f"/v1/stories/{STORY}")
    StoryAnswer.model_validate(body)
    story = body["data"]
    assert (story["id"], story["withdrawn"], story["complete"]) == (STORY, 1, True)
    assert {one["id"] for one in story["versions"]} == {doc["id"] for doc in stories[:3]}
    days = [one["published"] or "9999" for one in story["versions"]]
    assert days == sorted(days)
    assert story["first"]["published"] == story["versions"][0]["published"]
    (changed,) = [one for one in story["versions"] if one["revisions"]]
    assert changed["revisions"][0]["title"] == {"value": OLD["title"], "lang": "ar", "dir": "rtl"}
    assert "raw" not in changed["revisions"][0]


async def test_withdrawn_versions_are_read_on_request(reader: httpx.AsyncClient, stories: list[Document]) -> None:
    body = await get(reader, f"/v1/stories/{STORY}", withdrawn="true")
    assert {one["id"]: one["withdrawn"] for one in body["data"]["versions"]}[stories[3]["id"]] is True


async def test_an_unknown_story_is_a_problem_that_says_so(reader: httpx.AsyncClient) -> None:
    for unknown in ("s:none", "%01"):
        answer = await reader.get(f"/v1/stories/{unknown}", headers={"Accept-Language": "ar"})
        assert (answer.status_code, answer.json()["code"]) == (404, "story_not_found")
        assert "قصة" in answer.json()["detail"]
