from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.gazetteer import Gazetteer

KNOWN = Gazetteer.of(
    {
        ("الامم", "المتحده"): "un",
        ("الامم",): "nations",
        ("الولايات", "المتحده"): "us",
        ("القاهره",): "cairo",
        ("بون",): "bonn",
    }
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("الامم المتحده", [("un", 0, 2, 0)]),
        ("الامم تتحد", [("nations", 0, 1, 0)]),
        ("في القاهره و الولايات المتحده", [("cairo", 1, 2, 0), ("us", 3, 5, 0)]),
        ("بالقاهره", [("cairo", 0, 1, 1)]),
        ("للامم المتحده", [("un", 0, 2, 2)]),
        ("وبالقاهره", [("cairo", 0, 1, 2)]),
        ("بون", [("bonn", 0, 1, 0)]),
        ("", []),
        ("كلمات اخري", []),
    ],
)
def test_the_longest_phrase_is_found_particles_cut(text: str, expected: list[tuple[str, int, int, int]]) -> None:
    found = KNOWN.matches(text.split())
    assert [(match.value, match.start, match.end, match.cut) for match in found] == expected


def test_a_phrase_is_looked_up_by_its_words() -> None:
    assert KNOWN.get("الامم", "المتحده") == "un"
    assert KNOWN.get("المتحده") is None


@given(st.lists(st.sampled_from(["الامم", "المتحده", "للامم", "القاهره", "و", "بون"]), max_size=12))
def test_matches_never_overlap(keys: list[str]) -> None:
    found = KNOWN.matches(keys)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert all(match.start < match.end <= len(keys) for match in found)
