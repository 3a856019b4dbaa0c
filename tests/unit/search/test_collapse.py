"""One entry a story, whatever the order, the length of a page and the number of versions."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engine.protocol import EngineHit, EngineResponse
from mappings.fields import STORY_ID
from search.collapse import COUNTED, MAX_COUNTED, Collapsed, collapsed, count_stories

Articles = Sequence[tuple[str, str | None]]
BODY = {"query": {"match_all": {}}, "sort": ["number"], "timeout": "1s", "track_total_hits": True}


class Shelf:
    """Articles (id, story) in the order of sorting, which answers bodies as an engine does; it keeps the bodies."""

    def __init__(self, articles: Articles) -> None:
        self.articles = [
            EngineHit(key, None, {STORY_ID: story}, {}, (number,), {}, ())
            for number, (key, story) in enumerate(articles)
        ]
        self.asked: list[Mapping[str, Any]] = []

    async def run(self, body: Mapping[str, Any]) -> EngineResponse:
        self.asked.append(body)
        if "collapse" in body:
            wanted = body["query"]["bool"]["filter"][0]["terms"][STORY_ID]
            leaders = {hit.source[STORY_ID]: hit for hit in reversed(self.articles)}
            found = [leaders[story] for story in wanted]
            return EngineResponse(tuple(found), 0, False, 1, False, {}, {})
        after = body.get("search_after", [-1])[0]
        rest = [hit for hit in self.articles if hit.sort[0] > after]
        counts = self.counts() if COUNTED in body.get("aggs", {}) else {}
        return EngineResponse(tuple(rest[: body["size"]]), len(self.articles), True, 1, False, counts, {})

    def counts(self) -> dict[str, Any]:
        stories = [hit.source[STORY_ID] for hit in self.articles]
        several = [{"key": one, "doc_count": stories.count(one)} for one in {*stories} - {None}]
        buckets = [bucket for bucket in several if bucket["doc_count"] > 1]
        return {COUNTED: {"several": {"buckets": buckets}}}


async def page(shelf: Shelf, limit: int, after: tuple[Any, ...] | None = None) -> Collapsed:
    return await collapsed(shelf.run, BODY | ({"search_after": list(after)} if after else {}), limit)


async def walk(shelf: Shelf, limit: int) -> list[list[str]]:
    pages: list[list[str]] = []
    after = None
    while True:
        found = await page(shelf, limit, after)
        pages.append([hit.id for hit in found.response.hits])
        after = found.last
        if after is None:
            return pages


ARTICLES = st.lists(st.sampled_from([None, "s:1", "s:2", "s:3", "s:4"]), max_size=60).map(
    lambda stories: [(f"a{number}", story) for number, story in enumerate(stories)]
)


@given(ARTICLES, st.integers(1, 8))
def test_a_walk_shows_each_story_once_and_where_its_first_article_stands(articles: Articles, limit: int) -> None:
    shown = [key for found in asyncio.run(walk(Shelf(articles), limit)) for key in found]
    first: dict[str, str] = {}
    for key, story in articles:
        first.setdefault(story or key, key)
    assert shown == list(first.values())


@given(ARTICLES, st.integers(1, 8))
def test_totals_count_stories_and_their_articles(articles: Articles, limit: int) -> None:
    found = asyncio.run(page(Shelf(articles), limit))
    assert found.response.total == len({story or key for key, story in articles})
    assert (found.response.total_exact, found.articles) == (True, len(articles))


async def test_a_page_is_as_long_as_asked_for_while_there_are_stories() -> None:
    shelf = Shelf([(f"a{number}", f"s:{number // 3}") for number in range(30)])
    assert await walk(shelf, 4) == [["a0", "a3", "a6", "a9"], ["a12", "a15", "a18", "a21"], ["a24", "a27"]]


async def test_a_story_with_very_many_versions_costs_a_bounded_number_of_requests() -> None:
    shelf = Shelf([*((f"a{number}", "s:long") for number in range(200)), ("z", "s:other")])
    found = await page(shelf, 5)
    assert [hit.id for hit in found.response.hits] == ["a0"]
    assert found.last is not None
    assert len(shelf.asked) <= 4
    assert [key for ids in await walk(shelf, 5) for key in ids] == ["a0", "z"]


async def test_what_is_filtered_after_counting_is_no_story_of_the_list() -> None:
    shelf = Shelf([("a", "s:1")])
    chosen = {"term": {"topic_ids": "politics"}}
    body = {**BODY, "post_filter": chosen, "aggs": {"topic": {}}, "search_after": [-1]}
    await collapsed(shelf.run, body, 3)
    first, leaders = shelf.asked
    assert first["aggs"].keys() == {"topic", COUNTED}
    assert first["aggs"][COUNTED]["filter"] == chosen
    assert chosen in leaders["query"]["bool"]["filter"]


async def test_facets_are_counted_once_however_far_a_page_goes() -> None:
    shelf = Shelf([(f"a{number}", "s:1") for number in range(20)])
    await collapsed(shelf.run, {**BODY, "aggs": {"topic": {}}}, 2)
    assert ["aggs" in body for body in shelf.asked] == [True, False, False, False]


def test_very_many_stories_are_estimated_and_said_to_be() -> None:
    buckets = [{"key": str(number), "doc_count": 2} for number in range(MAX_COUNTED)]
    counts = {"several": {"buckets": buckets}, "distinct": {"value": 5_000}, "alone": {"doc_count": 7}}
    response = EngineResponse((), 9_000, True, 1, False, {COUNTED: counts}, {})
    assert count_stories(response) == (5_007, False)
    uneven = {**counts, "several": {"buckets": buckets[:2], "doc_count_error_upper_bound": 1}}
    assert count_stories(EngineResponse((), 9_000, True, 1, False, {COUNTED: uneven}, {})) == (5_007, False)
