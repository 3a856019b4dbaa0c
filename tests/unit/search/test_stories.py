"""The order of versions, and who had a story first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.protocol import EngineHit, EngineResponse
from mappings.fields import STORY_ID
from search.errors import ArticleNotFound, Code, StoryNotFound
from search.stories import Stories, order, read_entries

if TYPE_CHECKING:
    from collections.abc import Mapping


def version(key: str, kind: str, day: str | None, *, withdrawn: bool = False, **more: Any) -> dict[str, Any]:
    return {"id": key, "kind": kind, "published": day, "withdrawn": withdrawn, **more}


CHAIN = [
    version("e", "story", "2022-01-17"),
    version("d", "flash", "2022-01-18"),
    version("c", "story", "2022-01-18", indexed_at="2022-01-18T09:00:00Z"),
    version("b", "story", "2022-01-18", indexed_at="2022-01-18T09:30:00Z"),
    version("a", "update", "2022-01-18"),
    version("g", "kill", "2022-01-19", withdrawn=True),
    version("f", "flash", None),
]


@given(st.permutations(CHAIN))
def test_versions_come_by_day_then_from_flash_to_kill_then_by_arrival(mixed: list[dict[str, Any]]) -> None:
    assert sorted(mixed, key=order) == CHAIN


class Shelf:
    """Stories by id, as an engine would give them, and articles by theirs."""

    def __init__(self, stories: Mapping[str, list[dict[str, Any]]], articles: Mapping[str, dict[str, Any]]) -> None:
        self.stories = stories
        self.articles = articles

    async def run(self, body: Mapping[str, Any]) -> EngineResponse:
        found = self.stories.get(body["query"]["bool"]["filter"][0]["term"][STORY_ID], [])
        hits = tuple(EngineHit(one["id"], None, one, {}, (), {}, ()) for one in found)
        return EngineResponse(hits, len(hits), True, 1, False, {}, {})

    async def article(self, key: str) -> dict[str, Any]:
        if key not in self.articles:
            raise ArticleNotFound(Code.ARTICLE_NOT_FOUND, param="id", values={"id": key})
        return self.articles[key]

    def open(self) -> Stories:
        return Stories(self.run, self.article)


async def test_a_story_shows_its_versions_in_order_and_counts_the_withdrawn() -> None:
    story = await Shelf({"s:1": CHAIN[::-1]}, {}).open().story("s:1")
    assert [one["id"] for one in story.versions] == ["e", "d", "c", "b", "a", "f"]
    assert (story.withdrawn, story.complete) == (1, True)


async def test_withdrawn_versions_are_shown_on_request() -> None:
    story = await Shelf({"s:1": CHAIN}, {}).open().story("s:1", withdrawn=True)
    assert [one["id"] for one in story.versions] == ["e", "d", "c", "b", "a", "g", "f"]


async def test_a_story_that_became_part_of_another_leads_there() -> None:
    shelf = Shelf({"s:old": CHAIN}, {"young": {"id": "young", STORY_ID: "s:old"}})
    assert (await shelf.open().story("s:young")).id == "s:old"


async def test_an_article_without_a_story_is_one() -> None:
    alone = version("x", "story", None)
    story = await Shelf({}, {"x": alone}).open().story("s:x")
    assert (story.id, story.versions) == ("s:x", (alone,))


async def test_what_is_no_story_is_not_found() -> None:
    with pytest.raises(StoryNotFound) as missing:
        await Shelf({}, {}).open().story("s:nobody")
    assert (missing.value.code, missing.value.values) == (Code.STORY_NOT_FOUND, {"id": "s:nobody"})


async def test_the_first_outlet_is_that_of_the_first_version_of_any_kind() -> None:
    def kind(source: dict[str, Any]) -> dict[str, Any]:
        return {"earliest": {"hits": {"hits": [{"_source": source}]}}}

    buckets = [
        {
            "key": "s:1",
            "doc_count": 4,
            "kinds": {
                "buckets": [
                    kind(version("b", "story", "2022-01-18", agencies=["رويترز"])),
                    kind(version("a", "flash", "2022-01-18", agencies=["سبوتنيك"])),
                ]
            },
        }
    ]

    async def run(body: Mapping[str, Any]) -> EngineResponse:
        assert ("must_not" in body["query"]["bool"]) is not shown
        return EngineResponse((), 0, False, 1, False, {"stories": {"buckets": buckets}}, {})

    for shown in (True, False):
        entry = (await read_entries(run, {"s:1"}, withdrawn=shown))["s:1"]
        assert (entry.versions, entry.agencies, entry.published) == (4, ("سبوتنيك",), "2022-01-18")
    assert await read_entries(run, (), withdrawn=False) == {}
