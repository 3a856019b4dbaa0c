"""The Hijri calendar of Umm al-Qura, from 1343 to 1500 (1924 to 2077); outside it no day is certain."""

from __future__ import annotations

from datetime import date, timedelta

from hijridate import Gregorian, Hijri

_LAST_MONTH = 12


def to_gregorian(year: int, month: int, day: int) -> date | None:
    """The day of a Hijri date, or None if there is no such day or its calendar is not known."""
    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)


def hijri_year(day: date) -> int | None:
    """The Hijri year that a day lies in, or None outside the known calendar."""
    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (ValueError, OverflowError):
        return None


def stretch(year: int, month: int | None) -> tuple[date, date] | None:
    """The first and last day of a Hijri month, or of a whole year."""
    first = to_gregorian(year, month or 1, 1)
    ends_year = month in (None, _LAST_MONTH)
    after = to_gregorian(year + 1, 1, 1) if ends_year else to_gregorian(year, (month or 0) + 1, 1)
    return None if first is None or after is None else (first, after - timedelta(days=1))
