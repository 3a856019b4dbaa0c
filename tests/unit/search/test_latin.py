"""Latin letters that stand for an Arabic word."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import latin
from search.labels import split

if TYPE_CHECKING:
    from arabic.analysis import Analyser


def known(analyser: Analyser, word: str) -> float | None:
    entry = analyser.lexicon.get(word.removeprefix("ال")) or analyser.lexicon.get(word)
    return entry.level if entry else None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Lavrov", "لافروف"),
        ("Blinken", "بلينكن"),
        ("Netanyahu", "نتنياهو"),
        ("Guterres", "غوتيريس"),
        ("Khamenei", "خامنءي"),
        ("Erdoğan", None),
        ("Erdogan", "اردوغان"),
        ("Shoigu", "شويغو"),
        ("7okoma", "حكومه"),
        ("3abbas", "عباس"),
        ("ma7moud", "محمود"),
        ("ra2is", "رءيس"),
        ("al-Quds", "القدس"),
        ("intikhabat", "انتخابات"),
        ("lebnan", "لبنان"),
    ],
)
def test_names_and_arabizi_are_read(analyser: Analyser, typed: str, meant: str | None) -> None:
    found = latin.readings(latin.sounds(typed), lambda word: known(analyser, word), 8)
    assert (meant in found) if meant else found == []


@pytest.mark.parametrize(
    ("typed", "arabic"),
    [
        ("Sisi", "السيسي"),
        ("Sinwar", "السنوار"),
        ("Zelensky", "زيلينسكي"),
        ("Guterres", "غوتيريش"),
        ("Ghaza", "غزة"),
        ("Yahya", "يحيى"),
        ("Assad", "الأسد"),
        ("Hezbollah", "حزبالله"),
    ],
)
def test_a_name_is_known_in_its_arabic_spelling(typed: str, arabic: str) -> None:
    sounds = latin.sounds(typed)
    assert latin.cost(sounds, arabic) is not None
    pattern = latin.pattern(sounds).replace("\\", "")
    assert re.fullmatch(pattern, f"p:1\x1f{arabic}")
    assert re.fullmatch(pattern, f"p:1\x1fالسيد {arabic} الثاني")
    assert split(f"p:1\x1f{arabic}")[1] == arabic


@pytest.mark.parametrize("typed", ["Lavrov", "Merkel", "7okoma"])
def test_another_word_is_not_taken_for_it(typed: str) -> None:
    assert latin.cost(latin.sounds(typed), "بلينكن") is None
    assert not re.fullmatch(latin.pattern(latin.sounds(typed)), "p:1\x1fأنتوني بلينكن")


@pytest.mark.parametrize("typed", ["", "ab", "zzzz", "123", "naïve", "نص", "a" * 200, "co_op"])
def test_what_is_no_such_word_has_no_sounds(typed: str) -> None:
    assert latin.sounds(typed) == ()


@given(st.text(st.sampled_from("aeioukhtgzslry2379'-"), max_size=30))
def test_any_letters_are_read_in_little_time(analyser: Analyser, typed: str) -> None:
    sounds = latin.sounds(typed)
    started = time.process_time()
    found = latin.readings(sounds, lambda word: known(analyser, word), 5) if sounds else []
    assert len(found) <= 5
    assert time.process_time() - started < 1.0
    for word in found:
        assert latin.cost(sounds, word) is not None
