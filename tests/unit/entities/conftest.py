"""One enricher for all tests of the folder: it takes a moment to load."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from arabic.align import AlignedText
from articles.stages import EnrichedArticle, Kind, ParsedArticle
from entities import Enricher, load_enricher

Enrich = Callable[..., EnrichedArticle]


@pytest.fixture(scope="session")
def enricher() -> Enricher:
    return load_enricher()


def article(body: str, *titles: str, place: str | None = None) -> ParsedArticle:
    """A clean article whose raw text is its titles and its body, separated by empty lines."""
    raw = "\n\n".join([*titles, body])
    headlines = []
    at = 0
    for title in titles:
        headlines.append(AlignedText.of(title, offset=at))
        at += len(title) + 2
    content = AlignedText.of(body, offset=at)
    return ParsedArticle("id", "test", raw, Kind.STORY, tuple(headlines), content, place=place)


@pytest.fixture(scope="session")
def enrich(enricher: Enricher) -> Enrich:
    def run(body: str, *titles: str, place: str | None = None) -> EnrichedArticle:
        return enricher.enrich(article(body, *titles, place=place))

    return run
