from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic.fold import fold
from entities.names import Name, person_key, reduced, shortens, spelling, split_units
from entities.resources import load_given

GIVEN = load_given().all


def units(name: str) -> tuple[str, ...]:
    return tuple(unit.key for unit in split_units(fold(name).split()))


def key(name: str) -> str:
    return person_key(units(name), GIVEN)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("عبد الله بن زايد", ("عبدالله", "بن_زايد")),
        ("عبدالله بن زايد", ("عبدالله", "بن_زايد")),
        ("منى أبو زيد", ("مني", "ابوزيد")),
        ("منى أبوزيد", ("مني", "ابوزيد")),
        ("محمد علي آل هاشم", ("محمد", "علي", "ال_هاشم")),
        ("مريم بنت خلفان", ("مريم", "بنت_خلفان")),
        ("أم كلثوم", ("امكلثوم",)),
        ("محمد بن عبد العزيز", ("محمد", "بن_عبدالعزيز")),
        ("محمد بن", ("محمد",)),
        ("أبو", ()),
        ("بن عبد", ()),
    ],
)
def test_a_chain_is_read_in_units(name: str, expected: tuple[str, ...]) -> None:
    assert units(name) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أنتوني بلينكن", "أنطوني بلينكن"),
        ("أنتوني بلينكن", "انتوني بلنكن"),
        ("أنتوني بلينكن", "أنتوني بلينكين"),
        ("أنطونيو غوتيريش", "أنطونيو جوتيريش"),
        ("أنطونيو غوتيريش", "أنطونيو غوتيريس"),
        ("دونالد ترامب", "دونالد ترمب"),
        ("بنيامين نتنياهو", "بنيامين نتانياهو"),
        ("سيرغي لافروف", "سيرجي لافروف"),
        ("رجب طيب أردوغان", "رجب طيب إردوغان"),
        ("حسين أمير عبد اللهيان", "حسين أمير عبداللهيان"),
        ("علي خامنئي", "على خامنئي"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("علي حسن", "علي حسين"),
        ("نبيل كريم", "نبيل كرم"),
        ("سالم راشد", "سليم راشد"),
        ("محمد بن سلمان بن عبدالعزيز", "سلمان بن عبدالعزيز"),
        ("راشد بن سالم", "سالم بن راشد"),
        ("نواف سلام", "تمام سلام"),
        ("جوزيف عون", "ميشال عون"),
    ],
)
def test_names_of_two_people_have_two_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("رشاد العليمي", "رشاد محمد العليمي", True),
        ("طارق صالح", "طارق محمد عبدالله صالح", True),
        ("محمد بن سلمان", "محمد بن سلمان بن عبدالعزيز آل سعود", True),
        ("عبدالله العليمي", "عبدالله العليمي باوزير", True),
        ("سلمان بن عبدالعزيز", "محمد بن سلمان بن عبدالعزيز", False),
        ("علي عبدالله صالح", "طارق محمد عبدالله صالح", False),
        ("محمد", "محمد علي", False),
        ("محمد علي", "محمد علي", False),
        ("محمد حسن", "محمد علي حسين", False),
    ],
)
def test_a_shorter_name_begins_and_ends_alike_or_is_a_plain_cut(short: str, long: str, expected: bool) -> None:
    assert shortens(units(short), units(long)) is expected


@given(st.text(alphabet="ابتجغقطيوهنش", min_size=1, max_size=10))
def test_reducing_only_takes_letters_away(word: str) -> None:
    assert 1 <= len(reduced(word)) <= len(word)


@given(st.lists(st.sampled_from(["بن", "عبد", "ابو", "محمد", "ال", "علي", "بنت", "ابن", "ام"]), max_size=14))
def test_units_cover_words_in_order(keys: list[str]) -> None:
    found = split_units(keys)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert all(unit.key and unit.end <= max(len(keys), 1) for unit in found)


def test_arabic_names_keep_their_vowels_and_foreign_ones_do_not() -> None:
    assert spelling(("علي", "حسين"), GIVEN) == ("علي", "حسين")
    assert spelling(("جون", "ماكرون"), GIVEN) == ("جون", "مكرون")


def test_a_name_knows_whether_it_is_full() -> None:
    assert Name(("نواف", "سلام"), "نواف سلام").is_full
    assert not Name(("سلام",), "سلام").is_full
    assert Name(("نواف", "سلام"), "نواف سلام").last == "سلام"
