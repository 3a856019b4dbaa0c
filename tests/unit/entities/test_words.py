from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.words import MAX_SENTENCE, sentences, words


def texts(text: str) -> list[str]:
    return [word.text for word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال لافروف، أمس", ["قال", "لافروف", "،", "أمس"]),
        ("الضَّمانات الأمنيّة", ["الضَّمانات", "الأمنيّة"]),
        ("لقـــاء", ["لقـــاء"]),
        ("عبد\u200cالله", ["عبد\u200cالله"]),
        ("CNN و2022", ["CNN", "و2022"]),
        ("«أوبك+»", ["«", "أوبك", "+", "»"]),
        ("", []),
        ("   \n ", []),
        ("\u200f\u200e", []),
    ],
)
def test_words_keep_their_vowel_signs_and_lose_their_punctuation(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_a_word_carries_its_folded_form() -> None:
    assert [word.key for word in words("أَنْتُونِي إلى")] == ["انتوني", "الي"]


@given(st.text(alphabet="ابتثجلمنهوي ًٌَُِّـ.،\n\u200fa1", max_size=80))
def test_spans_are_the_words_in_order_without_overlap(text: str) -> None:
    found = words(text)
    assert all(text[word.start : word.end] == word.text for word in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert all(word.key for word in found)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("ذهب محمد. عاد علي.", 2),
        ("ذهب محمد؟ عاد!", 2),
        ("سطر\nسطر آخر", 2),
        ("قال د. محمد علي", 1),
        ("بلا نقطة", 1),
        ("", 0),
    ],
)
def test_sentences_end_at_full_stops_and_lines_but_not_at_initials(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(st.text(max_size=200))
def test_sentences_hold_all_words_once(text: str) -> None:
    assert [word for sentence in sentences(text) for word in sentence] == words(text)


def test_an_endless_sentence_is_cut() -> None:
    found = sentences("كلمة " * 1000)
    assert max(map(len, found)) <= MAX_SENTENCE
    assert sum(map(len, found)) == 1000
