from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic.fold import fold
from entities.clitics import readings, stem


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ولافروف", "لافروف"),
        ("للافروف", "لافروف"),
        ("وبلينكن", "بلينكن"),
        ("بالقاهرة", "القاهره"),
        ("للبنك", "البنك"),
        ("وللبنك", "البنك"),
        ("ولمحمد", "محمد"),
        ("كمحمد", "محمد"),
    ],
)
def test_the_word_behind_the_particles_is_among_the_readings(word: str, expected: str) -> None:
    assert expected in [reading.stem for reading in readings(fold(word))]


@pytest.mark.parametrize("word", ["بلينكن", "وليد", "لافروف", "كلينتون", "فلاديمير"])
def test_the_whole_word_is_the_first_reading(word: str) -> None:
    assert readings(fold(word))[0].stem == fold(word)
    assert readings(fold(word))[0].cut == 0


@given(st.text(alphabet="ابتولفكمن", min_size=1, max_size=12))
def test_each_reading_tells_how_to_get_its_stem(word: str) -> None:
    for reading in readings(word):
        assert stem(word, reading.cut) == reading.stem
        assert len(reading.particles) == reading.cut


def test_two_letters_at_least_remain() -> None:
    assert [reading.stem for reading in readings("وب")] == ["وب"]
    assert all(len(reading.stem) > 1 for reading in readings("ولي")[1:])
