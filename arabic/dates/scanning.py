"""All dates of a text as written, in reading order: ranges and double dates as one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from arabic.dates import words as w
from arabic.dates.absolute import read_absolute
from arabic.dates.model import Doubt, Notation, Point, Relative, Span
from arabic.dates.months import month_names
from arabic.dates.numeric import read_dated
from arabic.dates.relative import read_relative
from arabic.dates.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from arabic.dates.model import Written

_DUAL_LINKS = frozenset(("الموافق", "الموافقه", "موافق", "/", "(", ")", "-", "–", "=", "،", ",", "ل", "يوم", "م", "ه"))
_THROUGH_WORDS = frozenset(("الي", "حتي", "لغايه", "وحتي", "ولغايه", "والي", "-", "–", "—", "/"))
_THROUGH_FILLERS = frozenset(("غايه", "يوم", "و"))
_BOTH = frozenset(("يومي", "عامي", "شهري", "ايام", "سنتي"))
_LONGEST_GAP = 4


@dataclass(frozen=True, slots=True)
class Expression:
    """A date as written in `text[start:end]`, not yet resolved."""

    start: int
    end: int
    written: Written


@dataclass(frozen=True, slots=True)
class _Piece:
    """An expression by its tokens, from `at` to before `after`."""

    at: int
    after: int
    written: Written


def scan(text: str) -> list[Expression]:
    """The dates in a text, as written."""
    tokens = Tokens.of(text)
    return [Expression(tokens[piece.at].start, tokens[piece.after - 1].end, piece.written) for piece in _merged(tokens)]


@cache
def _starters() -> frozenset[str]:
    return frozenset(
        (*w.WEEKDAYS, *w.DAYS, *w.UNITS, *w.ORDINALS, *w.AGO, *w.YEAR_WORDS, *w.YEARS_WORDS, *month_names())
    ) | {"هذا", "هذه", "ال", "لل", "(", *w.FIRST}


def _pieces(tokens: Tokens) -> Iterator[_Piece]:
    """What the rules read, from left to right; the longest reading wins at each position."""
    starters = _starters()
    after = 0
    for at, token in enumerate(tokens.items):
        if at < after or (token.number is None and token.word not in starters):
            continue
        reads = (read_relative(tokens, at), read_absolute(tokens, at), read_dated(tokens, at))
        found = max((read for read in reads if read is not None), key=lambda read: read[1], default=None)
        if found is not None:
            after = found[1]
            yield _Piece(at, after, found[0])


def _merged(tokens: Tokens) -> list[_Piece]:
    pieces: list[_Piece] = []
    for piece in _pieces(tokens):
        joined = _join(tokens, pieces[-1], piece) if pieces else None
        if joined is None:
            pieces.append(piece)
        else:
            pieces[-1] = joined
    return pieces


def _join(tokens: Tokens, left: _Piece, right: _Piece) -> _Piece | None:
    """Two neighbours as one date, if they are the same day in two calendars or the ends of one stretch."""
    gap = tokens.words(left.after, right.at)
    if len(gap) > _LONGEST_GAP or isinstance(left.written, Span) or isinstance(right.written, Span):
        return None
    if _same_day(left.written, right.written) and {*gap} <= _DUAL_LINKS:
        closed = right.after + ("(" in gap and tokens.word(right.after) == ")")
        return _Piece(left.at, closed, _twins(left.written, right.written))
    through = _links(tokens, left, right, gap)
    if through is None or not _alike(left.written, right.written):
        return None
    return _Piece(left.at, right.after, Span((_inherit(left.written, right.written), right.written), through))


def _same_day(left: Written, right: Written) -> bool:
    return (
        isinstance(left, Point)
        and isinstance(right, Point)
        and left.day is not None
        and right.day is not None
        and left.twin is None
        and (left.notation is Notation.HIJRI) != (right.notation is Notation.HIJRI)
    )


def _twins(left: Written, right: Written) -> Written:
    return replace(left, twin=right) if isinstance(left, Point) and isinstance(right, Point) else left


def _links(tokens: Tokens, left: _Piece, right: _Piece, gap: list[str]) -> bool | None:
    """Whether what stands between makes a stretch (True) or a list (False); None if it joins nothing."""
    before = tokens.word(left.at - 1)
    rest = {*gap} - _THROUGH_FILLERS
    if len(rest) == 1 and rest <= _THROUGH_WORDS:
        return True
    joined = gap == ["و"] or (not gap and tokens[right.at].clitics.startswith("و"))
    if joined and before == "بين":
        return True
    both = before in _BOTH or tokens.word(right.after - 1) in w.BOTH_TURNED
    return False if joined and both else None


def _alike(left: Written, right: Written) -> bool:
    """Whether two dates are equally fine, and one is no tie to the day of writing."""
    if isinstance(left, Point) and isinstance(right, Point):
        return (left.day is None, left.month is None) == (right.day is None, right.month is None)
    return isinstance(left, Relative) and isinstance(right, Relative) and left.unit == right.unit


def _inherit(left: Written, right: Written) -> Point | Relative:
    """The first of two dates with the year that only the second names: 28 ديسمبر – 3 يناير 2025."""
    if isinstance(left, Relative) and isinstance(right, Relative):
        bare = left.doubt is Doubt.DIRECTION
        return replace(left, count=right.count, doubt=right.doubt) if bare else left
    if not isinstance(left, Point) or not isinstance(right, Point):
        return left if isinstance(left, Relative | Point) else left.items[0]
    if left.year is not None or left.turn is not None or left.year_turn is not None:
        return left
    earlier = (left.month or 0) > (right.month or 0)
    year = None if right.year is None else right.year - earlier
    return replace(left, year=year, turn=right.turn, year_turn=right.year_turn)
