"""Spellings of foreign names and what they share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic.skeletons import is_foreign_looking, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("بلينكن", "بلنكن"),
        ("غوتيريش", "جوتيريس"),
        ("تشرشل", "تشرتشل"),
        ("نتنياهو", "نتانياهو"),
        ("غورباتشوف", "جورباتشوف"),
        ("ماكرون", "مكرون"),
        ("فوكوشيما", "فوكوشيمه"),
        ("هونغ", "هونج"),
    ],
)
def test_spellings_of_a_name_share_a_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("بوش", "باش"), ("بوتين", "باتن"), ("ميركل", "ماكرون"), ("توني", "تينا")])
def test_short_names_keep_their_vowels(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_letters_without_a_foreign_sound_tell_an_arabic_word() -> None:
    assert is_foreign_looking("غوتيريش")
    assert not is_foreign_looking("رضوان")
    assert not is_foreign_looking("كوفيد19")


@given(st.text(alphabet="ابتجدرزسشغفكلمنهوي", max_size=30))
def test_a_skeleton_is_never_longer_than_the_word(word: str) -> None:
    assert len(skeleton(word)) <= len(word)
