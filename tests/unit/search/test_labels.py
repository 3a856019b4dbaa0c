"""Facet values by any spelling of their label."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic.analysis import Analyser
from search.labels import (
    asked_labels,
    choose,
    exactly,
    known_ids,
    label_pattern,
    lookup_body,
    read_lookup,
    split,
)
from search.request import read_request
from search.syntax import parse
from tests.unit.search.conftest import TODAY

PEOPLE = [
    ("p:lavrov", "سيرغي لافروف"),
    ("p:blinken", "أنتوني بلينكن"),
    ("p:abdullah2", "عبد الله الثاني"),
    ("p:salem", "سالم"),
    ("p:salim", "سليم"),
    ("p:biden", "جو بايدن"),
    ("p:hunter", "هانتر بايدن"),
]


def test_labels_come_from_filters_and_from_the_query() -> None:
    request = read_request(today=TODAY, filters={"topic": ["سياسة", "-رياضة"]}, q="شخص:لافروف (-مكان:موسكو أو مصر)")
    assert asked_labels(request, parse(request.q)) == {
        ("topic", "سياسة"), ("topic", "رياضة"), ("person", "لافروف"), ("place", "موسكو"),
    }  # fmt: skip


def test_ids_need_no_look_up(analyser: Analyser) -> None:
    asked = [
        ("person", "p:سرجي_لفروف"), ("topic", "politics"), ("place", "city:524901"), ("kind", "عاجل"),
        ("kind", "flash"), ("kind", "nothing"), ("agency", "وكالة سبوتنيك"), ("phrase", "والضمانات الأمنيّة"),
        ("person", "لافروف"), ("person", "Biden"),
    ]  # fmt: skip
    assert known_ids(asked, analyser) == {
        ("person", "p:سرجي_لفروف"): ("p:سرجي_لفروف",),
        ("topic", "politics"): ("politics",),
        ("place", "city:524901"): ("city:524901",),
        ("kind", "عاجل"): ("flash",),
        ("kind", "flash"): ("flash",),
        ("kind", "nothing"): ("nothing",),
        ("agency", "وكالة سبوتنيك"): ("وكالهسبوتنيك",),
        ("phrase", "والضمانات الأمنيّة"): ("ضمانات امنيه",),
    }


@pytest.mark.parametrize(
    ("value", "ids"),
    [
        ("سيرغي لافروف", ("p:lavrov",)),
        ("سيرجي لافروف", ("p:lavrov",)),
        ("سيرغى لافروڤ", ("p:lavrov",)),
        ("بلنكن", ("p:blinken",)),
        ("عبدالله الثاني", ("p:abdullah2",)),
        ("سليم", ("p:salim",)),
        ("بايدن", ("p:biden", "p:hunter")),
        ("جو بايدن", ("p:biden",)),
        ("لافر", ()),
        ("", ()),
    ],
)
def test_the_nearest_likeness_decides(value: str, ids: tuple[str, ...]) -> None:
    assert choose(value, PEOPLE) == ids


@pytest.mark.parametrize(("_id", "label"), PEOPLE)
@pytest.mark.parametrize("change", [("غ", "ج"), ("ي", "ى"), ("أ", "ا"), ("ي", ""), (" ", "")])
def test_the_pattern_lets_through_whatever_may_be_chosen(_id: str, label: str, change: tuple[str, str]) -> None:
    asked = label.replace(*change)
    assert re.fullmatch(label_pattern(asked), f"{_id}\x1f{label}")
    assert re.fullmatch(label_pattern(label), f"{_id}\x1fالسيد {label} الموقر")


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_patterns_are_short_and_harmless_whatever_the_label(label: str) -> None:
    pattern = label_pattern(label)
    assert len(pattern) < 1_000
    re.compile(pattern)


def test_the_pattern_of_an_id_is_that_id_alone() -> None:
    pattern = exactly("p:a.b*[c]")
    assert re.fullmatch(pattern, "p:a.b*[c]\x1fأي اسم")
    assert re.fullmatch(pattern, "p:a.b*[c]")
    assert not re.fullmatch(pattern, "p:aXb*[c]\x1fأي اسم")


def test_one_request_looks_up_all_labels() -> None:
    asked = {("person", "لافروف"), ("topic", "سياسة")}
    body = lookup_body(asked)
    assert body["size"] == 0
    assert [body["aggs"][name]["terms"]["field"] for name in ("0", "1")] == ["person_facet", "topic_facet"]
    answer = {
        "0": {"buckets": [{"key": "p:lavrov\x1fسيرغي لافروف", "doc_count": 2}]},
        "1": {"buckets": []},
    }
    assert read_lookup(asked, answer) == {("person", "لافروف"): ("p:lavrov",), ("topic", "سياسة"): ()}


def test_a_value_is_an_id_and_a_label() -> None:
    assert split("politics\x1fسياسة") == ("politics", "سياسة")
    assert split("flash") == ("flash", "flash")
