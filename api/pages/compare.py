"""What changed between two versions of a text, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

_WORDS: Final = re.compile(r"\s+|[^\s\w]|\w+")
# The comparison takes time that grows with the square of the length; longer texts are compared by paragraph.
_LONGEST: Final = 6_000


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch that both versions have, or only the earlier one, or only the later one."""

    kind: Literal["same", "removed", "added"]
    text: str


def compare(before: str, after: str) -> list[Change]:
    """The later text and, beside what changed, the words that stood there before.

    Whole words, so that letters stay joined.
    """
    cut = _WORDS.findall if len(before) + len(after) <= _LONGEST else _lines
    old, new = cut(before), cut(after)
    changes: list[Change] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            changes.append(Change("same", "".join(new[j1:j2])))
            continue
        if i2 > i1:
            changes.append(Change("removed", "".join(old[i1:i2])))
        if j2 > j1:
            changes.append(Change("added", "".join(new[j1:j2])))
    return changes


def is_same(changes: list[Change]) -> bool:
    """Whether nothing but white space differs."""
    return all(change.kind == "same" or not change.text.strip() for change in changes)


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
