"""Text cut into words, numbers and signs, folded for lookup, with the way back to the characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from arabic.dates.words import vocabulary
from arabic.digits import ascii_digits
from arabic.fold import fold_text

_INVISIBLE = "\u064b-\u065f\u0670\u0640\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_TOKEN = re.compile(rf"(?P<number>[0-9٠-٩۰-۹]+)|(?P<word>(?:[^\W\d_]|[{_INVISIBLE}])+)|(?P<sign>[^\s\w]|_)")
_MOST_DIGITS = 8
_CONJUNCTIONS = ("و", "ف")
_PREPOSITIONS = ("ب", "ل", "ك")


class Token(NamedTuple):
    """A word without its clitics (`word`, folded), a number (`number`), or one sign.

    `clitics` are what was taken off; `glued` says that no space stands before it; `raw` is as written.
    """

    word: str
    number: int | None
    clitics: str
    glued: bool
    start: int
    end: int
    raw: str


_NOTHING = Token("", None, "", glued=False, start=-1, end=-1, raw="")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text; beyond either end there is an empty one, so that rules can look around freely."""

    items: tuple[Token, ...]

    @classmethod
    def of(cls, text: str) -> Tokens:
        """Numbers of more than eight digits have no value: no date has one."""
        items: list[Token] = []
        last = 0
        for match in _TOKEN.finditer(text):
            token = _token(match, last)
            last = token.end
            if token.word:
                items.append(token)
        return cls(tuple(items))

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> Token:
        return self.items[index] if 0 <= index < len(self.items) else _NOTHING

    def word(self, index: int) -> str:
        """The word without clitics; of a number, its digits."""
        return self[index].word

    def words(self, start: int, end: int) -> list[str]:
        """The words from `start` to before `end`."""
        return [token.word for token in self.items[max(0, start) : end]]

    def number(self, index: int, digits: tuple[int, ...]) -> int | None:
        """The number there, if it has one of these counts of digits."""
        token = self[index]
        return token.number if token.number is not None and len(token.word) in digits else None


def _token(match: re.Match[str], last: int) -> Token:
    raw = match.group()
    start, end = match.span()
    glued = start == last > 0
    if match.lastgroup == "word":
        word, clitics = _read_word(raw)
        return Token(word, None, clitics, glued, start, end, raw)
    if match.lastgroup == "sign":
        return Token(raw, None, "", glued, start, end, raw)
    digits = ascii_digits(raw)
    return Token(digits, int(digits) if len(digits) <= _MOST_DIGITS else None, "", glued, start, end, raw)


@lru_cache(maxsize=32_768)
def _read_word(raw: str) -> tuple[str, str]:
    return split_clitics(fold_text(raw))


def split_clitics(key: str) -> tuple[str, str]:
    """A folded word without the conjunction and preposition before a word of dates, and what was taken off."""
    known = vocabulary()
    if key in known:
        return key, ""
    rest, taken = key, ""
    for letters in (_CONJUNCTIONS, _PREPOSITIONS):
        if rest.startswith(letters):
            taken, rest = taken + rest[0], rest[1:]
            if taken[-1] == "ل" and rest.startswith("ل"):
                rest = "ا" + rest
            if rest in known:
                return rest, taken
    return key, ""
