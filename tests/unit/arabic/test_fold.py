"""One key for spellings that readers take as the same; repaired letters for display."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic.align import AlignedText
from arabic.fold import LETTER_MAP, fold, strip_marks, unify_letters


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("الحُكُومَةُ", "الحكومه"),
        ("الحكـــومة", "الحكومة"),
        ("أفغانستان", "افغانستان"),
        ("إردوغان", "أردوغان"),
        ("آسيا", "اسيا"),
        ("مصطفی", "مصطفى"),
        ("کتاب", "كتاب"),
        ("مدرسہ", "مدرسة"),
        ("ٱلأمن", "الأمن"),
        ("ﺍﻟﺤﻜﻮﻣﺔ", "الحكومة"),
        ("ﷲ", "الله"),
        ("ﻻ", "لا"),
        ("١٢٣", "123"),
        ("۱۲۳", "123"),
        ("الح\u200cكومة", "الحكومة"),
        ("\u200fالحكومة\u200e", "الحكومة"),
        ("ڤيروس", "فيروس"),
        ("پوتين", "بوتين"),
        ("هٰذا", "هذا"),
        ("RT", "rt"),
        ("ا\u0654من", "أمن"),
    ],
)
def test_spellings_of_the_same_words_have_one_key(written: str, other: str) -> None:
    assert fold(written) == fold(other)


@pytest.mark.parametrize(("one", "two"), [("لبنان", "لبن"), ("أمن", "أمين"), ("وطن", "طن"), ("عمان", "عم")])
def test_different_words_keep_different_keys(one: str, two: str) -> None:
    assert fold(one) != fold(two)


def test_repair_keeps_correct_spelling() -> None:
    assert unify_letters(AlignedText.of("إلى مدرسةِ الأمل")).text == "إلى مدرسةِ الأمل"


def test_repair_turns_other_keyboards_into_arabic() -> None:
    text = unify_letters(AlignedText.of("رئیسی ۔ ﺟﻤﻴﻊ ﷲ"))
    assert text.text == "رئيسي . جميع الله"
    assert text.raw_span(13, 17) == (13, 14)


def test_marks_can_be_taken_off_alone() -> None:
    assert strip_marks("الضَّمانات الأمنيّة\u200f") == "الضمانات الأمنية"


def test_the_letter_map_is_settled() -> None:
    """What a repair gives needs no further repair."""
    for new in LETTER_MAP.values():
        assert not any(char in LETTER_MAP for char in new)


@given(st.text(max_size=80))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=80))
def test_repairing_never_loses_alignment(text: str) -> None:
    clean = unify_letters(AlignedText.of(text))
    assert len(clean.starts) == len(clean.ends) == len(clean.text)
