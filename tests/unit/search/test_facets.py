"""Facets out of what the engine counted."""

from typing import Any

from search.facets import read_facet
from search.page import Bucket, FacetValue, Histogram
from search.request import FacetRequest, Interval, read_request
from tests.unit.search.conftest import TODAY

LABELS = {("person", "لافروف"): ("p:1",), ("person", "بوتين"): ("p:9",)}


def bucket(key: str, count: int) -> dict[str, Any]:
    return {"key": key, "doc_count": count}


def read(answer: dict[str, Any], size: int = 2, **filters: list[str]) -> Any:
    request = read_request(today=TODAY, filters=filters)
    return read_facet(FacetRequest("person", size=size), request, LABELS, answer)


def test_spellings_of_one_value_are_counted_together_under_the_commonest_label() -> None:
    answer = {"values": {"buckets": [bucket("p:1\x1fلافروف", 3), bucket("p:2\x1fبايدن", 3), bucket("p:1\x1fلافرف", 1)]}}
    assert read(answer) == (FacetValue("p:1", "لافروف", 4), FacetValue("p:2", "بايدن", 3))


def test_no_more_values_are_shown_than_asked_for() -> None:
    answer = {"values": {"buckets": [bucket(f"p:{n}\x1f{n}", 9 - n) for n in range(4)]}}
    assert [value.value for value in read(answer)] == ["p:0", "p:1"]


def test_chosen_and_excluded_values_are_shown_even_where_they_are_rare_or_gone() -> None:
    answer = {
        "values": {"buckets": [bucket("p:2\x1fبايدن", 9), bucket("p:3\x1fماكرون", 8)]},
        "=p:1": {"doc_count": 1, "values": {"buckets": [bucket("p:1\x1fسيرغي لافروف", 1)]}},
        "=p:9": {"doc_count": 0, "values": {"buckets": []}},
    }
    assert read(answer, person=["لافروف", "-بوتين"]) == (
        FacetValue("p:2", "بايدن", 9),
        FacetValue("p:3", "ماكرون", 8),
        FacetValue("p:1", "سيرغي لافروف", 1, selected=True, asked=("لافروف",)),
        FacetValue("p:9", "بوتين", 0, excluded=True, asked=("بوتين",)),
    )


def test_values_without_a_label_are_their_own() -> None:
    request = read_request(today=TODAY)
    answer = {"values": {"buckets": [bucket("flash", 3)]}}
    assert read_facet(FacetRequest("kind"), request, {}, answer) == (FacetValue("flash", "flash", 3),)


def test_the_histogram_keeps_its_intervals() -> None:
    answer = {"values": {"buckets": [{"key": 0, "key_as_string": "2022-01-01", "doc_count": 5}]}}
    facet = FacetRequest("date", interval=Interval.YEAR)
    read = read_facet(facet, read_request(today=TODAY), {}, answer)
    assert read == Histogram(Interval.YEAR, (Bucket("2022-01-01", 5),))
