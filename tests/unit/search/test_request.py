"""A request that comes through can be run; anything else is refused with the parameter's name."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.errors import Code, InvalidParameter, InvalidQuery, SearchError
from search.request import FacetRequest, Interval, Match, SearchRequest, Selection, Sort, bounds, read_request
from tests.unit.search.conftest import TODAY


def read(**values: Any) -> SearchRequest:
    return read_request(today=TODAY, **values)


def test_nothing_asked_is_everything_by_relevance() -> None:
    assert read() == SearchRequest()


def test_values_with_a_dash_are_excluded_and_doubles_count_once() -> None:
    request = read(filters={"topic": ["سياسة", " سياسة ", "-رياضة", "-", ""], "person": []})
    assert request.filters == {"topic": Selection(("سياسة",), ("رياضة",))}


def test_facets_have_sizes_and_the_histogram_an_interval() -> None:
    request = read(facets=["person:50, topic", "date:week", ""])
    assert request.facets == (
        FacetRequest("person", size=50),
        FacetRequest("topic"),
        FacetRequest("date", interval=Interval.WEEK),
    )


def test_choices_are_read_by_name() -> None:
    request = read(sort="oldest", match="orth")
    assert (request.sort, request.match) == (Sort.OLDEST, Match.ORTH)


@pytest.mark.parametrize(
    ("values", "param", "code"),
    [
        ({"limit": 0}, "limit", Code.PARAMETER_OUT_OF_RANGE),
        ({"limit": 101}, "limit", Code.PARAMETER_OUT_OF_RANGE),
        ({"sort": "size"}, "sort", Code.PARAMETER_INVALID),
        ({"match": "regex"}, "match", Code.PARAMETER_INVALID),
        ({"facets": ["colour"]}, "facets", Code.PARAMETER_INVALID),
        ({"facets": ["date:hour"]}, "facets", Code.PARAMETER_INVALID),
        ({"facets": ["person:0"]}, "facets", Code.PARAMETER_OUT_OF_RANGE),
        ({"facets": ["person:many"]}, "facets", Code.PARAMETER_OUT_OF_RANGE),
        ({"filters": {"colour": ["red"]}}, "filter", Code.PARAMETER_INVALID),
        ({"filters": {"topic": ["x"] * 51}}, "topic", Code.PARAMETER_TOO_MANY),
        ({"since": "someday"}, "from", Code.DATE_INVALID),
        ({"until": "2022-13"}, "to", Code.DATE_INVALID),
        ({"since": "2022-02", "until": "2022-01"}, "from", Code.RANGE_REVERSED),
    ],
)
def test_what_means_nothing_is_refused(values: dict[str, Any], param: str, code: Code) -> None:
    with pytest.raises(InvalidParameter) as caught:
        read(**values)
    assert (caught.value.param, caught.value.code) == (param, code)


def test_a_long_query_is_refused() -> None:
    with pytest.raises(InvalidQuery):
        read(q="ا" * 2_001)


def test_bounds_take_the_whole_month_and_relative_ends_from_their_start() -> None:
    assert [str(day) for day in bounds("2022-01", "2022-02", TODAY)] == ["2022-01-01", "2022-02-28"]
    assert [str(day) for day in bounds("1y", "7d", TODAY)] == ["2023-03-31", "2024-03-24"]
    assert bounds(None, None, TODAY) == (None, None)


def test_characters_that_no_engine_takes_become_spaces() -> None:
    assert read(q="مصر\x00\ud800قطر\n").q == "مصر  قطر\n"


def test_a_cursor_belongs_to_what_decides_the_hits_and_their_order() -> None:
    base = read(q="مصر", filters={"topic": ["a"]}, since="7d")
    same = read(q="مصر", filters={"topic": ["a"]}, since="7d", limit=5, facets=["person"], cursor="x")
    assert base.fingerprint == same.fingerprint
    others = [
        read(q="قطر", filters={"topic": ["a"]}, since="7d"),
        read(q="مصر", filters={"topic": ["-a"]}, since="7d"),
        read(q="مصر", filters={"topic": ["a"]}, since="8d"),
        read(q="مصر", filters={"topic": ["a"]}, since="7d", sort="newest"),
        read(q="مصر", filters={"topic": ["a"]}, since="7d", match="orth"),
        read(q="مصر", filters={"topic": ["a"]}, since="7d", withdrawn=True),
    ]
    assert len({base.fingerprint, *(other.fingerprint for other in others)}) == len(others) + 1


@given(
    st.fixed_dictionaries(
        {
            "q": st.text(max_size=30),
            "since": st.none() | st.text(max_size=12),
            "facets": st.lists(st.text(max_size=10), max_size=3),
            "limit": st.integers(),
            "filters": st.dictionaries(st.sampled_from(["person", "topic"]), st.lists(st.text(max_size=9), max_size=3)),
        }
    )
)
def test_whatever_is_asked_only_our_own_errors_come(values: dict[str, Any]) -> None:
    try:
        request = read(**values)
    except SearchError:
        return
    assert len(request.fingerprint) == 16
