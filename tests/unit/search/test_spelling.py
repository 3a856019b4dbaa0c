"""Which word of the corpus a mistyped one was meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic.words import LONGEST_WORD
from search.spelling import Correction, Part, corrections, distance, near, parts, reach, respelt, suggesters, words_of

if TYPE_CHECKING:
    from arabic.analysis import Analyser

WORDS = st.text(st.sampled_from("ابتثجحدذرزسشصضطظعغفقكلمنهوي"), max_size=12)


def answer(word: str, *options: tuple[str, int], text: str = "body") -> dict[str, Any]:
    return {f"{text}:{word}": [{"options": [{"text": each, "freq": freq} for each, freq in options]}]}


@given(WORDS, WORDS)
def test_a_distance_is_mutual_and_nothing_only_between_equals(one: str, other: str) -> None:
    assert distance(one, other) == pytest.approx(distance(other, one))
    assert (distance(one, other) == 0) is (one == other)


@given(WORDS.filter(bool), st.integers(0, 11), st.sampled_from("ابتثج"))
def test_one_slip_is_at_most_one_step_and_a_first_letter(word: str, at: int, letter: str) -> None:
    at %= len(word)
    for slip in (word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]):
        assert distance(slip, word) <= 1.3


def test_likely_mistakes_are_nearer_than_others() -> None:
    assert distance("الضلم", "الظلم") < distance("الفلم", "الظلم")
    assert distance("حكموه", "حكومه") < 1
    assert distance("لفروف", "لافروف") < distance("لامفروف", "لافروف")
    assert distance("كتاب", "رتاب") > distance("كتاب", "كتار")
    assert distance("ا" * 60, "ب") == LONGEST_WORD


@pytest.mark.parametrize(
    ("word", "most"), [("من", 0.0), ("2022", 0.0), ("قمة", 0.6), ("هدنات", 1.3), ("الضمانات", 2.0)]
)
def test_short_words_may_be_off_by_less(word: str, most: float) -> None:
    assert reach(word) == most
    assert reach("ب" * 100) == 0.0


def test_clitics_are_kept_before_what_is_corrected(analyser: Analyser) -> None:
    assert Part("بال", "ضمنات") in parts("بالضمنات", analyser)
    assert Part("لل", "ضمنات") in parts("للضمنات", analyser)
    assert parts("هدنه", analyser) == (Part("", "هدنه"), Part("", "هدنه", definite=True))
    assert words_of({"بالضمنات": parts("بالضمنات", analyser)})[0] == "بالضمنات"


def test_a_correction_is_near_and_common(analyser: Analyser) -> None:
    options = parts("بالضمنات", analyser)
    said = {
        **answer("بالضمنات", ("بالضمانات", 2)),
        **answer("ضمنات", ("ضمانات", 40), ("ضمنت", 9), ("سمنات", 1), ("صنعت", 5)),
    }
    found = corrections("بالضمنات", options, said, limit=3)
    assert (found[0].word, found[0].articles) == ("بالضمانات", 40)
    assert [each.word for each in found] == ["بالضمانات", "بالضمنت", "بالسمنات"][: len(found)]
    assert found == sorted(found, key=lambda each: each.rank)


def test_a_word_that_the_corpus_has_with_the_article_alone_is_found(analyser: Analyser) -> None:
    options = parts("للمفاوظات", analyser)
    found = corrections("للمفاوظات", options, answer("المفاوظات", ("المفاوضات", 7), ("بالمفاوضات", 1)), limit=3)
    assert [each.word for each in found] == ["للمفاوضات"]
    assert respelt("هدنه", answer("الهدنه", ("الهدنة", 3))) == "هدنة"


def test_another_spelling_of_the_same_is_no_correction(analyser: Analyser) -> None:
    assert corrections("حكومه", parts("حكومه", analyser), answer("حكومه", ("حكومة", 900)), limit=3) == []


def test_a_word_is_offered_as_the_corpus_writes_it() -> None:
    said = {**answer("حكومه", ("حكومة", 90), ("حكومات", 50)), **answer("حكومه", ("حكومة", 4), text="title")}
    assert respelt("حكومه", said) == "حكومة"
    assert respelt("الله", said) == "الله"
    assert near("حكومه", said) == {"حكومة": 90, "حكومات": 50}


def test_the_engine_is_asked_for_titles_and_bodies_once_a_word() -> None:
    asked = suggesters(["نص", "نص"], popular=True)
    assert asked.keys() == {"title:نص", "body:نص"}
    assert asked["title:نص"]["term"]["suggest_mode"] == "popular"
    assert suggesters(["نص"])["body:نص"]["term"]["suggest_mode"] == "always"


def test_a_common_word_makes_up_for_a_less_likely_mistake() -> None:
    assert Correction("أ", 0.5, 10_000).rank < Correction("ب", 0.1, 1).rank
