"""Dates written in numbers: 19.05.2024, 6/10/2021, 2024-05-19, 1445/10/20.

The day stands before the month, unless only the other order gives a date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from arabic.dates import counting
from arabic.dates.model import Notation, Point

if TYPE_CHECKING:
    from arabic.dates.tokens import Tokens

SEPARATORS = ("/", "-", ".", "–", "\\")
_PIVOT = 70


def read_numeric(tokens: Tokens, at: int) -> tuple[Point, int] | None:
    """19.05.2024, 6/10/2021, 2024-05-19, 1445/10/20; day before month unless only the other fits."""
    parts = [tokens[at + n] for n in range(5)]
    numbers = [part.number for part in parts[::2]]
    same = parts[1].word in SEPARATORS and parts[1].word == parts[3].word
    if not same or None in numbers or _runs_on(tokens, at) or not _evenly_glued(tokens, at):
        return None
    lengths = [len(part.word) for part in parts[::2]]
    point = _ordered([number or 0 for number in numbers], lengths, parts[1].word)
    if point is None:
        return None
    hijri, after = counting.era(tokens, at + 5)
    if hijri is True and point.notation is not Notation.HIJRI:
        return None
    return point, _after_time(tokens, after)


def _runs_on(tokens: Tokens, at: int) -> bool:
    """Whether the numbers are part of a longer row, as in a telephone number or an address."""
    before, after = tokens[at - 1], tokens[at + 5]
    led = tokens[at].glued and before.word in {*SEPARATORS, ":", ",", "+"} and tokens[at - 2].number is not None
    followed = after.glued and after.word in SEPARATORS and tokens[at + 6].glued and tokens[at + 6].number is not None
    return led or followed or (tokens[at].glued and before.word in {"+", "#", "$", "€"})


def _evenly_glued(tokens: Tokens, at: int) -> bool:
    glued = {tokens[at + n].glued for n in range(1, 5)}
    return len(glued) == 1


def _ordered(numbers: list[int], lengths: list[int], separator: str) -> Point | None:
    first, second, third = numbers
    if lengths[0] == 4 and max(lengths[1:]) <= 2:  # noqa: PLR2004
        iso = lengths == [4, 2, 2] or separator == "-"
        return _calendar_point(first, second, third, Notation.ISO if iso else Notation.GREGORIAN)
    if max(lengths[:2]) > 2 or lengths[2] not in (2, 4):  # noqa: PLR2004
        return None
    if lengths[2] == 2 and (separator != "/" and lengths != [2, 2, 2]):  # noqa: PLR2004
        return None
    full = third if lengths[2] == 4 else third + (2000 if third < _PIVOT else 1900)  # noqa: PLR2004
    if second > counting.LAST_MONTH >= first and lengths[2] == 4:  # noqa: PLR2004
        return _calendar_point(full, first, second, Notation.GREGORIAN)
    return _calendar_point(full, second, first, Notation.GREGORIAN)


def _calendar_point(year: int, month: int, day: int, notation: Notation) -> Point | None:
    if not (1 <= month <= counting.LAST_MONTH and 1 <= day <= counting.LAST_DAY):
        return None
    if year in counting.HIJRI_YEARS:
        return Point(Notation.HIJRI, day, month, year)
    return Point(notation, day, month, year) if year in counting.GREGORIAN_YEARS else None


def _after_time(tokens: Tokens, at: int) -> int:
    """Past the time of an ISO moment (T12:30:00Z)."""
    if not (tokens[at].glued and tokens[at].raw in {"T", "t"} and tokens[at + 1].number is not None):
        return at
    position = at + 1
    while tokens[position].glued and (tokens[position].number is not None or tokens[position].raw in ":.+-Z"):
        position += 1
    return position


def read_day_and_month(tokens: Tokens, at: int) -> tuple[Point, int] | None:
    """9/2 after a weekday: day and month in numbers, without a year."""
    day, month = tokens.number(at, (1, 2)), tokens.number(at + 2, (1, 2))
    if day is None or month is None or tokens.word(at + 1) not in {"/", "-"} or tokens[at + 3].glued:
        return None
    if not (1 <= day <= counting.LAST_DAY and 1 <= month <= counting.LAST_MONTH):
        return None
    return Point(Notation.GREGORIAN, day, month), at + 3


def read_dated(tokens: Tokens, at: int) -> tuple[Point, int] | None:
    """A day and month in numbers where a word before says that it is a date (بتاريخ 9/2)."""
    if tokens.word(at - 1) not in {"بتاريخ", "يوم", "الموافق", "بيوم"}:
        return None
    return read_day_and_month(tokens, at)
