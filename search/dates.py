"""Dates as readers write them in a query: ISO days, months and years, and periods that end today.

    2022-01-18 · ٢٠٢٢/١/١٨ · 18-1-2022 · 2022-01 · 2022 · 7d 2w 3m 1y · اليوم · أمس · أسبوع · 3 أيام · last month

A year from 1343 to 1500 is a Hijri year (Umm al-Qura, whose tables these are), without being told so: in the other
calendar it is long before the first newspaper. Anything earlier is simply before all news.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from hijridate import Hijri

from arabic.fold import fold


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included. A `relative` one ("a week") reaches from its start to today."""

    start: date
    end: date
    relative: bool = False


FIRST_HIJRI_YEAR: Final = 1343
LAST_HIJRI_YEAR: Final = 1500
_LONGEST_HIJRI_MONTH: Final = 30
_MAX_COUNT: Final = 9_999
_ISO: Final = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")
_COUNTED: Final = re.compile(r"(?:last |past |اخر |خلال |قبل )?(\d{1,4})? ?(\w+)")

_DAYS: Final = {"day": 1, "week": 7}
_UNIT_NAMES: Final = {
    ("day", 1): "d day days يوم ايام يوما",
    ("day", 2): "يومين يومان",
    ("week", 1): "w week weeks اسبوع اسابيع اسبوعا",
    ("week", 2): "اسبوعين اسبوعان",
    ("month", 1): "m month months شهر اشهر شهور شهرا",
    ("month", 2): "شهرين شهران",
    ("year", 1): "y year years سنه سنوات سنين عام اعوام عاما",
    ("year", 2): "سنتين سنتان عامين عامان",
}
_UNITS: Final = {name: unit for unit, names in _UNIT_NAMES.items() for name in names.split()}
_NAMED_DAYS: Final = {"today": 0, "اليوم": 0, "yesterday": 1, "امس": 1, "البارحه": 1}


def parse_period(text: str, today: date) -> Period | None:
    """The period that a text names, seen from `today`; None if it names none."""
    key = " ".join(fold(text).split())
    if key in _NAMED_DAYS:
        day = today - timedelta(days=_NAMED_DAYS[key])
        return Period(day, day)
    if match := _ISO.fullmatch(key):
        return _calendar_period(int(match[1]), _number(match[2]), _number(match[3]))
    if match := _DAY_FIRST.fullmatch(key):
        return _calendar_period(int(match[3]), int(match[2]), int(match[1]))
    if (match := _COUNTED.fullmatch(key)) and match[2] in _UNITS:
        unit, size = _UNITS[match[2]]
        count = size * int(match[1] or 1)
        return Period(_back(today, unit, count), today, relative=True) if count <= _MAX_COUNT else None
    return None


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


def _calendar_period(year: int, month: int | None, day: int | None) -> Period | None:
    """The year, month or day of the calendar that the year belongs to."""
    try:
        if year < FIRST_HIJRI_YEAR:
            return Period(date.min, date.min)
        if year <= LAST_HIJRI_YEAR:
            return _hijri_period(year, month, day)
        last_month = month or 12
        last_day = day or monthrange(year, last_month)[1]
        return Period(date(year, month or 1, day or 1), date(year, last_month, last_day))
    except (ValueError, OverflowError):
        return None


def _hijri_period(year: int, month: int | None, day: int | None) -> Period:
    """Raises ValueError for what is no date. The 30th of a shorter month is its last day: sightings differ."""
    first, last = Hijri(year, month or 1, 1), Hijri(year, month or 12, 1)
    if not 1 <= (day or 1) <= _LONGEST_HIJRI_MONTH:
        raise ValueError(f"no month has a day {day}")
    start = date(*first.to_gregorian().datetuple()) + timedelta(days=min(day or 1, first.month_length()) - 1)
    end = date(*last.to_gregorian().datetuple()) + timedelta(days=min(day or 30, last.month_length()) - 1)
    return Period(start, end)


def _back(today: date, unit: str, count: int) -> date:
    """The day `count` units before today; the last day of a month stands for days that it lacks."""
    try:
        if unit in _DAYS:
            return today - timedelta(days=count * _DAYS[unit])
        months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return date.min
