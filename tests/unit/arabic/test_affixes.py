"""Ways to take affixes off, right and wrong ones alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic.affixes import SHORTEST, heads, repairs, tails


@pytest.mark.parametrize(
    ("word", "prefixes", "rest"),
    [
        ("والحكومه", ("و", "ال"), "حكومه"),
        ("فبالضمانات", ("ف", "ب", "ال"), "ضمانات"),
        ("وللحكومه", ("و", "ل", "ال"), "حكومه"),
        ("للافروف", ("ل",), "لافروف"),
        ("كالعاده", ("ك", "ال"), "عاده"),
        ("سيجتمع", ("س",), "يجتمع"),
        ("وسيعلن", ("و", "س"), "يعلن"),
        ("االحكومه", ("أ", "ال"), "حكومه"),
    ],
)
def test_stacked_proclitics_are_proposed(word: str, prefixes: tuple[str, ...], rest: str) -> None:
    assert (prefixes, rest) in [(head.prefixes, head.rest) for head in heads(word)]


def test_the_future_only_stands_before_an_imperfect() -> None:
    assert not any("س" in head.prefixes for head in heads("سلام"))


def test_only_the_article_makes_definite() -> None:
    assert {head.rest: head.definite for head in heads("بالبيت")} == {"البيت": False, "بيت": True}


@pytest.mark.parametrize(
    ("word", "stem", "suffixes"),
    [
        ("حكومته", "حكومه", ("ه",)),
        ("بياناتهم", "بيانات", ("هم",)),
        ("بياناتهم", "بيان", ("ات", "هم")),
        ("مستشفاه", "مستشفي", ("ه",)),
        ("دولتين", "دوله", ("ين",)),
        ("اجتمعوا", "اجتمع", ("وا",)),
        ("اعتقلوه", "اعتقلوا", ("وا", "ه")),
        ("مهندسون", "مهندس", ("ون",)),
        ("وزيرا", "وزير", ("ا",)),
        ("كبيره", "كبير", ("ة",)),
    ],
)
def test_number_and_pronoun_are_proposed(word: str, stem: str, suffixes: tuple[str, ...]) -> None:
    assert (stem, suffixes) in [(tail.stem, tail.suffixes) for tail in tails(word)]


def test_a_word_with_the_article_has_no_pronoun() -> None:
    assert not any("هم" in tail.suffixes for tail in tails("بياناتهم", definite=True))


@pytest.mark.parametrize(("word", "fuller"), [("وزرا", "وزراء"), ("شاطيء", "شاطء"), ("دايما", "داءما"), ("سو", "سوء")])
def test_a_lost_hamza_is_proposed(word: str, fuller: str) -> None:
    assert fuller in repairs(word)


@given(st.text(alphabet="والبلكسفهنتمي", max_size=12))
def test_cuts_leave_a_word_and_cost_something(word: str) -> None:
    for head in heads(word):
        assert word.endswith(head.rest)
        assert len(head.rest) >= SHORTEST
        assert head.cost > 0
    for tail in tails(word):
        assert len(tail.stem) >= SHORTEST
        assert tail.suffixes
        assert tail.cost > 0
