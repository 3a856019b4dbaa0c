"""Text that remembers where each of its characters came from.

Raw agency copy is cleaned step by step (entities, presentation forms, tatweel, bidi marks), while names found
in the clean text must be shown in the raw one. `AlignedText` carries both through every step.
All offsets count Unicode code points.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

Replacement = str | Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class AlignedText:
    """A text and, for each of its characters, the half-open span of raw characters behind it.

    `starts[i]` and `ends[i]` bound what became `text[i]`. One raw character may stand behind several
    (a ligature) and several behind one (an HTML entity); raw characters that were dropped stand behind none.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str, *, offset: int = 0) -> AlignedText:
        """Text as it is, standing at `offset` in the raw text."""
        return cls(text, tuple(range(offset, offset + len(text))), tuple(range(offset + 1, offset + len(text) + 1)))

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, key: slice) -> AlignedText:
        return AlignedText(self.text[key], self.starts[key], self.ends[key])

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span behind `text[start:end]`; the span must not be empty."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no characters between {start} and {end} of {len(self.text)}")
        return self.starts[start], self.ends[end - 1]

    def sub(self, pattern: re.Pattern[str], replacement: Replacement) -> AlignedText:
        """Like `re.sub`; each replacement as a whole stands for the whole of what it replaces."""
        pieces: list[AlignedText] = []
        last = 0
        for match in pattern.finditer(self.text):
            new = replacement if isinstance(replacement, str) else replacement(match)
            pieces.append(self[last : match.start()])
            if new and match.end() > match.start():
                start, end = self.raw_span(*match.span())
                pieces.append(AlignedText(new, (start,) * len(new), (end,) * len(new)))
            last = match.end()
        return join([*pieces, self[last:]]) if last or pieces else self

    def translate(self, table: Mapping[int, str | None]) -> AlignedText:
        """Like `str.translate`: each character becomes none, one or several."""
        if not any(ord(char) in table for char in set(self.text)):
            return self
        parts = [self._mapped(table, char) for char in self.text]
        counts = [len(part) for part in parts]
        return AlignedText(
            "".join(parts),
            tuple(chain.from_iterable((at,) * n for at, n in zip(self.starts, counts, strict=True))),
            tuple(chain.from_iterable((at,) * n for at, n in zip(self.ends, counts, strict=True))),
        )

    @staticmethod
    def _mapped(table: Mapping[int, str | None], char: str) -> str:
        new = table.get(ord(char), char)
        return "" if new is None else new

    def strip(self) -> AlignedText:
        """Without white space at either end."""
        left = len(self.text) - len(self.text.lstrip())
        return self[left : max(left, len(self.text.rstrip()))]


def join(pieces: Iterable[AlignedText], separator: str = "") -> AlignedText:
    """The pieces in order. A separator stands for no raw character: its span is empty, at the piece before."""
    text: list[str] = []
    starts: list[tuple[int, ...]] = []
    ends: list[tuple[int, ...]] = []
    for piece in pieces:
        if text and separator:
            at = (ends[-1][-1] if ends[-1] else 0,) * len(separator)
            text.append(separator)
            starts.append(at)
            ends.append(at)
        text.append(piece.text)
        starts.append(piece.starts)
        ends.append(piece.ends)
    return AlignedText("".join(text), tuple(chain.from_iterable(starts)), tuple(chain.from_iterable(ends)))
