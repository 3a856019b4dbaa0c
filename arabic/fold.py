"""One spelling for what readers take as the same letters: for keys and comparison, never for display.

`unify_letters` only repairs the encoding (presentation forms, Farsi and Urdu letters, marks that print nothing):
what it returns still reads as correct Arabic. `fold` goes further and removes what writers leave out or confuse:
vowel signs, hamza on alef, ta marbuta, alef maqsura, letter case, digit sets.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from arabic.align import AlignedText

# Print nothing, or only stretch a word: tatweel, soft hyphen, zero-width and bidi marks, byte-order mark.
_INVISIBLE = (
    "\u0640\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
# Letters of Farsi, Urdu and Kurdish keyboards that stand for an Arabic letter of nearly the same look.
_LOOKALIKE = {
    "ی": "ي", "ې": "ي", "ۍ": "ي", "ێ": "ي", "ے": "ي", "ۓ": "ي",
    "ک": "ك", "ڪ": "ك", "ګ": "ك", "ھ": "ه", "ہ": "ه", "ە": "ه", "ۀ": "ه", "ۂ": "ه", "ۃ": "ة",
    "ٱ": "ا", "ٲ": "أ", "ٳ": "إ", "ۆ": "و", "ۇ": "و", "ۋ": "و", "ں": "ن", "ټ": "ت", "ډ": "د",
    "۔": ".", "٫": ".", "٪": "%", "٬": ",",
}  # fmt: skip
# Letters for sounds that Arabic lacks; writers use the nearest Arabic letter as often.
_FOREIGN = {"پ": "ب", "چ": "ج", "ژ": "ز", "ڤ": "ف", "ڥ": "ف", "گ": "ج", "ڨ": "ق", "ڭ": "ك"}
_ORTHOGRAPHY = {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"}
_MARKS = "".join(map(chr, [*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06ED)]))
_DIGITS = {chr(base + n): str(n) for base in (0x0660, 0x06F0) for n in range(10)}

_INVISIBLE_RE = re.compile(f"[{_INVISIBLE}]")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_ORNATE_PARENTHESES = "\ufd3e\ufd3f"
_COMPATIBLE = [chr(code) for code in (*range(0xFB50, 0xFDFE), *range(0xFE70, 0xFEFD))]


def _plain(char: str) -> str:
    """The plain letters of a presentation form or ligature; isolated vowel signs lose the space that carries them."""
    letters = unicodedata.normalize("NFKC", char).replace(" ", "") if char not in _ORNATE_PARENTHESES else char
    return "".join(_LOOKALIKE.get(letter, letter) for letter in letters if letter not in _INVISIBLE)


# Every character whose repair changes nothing but the encoding, and what it becomes: also the engine's own table.
LETTER_MAP: dict[str, str] = {
    **dict.fromkeys(_INVISIBLE, ""),
    **_LOOKALIKE,
    **{char: _plain(char) for char in _COMPATIBLE if _plain(char) != char},
}
_UNIFY: dict[int, str | None] = str.maketrans(dict[str, str | None](LETTER_MAP))
_MARKS_TABLE: dict[int, str | None] = str.maketrans(dict.fromkeys(_MARKS))
_FOLD: dict[int, str | None] = str.maketrans(
    {**dict.fromkeys(_MARKS), **dict.fromkeys(_INVISIBLE), **_LOOKALIKE, **_FOREIGN, **_ORTHOGRAPHY, **_DIGITS}
)


def unify_letters(text: AlignedText) -> AlignedText:
    """The same text in plain Arabic letters, without characters that print nothing."""
    return text.translate(_UNIFY)


def fold_aligned(text: AlignedText) -> AlignedText:
    """What `fold` gives but for the case of foreign letters, with the way back to the text."""
    return unify_letters(text).translate(_FOLD)


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """A key under which spellings of the same words compare equal; digits become ASCII, case is dropped."""
    return fold_text(text)


def fold_text(text: str) -> str:
    """What `fold` gives, for lines and bodies: too long, and too seldom seen again, to be remembered."""
    if _PRESENTATION.search(text):
        text = text.translate(_UNIFY)
    return unicodedata.normalize("NFC", text).translate(_FOLD).casefold()


def strip_marks(text: str) -> str:
    """Without vowel signs and characters that print nothing; letters as written."""
    return _INVISIBLE_RE.sub("", text).translate(_MARKS_TABLE)
