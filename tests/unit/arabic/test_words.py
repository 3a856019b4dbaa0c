"""Words and their plain spelling."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic.words import is_arabic, is_spelt_ha, letters, orth, settle, tokenise

ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئىةً\u0640\u200c\u200f ", max_size=40)


def words(text: str) -> list[str]:
    return [token.text for token in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال الرئيس، أمس: «لا».", ["قال", "الرئيس", "أمس", "لا"]),
        ("#مجلس_الأمن", ["مجلس", "الأمن"]),
        ("كوفيد-19 وكوفيد19", ["كوفيد", "19", "وكوفيد19"]),
        ("بلغ 1,234.5 و٣٫٥ و١٬٠٠٠", ["بلغ", "1,234.5", "و٣٫٥", "و١٬٠٠٠"]),
        ("2026-11-23 10.30م", ["2026", "11", "23", "10", "30م"]),
        ("الح\u200cكومة ال\u00adأمن", ["الح\u200cكومة", "ال\u00adأمن"]),
        ("مُدَرِّسَةٌ", ["مُدَرِّسَةٌ"]),
        ("don't U.S.A. l\u2019ONU", ["don't", "U.S.A", "l\u2019ONU"]),
        ("東京 و北京", ["東", "京", "و", "北", "京"]),
        ("", []),
        ("… ؟ ! 🎉", []),
    ],
)
def test_text_is_split_into_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_direction_marks_around_a_word_do_not_belong_to_it() -> None:
    (token,) = tokenise("\u200fمصر\u200e")
    assert (token.text, token.start, token.end) == ("مصر", 1, 4)


@given(st.text(max_size=80))
def test_tokens_stand_where_they_say_and_in_order(text: str) -> None:
    tokens = tokenise(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))


@pytest.mark.parametrize(
    "text", ["ا\u200f" * 100_000, "a'" * 100_000, "1," * 100_000 + "x", "ا" * 200_000, "_" * 200_000]
)
def test_hostile_text_is_split_in_linear_time(text: str) -> None:
    started = time.perf_counter()
    tokenise(text)
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مسئول", "مسؤول"),
        ("شئون", "شؤون"),
        ("رءوس", "رؤوس"),
        ("هيأة", "هيئة"),
        ("على", "علي"),
        ("ﷲ", "الله"),
        ("ﻻ", "لا"),
        ("ﺍﻟﺤﻜﻮﻣﺔ", "الحكومة"),
        ("امریکا", "امريكا"),
        ("مدرسہ", "مدرسة"),
        ("گوگل", "جوجل"),
        ("پوتين", "بوتين"),
        ("لاڤروف", "لافروف"),
        ("الحُكُومَةُ", "الحكومه"),
        ("الحكـــومة", "الحكومة"),
        ("هٰذا", "هذا"),
        ("١٬٠٠٠", "1000"),
        ("٣٫٥", "3.5"),
        ("سوء", "سو"),
        ("الوزراء", "الوزرا"),
        ("شاطيء", "شاطئ"),
        ("Café", "cafe"),
        ("NATO", "nato"),
    ],
)
def test_spellings_of_one_word_have_one_plain_spelling(one: str, other: str) -> None:
    assert orth(one) == orth(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ماء", "ما"), ("بماء", "بما"), ("شيء", "شي"), ("علماء", "علما"), ("بئر", "بار"), ("رئيس", "رايس"), ("سأل", "سل")],
)
def test_different_words_keep_different_spellings(one: str, other: str) -> None:
    assert orth(one) != orth(other)


def test_letters_keep_the_ending_that_settle_unifies() -> None:
    assert letters("الوزراء") == "الوزراء"
    assert settle("الوزراء") == "الوزرا"


def test_a_written_ha_is_told_from_ta_marbuta() -> None:
    assert is_spelt_ha("عمره")
    assert is_spelt_ha("عمرهُ")
    assert not is_spelt_ha("عمرة")


def test_arabic_is_told_from_other_scripts() -> None:
    assert is_arabic("وNATO")
    assert not is_arabic("NATO2024")


@given(ARABIC)
def test_plain_spelling_is_stable(text: str) -> None:
    for token in tokenise(text):
        assert letters(letters(token.text)) == letters(token.text)
        assert " " not in orth(token.text)
