"""What a date is while it is read, and what it is when it is known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class Notation(StrEnum):
    """How a date is written."""

    GREGORIAN = "gregorian"
    LEVANTINE = "levantine"
    MAGHREBI = "maghrebi"
    HIJRI = "hijri"
    ISO = "iso"
    RELATIVE = "relative"


class Unit(IntEnum):
    """How fine a date is."""

    DAY = 1
    WEEK = 7
    MONTH = 30
    YEAR = 365


class Doubt(StrEnum):
    """Why a date should not be relied upon."""

    WEEKDAY = "the weekday does not fit the date"
    CALENDARS = "the Hijri and the Gregorian date are days apart"
    YEAR = "no year is given, and two fit nearly as well"
    DIRECTION = "the words do not say whether it is past or to come"
    VAGUE = "the words give only about when"
    MONTH_FIRST = "day and month may be exchanged"


@dataclass(frozen=True, slots=True)
class Point:
    """A day, month or year as written; what the text leaves out is None.

    `turn` is the direction that الماضي (-1), الجاري (0) or المقبل (+1) give; `year_turn` the same for the year
    (من العام الماضي); `weekday` counts from Monday as 0; `shift` is the day that اليوم (0) or أمس (-1) ties the
    date to; `strong` is False for a bare word that is more often no date.
    """

    notation: Notation
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    turn: int | None = None
    year_turn: int | None = None
    shift: int | None = None
    twin: Point | None = None
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Relative:
    """A stretch of time counted from the reference: `count` units away, or day `day` of that month.

    `same` points back to the month named last in the text (من الشهر ذاته); `coming` says that a bare weekday is
    today or to come, not over.
    """

    unit: Unit
    count: int = 0
    weekday: int | None = None
    day: int | None = None
    same: bool = False
    coming: bool = False
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Two dates as written, as the ends of a stretch (`through`) or as a list of single days."""

    items: tuple[Point | Relative, ...]
    through: bool


Written = Point | Relative | Span


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in `text[start:end]`, known: from `first` to `last`, both included.

    `unit` is how fine it is written; `days` are the single days of a list; `shift` is set where the text ties
    the date to the day of writing (أمس الجمعة 21 مارس has -1).
    """

    start: int
    end: int
    first: date
    last: date
    unit: Unit
    notation: Notation
    doubt: Doubt | None = None
    shift: int | None = None
    days: tuple[date, ...] = ()

    @property
    def value(self) -> str:
        """An ISO day, month or year, or two of them with a slash between."""
        first, last = self._iso(self.first), self._iso(self.last)
        return first if first == last else f"{first}/{last}"

    @property
    def named(self) -> tuple[str, ...]:
        """The days or months that the text names one by one: of a range, its two ends."""
        if self.days:
            return tuple(day.isoformat() for day in self.days)
        return tuple(dict.fromkeys((self._iso(self.first), self._iso(self.last))))

    def _iso(self, day: date) -> str:
        length = {Unit.MONTH: 7, Unit.YEAR: 4}.get(self.unit, 10)
        return day.isoformat()[:length]
