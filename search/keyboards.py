"""What a text would have been, had its keys been struck with the keyboard on the other language.

The Arabic layout is the usual one of 101 keys; Latin letters stand on it as on English (QWERTY) or, in the Maghreb and
Lebanon, French (AZERTY) keyboards.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import Final

from arabic.words import is_arabic

_ARABIC: Final = ("ضصثقفغعهخحجد", "شسيبلاتنمكط", ("ئ", "ء", "ؤ", "ر", "لا", "ى", "ة", "و", "ز", "ظ"))
_QWERTY: Final = ("qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./")
_AZERTY: Final = ("azertyuiop^$", "qsdfghjklmù", "wxcvbn,;:!")
_SHIFTED: Final = {"T": "لإ", "Y": "إ", "G": "لأ", "H": "أ", "B": "لآ", "N": "آ", "?": "؟", "~": "", "`": "ذ"}
# The key of لا, and the two keys that write the same.
_LAM_ALEF: Final = ("b", "gh")
# Fewer letters mean too much: هو is "i,", but so is much else.
MIN_LETTERS: Final = 3
_LATIN: Final = re.compile("[a-zA-Z]")
# Words of other languages have these; on an Arabic keyboard they are never typed by mistake.
_ACCENTED: Final = re.compile("[^\\W\\d_a-zA-Zù]")


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], ...]:
    """From each Latin layout to Arabic; capitals that carry no Arabic letter of their own count as small ones."""
    tables = []
    for rows in (_QWERTY, _AZERTY):
        pairs = zip(chain.from_iterable(rows), chain.from_iterable(_ARABIC), strict=True)
        keys = dict(pairs)
        capitals = {key.upper(): letter for key, letter in keys.items() if key.isalpha()}
        tables.append({**capitals, **_SHIFTED, **keys})
    return tuple(tables)


@lru_cache(maxsize=1)
def neighbours() -> frozenset[tuple[str, str]]:
    """Pairs of Arabic letters whose keys stand next to each other in a row, both ways."""
    pairs = {(row[at], row[at + 1]) for row in _ARABIC for at in range(len(row) - 1)}
    return frozenset(pairs | {(second, first) for first, second in pairs})


def other_layouts(text: str) -> list[str]:
    """What the keys of the text write on the other layouts; empty where it is no text of one alphabet alone.

    >>> other_layouts("hgplhkhj")[0], other_layouts("لخخلمث")
    ('الحمانات', ['google'])
    """
    arabic, latin = is_arabic(text), _LATIN.search(text)
    if arabic and not latin:
        return _to_latin(text)
    if arabic or not latin or _ACCENTED.search(text):
        return []
    keys = text.lower() if text.isupper() else text
    written = [_write(keys, table) for table in _tables()]
    return [each for each in dict.fromkeys(written) if sum(map(is_arabic, each)) >= MIN_LETTERS]


def _write(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(char, char) for char in text)


def _to_latin(text: str) -> list[str]:
    back = {letter: key for key, letter in _tables()[0].items() if key.islower() or not key.isalpha()}
    back = {letter: key for letter, key in back.items() if len(letter) == 1}
    found = [_write(text.replace("لا", key), back) for key in _LAM_ALEF]
    return [each for each in dict.fromkeys(found) if len(_LATIN.findall(each)) >= MIN_LETTERS and not is_arabic(each)]
