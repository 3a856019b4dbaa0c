"""Cuts the text of a query into lexemes and decides which Arabic words are meant as operators.

Nothing is refused here: what cannot be part of a query (a lone dash, an asterisk between words) is left out, and
what is wrong (a quote that is never closed) is marked for `search.mend` to complain of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from arabic.fold import fold
from search.vocabulary import FIELDS, HARD_OPERATORS, SOFT_OPERATORS, Field

if TYPE_CHECKING:
    from collections.abc import Iterator


class Kind(StrEnum):
    """The terminals of the grammar in `search.syntax`."""

    WORD = "WORD"
    PHRASE = "PHRASE"
    PREFIX = "PREFIX"
    FIELD = "FIELD"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    LPAR = "LPAR"
    RPAR = "RPAR"


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of the query: `source` is what stands at `start`, `text` what it says without its signs."""

    kind: Kind
    text: str
    source: str
    start: int
    exact: bool = False
    slop: int = 0
    closed: bool = True
    soft: bool = False
    field: Field | None = None

    @property
    def end(self) -> int:
        return self.start + len(self.source)


MAX_SLOP: Final = 50
_QUOTE_FAMILIES: Final = ('"＂″', "“”„‟", "«»‹›")
_QUOTES: Final = "".join(_QUOTE_FAMILIES)
QUOTES: Final = re.compile(f"[{_QUOTES}]")
DASHES: Final = "\u2212\u2013-"
_PIECE: Final = re.compile(rf"[{_QUOTES}()]|[^\s{_QUOTES}()]+")
_SLOP: Final = re.compile(r"~(\d{1,3})")
_FIELD: Final = re.compile(r"([^\W\d_]{2,20}):(?!//)")
_NEGATION: Final = re.compile(rf"[{DASHES}](?=[^)\s{DASHES}])")

OPERANDS: Final = frozenset({Kind.WORD, Kind.PHRASE, Kind.PREFIX})
_LEFT: Final = OPERANDS | {Kind.RPAR}
_RIGHT: Final = OPERANDS | {Kind.FIELD, Kind.LPAR, Kind.NOT}
_MARKED: Final = frozenset({Kind.PHRASE, Kind.FIELD, Kind.LPAR, Kind.RPAR})


def scan(text: str) -> list[Lexeme]:
    """The lexemes of a query, in reading order."""
    found: list[Lexeme] = []
    at = 0
    while piece := _PIECE.search(text, at):
        if piece.group() in _QUOTES:
            exact = bool(found) and found[-1].text == "=" and found[-1].end == piece.start()
            if exact:
                found.pop()
            lexeme, at = _phrase(text, piece.start(), exact=exact)
            found.extend([lexeme] if is_word(lexeme.text) or not lexeme.closed else [])
        else:
            found.extend(_chunk(piece.group(), piece.start(), text))
            at = piece.end()
    return _settle([lexeme for lexeme in found if lexeme.text != "="])


def _phrase(text: str, start: int, *, exact: bool) -> tuple[Lexeme, int]:
    """The quoted phrase that opens at `start`, and where the rest begins.

    The closing mark is of the family of the opening one, or else of any: keyboards mix them.
    """
    family = next(family for family in _QUOTE_FAMILIES if text[start] in family)
    closing = re.compile(f"[{family}]").search(text, start + 1) or QUOTES.search(text, start + 1)
    begin = start - exact
    if closing is None:
        return Lexeme(Kind.PHRASE, text[start + 1 :], text[begin:], begin, exact=exact, closed=False), len(text)
    slop = _SLOP.match(text, closing.end())
    end = slop.end() if slop else closing.end()
    size = min(int(slop[1]), MAX_SLOP) if slop else 0
    inside = text[start + 1 : closing.start()]
    return Lexeme(Kind.PHRASE, inside, text[begin:end], begin, exact=exact, slop=size), end


def _chunk(chunk: str, start: int, text: str) -> Iterator[Lexeme]:
    """The lexemes of a run without spaces, quotes and parentheses; `text` shows what follows the run."""
    if chunk in "()":
        yield Lexeme(Kind.LPAR if chunk == "(" else Kind.RPAR, chunk, chunk, start)
        return
    if chunk in HARD_OPERATORS:
        yield Lexeme(Kind(HARD_OPERATORS[chunk]), chunk, chunk, start)
        return
    if _NEGATION.match(text, start) and _negates(chunk, text[start + len(chunk) : start + len(chunk) + 1]):
        yield Lexeme(Kind.NOT, chunk[0], chunk[0], start)
        chunk, start = chunk[1:], start + 1
    named = _FIELD.match(chunk)
    field = FIELDS.get(fold(named[1])) if named else None
    if named and field:
        yield Lexeme(Kind.FIELD, named[1], named.group(), start, field=field)
        chunk, start = chunk[named.end() :], start + named.end()
    if chunk:
        yield from _word(chunk, start)


def _negates(chunk: str, following: str) -> bool:
    """Whether there is something to exclude behind the dash: in the run itself, or a quote or group right after."""
    return is_word(chunk) or (bool(following) and following in f"({_QUOTES}" and chunk[1:] in {"", "="})


def _word(chunk: str, start: int) -> Iterator[Lexeme]:
    exact = chunk.startswith("=")
    text = chunk.lstrip("=")
    if exact and not text:
        yield Lexeme(Kind.WORD, "=", chunk[-1], start + len(chunk) - 1)
    elif not exact and text.strip("*") and "*" in text:
        yield Lexeme(Kind.PREFIX, text, chunk, start)
    elif is_word(text):
        operator = SOFT_OPERATORS.get(fold(text))
        yield Lexeme(Kind.WORD, text.rstrip("*"), chunk, start, exact=exact, soft=bool(operator) and not exact)


def is_word(text: str) -> bool:
    """Whether there is anything to look up in a text."""
    return any(char.isalnum() for char in text)


def _settle(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Fields without a value become words; Arabic operator words become operators where they are meant."""
    settled: list[Lexeme] = []
    for index, lexeme in enumerate(lexemes):
        before = settled[-1].kind if settled else None
        after = lexemes[index + 1].kind if index + 1 < len(lexemes) else None
        if lexeme.kind is Kind.FIELD and after not in OPERANDS | {Kind.LPAR}:
            settled.append(replace(lexeme, kind=Kind.WORD, field=None))
        elif lexeme.soft and _is_meant(operator := SOFT_OPERATORS[fold(lexeme.text)], before, after):
            settled.append(replace(lexeme, kind=Kind(operator)))
        else:
            settled.append(lexeme)
    return settled


def _is_meant(operator: str, before: Kind | None, after: Kind | None) -> bool:
    """Whether an operator word is one here.

    أو joins any two operands. و and ليس are too common in sentences: a sign (quotes, field, parenthesis) must stand
    beside them.
    """
    if operator == "NOT":
        return after in {Kind.PHRASE, Kind.FIELD, Kind.LPAR} and before is not Kind.FIELD
    joins = before in _LEFT and after in _RIGHT
    return joins and (operator == "OR" or before in _MARKED or after in _MARKED)
