"""The body for the engine: whole bodies, so that nothing slips in unseen."""

from typing import Any

import pytest

from arabic.analysis import Analyser
from search.build import build_body, is_ranked
from search.clauses import Clause
from search.request import SearchRequest, read_request
from search.syntax import parse
from tests.unit.search.conftest import TODAY

LABELS = {("person", "لافروف"): ("p:1",), ("topic", "رياضة"): ("sport",), ("topic", "politics"): ("politics",)}
NEWEST = [{"published": {"order": "desc", "missing": "_last"}}, {"id": {"order": "asc"}}]
CURRENT = [{"term": {"withdrawn": True}}]
FROM_2022 = {"range": {"published": {"gte": "2022-01-01"}}}
NO_SPORT = {"bool": {"must_not": [{"terms": {"topic_ids": ["sport"]}}]}}
LAVROV = {"terms": {"person_ids": ["p:1"]}}


@pytest.fixture
def build(analyser: Analyser, stopwords: frozenset[str]) -> Any:
    def built(after: list[Any] | None = None, **values: Any) -> dict[str, Any]:
        request = read_request(today=TODAY, **values)
        query = parse(request.q)
        return build_body(
            request, query, analyser=analyser, stopwords=stopwords, labels=LABELS, today=TODAY, after=after
        )

    return built


def body(query: Clause, sort: list[Any], **more: Any) -> dict[str, Any]:
    return {
        "size": 20,
        "query": query,
        "sort": sort,
        "track_total_hits": True,
        "_source": {"excludes": ["raw", "checksum", "*_facet"]},
        "timeout": "10s",
        **more,
    }


def test_everything_comes_newest_first_and_withdrawn_articles_stay_out(build: Any) -> None:
    assert build() == body({"bool": {"must_not": CURRENT}}, NEWEST)


def test_withdrawn_articles_are_found_on_request(build: Any) -> None:
    assert build(withdrawn=True) == body({"match_all": {}}, NEWEST)


def test_words_rank_and_ties_are_broken_by_date_and_id(build: Any) -> None:
    phrase = build(q='"رد مكتوب"')
    assert phrase["query"]["bool"].keys() == {"must", "must_not"}
    assert phrase["sort"] == [{"_score": {"order": "desc"}}, *NEWEST]


def test_words_only_filter_where_another_order_is_asked_for(build: Any) -> None:
    oldest = build(q='"رد مكتوب"', sort="oldest")
    assert oldest["query"]["bool"].keys() == {"filter", "must_not"}
    assert oldest["sort"] == [{"published": {"order": "asc", "missing": "_last"}}, {"id": {"order": "asc"}}]


def test_without_facets_filters_narrow_the_query_itself(build: Any) -> None:
    found = build(filters={"person": ["لافروف"], "topic": ["-رياضة"]}, since="2022-01")
    assert found == body({"bool": {"filter": [LAVROV, NO_SPORT, FROM_2022], "must_not": CURRENT}}, NEWEST)


def test_with_facets_each_is_counted_under_all_filters_but_its_own(build: Any) -> None:
    found = build(
        filters={"person": ["لافروف"], "topic": ["-رياضة"]}, since="2022-01", facets=["person:5,agency,date:week"]
    )
    values = {
        "values": {"terms": {"field": "person_facet", "size": 105}},
        "=p:1": {
            "filter": {"term": {"person_ids": "p:1"}},
            "aggs": {"values": {"terms": {"field": "person_facet", "include": "p:1(\x1f.*)?", "size": 1}}},
        },
    }
    histogram = {"field": "published", "calendar_interval": "week", "format": "yyyy-MM-dd", "min_doc_count": 1}
    assert found == body(
        {"bool": {"must_not": CURRENT}},
        NEWEST,
        post_filter={"bool": {"filter": [LAVROV, NO_SPORT, FROM_2022]}},
        aggs={
            "person": {"filter": {"bool": {"filter": [NO_SPORT, FROM_2022]}}, "aggs": values},
            "agency": {
                "filter": {"bool": {"filter": [LAVROV, NO_SPORT, FROM_2022]}},
                "aggs": {"values": {"terms": {"field": "agency_facet", "size": 120}}},
            },
            "date": {
                "filter": {"bool": {"filter": [LAVROV, NO_SPORT]}},
                "aggs": {"values": {"date_histogram": histogram}},
            },
        },
    )


def test_values_of_one_filter_are_alternatives_but_for_the_excluded(build: Any) -> None:
    found = build(filters={"topic": ["politics", "-رياضة"]})
    assert found["query"]["bool"]["filter"] == [
        {
            "bool": {
                "filter": [{"terms": {"topic_ids": ["politics"]}}],
                "must_not": [{"terms": {"topic_ids": ["sport"]}}],
            }
        }
    ]


def test_an_unknown_label_finds_nothing(build: Any) -> None:
    assert build(filters={"person": ["مجهول"]})["query"]["bool"]["filter"] == [{"match_none": {}}]


def test_a_walk_goes_on_after_the_last_hit(build: Any) -> None:
    assert build(after=[12.5, 3, "x"])["search_after"] == [12.5, 3, "x"]
    assert "search_after" not in build()


@pytest.mark.parametrize(
    ("q", "sort", "ranked"),
    [("مصر", "relevance", True), ("مصر", "newest", False), ("شخص:x", "relevance", False), ("", "relevance", False)],
)
def test_only_a_query_with_words_can_be_ranked(q: str, sort: str, ranked: bool) -> None:
    request: SearchRequest = read_request(today=TODAY, q=q, sort=sort)
    assert is_ranked(request, parse(q)) is ranked
