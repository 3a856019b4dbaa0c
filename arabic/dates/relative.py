"""Dates that are told from the day of writing: أمس, الثلاثاء الماضي, الـ12 من الشهر الجاري, قبل يومين."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arabic.dates import counting
from arabic.dates import words as w
from arabic.dates.absolute import read_unled, with_weekday
from arabic.dates.model import Doubt, Point, Relative, Span, Unit

if TYPE_CHECKING:
    from arabic.dates.tokens import Tokens

_NEAR = 7
_FROM_AN_EVENT = frozenset(("من", "علي", "ل", "فقط", "كامله", "لم"))
Read = tuple["Point | Relative | Span", int]


def read_relative(tokens: Tokens, at: int) -> Read | None:
    """The relative date that starts at a position, and the position after it."""
    return (
        _near_day(tokens, at)
        or _weekday(tokens, at)
        or _period(tokens, at)
        or _days_of_month(tokens, at)
        or _distance(tokens, at)
    )


def _near_day(tokens: Tokens, at: int) -> Read | None:
    """أمس, أول من أمس, بعد غد, with the weekday or the date that follows: أمس الجمعة 21 مارس 2025."""
    found = _shift(tokens, at)
    if found is None:
        return None
    shift, after = found
    position = after + (tokens.word(after) in {"،", ",", "("} and tokens.word(after + 1) in w.WEEKDAYS)
    weekday = w.WEEKDAYS.get(tokens.word(position))
    if weekday is not None:
        after = position + 1
    gap = after + (tokens.word(after) in {"،", ",", "(", "الموافق", "-", "–", "ل"})
    dated = read_unled(tokens, gap)
    if dated is not None and isinstance(dated[0], Point) and dated[0].day is not None:
        return with_weekday(dated[0], weekday, shift), dated[1]
    return Relative(Unit.DAY, shift, weekday), after


def _shift(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """How many days away a near day is, and the position after its words."""
    word, following = tokens.word(at), tokens.word(at + 1)
    if word == "اول" and following in {"امس", "البارحه"}:
        return -2, at + 2
    if word in {"اول", "قبل"} and following == "من" and tokens.word(at + 2) == "امس":
        return -2, at + 3
    if word in {"امس", "الامس"} and following == "الاول":
        return -2, at + 2
    if word == "بعد" and following in {"غد", "الغد"}:
        return 2, at + 2
    if word == "الليله" and w.TURNS.get(following) == -1:
        return -1, at + 2
    shift = w.DAYS.get(word, 0 if word == "اليوم" else None)
    return None if shift is None or not _is_near_day(tokens, at) else (shift, at + 1)


def _is_near_day(tokens: Tokens, at: int) -> bool:
    """Whether اليوم is today and not "the day", غد tomorrow and not the future."""
    token, before, after = tokens[at], tokens.word(at - 1), tokens.word(at + 1)
    if token.word == "اليوم":
        if tokens.word(at - 2) == "مثل" or (before, after) == ("«", "»"):
            return False
        return after not in w.NOT_AFTER_TODAY and before not in w.NOT_BEFORE_TODAY and "ب" not in token.clitics
    if token.word in {"غد", "الغد"}:
        return before in w.HOURS or after in w.WEEKDAYS or len(tokens) == 1
    if token.word in {"امس", "الامس"}:
        return after != "القريب"
    return token.word != "الليله" or after not in {"الاولي", "الثانيه", "الاخيره", "التاليه", "نفسها", "ذاتها"}


def _weekday(tokens: Tokens, at: int) -> Read | None:
    """الثلاثاء, الثلاثاء الماضي, يوم الأحد المقبل."""
    weekday = w.WEEKDAYS.get(tokens.word(at))
    if weekday is None:
        return None
    turn = counting.turn_at(tokens, at + 1)
    if turn is not None:
        return Relative(Unit.WEEK, turn[0], weekday), turn[1]
    after = _past_morrow(tokens, at, weekday)
    whole = len(tokens) == 1
    if tokens.word(at - 1).removeprefix("و") in w.NOT_BEFORE_WEEKDAY or not (whole or _is_weekday(tokens, at)):
        return None
    return Relative(Unit.WEEK, 0, weekday, coming=_is_to_come(tokens, at), doubt=Doubt.DIRECTION), after


def _past_morrow(tokens: Tokens, at: int, weekday: int) -> int:
    """The position after a weekday and, where it names a night, the day after it: ليل السبت - الأحد."""
    following = at + 1 + (tokens.word(at + 1) in {"-", "/", "–"})
    night = tokens.word(at - 1) in {"ليل", "ليله", "فجر"}
    return following + 1 if night and w.WEEKDAYS.get(tokens.word(following)) == (weekday + 1) % 7 else at + 1


def _is_to_come(tokens: Tokens, at: int) -> bool:
    """Whether a word shortly before speaks of the future: سيعقد, المقرر, ترقب."""
    before = tokens.words(at - _NEAR, at)
    return any(word in w.FUTURE or w.FUTURE_VERB.match(word) for word in before)


def _is_weekday(tokens: Tokens, at: int) -> bool:
    """الأحد and الجمعة stand for more than days: a weekday has a word of time or a sign beside it."""
    token, before, after = tokens[at], tokens[at - 1].word, tokens[at + 1].word
    if token.clitics.endswith("ب"):
        return False
    return not after or not after.isalpha() or before in w.HOURS or not before.isalpha() or _after_name(before)


def _after_name(before: str) -> bool:
    """A bare weekday follows who acts (قال الوزير الأحد إن), not a number or a noun it belongs to."""
    return before.startswith("ال") or len(before) > 3  # noqa: PLR2004


def _period(tokens: Tokens, at: int) -> Read | None:
    """الشهر الماضي, العام المقبل, هذا الأسبوع."""
    this = tokens.word(at) in {"هذا", "هذه"}
    unit = w.UNITS.get(tokens.word(at + this))
    if unit is None or (unit is Unit.DAY and (not this or tokens.word(at - 1) == "مثل")):
        return None
    turn = counting.turn_at(tokens, at + this + 1)
    if turn is None and not this:
        return None
    doubt = Doubt.VAGUE if unit is Unit.WEEK else None
    count, after = turn if turn is not None else (0, at + 2)
    return Relative(unit, count, doubt=doubt), after


def _days_of_month(tokens: Tokens, at: int) -> Read | None:
    """الـ12 من الشهر الجاري, 23 الجاري, 16 من الشهر ذاته, 30 منه."""
    found = counting.days(tokens, at)
    if found is None:
        return None
    position = found.next + (tokens.word(found.next) == "من")
    months, same, after = _which_month(tokens, position, has_of=position > found.next)
    if after is None or (found.written and position == found.next):
        return None
    items = tuple(Relative(Unit.MONTH, months, day=day, same=same) for day in found.days)
    return (items[0] if len(items) == 1 else Span(items, found.through)), after


def _which_month(tokens: Tokens, at: int, *, has_of: bool) -> tuple[int, bool, int | None]:
    """The month that a day belongs to: how many months away, or the one named last; and the position after."""
    if tokens.word(at) == "منه" and not has_of:
        return 0, True, at + 1
    led = tokens.word(at) in {"هذا", "نفس", "ذات"}
    named = tokens.word(at + led) in {"الشهر", "شهر"}
    after = at + led + named
    if has_of and named and led:
        return 0, tokens.word(at) != "هذا", after
    turn = counting.turn_at(tokens, after)
    if turn is not None and not led and (named or (turn[0] == 0 and not tokens[after].clitics)):
        return turn[0], False, turn[1]
    if named and tokens.word(after) in w.SAME:
        return 0, True, after + 1
    return 0, False, None


def _distance(tokens: Tokens, at: int) -> Read | None:
    """قبل يومين, منذ ثلاثة أيام, بعد أسبوعين; not "two days before the vote"."""
    sign = w.AGO.get(tokens.word(at))
    counted = _count(tokens, at + 1) if sign else None
    if sign is None or counted is None:
        return None
    number, unit, after = counted
    following = tokens[after]
    counts_on = following.number is not None or counting.month_name(tokens, after) or following.word in w.WEEKDAYS
    if counts_on or following.word in _FROM_AN_EVENT or following.word.startswith("لل"):
        return None
    doubt = None if unit is Unit.DAY and sign < 0 else Doubt.VAGUE
    return Relative(
        Unit.DAY if unit is Unit.WEEK else unit, sign * number * (7 if unit is Unit.WEEK else 1), doubt=doubt
    ), after


def _count(tokens: Tokens, at: int) -> tuple[int, Unit, int] | None:
    word, following = tokens.word(at), tokens.word(at + 1)
    if word in w.ONE:
        after = at + 1 + (following in {"واحد", "واحده"})
        return 1, w.ONE[word], after
    if word in w.TWO:
        return 2, w.TWO[word], at + 1
    number = tokens.number(at, (1, 2)) or w.COUNTS.get(word)
    unit = w.MANY.get(following)
    return None if number is None or unit is None else (number, unit, at + 2)
