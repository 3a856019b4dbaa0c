"""A page of results, free of the engine: what the API and the command line show."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search.request import Collapse, Interval, Match

# The fields of the document that an article is shown from (`mappings/`), without streams and bookkeeping.
Source = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mark:
    """A whole word to highlight, [start, end) in code points of its passage, and the level that it matched at."""

    start: int
    end: int
    level: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the stored text, as it stands there, with the words that matched."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """A story as one entry: how many versions it has, and who had it first on which day (None where not known)."""

    versions: int
    agencies: tuple[str, ...]
    published: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """An article found, and where the query shows in it. `snippet` is what to print under the title.

    `story` is what it stands for where the results are one entry a story.
    """

    id: str
    score: float | None
    source: Source
    title: Passage
    body: tuple[Passage, ...]
    snippet: Passage
    story: StoryEntry | None = None


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet and how many articles have it under the other filters.

    `asked` holds what the reader called it, where it is selected or excluded.
    """

    value: str
    label: str
    count: int
    selected: bool = False
    excluded: bool = False
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bucket:
    """A bar of the histogram: the first day of the interval, and articles in it."""

    start: str
    count: int


@dataclass(frozen=True, slots=True)
class Histogram:
    """Articles by date; intervals without any are left out."""

    interval: Interval
    buckets: tuple[Bucket, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """The query as typed, as Fihris reads it, and how near words had to match."""

    raw: str
    normalized: str
    match: Match


class OfferKind(StrEnum):
    """What is different in a query that is offered: see `search.offers`."""

    SPELLING = "spelling"
    LAYOUT = "layout"
    LETTERS = "letters"
    JOINED = "joined"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Offer:
    """Another query worth trying, and how many articles it finds under the same filters."""

    kind: OfferKind
    q: str
    articles: int


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of hits. `total_exact` is False where the engine stopped counting; `next_cursor` is None at the end.

    `unit` is what a hit and the total count; facets count articles, of which there are `articles`.
    """

    hits: tuple[Hit, ...]
    total: int
    total_exact: bool
    took_ms: int
    query: Understood
    unit: Collapse
    articles: int
    facets: Mapping[str, tuple[FacetValue, ...] | Histogram] = field(default_factory=dict)
    next_cursor: str | None = None
    offers: tuple[Offer, ...] = ()
