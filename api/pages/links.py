"""Addresses that a page of results offers: the same search with one thing changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlencode

from search.page import FacetValue, Histogram

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.params import ArticleQuery

PATH: Final = "/"
FILTERS: Final = ("person", "topic", "phrase", "place", "org", "agency", "kind")

# What the page decides otherwise than the API does, or alone.
_PAGE_ALONE: Final = ("calendar", "collapse")


class Links:
    """The addresses around one query. `extra` are parameters of the page alone, such as the calendar."""

    def __init__(self, query: ArticleQuery, extra: Mapping[str, str] | None = None) -> None:
        self._query = query
        self._extra = dict(extra or {})

    def url(self, **changes: Any) -> str:
        """The page with changed parameters; None takes one out. Every change begins at the first result."""
        alone: dict[str, str | None] = {name: changes.pop(name) for name in _PAGE_ALONE if name in changes}
        extra: dict[str, str | None] = {**self._extra, **alone}
        pairs = self._query.pairs(**{"facets": None, "cursor": None, "collapse": None, **changes})
        pairs += [(name, value) for name, value in extra.items() if value]
        return f"{PATH}?{urlencode(pairs)}" if pairs else PATH

    def chosen(self, name: str) -> list[str]:
        """The values of a filter as they stand in the address."""
        return list(getattr(self._query, name))

    def choose(self, name: str, value: FacetValue) -> str:
        """The search with this value chosen, or no longer chosen or excluded."""
        rest = self._without(name, value)
        return self.url(**{name: rest if value.selected or value.excluded else [*rest, value.value]})

    def exclude(self, name: str, value: FacetValue) -> str:
        """The search without what has this value."""
        return self.url(**{name: [*self._without(name, value), f"-{value.value}"]})

    def period(self, first: str, last: str) -> str:
        """The search within a period."""
        return self.url(**{"from": first, "to": last})

    def anytime(self) -> str:
        """The search without its period."""
        return self.url(**{"from": None, "to": None})

    def unfiltered(self) -> str:
        """The search without filters and period."""
        return self.url(**dict.fromkeys((*FILTERS, "from", "to")))

    def hidden(self, *but: str) -> list[tuple[str, str]]:
        """What a form must carry along besides its own fields."""
        pairs = [*self._query.pairs(facets=None, cursor=None, collapse=None), *self._extra.items()]
        return [(name, value) for name, value in pairs if value and name not in but]

    def _without(self, name: str, value: FacetValue) -> list[str]:
        asked = {*value.asked, value.value}
        return [each for each in getattr(self._query, name) if each.removeprefix("-") not in asked]


def chosen_values(facets: Mapping[str, tuple[FacetValue, ...] | Histogram]) -> list[tuple[str, FacetValue]]:
    """Every value that is chosen or excluded, with the name of its facet."""
    return [
        (name, value)
        for name, values in facets.items()
        if not isinstance(values, Histogram)
        for value in values
        if value.selected or value.excluded
    ]


def article_url(article_id: str) -> str:
    """The page of an article."""
    return f"/articles/{quote(article_id, safe='')}"


def filter_url(name: str, value: str) -> str:
    """The search for everything with one value of a facet."""
    return f"{PATH}?{urlencode({name: value})}"
