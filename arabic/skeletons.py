"""Foreign names have no one spelling in Arabic: غوتيريش, جوتيريش, غوتيريس. Their skeleton is what all spellings share.

Sounds that Arabic lacks are written with one of a few letters, and short vowels are written or not. The skeleton
maps the letters of one sound to one, and in words long enough to stay apart leaves the vowels out. It means nothing
for Arabic words, where the vowel is the difference between سالم and سليم: use it on words that no dictionary knows.
"""

from __future__ import annotations

import re

ENOUGH_CONSONANTS = 4
"""With fewer consonants, names such as بوش and باش would meet if their vowels were left out."""

_SAME_SOUND = str.maketrans({"غ": "ج", "ق": "ك", "ش": "س", "ث": "س", "ص": "س", "ذ": "د", "ز": "س", "ط": "ت", "ض": "د"})
_CLUSTERS = (
    (re.compile("تش|دج"), "ش"),
    (re.compile("كس"), "س"),
    (re.compile("([^اوي])\\1"), "\\1"),
    (re.compile("ه$"), "ا"),
)
_VOWELS = re.compile("(?<=.)[اويء](?=.)")
_SEMITIC = re.compile("[حعظضصذ]")
_LATIN_OR_DIGIT = re.compile("[^\u0620-\u064a]")


def is_foreign_looking(key: str) -> bool:
    """Whether the word has only letters that transcriptions use."""
    return not (_SEMITIC.search(key) or _LATIN_OR_DIGIT.search(key))


def skeleton(key: str) -> str:
    """What the spellings of a foreign name share; `key` is in plain letters without proclitics.

    >>> skeleton("بلينكن") == skeleton("بلنكن"), skeleton("غوتيريش") == skeleton("جوتيريس")
    (True, True)
    """
    for pattern, replacement in _CLUSTERS:
        key = pattern.sub(replacement, key)
    bare = _VOWELS.sub("", key)
    consonants = len(bare) - bare.startswith(("ا", "و", "ي")) - (len(bare) > 1 and bare.endswith(("ا", "و", "ي", "ه")))
    chosen = bare if consonants >= ENOUGH_CONSONANTS else key
    return chosen.translate(_SAME_SOUND)
