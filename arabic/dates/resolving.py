"""From a date as written to the days it means, given the day of writing."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from arabic.dates import hijri
from arabic.dates.model import Doubt, Notation, Point, Relative, Span, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from arabic.dates.model import Written

_EQUAL_DAYS = 2
_DOUBTFUL_DISTANCE = 150
_GREGORIAN_FROM = 1600
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Context:
    """What a date is read against: the day of writing, and the month that the text named last."""

    reference: date | None = None
    month: date | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Known days: from `first` to `last`, as fine as `unit`; `days` are the single days of a list."""

    first: date
    last: date
    unit: Unit
    notation: Notation
    doubt: Doubt | None = None
    days: tuple[date, ...] = ()


def resolve_written(written: Written, context: Context) -> Stretch | None:
    """The days that a date means; None if it means none, or the context does not suffice."""
    if isinstance(written, Span):
        return _span(written, context)
    if isinstance(written, Relative):
        return _relative(written, context)
    return _twin(written, context) if written.twin is not None else _point(written, context)


def _span(span: Span, context: Context) -> Stretch | None:
    found = [item for item in (resolve_written(item, context) for item in span.items) if item is not None]
    if len(found) < len(span.items) or any(a.first >= b.first for a, b in pairwise(found)):
        return None
    doubt = next((item.doubt for item in found if item.doubt), None)
    single = all(item.first == item.last for item in found)
    days = tuple(item.first for item in found) if single and not span.through else ()
    return Stretch(found[0].first, found[-1].last, found[0].unit, found[0].notation, doubt, days)


def _twin(point: Point, context: Context) -> Stretch | None:
    """A day in two calendars. The Gregorian one counts: Hijri months begin a day apart between countries."""
    twin = point.twin
    first = _point(point, context)
    second = None if twin is None else _point(twin, context)
    if first is None or second is None:
        known = second or first
        return known and Stretch(known.first, known.last, known.unit, point.notation, known.doubt)
    chosen = second if point.notation is Notation.HIJRI else first
    apart = abs((first.first - second.first).days) > _EQUAL_DAYS
    doubt = Doubt.CALENDARS if apart else chosen.doubt
    return Stretch(chosen.first, chosen.last, chosen.unit, point.notation, doubt)


def _point(point: Point, context: Context) -> Stretch | None:
    candidates = sorted(_candidates(point, context.reference))
    if not candidates:
        return None
    reference = context.reference
    if _dated(point) or reference is None:
        chosen = candidates[0] if len(candidates) == 1 else None
        return None if chosen is None else _stretch(point, *chosen, _weekday_doubt(point, chosen[0]))
    if point.turn is not None:
        return _turned(point, candidates, reference)
    fitting = [c for c in candidates if point.weekday is None or c[0].weekday() == point.weekday]
    near = min(fitting or candidates, key=lambda c: _distance(c, reference))
    doubt = None if fitting else Doubt.WEEKDAY
    if fitting and point.weekday is None and _distance(near, reference) > _DOUBTFUL_DISTANCE:
        doubt = Doubt.YEAR
    return _stretch(point, *near, doubt)


def _dated(point: Point) -> bool:
    return point.year is not None or point.year_turn is not None or point.turn == 0


def _distance(candidate: tuple[date, date], reference: date) -> int:
    """How far, in days, a reference lies from a stretch of days."""
    first, last = candidate
    return max(0, (first - reference).days, (reference - last).days)


def _weekday_doubt(point: Point, day: date) -> Doubt | None:
    return Doubt.WEEKDAY if point.weekday not in (None, day.weekday()) and point.day is not None else point.doubt


def _turned(point: Point, candidates: list[tuple[date, date]], reference: date) -> Stretch | None:
    """الماضي is the latest that is over, المقبل the first to come."""
    turn = point.turn or 0
    past = [c for c in candidates if c[1] < reference]
    future = [c for c in candidates if c[0] > reference]
    chosen = past[turn:] if turn < 0 else future[turn - 1 :]
    return _stretch(point, *chosen[0], _weekday_doubt(point, chosen[0][0])) if chosen else None


