"""Facets that leave out their own selection, so that readers may choose several values of one.

Every filter of the request narrows the hits (`post_filter`); each facet is counted under all filters but its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.fields import FACETS, FILTERS, PUBLISHED, WITHDRAWN
from search.clauses import any_of, published_between
from search.labels import beginning_pattern, exactly, split
from search.page import Bucket, FacetValue, Histogram
from search.request import DATE_FACET, FacetRequest, SearchRequest, Selection, bounds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from search.clauses import Clause, Labels

# Articles write the label of one value differently: far more are fetched than are shown, then merged, so that the
# rarer labels of a shown value are among them.
_SPARE: Final = 100


def filter_groups(request: SearchRequest, labels: Labels, today: date) -> dict[str, Clause]:
    """One clause for each filter in use, under the name of the facet that it belongs to."""
    groups = {name: _selected(name, chosen.include, chosen.exclude, labels) for name, chosen in request.filters.items()}
    first, last = bounds(request.since, request.until, today)
    if first or last:
        groups[DATE_FACET] = published_between(first, last)
    return groups


def _selected(name: str, include: Sequence[str], exclude: Sequence[str], labels: Labels) -> Clause:
    field = FILTERS[name]
    wanted = any_of(field, chosen_ids(name, include, labels)) if include else None
    if not exclude:
        return wanted or {"match_all": {}}
    unwanted = {"must_not": [any_of(field, chosen_ids(name, exclude, labels))]}
    return {"bool": {"filter": [wanted], **unwanted} if wanted else unwanted}


def chosen_ids(name: str, values: Sequence[str], labels: Labels) -> tuple[str, ...]:
    """The ids that the values of a filter stand for, each once."""
    return tuple(dict.fromkeys(key for value in values for key in labels.get((name, value), ())))


def aggregations(request: SearchRequest, groups: Mapping[str, Clause], labels: Labels) -> dict[str, Any]:
    """The counts to ask for, under the names of the facets."""
    return {
        facet.name: {
            "filter": {"bool": {"filter": [clause for name, clause in groups.items() if name != facet.name]}},
            "aggs": _counts(facet, request, labels),
        }
        for facet in request.facets
    }


def _counts(facet: FacetRequest, request: SearchRequest, labels: Labels) -> dict[str, Any]:
    if facet.name == DATE_FACET:
        return {
            "values": {
                "date_histogram": {
                    "field": PUBLISHED,
                    "calendar_interval": facet.interval.value,
                    "format": "yyyy-MM-dd",
                    "min_doc_count": 1,
                }
            }
        }
    field = FACETS[facet.name]
    values = {"values": {"terms": {"field": field, "size": facet.size + _SPARE}}}
    return values | {
        f"={key}": {
            "filter": {"term": {FILTERS[facet.name]: key}},
            "aggs": {"values": {"terms": {"field": field, "include": exactly(key), "size": 1}}},
        }
        for key in _named(request, facet.name, labels)
    }


def _named(request: SearchRequest, name: str, labels: Labels) -> dict[str, tuple[str, ...]]:
    """The ids that the reader has chosen or excluded, and what they called each.

    They are counted even where they are not among the commonest.
    """
    chosen = request.filters.get(name, Selection())
    named: dict[str, tuple[str, ...]] = {}
    for value in (*chosen.include, *chosen.exclude):
        for key in labels.get((name, value), ()):
            named[key] = (*named.get(key, ()), value)
    return named


def read_facet(
    facet: FacetRequest, request: SearchRequest, labels: Labels, answer: Mapping[str, Any]
) -> tuple[FacetValue, ...] | Histogram:
    """A facet out of what the engine counted for it."""
    buckets = answer["values"]["buckets"]
    if facet.name == DATE_FACET:
        return Histogram(facet.interval, tuple(Bucket(b["key_as_string"], b["doc_count"]) for b in buckets))
    merged = _merge(buckets)
    named = _named(request, facet.name, labels)
    for key in named:
        part = answer[f"={key}"]
        own = part["values"]["buckets"]
        merged[key] = (split(own[0]["key"])[1] if own else named[key][0], part["doc_count"])
    chosen = request.filters.get(facet.name, Selection())
    included = chosen_ids(facet.name, chosen.include, labels)
    values = [
        FacetValue(
            key,
            label,
            count,
            selected=key in included,
            excluded=key in named and key not in included,
            asked=named.get(key, ()),
        )
        for key, (label, count) in merged.items()
    ]
    ranked = sorted(values, key=lambda value: (-value.count, value.value))
    kept = {value.value for value in ranked[: facet.size]} | named.keys()
    return tuple(value for value in ranked if value.value in kept)


def _merge(buckets: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, int]]:
    """Label and count by id; the commonest label stands for all."""
    merged: dict[str, tuple[str, int]] = {}
    for bucket in buckets:
        key, label = split(bucket["key"])
        first, count = merged.get(key, (label, 0))
        merged[key] = (first, count + bucket["doc_count"])
    return merged


def values_body(name: str, text: str, size: int) -> dict[str, Any]:
    """The request for the commonest values of a facet whose label has a word that begins with the text."""
    terms: dict[str, Any] = {"field": FACETS[name], "size": size + _SPARE}
    if text.strip():
        terms["include"] = beginning_pattern(text)
    return {
        "size": 0,
        "track_total_hits": False,
        "query": {"bool": {"must_not": [{"term": {WITHDRAWN: True}}]}},
        "aggs": {"values": {"terms": terms}},
    }


def read_values(aggregations: Mapping[str, Any], size: int) -> tuple[FacetValue, ...]:
    """The values that the engine found, the commonest first."""
    merged = _merge(aggregations["values"]["buckets"])
    values = [FacetValue(key, label, count) for key, (label, count) in merged.items()]
    return tuple(sorted(values, key=lambda value: (-value.count, value.value))[:size])
