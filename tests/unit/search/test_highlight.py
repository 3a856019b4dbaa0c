"""Highlights are whole words, each with the strictest level at which it matched."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.errors import InvalidQuery
from search.highlight import Chunks, Highlighter
from search.request import Match
from search.syntax import parse

TEXT = "طالبت موسكو بضمانات أمنية. وهذه والضمانات الأمنيّة مطلب قديم؛ أما الضمانات الأمنية فلا. ضمان أمني."


def shown(chunks: Chunks, query: str, text: str = TEXT, match: Match = Match.AUTO, where: str = "body") -> list[str]:
    stop = frozenset({"في", "من", "على"})
    marks = Highlighter(parse(query), chunks, match, stop).marks(text, where)
    return [f"{text[mark.start : mark.end]}={mark.level}" for mark in marks]


def test_a_phrase_is_marked_where_its_words_stand_in_order(chunks: Chunks) -> None:
    assert shown(chunks, '"الضمانات الأمنية"') == [
        "بضمانات=word", "أمنية=word", "والضمانات=word", "الأمنيّة=orth", "الضمانات=exact", "الأمنية=exact",
    ]  # fmt: skip
    assert shown(chunks, '"الأمنية الضمانات"') == []


def test_the_level_of_a_phrase_follows_the_match(chunks: Chunks) -> None:
    assert shown(chunks, '"الضمانات الأمنية"', match=Match.EXACT) == ["الضمانات=exact", "الأمنية=exact"]
    assert shown(chunks, '="الضمانات الأمنية"') == ["الضمانات=exact", "الأمنية=exact"]
    assert shown(chunks, '"والضمانات الأمنية"', match=Match.ORTH) == ["والضمانات=exact", "الأمنيّة=orth"]
    assert shown(chunks, '"الضمانات الأمنية"', match=Match.STEM)[-2:] == ["ضمان=stem", "أمني=stem"]


def test_a_loose_phrase_may_have_words_between(chunks: Chunks) -> None:
    text = "رد روسي مكتوب ثم رد شفهي طويل جدا مكتوب"
    assert shown(chunks, '"رد مكتوب"~1', text) == ["رد=exact", "مكتوب=exact"]
    assert shown(chunks, '"رد مكتوب"', text) == []


def test_words_are_marked_in_every_form_that_the_match_allows(chunks: Chunks) -> None:
    text = "وزير والوزير وزراء وزارة الوزير"
    assert shown(chunks, "الوزير", text) == ["وزير=word", "والوزير=word", "وزراء=stem", "الوزير=exact"]
    assert shown(chunks, "الوزير", text, Match.ORTH) == ["الوزير=exact"]
    assert shown(chunks, "=الوزير", text) == ["الوزير=exact"]


def test_names_of_two_words_are_marked_as_one(chunks: Chunks) -> None:
    text = "زار أبو ظبي ثم أبوظبي"
    for query in ("ابوظبي", "أبو ظبي"):
        assert [mark.split("=")[0] for mark in shown(chunks, query, text)] == ["أبو ظبي", "أبوظبي"]


def test_prefixes_stop_words_and_exclusions(chunks: Chunks) -> None:
    text = "في الحكومة وحكومات من قطر"
    assert shown(chunks, "حكوم*", text) == ["الحكومة=word", "وحكومات=word"]
    assert shown(chunks, "في حكومة", text) == ["الحكومة=word", "وحكومات=stem"]
    assert shown(chunks, "في من", text) == ["في=exact", "من=exact"]
    assert shown(chunks, "حكوم* -قطر شخص:قطر", text) == ["الحكومة=word", "وحكومات=word"]


def test_a_scope_marks_its_own_text_alone(chunks: Chunks) -> None:
    assert shown(chunks, "عنوان:موسكو") == []
    assert shown(chunks, "عنوان:موسكو", where="title") == ["موسكو=exact"]
    assert shown(chunks, "موسكو أو (قطر)", where="title") == ["موسكو=exact"]


def test_marks_keep_their_places_over_line_ends_and_emoji(chunks: Chunks) -> None:
    assert shown(chunks, "موسكو", "🙂🙂 «موسكو»\n\nموسكو: 🙂 (موسكو)") == ["موسكو=exact"] * 3


@pytest.mark.parametrize("query", ["", "ـــ", '"ـ"', "منذ:2022"])
def test_queries_without_words_mark_nothing(chunks: Chunks, query: str) -> None:
    assert shown(chunks, query, "ـــ كلمة ـ") == []


@settings(max_examples=150, deadline=None)
@given(query=st.text(max_size=60), text=st.text(max_size=200), match=st.sampled_from(Match))
def test_marks_are_words_of_the_text_in_order_for_any_query(
    chunks: Chunks, query: str, text: str, match: Match
) -> None:
    try:
        tree = parse(query)
    except InvalidQuery:
        return
    marks = Highlighter(tree, chunks, match).marks(text, "body")
    assert all(text[mark.start : mark.end].strip() for mark in marks)
    assert all(one.end <= two.start for one, two in pairwise(marks))
