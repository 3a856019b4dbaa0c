"""What is completed, and in what order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.protocol import EngineResponse
from search.suggest import Completion, fit, labels_body, read_labels, readings, titles_body


@pytest.mark.parametrize(
    ("typed", "label", "place"),
    [
        ("لاف", "سيرغي لافروف", 1),
        ("سيرغي لاف", "سيرغي لافروف", 0),
        ("لافروف سير", "سيرغي لافروف", 1),
        ("الضم", "الضمانات الأمنية", 0),
        ("ضم", "الضمانات الأمنية", 0),
        ("امني", "الضمانات الأمنيّة", 1),
        ("مسئ", "مسؤول", None),
        ("مسو", "مسؤول", 0),
        ("قطر", "مصر", None),
        ("سيرغي لافروف وزير", "سيرغي لافروف", None),
    ],
)
def test_words_meet_the_beginnings_of_label_words(typed: str, label: str, place: int | None) -> None:
    assert fit(typed.split(), label) == place


def test_clitics_before_the_first_word_are_tried_without() -> None:
    assert readings("للافروف") == [("للافروف",), ("لافروف",), ("افروف",)][: len(readings("للافروف"))]
    assert ("ضمانات", "ام") in readings("بالضمانات ام")
    assert readings(" !! ") == []


@given(st.text(max_size=150))
def test_any_text_gives_bounded_requests(text: str) -> None:
    read = readings(text)
    assert len(read) <= 3
    if read:
        assert len(labels_body(read, ["person"], 5)["query"]["bool"]["should"]) <= 4
        assert titles_body(read, 5)["size"] == 15


def test_values_come_by_how_well_they_fit_and_then_by_how_common_they_are() -> None:
    buckets = [
        {"key": "p:1\x1fفلان لافروف", "doc_count": 9},
        {"key": "p:2\x1fلافروف", "doc_count": 2},
        {"key": "p:3\x1fلفروف", "doc_count": 50},
        {"key": "p:4\x1fلافا", "doc_count": 3},
        {"key": "p:2\x1fلافروف سيرغي", "doc_count": 4},
    ]
    answer: dict[str, Any] = {"sample": {"person": {"buckets": buckets}}}
    response = EngineResponse((), 0, False, 1, False, answer, {})
    found = read_labels(response, "person", readings("لاف"), 4)
    assert [each.value for each in found] == ["p:2", "p:4", "p:1", "p:3"]
    assert found[0] == Completion("person", "p:2", "لافروف", 6)
