"""Days, months and years as the text counts them: the parts that a date is put together from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from arabic.dates import words as w
from arabic.dates.model import Notation
from arabic.dates.months import Month, Use, month_names

if TYPE_CHECKING:
    from arabic.dates.tokens import Tokens

LAST_DAY, LAST_MONTH = 31, 12
_TEN, _ELEVEN, _TWENTY = 10, 11, 20
_LIST_LIMIT = 8
_BETWEEN_NAMES = frozenset(("/", "(", "-", "–", "\\"))
# Years that are Hijri though no sign of the era says so: later ones are still to come, and Gregorian in histories.
HIJRI_YEARS = range(1300, 1461)
GREGORIAN_YEARS = range(1800, 2200)
_ANY_GREGORIAN_YEARS = range(100, 2200)
_LEAST_YEAR = 100


class Days(NamedTuple):
    """Days of one month; `through` if they are the ends of a stretch; `written` if in words."""

    days: tuple[int, ...]
    through: bool
    written: bool
    next: int


class Year(NamedTuple):
    """A year, or the direction that a word gives instead (`turn`: of the date, `year_turn`: of its year)."""

    number: int | None
    turn: int | None
    year_turn: int | None
    hijri: bool
    next: int


def ordinal(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """A written-out number of a day (الخامس والعشرون) at a position, and the position after it."""
    word, following = tokens.word(at), tokens[at + 1]
    if word in w.FIRST:
        return (1, at + 1) if tokens.word(at + 1) != "امس" else None
    number = w.ORDINALS.get(word)
    if number is None or tokens.word(at - 1) in w.PARTS or _ends_ordinal(tokens, at):
        return None
    if number > _ELEVEN:
        return number, at + 1
    # الحادي is 11 with عشر, and 1 with a ten.
    one = number % _TEN if number == _ELEVEN else number
    if following.word in {"عشر", "عشره"}:
        return _TEN + one, at + 2
    ten = w.ORDINALS.get(following.word, 0)
    return (ten + one, at + 2) if ten >= _TWENTY and following.clitics == "و" else (number, at + 1)


def _ends_ordinal(tokens: Tokens, at: int) -> bool:
    """Whether a ten there closes a number that began before it (الثالث والثلاثين)."""
    ten = w.ORDINALS.get(tokens.word(at), 0) >= _TWENTY
    return ten and tokens[at].clitics == "و" and tokens.word(at - 1) in w.ORDINALS


def one_day(tokens: Tokens, at: int) -> tuple[int, bool, int] | None:
    """One day of a month: its number, whether it is in words, the position after it."""
    if (found := ordinal(tokens, at)) is not None:
        return (found[0], True, found[1]) if found[0] <= LAST_DAY else None
    start = at + 1 if tokens.word(at) in {"ال", "لل"} else at
    bracketed = tokens.word(start) == "(" and tokens.word(start + 2) == ")"
    start += bracketed
    number = tokens.number(start, (1, 2))
    before, second = tokens[start - 1], tokens[start - 2]
    if number is None or not 1 <= number <= LAST_DAY:
        return None
    fraction = before.word in {".", ",", "٫", ":"} and before.glued and second.number is not None
    return None if fraction and tokens[start].glued else (number, False, start + 1 + bracketed)


def days(tokens: Tokens, at: int) -> Days | None:
    """One day, several (9 و10), or the ends of a stretch (من 3 إلى 5)."""
    first = one_day(tokens, at)
    if first is None:
        return None
    found, written, position = [first[0]], first[1], first[2]
    through = False
    for _ in range(_LIST_LIMIT):
        link = _link(tokens, position)
        following = one_day(tokens, link[1]) if link else None
        if link is None or following is None:
            break
        found.append(following[0])
        through = through or link[0]
        position = following[2]
    between = tokens.word(at - 1) == "بين" and len(found) == 2  # noqa: PLR2004
    return Days(tuple(found), through or between, written, position)


def _link(tokens: Tokens, at: int) -> tuple[bool, int] | None:
    """What joins two days of one month: whether as the ends of a stretch, and the position after it."""
    word = tokens.word(at)
    if tokens[at].clitics == "و" and word in w.ORDINALS:
        return False, at
    if word in {"و", "او"}:
        through = tokens.word(at + 1) in w.THROUGH
        return through, at + 1 + through
    if word in {"،", ",", "/"}:
        return False, at + 1
    if word in {"وحتي", "ولغايه", "والي"} or word in w.THROUGH:
        return True, at + (2 if tokens.word(at + 1) == "غايه" else 1)
    return None


def month(tokens: Tokens, at: int) -> tuple[Month, int] | None:
    """The name of a month, also a double one (أيار/مايو, يوليو تموز), and the position after it.

    A month of two names that contradict each other has the number 0: no day lies in it.
    """
    first = month_name(tokens, at)
    if first is None:
        return None
    sign = tokens.word(first[1]) in _BETWEEN_NAMES
    second = month_name(tokens, first[1] + sign)
    if second is None or (not sign and second[0].number != first[0].number):
        return first
    after = second[1] + (tokens.word(first[1]) == "(" and tokens.word(second[1]) == ")")
    if second[0].number == first[0].number:
        return first[0]._replace(use=Use.MONTH), after
    contradict = {first[0].notation, second[0].notation} == {Notation.GREGORIAN, Notation.LEVANTINE}
    return (first[0]._replace(number=0), after) if contradict else first


def month_name(tokens: Tokens, at: int) -> tuple[Month, int] | None:
    """One name of a month, and the position after it."""
    token = tokens[at]
    for rest, found in month_names().get(token.word, ()):
        if not rest or tokens.words(at + 1, at + 1 + len(rest)) == list(rest):
            # أب is a father, آب the month; who writes no hamza at all may mean either.
            return None if token.raw.endswith("أب") else (found, at + 1 + len(rest))
    return None


def year(tokens: Tokens, at: int, notation: Notation) -> Year:
    """The year after a day or month, or the word that stands for one; all None where there is none."""
    start = at + (tokens.word(at) in {"،", ",", "-", "/", "–", "."} and tokens[at + 1].number is not None)
    position = start + (tokens.word(start) == "من")
    position += tokens.word(position) in {"هذا", "هذه"} and tokens.word(position + 1) in w.YEAR_WORDS
    named = tokens.word(position) in w.YEAR_WORDS
    number = _year_number(tokens, position + named, notation, named=named)
    if number is not None:
        hijri, after = era(tokens, position + named + 1)
        return Year(number, None, None, hijri is True, after)
    turn = turn_at(tokens, position + named)
    if named and turn is not None:
        return Year(None, None, turn[0], hijri=False, next=turn[1])
    if named and tokens.word(position - 1) in {"هذا", "هذه"}:
        return Year(None, None, 0, hijri=False, next=position + 1)
    turn = turn_at(tokens, at)
    if turn is not None:
        return Year(None, turn[0], None, hijri=False, next=turn[1])
    hijri, after = era(tokens, at)
    return Year(None, None, None, hijri is True, after if hijri else at)


def _year_number(tokens: Tokens, at: int, notation: Notation, *, named: bool) -> int | None:
    number = tokens.number(at, (1, 2, 3, 4))
    if number is None or (tokens[at + 1].word in {".", ",", ":"} and tokens[at + 2].glued):
        return None
    hijri, after = era(tokens, at + 1)
    if hijri is None and number < _LEAST_YEAR:
        return None
    if notation is Notation.HIJRI or hijri is True:
        return number if hijri is not None or named or number in (*HIJRI_YEARS, *GREGORIAN_YEARS) else None
    if hijri is None and not named and tokens.word(at + 1) in w.COUNTED_AFTER:
        return None
    alone = not tokens.word(after).isalpha()
    return number if number in (_ANY_GREGORIAN_YEARS if named or hijri is False or alone else GREGORIAN_YEARS) else None


def era(tokens: Tokens, at: int) -> tuple[bool | None, int]:
    """Whether a sign of the era there says Hijri (None: there is no sign), and the position after it."""
    opened = tokens.word(at) == "("
    word = tokens.word(at + opened)
    if word not in w.ERAS_HIJRI and word not in w.ERAS_GREGORIAN:
        return None, at
    return word in w.ERAS_HIJRI, at + 1 + opened + (opened and tokens.word(at + 2) == ")")


def turn_at(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """الماضي as -1, الجاري as 0, المقبل as 1, قبل الماضي as -2, and the position after it."""
    word = tokens.word(at)
    if word == "ما" and tokens.word(at + 1) == "قبل":
        at, word = at + 1, "قبل"
    if word == "قبل" and w.TURNS.get(tokens.word(at + 1)) == -1:
        return -2, at + 2
    if word == "بعد" and w.TURNS.get(tokens.word(at + 1)) == 1:
        return 2, at + 2
    turn = w.TURNS.get(word)
    return None if turn is None else (turn, at + 1)
