"""Dates that name their month or are written in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arabic.dates import counting
from arabic.dates import words as w
from arabic.dates.model import Notation, Point, Span
from arabic.dates.months import Month, Use
from arabic.dates.numeric import SEPARATORS, read_day_and_month, read_numeric

if TYPE_CHECKING:
    from arabic.dates.tokens import Tokens

Read = tuple["Point | Span", int]
_OF = frozenset(("من", "شهر"))
_SEASONS = frozenset(("موسم", "الموسم", "الدراسي", "الجامعي", "المالي", "العام"))
_BEFORE_YEAR = frozenset(("في", "منذ"))
_NOT_AFTER_MONTH = frozenset(("كلينك", "كلينيك"))


def read_absolute(tokens: Tokens, at: int) -> Read | None:
    """The date that starts at a position, with its weekday, and the position after it."""
    weekday = w.WEEKDAYS.get(tokens.word(at))
    if weekday is None:
        return read_unled(tokens, at)
    after = at + 1
    while tokens.word(after) in {"،", ",", "(", ":", "-", "الموافق", "ل", "يوم", "/", "–", "في"} and after < at + 3:
        after += 1
    found = read_unled(tokens, after) or read_day_and_month(tokens, after)
    if found is None or not isinstance(found[0], Point) or found[0].day is None:
        return None
    return with_weekday(found[0], weekday), found[1]


def with_weekday(point: Point, weekday: int | None, shift: int | None = None) -> Point:
    """The same point on a weekday, tied to the day of writing."""
    return Point(
        point.notation, point.day, point.month, point.year, weekday, point.turn, point.year_turn, shift,
        doubt=point.doubt,
    )  # fmt: skip


def read_unled(tokens: Tokens, at: int) -> Read | None:
    """A date without a weekday."""
    return read_numeric(tokens, at) or _with_day(tokens, at) or _month_alone(tokens, at) or _year_alone(tokens, at)


def _with_day(tokens: Tokens, at: int) -> Read | None:
    """9 و10 كانون الثاني/يناير 2022; الخامس من مايو; 12 رمضان 1445هـ."""
    found = counting.days(tokens, at)
    if found is None:
        return None
    position = found.next
    links = _OF if found.written else _OF | {*SEPARATORS}
    while tokens.word(position) in links and position < found.next + 2:
        position += 1
    month = counting.month(tokens, position)
    if month is None:
        return None
    year = counting.year(tokens, month[1], month[0].notation)
    spelt_out = found.written or tokens.word(position - 1) in {"من", "شهر"}
    if not _is_date(tokens, at, month[0], year, spelt_out=spelt_out):
        return None
    return _points(found, month[0], year), year.next


def _points(found: counting.Days, month: Month, year: counting.Year) -> Point | Span:
    points = tuple(
        Point(month.notation, day, month.number, year.number, turn=year.turn, year_turn=year.year_turn)
        for day in found.days
    )
    return points[0] if len(points) == 1 else Span(points, found.through)


def _is_date(tokens: Tokens, at: int, month: Month, year: counting.Year, *, spelt_out: bool) -> bool:
    """Whether a day and a month are no score, no name and no street."""
    known = year.number is not None or year.turn is not None or year.year_turn is not None or year.hijri
    if month.use is Use.NOUGHT and not (known or spelt_out):
        return False
    start = at - (tokens.word(at - 1) in {"ال", "يوم", "("})
    return known or not ({tokens.word(start - 1)} & w.NAMED_AFTER)


def _month_alone(tokens: Tokens, at: int) -> Read | None:
    """كانون الثاني 2022; مارس الماضي; شهر رمضان; مايو 19, 2024; في شتنبر; يناير/فبراير 2024."""
    found = counting.month(tokens, at)
    if found is None or _is_counted(tokens, at):
        return None
    month, after = found
    led = _month_first(tokens, month, after)
    if led is not None:
        return led
    last = _second_month(tokens, month, after)
    year = counting.year(tokens, last[1] if last else after, month.notation)
    points = tuple(
        Point(each.notation, None, each.number, year.number, turn=year.turn, year_turn=year.year_turn)
        for each in ((month, last[0]) if last else (month,))
    )
    known = year.number is not None or year.turn is not None or year.year_turn is not None
    if not known and (last or not _stands_alone(tokens, at, after, month)):
        return None
    return (Span(points, through=True) if last else points[0]), (year.next if known else after)


def _is_counted(tokens: Tokens, at: int) -> bool:
    """Whether a number stands before a month that can be none of its days (32 مايو)."""
    if tokens[at].clitics:
        return False
    before = at - (2 if tokens.word(at - 1) == "من" else 1)
    part = tokens.word(before - 1) in w.PARTS
    return tokens[before].number is not None or (tokens.word(before) in w.ORDINALS and not part)


def _second_month(tokens: Tokens, month: Month, after: int) -> tuple[Month, int] | None:
    """A later month of the same year behind a slash or dash."""
    if tokens.word(after) not in {"/", "-", "–"}:
        return None
    second = counting.month(tokens, after + 1)
    return second if second is not None and second[0].number > month.number > 0 else None


def _month_first(tokens: Tokens, month: Month, after: int) -> Read | None:
    """مايو 19، 2024: the order of English."""
    day = tokens.number(after, (1, 2))
    year = counting.year(tokens, after + 1, month.notation) if day else None
    if day is None or year is None or year.number is None or day > counting.LAST_DAY:
        return None
    return Point(month.notation, day, month.number, year.number), year.next


def _stands_alone(tokens: Tokens, at: int, after: int, month: Month) -> bool:
    """Whether the bare name of a month is one."""
    before = tokens.word(at - 1)
    whole = at == 0 and after == len(tokens)
    if tokens.word(after) in _NOT_AFTER_MONTH:
        return False
    if before == "شهر" or (before in w.UNITS and month.use is Use.MONTH):
        return True
    if month.use is Use.MONTH:
        return whole or before in w.BEFORE_MONTH or bool({"ب", "ل"} & set(tokens[at].clitics))
    return month.use is Use.WORD and before in w.BEFORE_WORD


def _year_alone(tokens: Tokens, at: int) -> Read | None:
    """عام 2021; سنة 1445هـ; في 2019; عامي 2019 و2020; موسم 2023/2024."""
    word = tokens.word(at)
    named = word in w.YEAR_WORDS | w.YEARS_WORDS
    first = at + (word in w.YEARS_WORDS)
    year = counting.year(tokens, first, Notation.GREGORIAN)
    number = tokens.number(at + named, (4,))
    if number is None or year.number is None:
        return None
    point = _year_point(number, hijri=year.hijri)
    season = tokens.word(at - 1) in _SEASONS
    second = _second_year(
        tokens, year.next, season=season, listed=word in w.YEARS_WORDS or tokens.word(at - 1) == "بين"
    )
    if second is not None and second[0] > number:
        return Span((point, _year_point(second[0], hijri=False)), through=True), second[1]
    whole = at == 0 and len(tokens) == 1
    likely = number in counting.GREGORIAN_YEARS or year.hijri
    single = named or (likely and (whole or tokens.word(at - 1) in _BEFORE_YEAR))
    return (point, year.next) if single and tokens.word(year.next) not in {"/", ":"} else None


def _year_point(number: int, *, hijri: bool) -> Point:
    notation = Notation.HIJRI if hijri or number in counting.HIJRI_YEARS else Notation.GREGORIAN
    return Point(notation, year=number)


def _second_year(tokens: Tokens, at: int, *, season: bool, listed: bool) -> tuple[int, int] | None:
    """The later year of two, where the words around show that both are years."""
    word = tokens.word(at)
    if not ((season and word in SEPARATORS) or word in {"الي", "حتي"} or (listed and word == "و")):
        return None
    position = at + 1 + (tokens.word(at + 1) in w.YEAR_WORDS)
    number = tokens.number(position, (4,))
    return None if number is None or number not in counting.GREGORIAN_YEARS else (number, position + 1)