def _stretch(point: Point, first: date, last: date, doubt: Doubt | None) -> Stretch:
    unit = Unit.DAY
    if point.notation is not Notation.HIJRI and point.day is None:
        unit = Unit.YEAR if point.month is None else Unit.MONTH
    return Stretch(first, last, unit, point.notation, doubt)


def _candidates(point: Point, reference: date | None) -> Iterable[tuple[date, date]]:
    """The days that a date may mean, in each year that it may lie in."""
    if point.notation is Notation.HIJRI:
        yield from _hijri_candidates(point, reference)
        return
    for year in _years(point, None if reference is None else reference.year):
        found = gregorian_stretch(year, point.month, point.day)
        if found is not None:
            yield found


def _years(point: Point, current: int | None) -> Iterable[int]:
    if point.year is not None:
        return (point.year,)
    if current is None:
        return ()
    if point.year_turn is not None:
        return (current + point.year_turn,)
    if point.turn == 0:
        return (current,)
    return range(current - 2, current + 3) if point.turn is not None else range(current - 1, current + 2)


def _hijri_candidates(point: Point, reference: date | None) -> Iterable[tuple[date, date]]:
    in_gregorian = point.year is not None and point.year > _GREGORIAN_FROM
    start = date(point.year, 7, 1) if in_gregorian and point.year else reference
    current = None if start is None else hijri.hijri_year(start)
    years = range(current - 1, current + 2) if in_gregorian and current else _years(point, current)
    for year in years:
        found = _hijri_stretch(year, point)
        if found is not None and (not in_gregorian or found[0].year == point.year):
            yield found


def _hijri_stretch(year: int, point: Point) -> tuple[date, date] | None:
    if point.day is None:
        return hijri.stretch(year, point.month)
    day = hijri.to_gregorian(year, point.month or 1, point.day)
    return None if day is None else (day, day)


def gregorian_stretch(year: int, month: int | None, day: int | None) -> tuple[date, date] | None:
    """The first and last day of a day, a month or a year; None if there is no such day."""
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        last = calendar.monthrange(year, month)[1]
        return date(year, month, day or 1), date(year, month, day or last)
    except ValueError:
        return None


def _relative(written: Relative, context: Context) -> Stretch | None:
    reference = context.reference
    if written.same:
        return _in_month(context.month, written.day)
    if reference is None:
        return None
    if written.unit is Unit.WEEK:
        return _week(written, reference)
    if written.unit is Unit.DAY:
        return _day(written, reference)
    months = written.count * (12 if written.unit is Unit.YEAR else 1)
    index = reference.year * 12 + reference.month - 1 + months
    if written.unit is Unit.MONTH and written.day is not None:
        return _in_month(date(index // 12, index % 12 + 1, 1), written.day)
    month = index % 12 + 1 if written.unit is Unit.MONTH else None
    found = gregorian_stretch(index // 12, month, None)
    return found and Stretch(*found, written.unit, Notation.RELATIVE, written.doubt)


def _in_month(month: date | None, day: int | None) -> Stretch | None:
    found = None if month is None else gregorian_stretch(month.year, month.month, day)
    return found and Stretch(*found, Unit.MONTH if day is None else Unit.DAY, Notation.RELATIVE)


def _day(written: Relative, reference: date) -> Stretch:
    day = reference + timedelta(days=written.count)
    doubt = Doubt.WEEKDAY if written.weekday not in (None, day.weekday()) else written.doubt
    return Stretch(day, day, Unit.DAY, Notation.RELATIVE, doubt)


def _week(written: Relative, reference: date) -> Stretch:
    if written.weekday is None:
        monday = reference - timedelta(days=reference.weekday()) + timedelta(weeks=written.count)
        return Stretch(monday, monday + timedelta(days=6), Unit.DAY, Notation.RELATIVE, written.doubt)
    ahead = (written.weekday - reference.weekday()) % _WEEK
    if written.count > 0:
        days = (ahead or _WEEK) + _WEEK * (written.count - 1)
    elif written.count < 0:
        days = ahead - _WEEK + _WEEK * (written.count + 1)
    else:
        days = ahead - _WEEK if ahead and not written.coming else ahead
    day = reference + timedelta(days=days)
    return Stretch(day, day, Unit.DAY, Notation.RELATIVE, written.doubt if days else None)
