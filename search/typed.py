"""The words that a reader typed to be looked up in texts, where they stand in the query, and the query with others.

What is a sign of the query language, a field, a date, a facet value or a word asked for as written is left as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from arabic.words import tokenise
from search.scan import Kind, scan
from search.vocabulary import TEXT_FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Typed:
    """A word of a query, [start, end) in code points; `quoted` words stand in a phrase."""

    text: str
    start: int
    end: int
    quoted: bool = False


def typed_words(q: str) -> list[Typed]:
    """The words of a query that texts are searched for, in reading order."""
    found: list[Typed] = []
    field = None
    for lexeme in scan(q):
        if lexeme.kind is Kind.FIELD:
            field = lexeme.field
            continue
        free = field is None or field in TEXT_FIELDS
        if free and not lexeme.exact and lexeme.kind in {Kind.WORD, Kind.PHRASE}:
            quoted = lexeme.kind is Kind.PHRASE
            found += [
                Typed(token.text, lexeme.start + token.start, lexeme.start + token.end, quoted)
                for token in tokenise(lexeme.source)
            ]
        field = None
    return found


def neighbours_in(q: str, words: list[Typed]) -> list[tuple[Typed, Typed]]:
    """Words that only a space parts."""
    return [(one, two) for one, two in pairwise(words) if q[one.end : two.start].isspace() and one.quoted == two.quoted]


def replaced(q: str, changes: Mapping[tuple[int, int], str]) -> str:
    """The query with other words at some places."""
    for (start, end), text in sorted(changes.items(), reverse=True):
        q = q[:start] + text + q[end:]
    return q
