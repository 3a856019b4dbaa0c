"""Clean text as lines, and what every later step knows of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from arabic.fold import fold_text

if TYPE_CHECKING:
    from arabic.align import AlignedText

_LINE = re.compile(r"[^\n]+")
_END_OF_SENTENCE = (".", "؟", "!", "…", "?", '."', ".»", ".”", ".)", '؟"', '!"', '".', "».", "”.", ":", "؛")


@dataclass(frozen=True)
class Line:
    """One line of clean text without white space at its ends; `apart` if an empty line stands before it."""

    text: AlignedText
    apart: bool

    @cached_property
    def folded(self) -> str:
        """The line in folded letters."""
        return fold_text(self.text.text)

    @cached_property
    def words(self) -> int:
        """The count of its words."""
        return len(self.text.text.split())

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a paragraph does."""
        return self.text.text.endswith(_END_OF_SENTENCE)


def lines(text: AlignedText) -> list[Line]:
    """The lines of a text that are not empty."""
    found: list[Line] = []
    last = 0
    for match in _LINE.finditer(text.text):
        line = text[match.start() : match.end()].strip()
        if len(line):
            found.append(Line(line, apart=not found or text.text.count("\n", last, match.start()) > 1))
            last = match.end()
    return found
