"""Levels, streams, highlights and explanations, with the lexicon that ships."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic.analysis import Analyser, Level, Match, load_analyser

if TYPE_CHECKING:
    from arabic.analysis import Explanation

LOADED = load_analyser()


def explained(analyser: Analyser, found: str, asked: str) -> Explanation:
    explanation = analyser.explain(found, asked)
    assert explanation is not None
    return explanation


def test_a_word_has_every_level(analyser: Analyser) -> None:
    word = analyser.analyse("وبالضَّمانات")
    assert word.at(Level.EXACT) == "وبالضَّمانات"
    assert word.at(Level.ORTH) == "وبالضمانات"
    assert word.at(Level.WORD) == "ضمانات"
    assert word.at(Level.STEM) == "ضمان"
    assert word.at(Level.ROOT) == "ضمن"
    assert (word.prefixes, word.known) == (("و", "ب", "ال"), True)


def test_without_a_root_the_lemma_stands_for_it(analyser: Analyser) -> None:
    word = analyser.analyse("غوتيريش")
    assert word.root is None
    assert word.at(Level.ROOT) == word.lemma


def test_latin_letters_keep_no_case(analyser: Analyser) -> None:
    assert analyser.analyse("NATO").lemma == "nato"


def test_streams_have_one_token_a_position(analyser: Analyser) -> None:
    streams = analyser.fields("استقبل الرئيس عبد الفتاح السيسي في أبو ظبي وزراءَ الخارجية ٢٠٢٤م ـــ")
    lengths = {len(stream.split(" ")) for stream in (streams.orth, streams.words, streams.lemmas, streams.roots)}
    assert lengths == {9}
    assert streams.words == "استقبل رءيس عبدالفتاح سيسي في ابوظبي وزراء خارجيه 2024"


def test_an_empty_text_has_empty_streams(analyser: Analyser) -> None:
    assert analyser.fields("… ـــ") == analyser.fields("")
    assert analyser.fields("").lemmas == ""


@pytest.mark.parametrize(
    ("spaced", "joined"),
    [
        ("أبو ظبي", "أبوظبي"),
        ("لأبو ظبي", "لأبوظبي"),
        ("عبد الله", "عبدالله"),
        ("وعبد الرحمن", "وعبدالرحمن"),
        ("الفيس بوك", "الفيسبوك"),
        ("أبو مازن", "أبومازن"),
        ("هونج كونج", "هونغ كونغ"),
        ("نيو يورك", "نيويورك"),
    ],
)
def test_names_in_one_word_or_two_are_one_token(analyser: Analyser, spaced: str, joined: str) -> None:
    (unit,) = analyser.units(spaced)
    assert (unit.start, unit.end) == (0, len(spaced))
    assert analyser.matches(f"زار {spaced} أمس", joined, Level.STEM)
    assert analyser.matches(f"زار {joined} أمس", spaced, Level.STEM)


@pytest.mark.parametrize("text", ["عبد، الله", "عبد\nالله", "أبو (ظبي)", "أبو وظبي", "عبد"])
def test_words_that_something_parts_are_no_name(analyser: Analyser, text: str) -> None:
    assert all(" " not in unit.analysis.exact for unit in analyser.units(text))


@pytest.mark.parametrize(
    ("document", "meets"),
    [
        ("وقدم والضمانات الأمنية كاملة", True),
        ("بالضمانات الامنية", True),
        ("بضمانات أمنية", True),
        ("الضَّمانات الأمنيّة", True),
        ("وللضمانات الامنية", True),
        ("ضمان أمني", False),
        ("الأمنية الضمانات", False),
        ("الضمانات والأمنية", True),
        ("الضمانات الدولية الأمنية", False),
    ],
)
def test_quotes_forgive_clitics_and_the_article_but_neither_number_nor_order(
    analyser: Analyser, document: str, *, meets: bool
) -> None:
    assert analyser.matches(document, "الضمانات الأمنية", Level.WORD) is meets


def test_a_query_without_a_word_meets_nothing(analyser: Analyser) -> None:
    assert not analyser.matches("نص", "…", Level.STEM)


def test_highlights_are_whole_words_at_the_strictest_level(analyser: Analyser) -> None:
    text = "قالت بالحكومة إن الحُكومة وحكوماتها"
    asked = analyser.analyse("الحكومة")
    terms = {level: frozenset({asked.at(level)}) for level in (Level.ORTH, Level.WORD, Level.STEM)}
    found = analyser.highlight(text, terms)
    assert [(text[match.start : match.end], match.level) for match in found] == [
        ("بالحكومة", Level.WORD),
        ("الحُكومة", Level.ORTH),
        ("وحكوماتها", Level.STEM),
    ]


def test_nothing_asked_highlights_nothing(analyser: Analyser) -> None:
    assert analyser.highlight("قالت الحكومة", {}) == []
    assert analyser.highlight("", {Level.STEM: frozenset({"قال"})}) == []


def test_a_highlight_covers_both_words_of_a_name(analyser: Analyser) -> None:
    term = analyser.analyse("أبوظبي").lemma
    assert analyser.highlight("في أبو ظبي", {Level.STEM: frozenset({term})}) == [Match(3, 10, Level.STEM)]


@pytest.mark.parametrize(
    ("found", "asked", "level", "text"),
    [
        ("بالحكومة", "حكومة", Level.WORD, "بالحكومة ← بـ + الـ + حكومة"),
        ("وللضمانات", "ضمانات", Level.WORD, "وللضمانات ← وـ + لـ + الـ + ضمانات"),
        ("حكومته", "الحكومة", Level.STEM, "حكومته ← حكومة + ـه"),
        ("بياناتهم", "بيان", Level.STEM, "بياناتهم ← بيان + ـهم"),
        ("حكومتهم", "لحكومته", Level.STEM, "حكومتهم ← حكومة + ـهم"),
        ("مسئول", "مسؤول", Level.ORTH, "مسئول ← مسئول"),
        ("NATO", "nato", Level.EXACT, "NATO ← NATO"),
    ],
)
def test_a_match_is_spelled_out(analyser: Analyser, found: str, asked: str, level: Level, text: str) -> None:
    explanation = explained(analyser, found, asked)
    assert explanation.level is level
    assert explanation.spelled_out(found) == text


def test_names_in_two_words_are_explained_too(analyser: Analyser) -> None:
    assert explained(analyser, "لأبو ظبي", "أبوظبي").prefixes == ("ل",)


def test_words_that_do_not_meet_have_no_explanation(analyser: Analyser) -> None:
    assert analyser.explain("قلم", "كتاب") is None


def test_an_article_of_400_words_takes_milliseconds(analyser: Analyser) -> None:
    text = " ".join(["أعلنت وزارة الخارجية أن الوزير استقبل في أبو ظبي نظيره الروسي وبحث معه العلاقات"] * 28)
    analyser.fields(text)
    best = min(_seconds(analyser, text) for _ in range(5))
    assert best < 0.006


def _seconds(analyser: Analyser, text: str) -> float:
    started = time.perf_counter()
    analyser.fields(text)
    return time.perf_counter() - started


@given(st.text(max_size=60))
def test_any_text_has_streams_of_equal_length(text: str) -> None:
    streams = LOADED.fields(text)
    counts = {len(stream.split(" ")) for stream in (streams.orth, streams.words, streams.lemmas, streams.roots)}
    assert len(counts) == 1
    assert not any(char.isspace() and char != " " for char in streams.lemmas)


@given(st.text(alphabet="والبلكسفهنتميةأإئؤءى ", max_size=24))
def test_what_meets_as_spelt_meets_without_clitics(text: str) -> None:
    for unit in LOADED.units(text):
        again = LOADED.analyse(unit.analysis.orth)
        assert again.orth == unit.analysis.orth


@pytest.mark.parametrize("text", ["و" * 5_000, "ال" * 3_000, "عبد " * 3_000, "أبو" * 3_000, "ها" * 3_000])
def test_hostile_words_are_analysed_in_bounded_time(analyser: Analyser, text: str) -> None:
    started = time.perf_counter()
    analyser.fields(text)
    assert time.perf_counter() - started < 1
