"""A search as it is asked for, checked: what stands in a `SearchRequest` can be run, at a bounded cost."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

from mappings.fields import FACETS, FILTERS
from search.dates import parse_period
from search.errors import Code, InvalidParameter, InvalidQuery
from search.syntax import MAX_LENGTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date


class Sort(StrEnum):
    """What comes first."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class Match(StrEnum):
    """How near a word must be to count as the same.

    As written; but for spelling; in any form; derived from the same root; or in any form, the nearest first.
    """

    AUTO = "auto"
    EXACT = "exact"
    ORTH = "orth"
    STEM = "stem"
    ROOT = "root"


class Breadth(StrEnum):
    """How many of the words typed side by side an article must have: most of them, each, or one at least."""

    MOST = "most"
    ALL = "all"
    ANY = "any"


class Collapse(StrEnum):
    """What an entry of the results is: an article, or a story with all its versions."""

    NONE = "none"
    STORY = "story"


class Interval(StrEnum):
    """The width of a bar of the date histogram."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


MAX_LIMIT: Final = 100
MAX_VALUES: Final = 50
MAX_VALUE_LENGTH: Final = 200
MAX_FACET_SIZE: Final = 100
DEFAULT_FACET_SIZE: Final = 20
DATE_FACET: Final = "date"
FACET_NAMES: Final = (*FACETS, DATE_FACET)
# No text may carry these to the engine: halves of a pair, and control characters that are no white space.
_UNSENDABLE: Final = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0e-\x1f\x7f]")

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Selection:
    """The values of one filter: any of `include`, none of `exclude`."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetRequest:
    """A facet to count: `size` values at most, or dates by `interval`."""

    name: str
    size: int = DEFAULT_FACET_SIZE
    interval: Interval = Interval.MONTH


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What to look for and how to show it. Dates stay as asked ("7d"), since a later page reads them anew."""

    q: str = ""
    filters: Mapping[str, Selection] = field(default_factory=dict)
    since: str | None = None
    until: str | None = None
    sort: Sort = Sort.RELEVANCE
    match: Match = Match.AUTO
    breadth: Breadth = Breadth.MOST
    limit: int = 20
    cursor: str | None = None
    facets: tuple[FacetRequest, ...] = ()
    withdrawn: bool = False
    collapse: Collapse = Collapse.NONE

    @property
    def fingerprint(self) -> str:
        """Equal for requests whose hits are the same in the same order: what a cursor belongs to."""
        filters = {name: [chosen.include, chosen.exclude] for name, chosen in self.filters.items()}
        choices = [self.sort, self.match, self.breadth, self.withdrawn, self.collapse]
        parts: list[Any] = [self.q, filters, self.since, self.until, *choices]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def read_request(
    *,
    today: date,
    q: str = "",
    filters: Mapping[str, Sequence[str]] | None = None,
    since: str | None = None,
    until: str | None = None,
    sort: str = Sort.RELEVANCE,
    match: str = Match.AUTO,
    breadth: str = Breadth.MOST,
    limit: int = 20,
    cursor: str | None = None,
    facets: Sequence[str] = (),
    withdrawn: bool = False,
    collapse: str = Collapse.NONE,
) -> SearchRequest:
    """A request from loose values, as they come from a URL, a form or the command line.

    Raises `InvalidQuery` or `InvalidParameter` at the first value that means nothing.
    """
    if len(q) > MAX_LENGTH:
        raise InvalidQuery(Code.QUERY_TOO_LONG, param="q", values={"limit": MAX_LENGTH})
    if not 1 <= limit <= MAX_LIMIT:
        _out_of_range("limit", 1, MAX_LIMIT)
    _check_dates(since, until, today)
    return SearchRequest(
        q=sendable(q),
        filters={name: _selection(name, values) for name, values in (filters or {}).items() if values},
        since=since or None,
        until=until or None,
        sort=_choice(Sort, sort, "sort"),
        match=_choice(Match, match, "match"),
        breadth=_choice(Breadth, breadth, "words"),
        limit=limit,
        cursor=cursor or None,
        facets=_facets(facets),
        withdrawn=withdrawn,
        collapse=_choice(Collapse, collapse, "collapse"),
    )


def sendable(text: str) -> str:
    """The text without characters that no engine accepts; every other one keeps its place."""
    return _UNSENDABLE.sub(" ", text)


def _choice(choices: type[Choice], value: str, param: str) -> Choice:
    try:
        return choices(value)
    except ValueError:
        _invalid(param, value, choices)


def _selection(name: str, values: Sequence[str]) -> Selection:
    if name not in FILTERS:
        _invalid("filter", name, FILTERS)
    if len(values) > MAX_VALUES:
        raise InvalidParameter(Code.PARAMETER_TOO_MANY, param=name, values={"param": name, "limit": MAX_VALUES})
    clean = [sendable(value)[:MAX_VALUE_LENGTH].strip() for value in values]
    return Selection(
        tuple(dict.fromkeys(value for value in clean if value and not value.startswith("-"))),
        tuple(dict.fromkeys(value[1:] for value in clean if value.startswith("-") and len(value) > 1)),
    )


def _facets(names: Sequence[str]) -> tuple[FacetRequest, ...]:
    parts = (part.strip() for name in names for part in name.split(","))
    found = {facet.name: facet for facet in (_facet(part) for part in parts if part)}
    return tuple(found.values())


def _facet(text: str) -> FacetRequest:
    name, _, detail = text.partition(":")
    if name not in FACET_NAMES:
        _invalid("facets", text, FACET_NAMES)
    if name == DATE_FACET:
        return FacetRequest(name, interval=_choice(Interval, detail or Interval.MONTH, "facets"))
    if detail and not (detail.isdecimal() and 1 <= int(detail[:9]) <= MAX_FACET_SIZE):
        _out_of_range("facets", 1, MAX_FACET_SIZE)
    return FacetRequest(name, size=int(detail) if detail else DEFAULT_FACET_SIZE)


def _check_dates(since: str | None, until: str | None, today: date) -> None:
    for param, value in (("from", since), ("to", until)):
        if value and parse_period(value, today) is None:
            values = {"value": value[:MAX_VALUE_LENGTH]}
            raise InvalidParameter(Code.DATE_INVALID, param=param, values=values)
    low, high = bounds(since, until, today)
    if low and high and low > high:
        raise InvalidParameter(Code.RANGE_REVERSED, param="from", values={"low": low, "high": high})


def bounds(since: str | None, until: str | None, today: date) -> tuple[date | None, date | None]:
    """The first and the last day asked for, both included; None where the range is open."""
    first = parse_period(since, today) if since else None
    last = parse_period(until, today) if until else None
    return (
        first.start if first else None,
        (last.start if last.relative else last.end) if last else None,
    )


def _invalid(param: str, value: str, allowed: Iterable[str]) -> NoReturn:
    names = ", ".join(str(name) for name in allowed)
    values = {"param": param, "value": value[:MAX_VALUE_LENGTH], "allowed": names}
    raise InvalidParameter(Code.PARAMETER_INVALID, param=param, values=values)


def _out_of_range(param: str, low: int, high: int) -> NoReturn:
    values = {"param": param, "low": low, "high": high}
    raise InvalidParameter(Code.PARAMETER_OUT_OF_RANGE, param=param, values=values)
