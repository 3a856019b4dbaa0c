"""A tree becomes clauses: each test compares the whole of them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arabic.analysis import Analyser
from search.boosts import MOST_WORDS
from search.clauses import EVERYTHING, NOTHING, Clause, Compiler
from search.errors import Code, InvalidQuery
from search.request import Match
from search.syntax import parse

TODAY = date(2024, 3, 31)
LABELS = {("person", "لافروف"): ("p:1", "p:0"), ("topic", "سياسة"): ("politics",)}


@pytest.fixture(scope="session")
def compiler(analyser: Analyser, stopwords: frozenset[str]) -> Compiler:
    return Compiler(analyser, stopwords, Match.AUTO, TODAY, LABELS)


def compiled(compiler: Compiler, text: str, match: Match = Match.AUTO) -> Clause:
    return Compiler(compiler.analyser, compiler.stopwords, match, compiler.today, compiler.labels).compile(parse(text))


def either(*clauses: Clause) -> Clause:
    return {"bool": {"should": list(clauses), "minimum_should_match": 1}}


def term(field: str, value: str, boost: float) -> Clause:
    return {"term": {field: {"value": value, "boost": boost}}}


def analysed(field: str, text: str, boost: float) -> Clause:
    return {"match": {field: {"query": text, "operator": "and", "boost": boost}}}


def phrase(field: str, text: str, boost: float, **more: Any) -> Clause:
    return {"match_phrase": {field: {"query": text, **more, "boost": boost}}}


def word(_text: str, lemma: str) -> Clause:
    """A word of an ordinary query."""
    return term("text_lemma", lemma, 1.0)


def exact(text: str) -> Clause:
    return either(analysed("title.exact", text, 2.0), analysed("body.exact", text, 1.0))


def test_a_word_is_sought_at_every_level_the_nearer_the_better(compiler: Compiler) -> None:
    assert compiled(compiler, "للوزارة") == word("للوزارة", "وزاره")


def test_of_several_words_most_are_needed_and_stop_words_are_not(compiler: Compiler) -> None:
    assert compiled(compiler, "اجتماع في القاهرة") == {
        "bool": {
            "should": [word("اجتماع", "اجتماع"), word("القاهرة", "قاهره")],
            "minimum_should_match": MOST_WORDS,
        }
    }


def test_a_query_of_stop_words_needs_any_of_them(compiler: Compiler) -> None:
    clause = compiled(compiler, "في من")
    assert clause["bool"]["minimum_should_match"] == 1
    assert len(clause["bool"]["should"]) == 2


def test_the_levels_of_words_follow_the_match(compiler: Compiler) -> None:
    assert compiled(compiler, "المسئول", Match.ORTH) == either(
        term("title_orth", "المسءول", 2.0), term("body_orth", "المسءول", 1.0)
    )
    assert compiled(compiler, "الوزير", Match.EXACT) == exact("الوزير")
    assert compiled(compiler, "الوزير", Match.STEM) == term("text_lemma", "وزير", 1.0)
    assert compiled(compiler, "الوزير", Match.ROOT) == either(
        term("title_root", "وزير", 2.0),
        term("body_root", "وزير", 1.0),
    )


def test_signals_rank_what_was_found_and_find_nothing_themselves(compiler: Compiler) -> None:
    ranked = replace(compiler, ranked=True).compile(parse("اجتماع القاهرة"))["bool"]
    assert ranked["must"] == [compiled(compiler, "اجتماع القاهرة")]
    assert {"match_phrase": {"text_lemma": {"query": "اجتماع قاهره", "boost": 0.3}}} in ranked["should"]
    assert {"match": {"text_gram": {"query": "اجتماع قاهره", "boost": 0.3}}} in ranked["should"]


def test_what_is_excluded_is_not_ranked(compiler: Compiler) -> None:
    assert replace(compiler, ranked=True).compile(parse("-القاهرة")) == compiled(compiler, "-القاهرة")


def test_a_word_as_written_is_needed_beside_the_others(compiler: Compiler) -> None:
    assert compiled(compiler, "=الضمانات القاهرة") == {"bool": {"must": [exact("الضمانات"), word("القاهرة", "قاهره")]}}


def test_a_name_of_two_words_is_one(compiler: Compiler) -> None:
    assert compiled(compiler, "أبو ظبي") == word("أبو ظبي", "ابوظبي")


@pytest.mark.parametrize(
    ("text", "match", "pattern", "stream"),
    [
        ('"والضمانات الأمنيّة"', Match.AUTO, "{}_word", "ضمانات امنيه"),
        ('"والضمانات الأمنية"', Match.ORTH, "{}_orth", "والضمانات الامنيه"),
        ('"والضمانات الأمنية"', Match.STEM, "{}_lemma", "ضمان امني"),
        ('"والضمانات الأمنية"', Match.EXACT, "{}.exact", "والضمانات الأمنية"),
        ('="والضمانات الأمنية"', Match.AUTO, "{}.exact", "والضمانات الأمنية"),
    ],
)
def test_phrases_keep_their_order_at_the_level_of_the_match(
    compiler: Compiler, text: str, match: Match, pattern: str, stream: str
) -> None:
    expected = either(
        *(phrase(pattern.format(field), stream, boost) for field, boost in (("title", 2.0), ("body", 1.0)))
    )
    assert compiled(compiler, text, match) == expected


def test_a_loose_phrase_has_its_slop(compiler: Compiler) -> None:
    assert compiled(compiler, '"رد مكتوب"~3') == either(
        phrase("title_word", "رد مكتوب", 2.0, slop=3), phrase("body_word", "رد مكتوب", 1.0, slop=3)
    )


def test_a_prefix_is_sought_with_and_without_the_article(compiler: Compiler) -> None:
    def prefix(field: str, value: str, boost: float) -> Clause:
        return {"prefix": {field: {"value": value, "boost": boost}}}

    assert compiled(compiler, "الحكوم*") == either(
        prefix("title_orth", "الحكوم", 2.0), prefix("title_word", "حكوم", 2.0),
        prefix("body_orth", "الحكوم", 1.0), prefix("body_word", "حكوم", 1.0),
    )  # fmt: skip
    hyphenated = compiled(compiler, "covid-va*")["bool"]["must"]
    assert hyphenated[0] == word("covid", "covid")
    assert hyphenated[1]["bool"]["should"][0] == prefix("title_orth", "va", 2.0)


def test_facets_filter_exclusions_exclude_and_the_rest_ranks(compiler: Compiler) -> None:
    assert compiled(compiler, "القاهرة شخص:لافروف -موضوع:سياسة منذ:2022-01") == {
        "bool": {
            "must": [word("القاهرة", "قاهره")],
            "filter": [{"terms": {"person_ids": ["p:0", "p:1"]}}, {"range": {"published": {"gte": "2022-01-01"}}}],
            "must_not": [{"terms": {"topic_ids": ["politics"]}}],
        }
    }


def test_a_label_that_nobody_has_finds_nothing(compiler: Compiler) -> None:
    assert compiled(compiler, "شخص:مجهول") == NOTHING


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("منذ:2022-01", {"gte": "2022-01-01"}),
        ("حتى:2022-01", {"lte": "2022-01-31"}),
        ("تاريخ:2022-01", {"gte": "2022-01-01", "lte": "2022-01-31"}),
        ("منذ:7d", {"gte": "2024-03-24"}),
        ("حتى:7d", {"lte": "2024-03-24"}),
        ("تاريخ:7d", {"gte": "2024-03-24", "lte": "2024-03-31"}),
    ],
)
def test_dates_bound_the_day_of_publication(compiler: Compiler, text: str, limits: dict[str, str]) -> None:
    assert compiled(compiler, text) == {"range": {"published": limits}}


def test_a_date_that_is_none_is_pointed_at(compiler: Compiler) -> None:
    with pytest.raises(InvalidQuery) as caught:
        compiled(compiler, "مصر منذ:الأزل")
    assert (caught.value.code, caught.value.at) == (Code.QUERY_BAD_DATE, (4, 8))


def test_either_side_of_or_is_enough_and_a_scope_looks_at_one_field(compiler: Compiler) -> None:
    titled = either(phrase("title_word", "هدنه", 2.0))["bool"]["should"][0]
    assert compiled(compiler, 'القاهرة أو عنوان:"هدنة"') == either(word("القاهرة", "قاهره"), titled)


def test_without_is_a_query_too(compiler: Compiler) -> None:
    assert compiled(compiler, "-القاهرة") == {"bool": {"must_not": [word("القاهرة", "قاهره")]}}
    assert compiled(compiler, "") == EVERYTHING


@pytest.mark.parametrize("text", ["؟!", "ـــ", "-؟", '"ـ"', "=ـ"])
def test_a_query_without_a_word_finds_nothing(compiler: Compiler, text: str) -> None:
    assert compiled(compiler, text) == NOTHING


def test_what_cannot_be_looked_up_is_left_out_of_what_can(compiler: Compiler) -> None:
    assert compiled(compiler, 'القاهرة "ـ"') == word("القاهرة", "قاهره")
    assert compiled(compiler, 'القاهرة أو "ـ"') == word("القاهرة", "قاهره")


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=80), match=st.sampled_from(Match))
def test_any_text_compiles_or_is_refused(compiler: Compiler, text: str, match: Match) -> None:
    try:
        clause = compiled(compiler, text, match)
    except InvalidQuery:
        return
    assert clause
