"""Words of a text with their place in it, grouped into sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

from arabic.fold import fold

# Letters and digits with the vowel signs and invisible marks that stand between them, or one other sign.
_WORD = re.compile(
    r"[^\W_][^\W_\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]*"
    r"(?:[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+[^\W_]*)*"
    r"|[^\w\s]|_"
)
_STOPS = frozenset(".!?؟؛…")
_INITIAL = 2
MAX_SENTENCE = 200


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written, its folded form, and its half-open span in the text it was read from."""

    text: str
    key: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """All words and punctuation signs, in reading order; what folds to nothing is left out."""
    found = (Word(m.group(), fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text))
    return [word for word in found if word.key]


def sentences(text: str) -> list[list[Word]]:
    """Words by sentence. Sentences end at a line break or a full stop, and after 200 words in any case."""
    result: list[list[Word]] = []
    current: list[Word] = []
    for word in words(text):
        if current and "\n" in text[current[-1].end : word.start]:
            result.append(current)
            current = []
        current.append(word)
        if _closes(current) or len(current) >= MAX_SENTENCE:
            result.append(current)
            current = []
    return [*result, current] if current else result


def _closes(current: list[Word]) -> bool:
    """Whether the last word ends the sentence; the full stop of an initial or of «د.» does not."""
    if current[-1].text not in _STOPS:
        return False
    return current[-1].text != "." or len(current) < _INITIAL or len(current[-2].key) >= _INITIAL
