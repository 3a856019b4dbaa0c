"""Stories in results, on each engine: every story once, in each order, with right totals and facets."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from arabic.analysis import load_analyser
from engine.protocol import Write
from indexer.document import build_document
from mappings.load import articles as article_index
from search.cursor import CursorSigner
from search.errors import StoryNotFound
from search.request import read_request
from search.service import ArticleSearch
from search.stories import order
from tests.api.corpus import make_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.protocol import SearchEngine
    from indexer.document import Document
    from search.page import SearchPage

pytestmark = pytest.mark.engine

COUNT = 160
STORIES = 50


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    """Articles of which most belong to one of a few stories, and some to none."""
    chance = random.Random(7)
    analyser = load_analyser()
    made = [build_document(article, analyser) for article in make_articles(COUNT)]
    for document in made:
        document["story_id"] = None if chance.random() < 0.2 else f"s:{chance.randrange(STORIES)}"
    return made


@pytest.fixture
async def search(engine: SearchEngine, new_name: Callable[[], str], documents: Sequence[Document]) -> ArticleSearch:
    index = new_name()
    await engine.create_index(index, article_index().body)
    await engine.bulk(index, [Write(document["id"], document) for document in documents], refresh=True)
    return ArticleSearch(engine, load_analyser(), CursorSigner(b"test"), stopwords=frozenset(), index=index)


async def pages(search: ArticleSearch, **asked: Any) -> list[SearchPage]:
    found: list[SearchPage] = []
    cursor = None
    while True:
        request = read_request(today=search.today(), cursor=cursor, **asked)
        found.append(await search.search(request))
        cursor = found[-1].next_cursor
        if cursor is None:
            return found


def leaders(hits: Sequence[Any]) -> list[str]:
    """The first hit of each story."""
    first: dict[str, str] = {}
    for hit in hits:
        first.setdefault(hit.source["story_id"] or hit.id, hit.id)
    return list(first.values())


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "هدنة", "limit": 7},
        {"q": "هدنة النفط", "sort": "newest", "limit": 3, "facets": ["topic,kind"]},
        {"sort": "oldest", "limit": 20, "withdrawn": True},
        {"q": "القمة", "filters": {"topic": ["politics"], "agency": ["-رويترز"]}, "facets": ["topic"], "limit": 4},
        {"filters": {"kind": ["flash"]}, "limit": 100},
    ],
)
async def test_a_collapsed_walk_is_the_walk_of_articles_without_later_versions(
    search: ArticleSearch, asked: dict[str, Any]
) -> None:
    flat = await pages(search, **asked)
    found = await pages(search, **asked, collapse="story")
    expected = leaders([hit for page in flat for hit in page.hits])
    assert [hit.id for page in found for hit in page.hits] == expected
    assert {(page.total, page.total_exact) for page in found} == {(len(expected), True)}
    assert {page.articles for page in found} == {flat[0].total}
    assert found[0].facets == flat[0].facets


async def test_an_entry_tells_how_many_versions_its_story_has_and_who_had_it_first(
    search: ArticleSearch, documents: list[Document]
) -> None:
    shown = [document for document in documents if not document["withdrawn"]]
    counts = Counter(document["story_id"] for document in shown)
    (page,) = await pages(search, q="هدنة", collapse="story", limit=100)
    assert len(page.hits) > 30
    for hit in page.hits:
        story = hit.source["story_id"]
        if story is None:
            assert hit.story is None
            continue
        first = min((one for one in shown if one["story_id"] == story), key=order)
        assert hit.story is not None
        assert hit.story.versions == counts[story]
        assert (hit.story.published, list(hit.story.agencies)) == (first["published"], first["agencies"])


async def test_a_story_has_all_its_versions_in_order(search: ArticleSearch, documents: list[Document]) -> None:
    story_id = Counter(doc["story_id"] for doc in documents if doc["withdrawn"] and doc["story_id"]).most_common(1)[0][
        0
    ]
    versions = sorted((doc for doc in documents if doc["story_id"] == story_id), key=order)
    story = await search.stories.story(story_id)
    assert [one["id"] for one in story.versions] == [doc["id"] for doc in versions if not doc["withdrawn"]]
    assert (story.withdrawn, story.complete) == (sum(doc["withdrawn"] for doc in versions), True)
    whole = await search.stories.story(story_id, withdrawn=True)
    assert [one["id"] for one in whole.versions] == [doc["id"] for doc in versions]
    with pytest.raises(StoryNotFound):
        await search.stories.story("s:none")


async def test_facets_count_articles_whatever_an_entry_is(search: ArticleSearch, documents: list[Document]) -> None:
    (page,) = await pages(search, collapse="story", facets=["kind"], limit=100)
    counted = page.facets["kind"]
    assert isinstance(counted, tuple)
    kinds = Counter(doc["kind"] for doc in documents if not doc["withdrawn"])
    assert {value.value: value.count for value in counted} == kinds
