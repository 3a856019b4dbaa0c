"""How one name is written in several ways, and which differences are only that.

A code keeps the consonants that a name has in any spelling and in either script, for finding candidates; `variation`
then says letter by letter what differs, or that the words are two.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from entities.names import is_native

ARTICLE: Final = "ال"
_MAX_WORD: Final = 30
_MAX_EDITS: Final = 3
_FOR_VOWELS, _FOR_OTHER_VOWELS = 3, 4
_VOWELS: Final = frozenset("اوي")
# Letters that writers choose between for one foreign sound.
_SAME_SOUND: Final = ("غجقك", "تطث", "سشصزث", "دذضظ", "فب")
_ARABIC: Final = str.maketrans(
    {
        **dict.fromkeys("ب", "b"), **dict.fromkeys("ف", "f"), **dict.fromkeys("تطث", "t"),
        **dict.fromkeys("سشصزظ", "s"), **dict.fromkeys("دذض", "d"), **dict.fromkeys("جغكقخ", "k"),
        **dict.fromkeys("ر", "r"), **dict.fromkeys("ل", "l"), **dict.fromkeys("م", "m"), **dict.fromkeys("ن", "n"),
    }
)  # fmt: skip
_LATIN: Final = (
    (re.compile("tsch|tch|sch|sh|cz|sz|zh|ts|tz"), "s"),
    (re.compile("dzh|dj|dg|kh|gh|ck"), "k"),
    (re.compile("ph"), "f"),
    (re.compile("ch"), "\0"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("x"), "ks"),
    (re.compile("[cgjq]"), "k"),
    (re.compile("v"), "f"),
    (re.compile("p"), "b"),
    (re.compile("z"), "s"),
    (re.compile("[aeiouwyh]"), ""),
)
_DOUBLED: Final = re.compile(r"(.)\1+")
_NO_LETTER: Final = re.compile("[^a-z]")
_DIGRAPHS: Final = (("تش", "ش"), ("دج", "ج"))
# Words whose alef the old spelling leaves out; no other Arabic name may lose a long vowel.
_OLD_SPELLING: Final = {
    "اسحق": "اسحاق", "ابرهيم": "ابراهيم", "اسمعيل": "اسماعيل", "هرون": "هارون", "عثمن": "عثمان", "لقمن": "لقمان",
    "سليمن": "سليمان", "معويه": "معاويه", "يس": "ياسين", "رحمن": "رحمان", "اله": "الاه", "داوود": "داود",
    "طاووس": "طاوس", "رووف": "روف", "يحي": "يحيي", "مؤيد": "مويد",
}  # fmt: skip
_SERVANT: Final = "عبد"


@lru_cache(maxsize=65_536)
def arabic_code(unit: str) -> str:
    """The consonants of a folded Arabic word, sounds alike as one: لافروف is lfrf. Empty if it has none."""
    for pair, one in _DIGRAPHS:
        unit = unit.replace(pair, one)
    return _DOUBLED.sub(r"\1", _NO_LETTER.sub("", unit.translate(_ARABIC)))


def latin_codes(word: str) -> frozenset[str]:
    """The same for a Latin word: Lavrov and Lafrouf are lfrf; two where `ch` may be either sound."""
    found = plain_latin(word)[:_MAX_WORD]
    for pattern, replacement in _LATIN:
        found = pattern.sub(replacement, found)
    return frozenset(_DOUBLED.sub(r"\1", found.replace("\0", sound)) for sound in "sk") - {""}


def plain_latin(word: str) -> str:
    """A Latin word in the letters a to z."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKD", word).casefold())


@lru_cache(maxsize=65_536)
def variation(first: str, second: str, given: frozenset[str]) -> tuple[str, ...] | None:
    """What differs between two folded units that can be one name ("غ/ج", "ي"); None for two names.

    Units that are Arabic by their form have one spelling, but for few words; foreign ones vary in letters of one
    sound and in vowels, the less the shorter they are.
    """
    if first == second:
        return ()
    if max(len(first), len(second)) > _MAX_WORD:
        return None
    if is_native(first, given) or is_native(second, given):
        return ("ا",) if _native(first) == _native(second) else None
    for pair, one in _DIGRAPHS:
        first, second = first.replace(pair, one), second.replace(pair, one)
    consonants = min(len(arabic_code(first)), len(arabic_code(second)))
    return _edits(first, second, consonants)


def _native(unit: str) -> str:
    prefix, bare = "", unit
    for start in ("بن_", "بنت_", "ال_", _SERVANT, ARTICLE):
        if bare.startswith(start) and len(bare) > len(start) + 1:
            prefix, bare = prefix + start, bare.removeprefix(start)
    return prefix + _OLD_SPELLING.get(bare, bare)


def _edits(first: str, second: str, consonants: int) -> tuple[str, ...] | None:
    """The fewest allowed differences, in order; None if there is no way, or it is too long."""
    if abs(len(first) - len(second)) > _MAX_EDITS:
        return None
    row: list[tuple[str, ...] | None] = [()]
    for at in range(1, len(second) + 1):
        row.append(_longer(row[-1], _left_out(second, at - 1, consonants)))
    for down in range(1, len(first) + 1):
        previous, row = row, [_longer(row[0], _left_out(first, down - 1, consonants))]
        for at in range(1, len(second) + 1):
            ways = (
                _longer(previous[at - 1], _replaced(first, down - 1, second, at - 1, consonants)),
                _longer(previous[at], _left_out(first, down - 1, consonants)),
                _longer(row[-1], _left_out(second, at - 1, consonants)),
            )
            row.append(min((way for way in ways if way is not None), key=len, default=None))
    return row[-1]


def _longer(way: tuple[str, ...] | None, edit: str | None) -> tuple[str, ...] | None:
    if way is None or edit is None or (edit and len(way) == _MAX_EDITS):
        return None
    return (*way, edit) if edit else way


def _left_out(word: str, at: int, consonants: int) -> str | None:
    """What may be missing at a place: a vowel inside, a doubled letter, the alef before an s."""
    inside = 0 < at < len(word) - 1
    if word[at] in _VOWELS and inside and consonants >= _FOR_VOWELS:
        return word[at]
    if at > 0 and word[at] == word[at - 1]:
        return word[at]
    return "ا" if at == 0 and word.startswith("اس") and consonants >= _FOR_VOWELS else None


def _replaced(first: str, down: int, second: str, at: int, consonants: int) -> str | None:
    """The pair of letters that stand for each other at these places; empty for the same letter."""
    one, other = first[down], second[at]
    if one == other:
        return ""
    pair = "/".join(sorted((one, other)))
    if any(one in sound and other in sound for sound in _SAME_SOUND):
        return pair
    last = down == len(first) - 1 and at == len(second) - 1
    if last and {one, other} == {"ا", "ه"}:
        return pair
    vowels = one in _VOWELS and other in _VOWELS and down > 0 and at > 0 and not last
    return pair if vowels and consonants >= _FOR_OTHER_VOWELS else None
