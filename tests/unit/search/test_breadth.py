"""How many of the words typed side by side an article must have."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from arabic.analysis import load_analyser
from search.build import build_body
from search.errors import InvalidParameter
from search.request import Breadth, read_request
from search.syntax import parse

TODAY = date(2024, 5, 19)


def _body(breadth: str) -> dict[str, Any]:
    request = read_request(today=TODAY, q="عاصمة فرنسا القديمة", breadth=breadth)
    query = parse(request.q)
    return build_body(request, query, analyser=load_analyser(), stopwords=frozenset(), labels={}, today=TODAY)


@pytest.mark.parametrize(("breadth", "enough"), [("most", "3<70%"), ("all", "100%"), ("any", 1)])
def test_each_breadth_asks_for_its_share_of_the_words(breadth: str, enough: object) -> None:
    words = _body(breadth)["query"]["bool"]["must"][0]["bool"]["must"][0]["bool"]
    assert words["minimum_should_match"] == enough
    assert len(words["should"]) == 3


def test_most_words_is_the_default() -> None:
    assert read_request(today=TODAY, q="خبر").breadth is Breadth.MOST


def test_another_breadth_is_another_query_to_a_cursor() -> None:
    one, other = (read_request(today=TODAY, q="خبر", breadth=breadth) for breadth in ("most", "any"))
    assert one.fingerprint != other.fingerprint


def test_an_unknown_breadth_is_refused_by_the_name_readers_use() -> None:
    with pytest.raises(InvalidParameter) as refused:
        read_request(today=TODAY, q="خبر", breadth="some")
    assert refused.value.param == "words"
