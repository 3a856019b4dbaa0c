"""The samples show what agency copy looks like, in all its untidiness."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from statistics import median

import pytest

from articles.stages import Calendar, Kind
from samples import Sample, sample_folder

from .conftest import folded

WORD = re.compile(r"[\u0621-\u064a]+")


def shingles(text: str) -> set[tuple[str, ...]]:
    words = WORD.findall(text)
    return {tuple(words[at : at + 4]) for at in range(len(words) - 3)}


def test_files_are_utf8_and_arabic(samples: tuple[Sample, ...], plain: dict[str, str]) -> None:
    for sample in samples:
        (sample_folder() / sample.file).read_bytes().decode("utf-8")
        letters = [char for char in plain[sample.file] if char.isalpha()]
        arabic = [char for char in letters if "\u0600" <= char <= "\u06ff"]
        assert len(arabic) > 0.8 * len(letters), sample.file


def test_lengths_run_from_one_line_to_a_long_feature(plain: dict[str, str]) -> None:
    counts = sorted(len(text.split()) for text in plain.values())
    assert counts[0] < 20
    assert 80 <= median(counts) <= 200
    assert 400 < counts[-1] <= 600


def test_articles_of_different_stories_share_no_sentence(samples: tuple[Sample, ...], plain: dict[str, str]) -> None:
    runs = {sample.file: shingles(plain[sample.file]) for sample in samples}
    for left, right in combinations(samples, 2):
        if left.story is None or left.story != right.story:
            assert len(runs[left.file] & runs[right.file]) <= 8, (left.file, right.file)


def test_reprints_differ_only_in_spelling(plain: dict[str, str]) -> None:
    pairs = [
        ("002-geneva-lavrov-blinken.txt", "005-geneva-reprint.txt"),
        ("024-saudi-iran-beijing.txt", "025-saudi-iran-reprint.txt"),
        ("051-kuwait-pills.txt", "052-kuwait-pills-reprint.txt"),
        ("086-dead-sea-summit.txt", "087-dead-sea-summit-reprint.txt"),
    ]
    for original, reprint in pairs:
        left, right = shingles(plain[original]), shingles(plain[reprint])
        assert plain[original] != plain[reprint]
        assert len(left & right) > len(left | right) / 3, reprint


@pytest.mark.parametrize(
    "noise",
    [
        "(تستمر)", "(يتبع)", "(تابع)", "(انتهى)", "- انتهى -", "أفكارك وتعليقاتك", "اقرأ أيضا", "إقرأ أيضا",
        "شارك", "للمزيد زوروا موقعنا", "جميع الحقوق محفوظة", "عاجل", "تصوير:", "عدسة:", "تحرير:", "بقلم:",
        "كتبت:", "وسوم:", "كلمات دلالية:", "#بيروت", "// انتهى //", "مواضيع ذات صلة", "الرئيسية »", "Tweet",
        "&quot;", "&nbsp;", "&raquo;", "&copy;", "&amp;", "&reg;",
        "\u0640\u0640", "\ufeff", "\r\n", "\u200f", "\u200e", "\u200c", "ی", "ک", "۔", "٢", "۲", "\ufeea",
    ],
)  # fmt: skip
def test_noise_of_every_sort_is_there(raw: dict[str, str], noise: str) -> None:
    assert any(noise in text for text in raw.values())


def test_some_print_their_title_twice_and_some_once(samples: tuple[Sample, ...], plain: dict[str, str]) -> None:
    copies = Counter(plain[sample.file].count(folded(sample.title)) for sample in samples)
    assert copies[1] > 30
    assert copies[2] > 12


def test_every_kind_and_every_calendar_is_there(samples: tuple[Sample, ...]) -> None:
    assert {sample.kind for sample in samples} == set(Kind)
    assert {sample.calendar for sample in samples} == set(Calendar)


def test_years_from_2012_to_2026_are_there(samples: tuple[Sample, ...]) -> None:
    assert {s.published.year for s in samples if s.published} == set(range(2012, 2027))


def test_many_agencies_and_places_speak(samples: tuple[Sample, ...]) -> None:
    assert len({agency for sample in samples for agency in sample.agencies}) >= 40
    assert len({sample.place for sample in samples if sample.place}) >= 50


def test_persons_recur_under_different_spellings(samples: tuple[Sample, ...], raw: dict[str, str]) -> None:
    known = Counter(person for sample in samples for person in sample.persons)
    assert known["أنطونيو غوتيريش"] >= 8
    assert known["أنتوني بلينكن"] >= 6
    text = "".join(raw.values())
    for spelling in ("غوتيريش", "جوتيريش", "غوتيريس", "زيلينسكي", "زيلنسكي", "أردوغان", "إردوغان"):
        assert spelling in text
    for spelling in ("عبد الله بن راشد الهاجري", "عبدالله الهاجري", "ستولتنبرغ", "ستولتنبرج", "وبلينكن"):
        assert spelling in text
