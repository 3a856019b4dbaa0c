"""Structured copy becomes articles whatever its fields are called."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.stages import RawArticle
from indexer.sources import Failure, Media, Packet
from indexer.sources.days import day
from indexer.sources.documents import open_json


def opened(value: object, *fields: tuple[str, str]) -> list[RawArticle | Failure]:
    return list(open_json(Packet("x.json", Media.JSON, json.dumps(value, ensure_ascii=False).encode(), fields)))


def only(value: object, *fields: tuple[str, str]) -> RawArticle:
    (found,) = opened(value, *fields)
    assert isinstance(found, RawArticle)
    return found


def test_names_in_use_are_understood() -> None:
    raw = only({
        "headline": "عنوان", "articleBody": "نص", "datePublished": "2022-01-18T10:00:00Z",
        "publisher": {"name": "سبوتنيك"}, "author": [{"name": "أ"}, {"name": "ب"}], "link": "https://example.org/1",
    })  # fmt: skip
    assert raw.text == "نص"
    assert raw.stated == {
        "title": "عنوان", "published": "2022-01-18T10:00:00Z", "agencies": "سبوتنيك", "byline": "أ, ب",
        "url": "https://example.org/1",
    }  # fmt: skip


def test_a_map_comes_before_the_names_in_use_and_reaches_inside() -> None:
    value = {"title": "آخر", "story": {"head": "عنوان", "body": "نص"}, "a.b": "وفا"}
    raw = only(value, ("title", "story.head"), ("text", "story.body"), ("agencies", "a.b"))
    assert (raw.text, raw.stated["title"], raw.stated["agencies"]) == ("نص", "عنوان", "وفا")


def test_where_the_map_leads_nowhere_the_names_in_use_hold() -> None:
    assert only({"title": "عنوان", "text": "نص"}, ("title", "headline")).stated["title"] == "عنوان"


def test_html_in_fields_becomes_paragraphs() -> None:
    assert only({"title": "ع", "body_html": "<p>أ &amp; ب</p><p>ج<br>د</p>"}).text == "أ & ب\n\nج\n\nد"
    assert only({"title": "ع", "content": "<div>أ</div><script>x</script>"}).text == "أ"
    assert only({"title": "ع", "text": "أ < ب > ج"}).text == "أ < ب > ج"


def test_ninjs_is_read_with_its_bodies_and_its_status() -> None:
    raw = only({
        "uri": "urn:x:1", "type": "text", "versioncreated": "2024-04-29T10:00:00Z", "language": "ar",
        "headlines": [{"role": "main", "value": "عنوان"}], "pubstatus": "canceled",
        "bodies": [{"role": "main", "contenttype": "text/html", "value": "<p>نص</p>"}],
        "infosources": [{"name": "واس"}],
    })  # fmt: skip
    assert raw.text == "نص"
    assert raw.stated["title"] == "عنوان"
    assert raw.stated["agencies"] == "واس"
    assert raw.stated["kind"] == "kill"


@pytest.mark.parametrize("name", ["items", "articles", "results", "data"])
def test_collections_give_each_article_and_each_failure_by_itself(name: str) -> None:
    articles = [{"title": "أ", "text": "ب"}, {"id": 1}, {"title": "ج", "text": "د"}]
    found = opened({"version": 1, name: articles})
    assert [item.source if isinstance(item, RawArticle) else item.rejected.code for item in found] == [
        "x.json#1", "no_text", "x.json#3",
    ]  # fmt: skip


def test_half_pairs_and_zeros_inside_strings_are_replaced() -> None:
    (raw,) = open_json(Packet("x", Media.JSON, b'{"title": "a\\ud800b", "text": "c\\u0000d"}'))
    assert isinstance(raw, RawArticle)
    assert (raw.stated["title"], raw.text) == ("a\ufffdb", "c\ufffdd")


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["title", "text", "items", "x"]), inner)
    ),
    max_leaves=20,
)


@given(JSON)
def test_any_json_gives_articles_or_failures(value: Any) -> None:
    found = opened(value)
    assert found
    assert all(isinstance(item, RawArticle | Failure) for item in found)


@pytest.mark.parametrize(("value", "expected"), [
    ("Tue, 18 Jan 2022 01:00:00 +0300", "2022-01-18"),
    ("18 Jan 2022 23:30:00 GMT", "2022-01-18"),
    ("20240429T101500Z", "2024-04-29"),
    ("20240429", "2024-04-29"),
    ("1642464000", "2022-01-18"),
    ("1642464000000", "2022-01-18"),
    ("2022-01-18", "2022-01-18"),
    ("18 كانون الثاني 2022", "18 كانون الثاني 2022"),
    ("Tue, 99 Foo 2022", "Tue, 99 Foo 2022"),
    ("", ""),
])  # fmt: skip
def test_days_of_machines_become_iso_and_those_of_people_stay(value: str, expected: str) -> None:
    assert day(value) == expected


@given(st.text(max_size=40))
def test_no_day_raises(value: str) -> None:
    assert isinstance(day(value), str)
