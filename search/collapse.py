"""One entry a story: a walk through all hits that keeps the first one of each story.

The engines cannot continue a collapsed list after a position, so the list is walked article by article, and on later
pages the engine is asked which article leads each story: one that is led by an article further up has been shown.
A story stands where its best hit stands, in any order of sorting, and a walk shows it once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from mappings.fields import STORY_ID

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Mapping

    from engine.protocol import EngineHit, EngineResponse

Body: TypeAlias = dict[str, Any]
Run: TypeAlias = "Callable[[Mapping[str, Any]], Awaitable[EngineResponse]]"

COUNTED: Final = "stories"
# Beyond so many stories with several versions their number is estimated, and said to be.
MAX_COUNTED: Final = 2_000
_PRECISION: Final = 40_000
# A page asks for this many times its length at once, since some hits are further versions ...
_SPARE: Final = 2
# ... and for so many rounds; a page that stays short, because one story has hundreds of versions, has a cursor too.
_ROUNDS: Final = 4


@dataclass(frozen=True, slots=True)
class Collapsed:
    """The leading hits of stories, and what the engine said of all; `last` is where to go on, None at the end.

    `response.total` counts stories, `articles` the articles in them.
    """

    response: EngineResponse
    articles: int
    last: tuple[Any, ...] | None


async def collapsed(run: Run, body: Mapping[str, Any], limit: int) -> Collapsed:
    """The hits of a body with one article a story, `limit` at most."""
    walk = _Walk(run, body, limit)
    first = await walk.take({**_counting(body), "size": walk.stride})
    for _ in range(_ROUNDS - 1):
        if walk.full or walk.ended:
            break
        await walk.take(walk.following())
    total, exact = count_stories(first)
    found = replace(first, hits=tuple(walk.kept), total=total, total_exact=exact, took_ms=walk.took_ms)
    return Collapsed(found, first.total, None if walk.ended else walk.last)


class _Walk:
    """The state of one page: what it has kept, which stories need no second look, and how far it went."""

    def __init__(self, run: Run, body: Mapping[str, Any], limit: int) -> None:
        self._run = run
        self._body = body
        self._limit = limit
        self._resumed = "search_after" in body
        self._seen: set[str] = set()
        self.stride = limit * _SPARE
        self.kept: list[EngineHit] = []
        self.last: tuple[Any, ...] | None = None
        self.ended = False
        self.took_ms = 0

    @property
    def full(self) -> bool:
        return len(self.kept) >= self._limit

    async def take(self, body: Mapping[str, Any]) -> EngineResponse:
        """Keep what leads its story, as far as the page has room; the answer to the body."""
        response = await self._run(body)
        leaders = await self._leaders(response)
        self.took_ms += response.took_ms
        for hit in response.hits:
            if self.full:
                return response
            story = hit.source.get(STORY_ID)
            if story is None or (story not in self._seen and leaders.get(story, hit.id) == hit.id):
                self.kept.append(hit)
            self._seen |= {story} if story else set()
            self.last = hit.sort
        self.ended = len(response.hits) < self.stride
        return response

    def following(self) -> Body:
        """The body of the hits after the last one."""
        bare = {name: part for name, part in self._body.items() if name != "aggs"}
        return {**bare, "size": self.stride, "search_after": list(self.last or ()), "track_total_hits": False}

    async def _leaders(self, response: EngineResponse) -> Mapping[str, str]:
        """The first article of each story; on a first page that is the first one met."""
        stories = {story for hit in response.hits if (story := hit.source.get(STORY_ID))} - self._seen
        if not (self._resumed and stories):
            return {}
        found = await self._run(_leaders_body(self._body, stories))
        return {hit.source[STORY_ID]: hit.id for hit in found.hits}


def _leaders_body(body: Mapping[str, Any], stories: Collection[str]) -> Body:
    """The same search among these stories alone, one hit for each."""
    among = {"terms": {STORY_ID: sorted(stories)}}
    filters = [among, *([body["post_filter"]] if "post_filter" in body else [])]
    return {
        "query": {"bool": {"must": [body["query"]], "filter": filters}},
        "sort": body["sort"],
        "collapse": {"field": STORY_ID},
        "size": len(stories),
        "_source": [STORY_ID],
        "track_total_hits": False,
        "timeout": body["timeout"],
    }


def _counting(body: Mapping[str, Any]) -> Body:
    """The body with what tells how many stories there are: those with several hits are named, others have one."""
    counts = {
        "several": {"terms": {"field": STORY_ID, "size": MAX_COUNTED, "min_doc_count": 2}},
        "distinct": {"cardinality": {"field": STORY_ID, "precision_threshold": _PRECISION}},
        "alone": {"missing": {"field": STORY_ID}},
    }
    shown = body.get("post_filter", {"match_all": {}})
    return {**body, "aggs": {**body.get("aggs", {}), COUNTED: {"filter": shown, "aggs": counts}}}


def count_stories(response: EngineResponse) -> tuple[int, bool]:
    """How many stories the hits are of, and whether that is exact: it is unless very many have several versions."""
    counts = response.aggregations[COUNTED]
    several = counts["several"]
    if len(several["buckets"]) < MAX_COUNTED and not several.get("doc_count_error_upper_bound"):
        return response.total - sum(bucket["doc_count"] - 1 for bucket in several["buckets"]), response.total_exact
    return int(counts["distinct"]["value"]) + int(counts["alone"]["doc_count"]), False
