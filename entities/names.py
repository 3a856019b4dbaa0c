"""Names as chains of units, and which chains can be the same person.

A unit is what a reader takes as one: عبد الله, أبو زيد, آل نهيان, بن سلمان. Folded and joined, so that عبدالله and
عبد الله are equal. Chains keep بن: محمد بن سلمان بن عبدالعزيز and سلمان بن عبدالعزيز stay two, father and son.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_JOINED = {"عبد": "عبد", "ابو": "ابو", "ابي": "ابو", "ابا": "ابو", "ام": "ام"}
_LINKED = {"ال": "ال_", "بن": "بن_", "ابن": "بن_", "بنت": "بنت_"}
FAMILY, SON, DAUGHTER = "ال_", "بن_", "بنت_"
_WRITTEN_TOGETHER = re.compile(r"^(ابو|ابي)(?=\w{3})")
# Letters that Arabic uses for sounds of its own: transliterations hardly do.
_NATIVE_LETTERS = frozenset("حصضظعذ")
_G = str.maketrans({"غ": "ج", "ط": "ت", "ق": "ك", "ث": "ت", "ؤ": "و"})
_MIDDLE_VOWELS = re.compile(r"(?<=.)[اي](?=.)")
_FINAL_SIBILANT = re.compile(r"[شزص]$")
_DOUBLED = re.compile(r"(\w)\1+")
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A name as its units in order; `text` is how it is shown."""

    units: tuple[str, ...]
    text: str

    @property
    def is_full(self) -> bool:
        return len(self.units) > 1

    @property
    def last(self) -> str:
        return self.units[-1]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a name and the words `start` to `end` it is written with."""

    key: str
    start: int
    end: int


def split_units(keys: Sequence[str]) -> list[Unit]:
    """The units of folded words; a connecting word at the end, with nothing to connect, is left out."""
    return list(_units(keys))


def _units(keys: Sequence[str]) -> Iterator[Unit]:
    at = 0
    while at < len(keys):
        end, key = unit_at(keys, at)
        if key:
            yield Unit(key, at, end)
        at = end


def unit_at(keys: Sequence[str], at: int) -> tuple[int, str]:
    """The end and the key of the unit that begins at a word; the key is empty where a connecting word stands alone."""
    word = keys[at]
    if word in _JOINED:
        return (at + 2, _JOINED[word] + keys[at + 1]) if at + 1 < len(keys) else (at + 1, "")
    if word in _LINKED:
        if at + 1 >= len(keys):
            return at + 1, ""
        end, inner = unit_at(keys, at + 1)
        return (end, _LINKED[word] + inner) if inner else (end, "")
    return at + 1, _WRITTEN_TOGETHER.sub("ابو", word)


def person_key(units: Sequence[str], given: frozenset[str]) -> str:
    """The key of a person across articles."""
    return "p:" + "_".join(spelling(units, given))


def spelling(units: Sequence[str], given: frozenset[str]) -> tuple[str, ...]:
    """The chain under which spellings of one name are equal: foreign names are reduced, Arabic ones are exact.

    حسن and حسين differ in a long vowel alone, so one Arabic unit keeps the whole chain as it is.
    """
    if any(is_native(unit, given) for unit in units):
        return tuple(units)
    return tuple(reduced(unit) for unit in units)


@lru_cache(maxsize=65_536)
def reduced(unit: str) -> str:
    """A transliterated word without what varies: long vowels inside, غ or ج, ط or ت, the final sibilant.

    بلينكن, بلنكن and بلينكين are one; so are غوتيريش, جوتيريش and غوتيريس.
    """
    if len(unit) <= _SHORT or "_" in unit:
        return unit.translate(_G)
    word = _DOUBLED.sub(r"\1", unit.translate(_G).replace("تش", "ش"))
    word = _FINAL_SIBILANT.sub("س", word)
    word = _MIDDLE_VOWELS.sub("", word)
    return word[:-1] + "ا" if word.endswith("ه") else word


def is_native(unit: str, given: frozenset[str]) -> bool:
    """Whether a unit is Arabic by its form: a known given name, an article, a kinship, letters of its own."""
    if "_" in unit or unit.startswith(("ال", "عبد", "ابو")) or unit in given:
        return True
    return not _NATIVE_LETTERS.isdisjoint(unit)


def shortens(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether `short` can be a shorter form of `long`: same beginning, same order, and the same end or a plain cut.

    رشاد العليمي shortens رشاد محمد العليمي, and محمد بن سلمان shortens محمد بن سلمان بن عبدالعزيز; what only ends
    like the longer name is somebody else, often the father.
    """
    if not 1 < len(short) < len(long) or short[0] != long[0]:
        return False
    if tuple(long[: len(short)]) == tuple(short):
        return True
    remaining = iter(long)
    return short[-1] == long[-1] and all(unit in remaining for unit in short)
