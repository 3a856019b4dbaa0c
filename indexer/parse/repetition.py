"""Boilerplate that no rule knows: a line that many articles of one batch share is no part of any of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from arabic.fold import fold_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from articles.stages import RawArticle

_LONGEST = 300


class Repetition:
    """Counts the lines of articles, each once an article, in bounded memory."""

    def __init__(self, *, least: int = 5, most_lines: int = 200_000) -> None:
        """A line is boilerplate from `least` articles on; of more than `most_lines` lines the rare are forgotten."""
        self._least = least
        self._most_lines = most_lines
        self._counts: Counter[str] = Counter()

    def learn(self, articles: Iterable[RawArticle]) -> None:
        """Count the lines of some articles."""
        for article in articles:
            lines = {fold_text(line.strip()) for line in article.text.splitlines() if 0 < len(line.strip()) < _LONGEST}
            self._counts.update(line for line in lines if any(char.isalpha() for char in line))
            if len(self._counts) > self._most_lines:
                self._counts = Counter(dict(self._counts.most_common(self._most_lines // 2)))

    def boilerplate(self) -> frozenset[str]:
        """The lines, in folded letters, that at least the least count of articles share."""
        return frozenset(line for line, count in self._counts.items() if count >= self._least)
