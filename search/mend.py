"""Finds what is wrong with a row of lexemes, and mends it: the repaired query is offered, never run in silence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from arabic.words import orth, tokenise
from search.errors import Code
from search.scan import DASHES, OPERANDS, QUOTES, Kind, Lexeme, is_word
from search.vocabulary import HARD_OPERATORS

MIN_PREFIX: Final = 2
_JOINING: Final = frozenset({Kind.AND, Kind.OR})
_OPENS: Final = frozenset({Kind.AND, Kind.OR, Kind.NOT, Kind.LPAR})


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, at which lexeme."""

    code: Code
    index: int


def first_problem(lexemes: list[Lexeme]) -> Problem | None:
    """The first thing that keeps the lexemes from being a query."""
    open_at: list[int] = []
    for index, lexeme in enumerate(lexemes):
        before = lexemes[index - 1].kind if index else None
        code = _wrong_with(lexeme) or _wrong_after(before, lexeme, opened=bool(open_at))
        if code:
            return Problem(code, index - 1 if _is_earlier(code, before, lexeme) else index)
        if lexeme.kind is Kind.LPAR:
            open_at.append(index)
        elif lexeme.kind is Kind.RPAR:
            open_at.pop()
    if lexemes and lexemes[-1].kind in _JOINING | {Kind.NOT}:
        return Problem(Code.QUERY_DANGLING_OPERATOR, len(lexemes) - 1)
    return Problem(Code.QUERY_UNCLOSED_PARENTHESIS, open_at[0]) if open_at else None


def _wrong_with(lexeme: Lexeme) -> Code | None:
    if not lexeme.closed:
        return Code.QUERY_UNCLOSED_QUOTE
    if lexeme.kind is not Kind.PREFIX:
        return None
    stem = lexeme.text.rstrip("*")
    if "*" in stem:
        return Code.QUERY_LEADING_WILDCARD
    last = tokenise(stem)[-1:]
    return None if last and len(orth(last[0].text)) >= MIN_PREFIX else Code.QUERY_SHORT_PREFIX


def _wrong_after(before: Kind | None, lexeme: Lexeme, *, opened: bool) -> Code | None:
    if lexeme.kind is Kind.RPAR:
        if not opened:
            return Code.QUERY_UNOPENED_PARENTHESIS
        if before is Kind.LPAR:
            return Code.QUERY_EMPTY_GROUP
        return Code.QUERY_DANGLING_OPERATOR if before in _OPENS else None
    starts = before is None or before in _OPENS
    return Code.QUERY_DANGLING_OPERATOR if lexeme.kind in _JOINING and starts else None


def _is_earlier(code: Code, before: Kind | None, lexeme: Lexeme) -> bool:
    """What stands before a closing parenthesis is to blame, not the parenthesis."""
    hangs = code is Code.QUERY_DANGLING_OPERATOR and before in _JOINING | {Kind.NOT}
    return lexeme.kind is Kind.RPAR and (hangs or code is Code.QUERY_EMPTY_GROUP)


def mend(lexemes: list[Lexeme]) -> list[Lexeme]:
    """The lexemes without what is wrong: each round takes out, or completes, the first problem."""
    mended = list(lexemes)
    while problem := first_problem(mended):
        lexeme = mended.pop(problem.index)
        match problem.code:
            case Code.QUERY_UNCLOSED_QUOTE:
                mended[problem.index :] = _closed(lexeme)
                _drop_field(mended, problem.index)
            case Code.QUERY_LEADING_WILDCARD | Code.QUERY_SHORT_PREFIX:
                mended[problem.index : problem.index] = _without_asterisks(lexeme)
                _drop_field(mended, problem.index)
            case Code.QUERY_UNCLOSED_PARENTHESIS:
                mended.insert(problem.index, lexeme)
                mended.append(Lexeme(Kind.RPAR, ")", ")", mended[-1].end))
            case Code.QUERY_EMPTY_GROUP:
                del mended[problem.index]
                _drop_field(mended, problem.index)
            case _:
                pass
    return mended


def _without_asterisks(lexeme: Lexeme) -> list[Lexeme]:
    word = lexeme.text.replace("*", "")
    if not is_word(word):
        return []
    word = word.lower() if word in HARD_OPERATORS else word
    return [replace(lexeme, kind=Kind.WORD, text=word, source=word)]


def _closed(lexeme: Lexeme) -> list[Lexeme]:
    return [replace(lexeme, closed=True)] if is_word(lexeme.text) else []


def _drop_field(lexemes: list[Lexeme], index: int) -> None:
    """Take out the field whose value is gone."""
    if index and lexemes[index - 1].kind is Kind.FIELD:
        after = lexemes[index].kind if index < len(lexemes) else None
        if after not in OPERANDS | {Kind.LPAR}:
            del lexemes[index - 1]


def render(lexemes: list[Lexeme]) -> str:
    """The lexemes as a query text again."""
    out = ""
    for before, lexeme in zip([None, *lexemes], lexemes, strict=False):
        glued = before is None or before.kind in {Kind.LPAR, Kind.FIELD} or before.source in DASHES
        source = _quoted(lexeme) if lexeme.kind is Kind.PHRASE else lexeme.source
        out += source if glued or lexeme.kind is Kind.RPAR else f" {source}"
    return out


def _quoted(phrase: Lexeme) -> str:
    """A phrase in one kind of quotes; marks inside it are dropped, lest they close another."""
    sign = "=" if phrase.exact else ""
    inside = " ".join(QUOTES.sub(" ", phrase.text).split())
    return f'{sign}"{inside}"' + (f"~{phrase.slop}" if phrase.slop else "")
