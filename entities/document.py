"""An article as the enricher reads it: headlines and body as lines of words, tagged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.stages import Mention, ParsedArticle
from entities.clitics import stem
from entities.words import Word, sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from arabic.align import AlignedText
    from entities.tagger import Tagged, TaggedSpan


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of one part of the article; `headline` numbers the copy of the title, -1 in the body."""

    part: AlignedText
    headline: int
    words: tuple[Word, ...]
    keys: tuple[str, ...]
    tagged: Tagged


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Words `start` to `end` of line `line`; `cut` letters of the first word are particles."""

    line: int
    start: int
    end: int
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """The lines of an article in reading order."""

    raw: str
    lines: tuple[Line, ...]

    def keys(self, spot: Spot) -> tuple[str, ...]:
        """Folded words of a spot, without particles."""
        keys = self.lines[spot.line].keys[spot.start : spot.end]
        return (stem(keys[0], spot.cut), *keys[1:])

    def text(self, spot: Spot) -> str:
        """The spot as the clean text has it, without particles."""
        line = self.lines[spot.line]
        first, last = line.words[spot.start], line.words[spot.end - 1]
        return stem(line.part.text[first.start : last.end], _letters(first.text, spot.cut))

    def mention(self, spot: Spot) -> Mention:
        """The spot in the raw text, particles included."""
        line = self.lines[spot.line]
        start, end = line.part.raw_span(line.words[spot.start].start, line.words[spot.end - 1].end)
        return Mention(self.raw[start:end], start, end)

    def tagged(self, kind: str) -> Iterator[tuple[int, TaggedSpan]]:
        """All spans of a type that the tagger found, with their line."""
        for at, line in enumerate(self.lines):
            yield from ((at, span) for span in line.tagged.spans if span.type == kind)


def _letters(text: str, cut: int) -> int:
    """How many characters the first `cut` letters of a word take, vowel signs included."""
    at = 0
    for _ in range(cut):
        at += 1
        while at < len(text) and not text[at].isalpha():
            at += 1
    return at


def read_document(article: ParsedArticle, tag: Callable[[list[list[str]]], list[Tagged]]) -> Document:
    """Tag the sentences of all headlines and of the content, as one document."""
    parts = [*enumerate(article.headlines), (-1, article.content)]
    read = [(number, part, words) for number, part in parts for words in sentences(part.text)]
    tagged = tag([[word.text for word in words] for _, _, words in read])
    lines = (
        Line(part, number, tuple(words), tuple(word.key for word in words), labels)
        for (number, part, words), labels in zip(read, tagged, strict=True)
    )
    return Document(article.raw, tuple(lines))
