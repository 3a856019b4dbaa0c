"""A reader who asks for الضمانات الأمنية must be able to check the answer by hand."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from samples import Sample

PHRASE = re.compile(r"(?<!\w)[وف]?(?:ال|بال|كال|لل|ب|ل|ك)?ضمانات (?:ال)?امنيه(?!\w)")


def test_the_manifest_knows_exactly_which_articles_mention_the_phrase(
    samples: tuple[Sample, ...], plain: dict[str, str]
) -> None:
    mentioned = {sample.file for sample in samples if PHRASE.search(plain[sample.file])}
    assert mentioned == {sample.file for sample in samples if sample.mentions_phrase}
    assert 9 <= len(mentioned) <= 11


def test_each_mention_stands_in_its_own_form(samples: tuple[Sample, ...], plain: dict[str, str]) -> None:
    forms = {form for s in samples for form in PHRASE.findall(plain[s.file])}
    assert forms == {
        "الضمانات الامنيه",
        "والضمانات الامنيه",
        "بضمانات امنيه",
        "بالضمانات الامنيه",
        "للضمانات الامنيه",
        "وللضمانات الامنيه",
    }


@pytest.mark.parametrize(
    "written",
    [
        "الضمانات الأمنية",
        "والضمانات الأمنية",
        "بضمانات أمنية",
        "الضَّمانات الأمنيّة",
        "بالضمانات الامنية",
        "للضمانات الأمنية",
        "وللضمانات الأمنية",
        "الضمانات الأمنیة",
        "الضمــــانات الأمنيــــة",
        "والضمانات الامنيه",
        "\ufe8d\ufedf\ufec0\ufee4\ufe8e\ufee7\ufe8e\ufe95 \ufe8d\ufef7\ufee3\ufee8\ufef4\ufe94",
    ],
)
def test_is_spelt_in_every_way_that_copy_arrives(raw: dict[str, str], written: str) -> None:
    boundary = r"(?<![\w\u064b-\u0652])"
    assert any(re.search(boundary + re.escape(written), text) for text in raw.values())


@pytest.mark.parametrize(
    "near_miss",
    [
        "ضمانات اجتماعيه",
        "الضمانات الاجتماعيه",
        "الضمان الامني",
        "الامنيه والضمانات",
        "ضمانات ائتمانيه",
        "الامن والضمان",
        "معدات امنيه",
    ],
)
def test_near_misses_stand_only_where_the_phrase_does_not(
    samples: tuple[Sample, ...], plain: dict[str, str], near_miss: str
) -> None:
    holding = [sample for sample in samples if near_miss in plain[sample.file]]
    assert holding
    assert not any(sample.mentions_phrase for sample in holding)


def test_near_misses_have_both_words_but_never_side_by_side(plain: dict[str, str]) -> None:
    words = plain["015-farm-loans.txt"].split()
    assert "ضمانات" in words
    assert "امنيه" in words
    assert ("ضمانات", "امنيه") not in set(pairwise(words))
