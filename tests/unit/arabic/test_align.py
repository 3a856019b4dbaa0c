"""Clean text must always lead back to the raw characters that it came from."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic.align import AlignedText, join

ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآةى ـ\u200f\u0650&;quot<>", max_size=60)


def test_raw_text_stands_for_itself() -> None:
    text = AlignedText.of("لافروف")
    assert text.raw_span(1, 3) == (1, 3)


def test_offset_places_a_text_inside_a_longer_one() -> None:
    assert AlignedText.of("وبلينكن", offset=40).raw_span(0, 7) == (40, 47)


def test_replacement_stands_for_all_that_it_replaces() -> None:
    text = AlignedText.of("قال &quot;نعم&quot;").sub(re.compile("&quot;"), '"')
    assert text.text == 'قال "نعم"'
    assert text.raw_span(4, 5) == (4, 10)
    assert text.raw_span(5, 8) == (10, 13)


def test_replacement_may_be_longer_than_what_it_replaces() -> None:
    text = AlignedText.of("ﷲ أكبر").translate({ord("ﷲ"): "الله"})
    assert text.text == "الله أكبر"
    assert text.raw_span(0, 4) == (0, 1)
    assert text.raw_span(5, 9) == (2, 6)


def test_dropped_characters_are_spanned_by_their_neighbours() -> None:
    text = AlignedText.of("الكـــريم").translate({ord("ـ"): None})
    assert text.text == "الكريم"
    assert text.raw_span(0, 6) == (0, 9)


def test_strip_drops_outer_white_space_alone() -> None:
    text = AlignedText.of("  أمن و سلام\n").strip()
    assert text.text == "أمن و سلام"
    assert text.raw_span(0, 3) == (2, 5)
    assert AlignedText.of(" \n ").strip().text == ""


def test_join_separates_with_text_of_no_raw_character() -> None:
    first, second = AlignedText.of("سلام", offset=5), AlignedText.of("أمن", offset=20)
    joined = join([first, second], "\n\n")
    assert joined.text == "سلام\n\nأمن"
    assert joined.raw_span(0, 4) == (5, 9)
    assert joined.raw_span(6, 9) == (20, 23)
    assert joined.raw_span(0, 9) == (5, 23)


def test_join_of_nothing_is_empty() -> None:
    assert join([]).text == ""


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (0, 9), (-1, 2)])
def test_an_empty_or_outlying_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no characters"):
        AlignedText.of("أمن").raw_span(start, end)


def test_nothing_to_replace_changes_nothing() -> None:
    text = AlignedText.of("أمن")
    assert text.sub(re.compile("x"), "y") is text
    assert text.translate({ord("x"): "y"}) is text


@given(ARABIC)
def test_every_clean_character_that_was_kept_is_the_raw_one(raw: str) -> None:
    clean = AlignedText.of(raw).sub(re.compile("&quot;"), '"').translate({0x200F: None, ord("ـ"): None})
    assert clean.text == raw.replace("&quot;", '"').replace("\u200f", "").replace("ـ", "")
    for i, char in enumerate(clean.text):
        start, end = clean.raw_span(i, i + 1)
        assert raw[start:end] in {char, "&quot;"}
    assert list(clean.starts) == sorted(clean.starts)


@given(ARABIC, st.integers(0, 60), st.integers(0, 60))
def test_a_slice_is_aligned_like_the_whole(raw: str, start: int, end: int) -> None:
    clean = AlignedText.of(raw).translate({ord("ـ"): None})
    part = clean[start:end]
    assert part.text == clean.text[start:end]
    assert part.starts == clean.starts[start:end]
