"""Roots are found where the dictionary bears them out."""

from __future__ import annotations

import pytest

from arabic.lexicon import Lexicon
from arabic.roots import root_of

LEXICON = Lexicon(
    dict.fromkeys(["جمع", "وزر", "ضمن", "علم", "لبنان", "درس", "كتب"], "\t50\td")
    | {"جامعه": "\t50\td", "بلر": "\t30\tn", "اداره": "\t50\td"},
    {},
    {},
)


@pytest.mark.parametrize(
    ("lemma", "root"),
    [
        ("اجتماع", "جمع"),
        ("جامعه", "جمع"),
        ("وزاره", "وزر"),
        ("ضمان", "ضمن"),
        ("معلم", "علم"),
        ("مدرسه", "درس"),
        ("مكتب", "كتب"),
        ("لبناني", "لبنان"),
        ("جامعي", "جمع"),
        ("اداري", "اداره"),
        ("درسي", "درس"),
        ("علم", "علم"),
    ],
)
def test_a_pattern_with_a_known_root_gives_it(lemma: str, root: str) -> None:
    assert root_of(lemma, LEXICON) == root


@pytest.mark.parametrize("lemma", ["بلير", "سيناريو", "كي", "", "زيارتي"])
def test_without_a_known_root_there_is_none(lemma: str) -> None:
    assert root_of(lemma, LEXICON) is None
