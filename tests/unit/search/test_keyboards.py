"""Keys struck with the keyboard on the other language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic.words import is_arabic
from search.keyboards import neighbours, other_layouts


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hgqlhkhj", "الضمانات"),
        ("hgqlhkhj hgHlkdm", "الضمانات الأمنية"),
        ("lwv", "مصر"),
        ("s,vdh", "سوريا"),
        ("gfkhk", "لبنان"),
        ("]fd", "دبي"),
        ("HGQLHKHJ", "الضمانات"),
        ("Hlvd;h", "أمريكا"),
        ('"lwv"', '"مصر"'),
        ("لخخلمث", "google"),
        ("لاشف", "bat"),
    ],
)
def test_a_text_is_retyped_on_the_other_keyboard(typed: str, meant: str) -> None:
    assert meant in other_layouts(typed)


def test_french_keyboards_have_their_letters_elsewhere() -> None:
    assert "الضمانات" in other_layouts("hgalhkhj")
    assert "ضوء" in other_layouts("a;x")


@pytest.mark.parametrize("text", ["", "ok", "123", "مصر news", "élysée", "«»", "ب"])
def test_what_is_short_mixed_or_foreign_is_left_alone(text: str) -> None:
    assert other_layouts(text) == []


@given(st.text(max_size=40))
def test_any_text_is_read_without_harm(text: str) -> None:
    for other in other_layouts(text):
        assert other != text
        assert is_arabic(other) != is_arabic(text) or not is_arabic(text)


def test_neighbours_are_mutual() -> None:
    assert ("ص", "ض") in neighbours()
    assert all((second, first) in neighbours() for first, second in neighbours())
