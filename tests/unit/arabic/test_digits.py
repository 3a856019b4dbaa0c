"""Digits of three sets read as one."""

from hypothesis import given
from hypothesis import strategies as st

from arabic.digits import ascii_digits


def test_all_three_digit_sets_become_ascii() -> None:
    assert ascii_digits("2024 ٢٠٢٤ ۲۰۲۴") == "2024 2024 2024"


def test_letters_and_signs_stay() -> None:
    assert ascii_digits("مادة ٥/ب") == "مادة 5/ب"


@given(st.text(max_size=60))
def test_offsets_stay_valid(text: str) -> None:
    assert len(ascii_digits(text)) == len(text)
