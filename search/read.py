"""The engine's answer → a page of results. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mappings.fields import BODY, STORY_ID, TITLE
from search.facets import read_facet
from search.page import Hit, Mark, Passage, SearchPage, Understood
from search.passages import lead, passages
from search.render import render

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.protocol import EngineHit
    from search import tree
    from search.clauses import Labels
    from search.collapse import Collapsed
    from search.highlight import Highlighter
    from search.page import Offer, StoryEntry
    from search.request import SearchRequest


def read_page(
    found: Collapsed,
    request: SearchRequest,
    query: tree.Node,
    *,
    labels: Labels,
    highlighter: Highlighter,
    stories: Mapping[str, StoryEntry] | None = None,
    next_cursor: str | None = None,
    offers: tuple[Offer, ...] = (),
) -> SearchPage:
    """One page of hits, each with the words that matched, and with its story where `stories` has it."""
    response, entries = found.response, stories or {}
    return SearchPage(
        hits=tuple(
            replace(read_hit(hit, highlighter), story=entries.get(hit.source.get(STORY_ID) or ""))
            for hit in response.hits
        ),
        total=response.total,
        total_exact=response.total_exact,
        took_ms=response.took_ms,
        query=Understood(request.q, render(query), request.match),
        unit=request.collapse,
        articles=found.articles,
        facets={
            facet.name: read_facet(facet, request, labels, response.aggregations[facet.name])
            for facet in request.facets
        },
        next_cursor=next_cursor,
        offers=offers,
    )


def read_hit(hit: EngineHit, highlighter: Highlighter) -> Hit:
    """A hit with its highlights, found in the text as it is stored."""
    title, body = hit.source.get(TITLE) or "", hit.source.get(BODY) or ""
    shown = passages(body, highlighter.marks(body, BODY))
    return Hit(
        id=hit.id,
        score=hit.score,
        source=hit.source,
        title=Passage(title, highlighter.marks(title, TITLE)),
        body=shown,
        snippet=max(shown, key=_distinct) if shown else lead(body),
    )


def _distinct(passage: Passage) -> int:
    return len({_surface(passage, mark) for mark in passage.marks})


def _surface(passage: Passage, mark: Mark) -> str:
    return passage.text[mark.start : mark.end]
