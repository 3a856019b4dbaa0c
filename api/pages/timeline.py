"""Articles over time as bars: the periods between the first and the last article, none left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from api.pages.texts import to_hijri

if TYPE_CHECKING:
    from collections.abc import Callable

    from search.page import Histogram

MOST_BARS: Final = 60
_MONTHS: Final = 12
_CLOSE_DAYS: Final = 62


@dataclass(frozen=True, slots=True)
class Bar:
    """One period, written as the parameters `from` and `to` take it; `height` is its part of the highest, 0 to 100."""

    period: str
    count: int
    height: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars in order of time; `clipped` where there were more than fit and the earliest are left out."""

    bars: tuple[Bar, ...]
    clipped: bool = False


def interval_for(first: date | None, last: date | None, calendar: str) -> str:
    """The interval to ask the engine for. Months of another calendar are put together from days."""
    close = first and last and (last - first).days <= _CLOSE_DAYS
    return "day" if close or calendar == "hijri" else "month"


def timeline(histogram: Histogram, calendar: str, first: date | None = None, last: date | None = None) -> Timeline:
    """Bars of days, months or years: the finest that the histogram gives and that fit side by side.

    Only what lies between `first` and `last` shows: a histogram counts under all filters but its own.
    """
    low, high = _start_of(first or date.min, histogram), (last or date.max).isoformat()
    counted = {bucket.start: bucket.count for bucket in histogram.buckets if low <= bucket.start <= high}
    if calendar == "hijri":
        counted = {hijri: count for day, count in counted.items() if (hijri := to_hijri(day))}
    bars: list[tuple[str, int]] = []
    for number, name in _steps(calendar, histogram.interval.value):
        bars = _filled(counted, number, name)
        if len(bars) <= MOST_BARS:
            break
    shown = bars[-MOST_BARS:]
    most = max((count for _, count in shown), default=1)
    return Timeline(tuple(Bar(name, count, _height(count, most)) for name, count in shown), len(bars) > len(shown))


def _start_of(day: date, histogram: Histogram) -> str:
    """The bucket that a day falls into, of buckets that are days or months."""
    return (day if histogram.interval.value == "day" else day.replace(day=1)).isoformat()


def _steps(calendar: str, interval: str) -> list[tuple[Callable[[str], int], Callable[[int], str]]]:
    """Periods as numbers without gaps, and back; the finest first."""
    coarse: list[tuple[Callable[[str], int], Callable[[int], str]]] = [
        (_month_number, _month_name),
        (_year_number, _year_name),
    ]
    if interval == "day" and calendar == "gregorian":
        return [(_day_number, _day_name), *coarse]
    return coarse


def _filled(counted: dict[str, int], number: Callable[[str], int], name: Callable[[int], str]) -> list[tuple[str, int]]:
    counts: Counter[int] = Counter()
    for start, count in counted.items():
        counts[number(start)] += count
    if not counts:
        return []
    return [(name(at), counts[at]) for at in range(min(counts), max(counts) + 1)]


def _height(count: int, most: int) -> int:
    """A period with articles shows, however few they are."""
    return max(2, round(100 * count / most)) if count else 0


def _day_number(start: str) -> int:
    return date.fromisoformat(start[:10]).toordinal()


def _day_name(number: int) -> str:
    return date.fromordinal(number).isoformat()


def _month_number(start: str) -> int:
    return int(start[:4]) * _MONTHS + int(start[5:7]) - 1


def _month_name(number: int) -> str:
    return f"{number // _MONTHS:04}-{number % _MONTHS + 1:02}"


def _year_number(start: str) -> int:
    return int(start[:4])


def _year_name(number: int) -> str:
    return f"{number:04}"
