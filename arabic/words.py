"""Words of a text and their plain spelling, the same for queries and documents.

    text ─tokenise→ Token ─letters→ key for look-ups ─settle→ the `orth` level

`letters` unifies what keyboards and habits vary (hamza seats, marks, Farsi letters, presentation forms, digit
sets); `settle` also unifies word endings, and only makes sense once nothing more is to be cut off the word.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from arabic.fold import LETTER_MAP, strip_marks

LONGEST_WORD = 48
"""Longer runs of letters, in code points, are no words: they are kept as they stand and never analysed."""

_MARKS = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff\ufe00-\ufe0f"
)
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff"
_LETTER = rf"[^\W_{_IDEOGRAPHS}]"
_WORD = re.compile(
    rf"[{_IDEOGRAPHS}]"
    rf"|[^\W\d_]?\d+(?:[.,\u066b\u066c]\d+)+(?!{_LETTER})"
    rf"|{_LETTER}(?:{_LETTER}|[{_MARKS}]|[{_INVISIBLE}]++(?={_LETTER}|[{_MARKS}])|['\u2019.](?=[^\W\d_])(?<=[a-zA-Z].))*+"
)
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3]")
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_THOUSANDS = re.compile(r"(?<=\d)[,\u066c](?=\d{3}(?!\d))")
# Every seat of a hamza inside a word is the hamza itself; on alef it is as often left out as written.
_HAMZA = {"أ": "ا", "إ": "ا", "آ": "ا", "ؤ": "ء", "ئ": "ء", "ى": "ي", "ة": "ه"}
# Letters for sounds that Arabic lacks; writers use the nearest Arabic letter as often.
_FOREIGN = {"پ": "ب", "چ": "ج", "ژ": "ز", "ڤ": "ف", "ڥ": "ف", "گ": "ج", "ڨ": "ق", "ڭ": "ك"}
_DIGITS = {chr(base + n): str(n) for base in (0x0660, 0x06F0) for n in range(10)}
_PLAIN_FORM = {**_HAMZA, **_FOREIGN, **_DIGITS, "٫": "."}
_LETTERS: dict[int, str | None] = str.maketrans(
    dict[str, str | None](
        {char: "".join(_PLAIN_FORM.get(letter, letter) for letter in plain) for char, plain in LETTER_MAP.items()}
        | _PLAIN_FORM
    )
)
_HAMZA_AFTER_YA = re.compile("(?<=[^\\W_]ي)أ(?=ة|ه$)")
# Not after shorter words: علما (for certain) is not علماء (scholars).
_FINAL_HAMZA = re.compile("(?:(?<=^[^\\W_]و)|(?<=[^\\W_]{5}ا)|(?<=ال[^\\W_]{3}ا)|(?<=لل[^\\W_]{3}ا))ء$")
_FINAL_YA_HAMZA = re.compile("(?<=[^\\W_]{3})يء$")
_PLAIN = re.compile(r"[ابتثجحخدذرزسشصضطظعغفقكلمنهويء]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text as it stands there; offsets count code points of that text."""

    text: str
    start: int
    end: int


def tokenise(text: str) -> list[Token]:
    """The words of a text in reading order, split where Unicode's rules for words split.

    Beyond those rules an underscore separates words (hashtags are read word by word), and marks that print nothing
    never split a word. Numbers keep their inner separators.
    """
    return [Token(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]


def is_arabic(word: str) -> bool:
    """Whether the word has an Arabic letter."""
    return _ARABIC.search(word) is not None


def letters(word: str) -> str:
    """The word in plain letters: one of each, hamza seats unified, digits in ASCII, no marks; a key for look-ups.

    >>> letters("مَسئول"), letters("مسؤول")
    ('مسءول', 'مسءول')
    """
    if _PLAIN.fullmatch(word):
        return word
    plain = strip_marks(unicodedata.normalize("NFC", word))
    plain = _HAMZA_AFTER_YA.sub("ئ", plain).translate(_LETTERS)
    if plain.isascii():
        return _THOUSANDS.sub("", plain).lower()
    if not _ARABIC.search(plain):
        plain = unicodedata.normalize("NFC", _LATIN_MARKS.sub("", unicodedata.normalize("NFD", plain)))
    return plain.casefold()


def is_spelt_ha(word: str) -> bool:
    """Whether the word ends in a written ه, which `letters` no longer tells from ة."""
    return strip_marks(word).endswith(("ه", "ہ", "ھ", "ە"))


def settle(key: str) -> str:
    """Plain letters with the ending unified: a final hamza after a long vowel is as often left out as written.

    >>> settle(letters("الوزراء")) == settle(letters("الوزرا")), settle(letters("شاطيء")) == settle(letters("شاطئ"))
    (True, True)
    """
    if not key.endswith("ء"):
        return key
    return _FINAL_HAMZA.sub("", _FINAL_YA_HAMZA.sub("ء", key))


def orth(word: str) -> str:
    """The `orth` level of a word: as written but for what only spelling varies."""
    return settle(letters(word))
