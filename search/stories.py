"""Stories: what became of a report, from its first flash to its last correction, and who had it first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from articles.stages import Kind
from mappings.fields import INDEXED_AT, KEY, PUBLISHED, STORY_ID, WITHDRAWN
from search.build import TIMEOUT_S
from search.errors import ArticleNotFound, Code, StoryNotFound
from search.page import StoryEntry

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Mapping

    from search.collapse import Run
    from search.page import Source

Body = dict[str, Any]
MAX_VERSIONS: Final = 500
# What a story shows of its versions; the rest stands in the article itself.
_SHOWN: Final = {"excludes": ["*_facet", "*_ids", "raw", "revisions.raw"]}
_STORY_PREFIX: Final = "s:"
# Within one day, which is all that copy is dated by, a flash comes before the story that it announces.
_RANKS: Final = {kind.value: rank for rank, kind in enumerate(Kind)}
_LAST: Final = "9999"
_FIRST: Final = [
    {PUBLISHED: {"order": "asc", "missing": "_last"}},
    {INDEXED_AT: {"order": "asc", "missing": "_last"}},
    {KEY: {"order": "asc"}},
]


@dataclass(frozen=True, slots=True)
class Story:
    """A story and its versions in the order in which they appeared.

    `withdrawn` counts the versions that were withdrawn, whether or not they are shown; `complete` is False where
    there are more than `MAX_VERSIONS`.
    """

    id: str
    versions: tuple[Source, ...]
    withdrawn: int
    complete: bool


def order(source: Mapping[str, Any]) -> tuple[str, int, str, str]:
    """The place of a version within its story: by day, then by kind, then by arrival; undated ones last."""
    rank = _RANKS.get(source.get("kind") or "", len(_RANKS))
    return source.get(PUBLISHED) or _LAST, rank, source.get(INDEXED_AT) or _LAST, source[KEY]


class Stories:
    """Reads whole stories. `run` asks the engine; `article` gives one article, or raises `ArticleNotFound`."""

    def __init__(self, run: Run, article: Callable[[str], Awaitable[Source]]) -> None:
        self._run = run
        self._article = article

    async def story(self, story_id: str, *, withdrawn: bool = False) -> Story:
        """A story by its id, or by that of a story that has become part of it; raises `StoryNotFound`."""
        sources, complete = await self._versions(story_id)
        if not sources:
            story_id, sources, complete = await self._moved(story_id)
        shown = [source for source in sources if withdrawn or not source.get(WITHDRAWN)]
        gone = sum(bool(source.get(WITHDRAWN)) for source in sources)
        return Story(story_id, tuple(sorted(shown, key=order)), gone, complete)

    async def _versions(self, story_id: str) -> tuple[list[Source], bool]:
        response = await self._run(_versions_body(story_id))
        return [hit.source for hit in response.hits], response.total == len(response.hits)

    async def _moved(self, story_id: str) -> tuple[str, list[Source], bool]:
        """Stories are named after their first article: where that article is now."""
        try:
            source = await self._article(story_id.removeprefix(_STORY_PREFIX))
        except ArticleNotFound as error:
            raise StoryNotFound(Code.STORY_NOT_FOUND, param="story_id", values={"id": story_id}) from error
        now = source.get(STORY_ID)
        if not now:
            return story_id, [source], True
        return now, *await self._versions(now)


def _versions_body(story_id: str) -> Body:
    return {
        "query": {"bool": {"filter": [{"term": {STORY_ID: story_id}}]}},
        "sort": _FIRST,
        "size": MAX_VERSIONS,
        "track_total_hits": True,
        "_source": _SHOWN,
        "timeout": f"{TIMEOUT_S}s",
    }


async def read_entries(run: Run, stories: Collection[str], *, withdrawn: bool) -> dict[str, StoryEntry]:
    """What there is to say of each story in a list: its versions in the whole index, and who had it first."""
    if not stories:
        return {}
    response = await run(_entries_body(stories, withdrawn=withdrawn))
    return {bucket["key"]: _entry(bucket) for bucket in response.aggregations["stories"]["buckets"]}


def _entries_body(stories: Collection[str], *, withdrawn: bool) -> Body:
    earliest = {"top_hits": {"size": 1, "sort": _FIRST, "_source": ["agencies", PUBLISHED, INDEXED_AT, KEY, "kind"]}}
    kinds = {"terms": {"field": "kind", "size": len(_RANKS)}, "aggs": {"earliest": earliest}}
    among: Body = {"filter": [{"terms": {STORY_ID: sorted(stories)}}]}
    return {
        "size": 0,
        "track_total_hits": False,
        "query": {"bool": among if withdrawn else {**among, "must_not": [{"term": {WITHDRAWN: True}}]}},
        "aggs": {"stories": {"terms": {"field": STORY_ID, "size": len(stories)}, "aggs": {"kinds": kinds}}},
        "timeout": f"{TIMEOUT_S}s",
    }


def _entry(bucket: Mapping[str, Any]) -> StoryEntry:
    found = (kind["earliest"]["hits"]["hits"] for kind in bucket["kinds"]["buckets"])
    first = min((hit["_source"] for hits in found for hit in hits), key=order)
    return StoryEntry(bucket["doc_count"], tuple(first.get("agencies") or ()), first.get(PUBLISHED))
