"""When an article was published: what its dateline says, or else what the text ties to the day of writing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from arabic.dates import Doubt, Unit, find_dates, settle, settle_all
from arabic.dates.model import Point, Relative
from articles.stages import Calendar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from arabic.dates import Expression, FoundDate

_MENTION_DOUBTS = frozenset((Doubt.WEEKDAY, Doubt.CALENDARS, Doubt.YEAR, Doubt.VAGUE))
_NO_DATE = "the text gives no date of publication"
_ONLY_RELATIVE = "the text gives only words such as {word!r}, told from a day of publication that it does not name"
_NO_YEAR = "the dateline gives a day without a year ({word!r}), and nothing in the text gives the year"


@dataclass(frozen=True, slots=True)
class Published:
    """The day of publication and how it is written, or why there is none."""

    day: date | None
    calendar: Calendar
    note: str | None = None


def stated_day(value: str) -> date | None:
    """The day of an ISO date or time that a source states; any other date that Arabic text may hold."""
    try:
        return date.fromisoformat(value.strip()[:10])
    except ValueError:
        found = next((f for f in find_dates(value) if f.unit is Unit.DAY and f.first == f.last), None)
        return found.first if found else None


def find_published(
    datelines: Sequence[tuple[str, Expression]], printed: Sequence[str], body: Sequence[tuple[str, Expression]]
) -> Published:
    """The day of publication: from datelines; else from lines that print it (نشر في …), else from the body.

    The dates of datelines and body come each with its words. A dateline without a year takes it from a day that
    the rest of the text ties to the day of writing.
    """
    stamped = [(day.first, Calendar(day.notation.value)) for day in _full_days(printed)]
    tied = [*stamped, *_tied_days(body)]
    without_year = None
    for words, expression in datelines:
        known = settle(expression) or _completed(expression, tied, body)
        if known is not None and known.first == known.last:
            return Published(known.first, Calendar(known.notation.value), known.doubt and known.doubt.value)
        if isinstance(expression.written, Point):
            without_year = words
    if tied:
        return Published(*tied[0])
    if without_year is not None:
        return Published(None, Calendar.NONE, _NO_YEAR.format(word=without_year))
    word = next((words for words, expression in (*datelines, *body) if _is_near(expression)), None)
    if word is not None:
        return Published(None, Calendar.RELATIVE, _ONLY_RELATIVE.format(word=word))
    return Published(None, Calendar.NONE, _NO_DATE)


def _full_days(lines: Sequence[str]) -> Iterator[FoundDate]:
    for line in lines:
        for found in find_dates(line):
            if found.unit is Unit.DAY and found.first == found.last and found.doubt is None:
                yield found


def _tied_days(body: Sequence[tuple[str, Expression]]) -> Iterator[tuple[date, Calendar]]:
    """The days of writing that follow from a full date tied to it: أمس الجمعة 21 مارس 2025 was written on the 22nd."""
    for found in settle_all(expression for _, expression in body):
        if found.shift is not None and found.doubt is None:
            calendar = Calendar.RELATIVE if found.shift else Calendar(found.notation.value)
            yield found.first - timedelta(days=found.shift), calendar


def _completed(
    expression: Expression, tied: list[tuple[date, Calendar]], body: Sequence[tuple[str, Expression]]
) -> FoundDate | None:
    """A dateline without a year, with the year of a day that the text ties to it, or else of its weekday."""
    for reference, _ in tied:
        known = settle(expression, reference)
        if known is not None and known.doubt is None and abs((known.first - reference).days) <= 1:
            return known
    named = settle_all(expression for _, expression in body)
    days = [found.last for found in named if found.shift is None and found.unit is not Unit.YEAR]
    weekday = _weekday_of_today(body)
    if not days or weekday is None:
        return None
    known = settle(expression, max(days))
    return known if known is not None and known.doubt is None and known.first.weekday() == weekday else None


def _weekday_of_today(body: Sequence[tuple[str, Expression]]) -> int | None:
    for _, expression in body:
        written = expression.written
        if isinstance(written, Relative) and written.unit is Unit.DAY and written.weekday is not None:
            return (written.weekday - written.count) % 7
    return None


def _is_near(expression: Expression) -> bool:
    written = expression.written
    near = isinstance(written, Relative) and written.unit in {Unit.DAY, Unit.WEEK}
    return near or (isinstance(written, Point) and written.shift is not None)


def mentioned_dates(body: Sequence[tuple[str, Expression]], published: date | None) -> tuple[str, ...]:
    """The days and months that a body names, each once: ISO, in reading order; no bare years, nothing in doubt."""
    names = (
        name
        for found in settle_all((expression for _, expression in body), published)
        if found.unit is not Unit.YEAR and found.doubt not in _MENTION_DOUBTS and _is_point(found)
        for name in found.named
    )
    return tuple(dict.fromkeys(names))


def _is_point(found: FoundDate) -> bool:
    """Whether it names days, not the whole of a Hijri month or year."""
    return found.unit is Unit.MONTH or not (found.notation.value == Calendar.HIJRI and found.first != found.last)
