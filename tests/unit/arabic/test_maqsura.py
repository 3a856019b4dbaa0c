"""A Farsi yeh at the end of a word is ى or ي, by the word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic.align import AlignedText
from arabic.maqsura import restore_maqsura


def restored(text: str) -> str:
    return restore_maqsura(AlignedText.of(text)).text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("إلی", "إلى"),
        ("حتی", "حتى"),
        ("مصطفی", "مصطفى"),
        ("والأخری", "والأخرى"),
        ("المستشفی", "المستشفى"),
        ("لدی", "لدى"),
        ("بالقری", "بالقرى"),
        ("التقی الوفدان", "التقى الوفدان"),
    ],
)
def test_words_that_end_in_alef_maqsura_get_it_back(written: str, meant: str) -> None:
    assert restored(written) == meant


@pytest.mark.parametrize("word", ["فی", "رئیسی", "الوزاری", "أمریکی", "کتابی", "یمنی"])
def test_other_words_are_left_to_the_repair_of_letters(word: str) -> None:
    assert restored(word) == word


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("الرد المکتوب علی مقترحاتها", "الرد المکتوب على مقترحاتها"),
        ("وافق علی الاتفاق", "وافق على الاتفاق"),
        ("الشیخ علی سلمان", "الشیخ علی سلمان"),
        ("محمد علی آل هاشم", "محمد علی آل هاشم"),
        ("المرشد علی خامنئی", "المرشد علی خامنئی"),
        ("علی عبدالله", "علی عبدالله"),
    ],
)
def test_the_name_ali_is_told_from_the_preposition(text: str, meant: str) -> None:
    assert restored(text) == meant


def test_a_yeh_inside_a_word_is_no_ending() -> None:
    assert restored("إلیه علیها") == "إلیه علیها"


def test_text_without_a_farsi_yeh_is_given_back_as_it_is() -> None:
    text = AlignedText.of("إلى الأمام")
    assert restore_maqsura(text) is text


@given(st.text(alphabet="علیىإ حتسو.", max_size=40))
def test_nothing_but_yehs_changes(text: str) -> None:
    clean = restore_maqsura(AlignedText.of(text))
    assert clean.text.replace("ى", "ی") == text.replace("ى", "ی")
    assert len(clean.starts) == len(clean.ends) == len(text)
