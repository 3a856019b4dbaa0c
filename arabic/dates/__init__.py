"""Dates in Arabic text: five calendars of month names, numbers, ranges and relative words.

    find_dates("يومي 9 و10 كانون الثاني/يناير 2022")   →  [2022-01-09/2022-01-10]
    resolve("أمس الاثنين", date(2024, 5, 21))          →  2024-05-20

What cannot be resolved gives nothing; what can be only in doubt says so in `FoundDate.doubt`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from arabic.dates.model import Doubt, FoundDate, Notation, Point, Unit
from arabic.dates.resolving import Context, resolve_written
from arabic.dates.scanning import Expression, scan

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

__all__ = [
    "Doubt",
    "Expression",
    "FoundDate",
    "Notation",
    "Unit",
    "find_dates",
    "resolve",
    "scan",
    "settle",
    "settle_all",
]

_CONTRADICTIONS = frozenset((Doubt.WEEKDAY, Doubt.CALENDARS))


def find_dates(text: str, reference: date | None = None) -> list[FoundDate]:
    """The dates in a text, in reading order, with the doubtful ones marked.

    `reference` is the day of writing: without it, relative words and dates without a year are left out.
    """
    return settle_all(scan(text), reference)


def settle_all(expressions: Iterable[Expression], reference: date | None = None) -> list[FoundDate]:
    """What the dates of one text mean, as `find_dates` gives it; for a text that is read more than once."""
    found: list[FoundDate] = []
    month: date | None = None
    for expression in expressions:
        known = settle(expression, reference, month)
        if known is None:
            continue
        found.append(known)
        if known.unit in {Unit.DAY, Unit.MONTH}:
            month = known.last
    return found


def settle(expression: Expression, reference: date | None = None, month: date | None = None) -> FoundDate | None:
    """What one date of a text means. `month` is any day of the month that the text named last."""
    try:
        known = resolve_written(expression.written, Context(reference, month))
    except (OverflowError, ValueError):  # Past the years that a date can have.
        return None
    if known is None:
        return None
    shift = expression.written.shift if isinstance(expression.written, Point) else None
    return FoundDate(
        expression.start, expression.end, known.first, known.last, known.unit, known.notation, known.doubt,
        shift, known.days,
    )  # fmt: skip


def resolve(expression: str, reference: date | None = None) -> FoundDate | None:
    """The date that a short text means: of several the one with most words; None if it contradicts itself."""
    found = find_dates(expression, reference)
    best = max(found, key=lambda known: known.end - known.start, default=None)
    return None if best is None or best.doubt in _CONTRADICTIONS else best
