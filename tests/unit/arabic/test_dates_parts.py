"""The parts that dates are put together from: tokens, counted days, names of months, years, calendars."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic.dates import counting, hijri
from arabic.dates.model import Doubt, FoundDate, Notation, Point, Relative, Span, Unit
from arabic.dates.months import Use, month_names
from arabic.dates.numeric import read_dated, read_numeric
from arabic.dates.resolving import Context, gregorian_stretch, resolve_written
from arabic.dates.scanning import scan
from arabic.dates.tokens import Tokens, split_clitics

REFERENCE = date(2024, 5, 21)


@pytest.mark.parametrize(
    ("key", "word", "clitics"),
    [
        ("اليوم", "اليوم", ""),
        ("واليوم", "اليوم", "و"),
        ("لليوم", "اليوم", "ل"),
        ("بالامس", "الامس", "ب"),
        ("وبيناير", "يناير", "وب"),
        ("فالثلاثاء", "الثلاثاء", "ف"),
        ("وزير", "وزير", ""),
        ("باب", "اب", "ب"),
        ("", "", ""),
    ],
)
def test_clitics_come_off_words_of_dates_alone(key: str, word: str, clitics: str) -> None:
    assert split_clitics(key) == (word, clitics)


def test_numbers_letters_and_signs_are_tokens_of_their_own() -> None:
    tokens = Tokens.of("الـ12 و10/5 كانونَ 2022ء")
    assert [token.word for token in tokens.items] == ["ال", "12", "و", "10", "/", "5", "كانون", "2022", "ء"]
    assert [token.glued for token in tokens.items] == [False, True, False, True, True, True, False, False, True]


def test_beyond_the_text_there_are_empty_tokens() -> None:
    tokens = Tokens.of("أمس")
    assert (tokens.word(-1), tokens.word(1), tokens[5].number) == ("", "", None)
    assert tokens.words(-3, 9) == ["امس"]


def test_a_number_is_one_only_with_as_many_digits_as_asked() -> None:
    tokens = Tokens.of("5 2024 123456789")
    assert [tokens.number(0, (1, 2)), tokens.number(0, (4,)), tokens.number(1, (4,))] == [5, None, 2024]
    assert tokens[2].number is None


@given(st.text(max_size=80))
def test_tokens_stand_in_order_and_apart(text: str) -> None:
    items = Tokens.of(text).items
    assert all(0 <= token.start < token.end <= len(text) for token in items)
    assert all(a.end <= b.start for a, b in itertools.pairwise(items))


@pytest.mark.parametrize(
    ("text", "number", "length"),
    [
        ("الأول", 1, 1),
        ("أول", 1, 1),
        ("غرة", 1, 1),
        ("التاسع", 9, 1),
        ("العاشر", 10, 1),
        ("الحادي عشر", 11, 2),
        ("الثاني عشر", 12, 2),
        ("التاسع عشر", 19, 2),
        ("العشرين", 20, 1),
        ("الحادي والعشرين", 21, 2),
        ("الواحد والعشرون", 21, 2),
        ("الخامس والعشرين", 25, 2),
        ("الثلاثين", 30, 1),
        ("الحادي والثلاثون", 31, 2),
    ],
)
def test_written_out_days(text: str, number: int, length: int) -> None:
    assert counting.ordinal(Tokens.of(text), 0) == (number, length)


@pytest.mark.parametrize(("text", "at"), [("أول من", 5), ("أول أمس", 0), ("النصف الأول", 1), ("الثالث والثلاثين", 1)])
def test_words_that_count_something_else(text: str, at: int) -> None:
    assert counting.ordinal(Tokens.of(text), at) is None


@pytest.mark.parametrize(
    ("text", "days", "through"),
    [
        ("9", (9,), False),
        ("ال12", (12,), False),
        ("(29)", (29,), False),
        ("9 و10", (9, 10), False),
        ("9، 10 و11", (9, 10, 11), False),
        ("9 أو 10", (9, 10), False),
        ("3 إلى 5", (3, 5), True),
        ("3-5", (3, 5), True),
        ("3 وحتى 5", (3, 5), True),
        ("3 و حتى 5", (3, 5), True),
        ("3 إلى غاية 5", (3, 5), True),
        ("الأول والثاني", (1, 2), False),
        ("الأول إلى الخامس", (1, 5), True),
    ],
)
def test_days_of_one_month(text: str, days: tuple[int, ...], through: bool) -> None:
    found = counting.days(Tokens.of(text), 0)
    assert found is not None
    assert (found.days, found.through) == (days, through)


@pytest.mark.parametrize("text", ["0", "32", "2024", "مايو", "", "123"])
def test_other_numbers_are_no_days(text: str) -> None:
    assert counting.days(Tokens.of(text), 0) is None


def test_a_row_of_numbers_is_read_only_so_far() -> None:
    found = counting.days(Tokens.of(" و ".join(["5"] * 100)), 0)
    assert found is not None
    assert len(found.days) < 12


@pytest.mark.parametrize(
    ("text", "notation", "number", "length"),
    [
        ("يناير", Notation.GREGORIAN, 1, 1),
        ("كانون الثاني", Notation.LEVANTINE, 1, 2),
        ("كانون الأول", Notation.LEVANTINE, 12, 2),
        ("تشرين ثاني", Notation.LEVANTINE, 11, 2),
        ("جويلية", Notation.MAGHREBI, 7, 1),
        ("يوليوز", Notation.MAGHREBI, 7, 1),
        ("ربيع الأول", Notation.HIJRI, 3, 2),
        ("ربيع الآخر", Notation.HIJRI, 4, 2),
        ("جمادى الآخرة", Notation.HIJRI, 6, 2),
        ("ذي الحجة", Notation.HIJRI, 12, 2),
        ("ذوالقعدة", Notation.HIJRI, 11, 1),
        ("أيار/مايو", Notation.LEVANTINE, 5, 3),
        ("أيار (مايو)", Notation.LEVANTINE, 5, 4),
        ("يوليو تموز", Notation.GREGORIAN, 7, 2),
        ("أيار/يونيو", Notation.LEVANTINE, 0, 3),
        ("May", Notation.GREGORIAN, 5, 1),
    ],
)
def test_names_of_months(text: str, notation: Notation, number: int, length: int) -> None:
    found = counting.month(Tokens.of(text), 0)
    assert found is not None
    month, after = found
    assert (month.notation, month.number, after) == (notation, number, length)


@pytest.mark.parametrize("text", ["كانون", "ربيع", "أب", "الوزير", ""])
def test_words_that_name_no_month(text: str) -> None:
    assert counting.month(Tokens.of(text), 0) is None


def test_every_calendar_has_twelve_months_and_the_longest_name_is_tried_first() -> None:
    table = month_names()
    months = {(month.notation, month.number) for names in table.values() for _, month in names}
    for notation in (Notation.GREGORIAN, Notation.LEVANTINE, Notation.HIJRI):
        assert {number for found, number in months if found is notation} == set(range(1, 13))
    assert all(
        [len(rest) for rest, _ in names] == sorted((len(rest) for rest, _ in names), reverse=True)
        for names in table.values()
    )


@pytest.mark.parametrize(
    ("name", "use"),
    [("يناير", Use.MONTH), ("مارس", Use.WORD), ("رجب", Use.NAME), ("ماي", Use.NAME), ("صفر", Use.NOUGHT)],
)
def test_what_else_a_month_may_be(name: str, use: Use) -> None:
    assert [month.use for _, month in month_names()[name]][-1] is use


@pytest.mark.parametrize(
    ("text", "number", "turn", "year_turn"),
    [
        ("2024", 2024, None, None),
        ("، 2024", 2024, None, None),
        ("عام 1492", 1492, None, None),
        ("من عام 2024", 2024, None, None),
        ("2024م", 2024, None, None),
        ("680 م", 680, None, None),
        ("الماضي", None, -1, None),
        ("الجاري", None, 0, None),
        ("المقبل", None, 1, None),
        ("قبل الماضي", None, -2, None),
        ("ما قبل الماضي", None, -2, None),
        ("بعد المقبل", None, 2, None),
        ("من العام الماضي", None, None, -1),
        ("العام المقبل", None, None, 1),
        ("من هذا العام", None, None, 0),
        ("2000 شخص", None, None, None),
        ("2024.5", None, None, None),
        ("50", None, None, None),
        ("كلمة", None, None, None),
    ],
)
def test_years_after_a_month(text: str, number: int | None, turn: int | None, year_turn: int | None) -> None:
    found = counting.year(Tokens.of(text), 0, Notation.GREGORIAN)
    assert (found.number, found.turn, found.year_turn) == (number, turn, year_turn)


@pytest.mark.parametrize(
    ("text", "hijri_era"),
    [("هـ", True), ("هجرية", True), ("م", False), ("ميلادي", False), ("(م)", False), ("كلمة", None)],
)
def test_signs_of_the_era(text: str, hijri_era: bool | None) -> None:
    assert counting.era(Tokens.of(text), 0)[0] is hijri_era


@pytest.mark.parametrize(
    "text",
    [
        "1.2.24",
        "6-4-30",
        "12/5/2024/7",
        "+1/2/2024",
        "1/2",
        "1/2-2024",
        "13/14/2024",
        "2024/13/1",
        "1/2/1700",
        "1 /2/2024",
    ],
)
def test_numbers_that_are_no_date(text: str) -> None:
    assert read_numeric(Tokens.of(text), 0 if not text.startswith("+") else 1) is None


def test_a_short_date_needs_a_word_before_it() -> None:
    assert read_dated(Tokens.of("يوم 9/2"), 1) == (Point(Notation.GREGORIAN, 9, 2), 4)
    assert read_dated(Tokens.of("نسبة 9/2"), 1) is None


@pytest.mark.parametrize(
    ("hijri_day", "gregorian"),
    [
        ((1445, 9, 1), date(2024, 3, 11)),
        ((1445, 10, 1), date(2024, 4, 10)),
        ((1445, 12, 10), date(2024, 6, 16)),
        ((1446, 1, 1), date(2024, 7, 7)),
        ((1444, 11, 2), date(2023, 5, 22)),
    ],
)
def test_hijri_days_by_umm_al_qura(hijri_day: tuple[int, int, int], gregorian: date) -> None:
    assert hijri.to_gregorian(*hijri_day) == gregorian
    assert hijri.hijri_year(gregorian) == hijri_day[0]


def test_hijri_stretches_join_without_a_gap() -> None:
    ends = [hijri.stretch(1445, month) for month in range(1, 13)]
    known = [end for end in ends if end is not None]
    assert len(known) == 12
    assert all(b[0] - a[1] == timedelta(days=1) for a, b in itertools.pairwise(known))
    assert hijri.stretch(1445, None) == (known[0][0], known[-1][1])


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2100, 1, 1)])
def test_outside_the_known_calendar_there_is_no_hijri_year(day: date) -> None:
    assert hijri.hijri_year(day) is None


def test_there_is_no_hijri_day_beyond_a_month_or_the_calendar() -> None:
    assert hijri.to_gregorian(1445, 10, 30) is None
    assert hijri.to_gregorian(1300, 1, 1) is None
    assert hijri.stretch(1500, 12) is None


@pytest.mark.parametrize(
    ("parts", "stretch"),
    [
        ((2024, None, None), (date(2024, 1, 1), date(2024, 12, 31))),
        ((2024, 2, None), (date(2024, 2, 1), date(2024, 2, 29))),
        ((2024, 2, 29), (date(2024, 2, 29), date(2024, 2, 29))),
        ((2023, 2, 29), None),
        ((2024, 0, 1), None),
        ((0, 1, 1), None),
    ],
)
def test_gregorian_stretches(parts: tuple[int, int | None, int | None], stretch: tuple[date, date] | None) -> None:
    assert gregorian_stretch(*parts) == stretch


def test_a_list_out_of_order_is_no_stretch() -> None:
    written = Span((Point(Notation.GREGORIAN, 9, 5, 2024), Point(Notation.GREGORIAN, 3, 5, 2024)), through=True)
    assert resolve_written(written, Context()) is None


def test_a_list_with_an_impossible_day_is_none() -> None:
    written = Span((Point(Notation.GREGORIAN, 30, 2, 2024), Point(Notation.GREGORIAN, 3, 5, 2024)), through=False)
    assert resolve_written(written, Context()) is None


def test_a_doubt_about_one_end_is_a_doubt_about_all() -> None:
    written = Span((Relative(Unit.DAY, -1, doubt=Doubt.VAGUE), Relative(Unit.DAY, 1)), through=True)
    found = resolve_written(written, Context(REFERENCE))
    assert found is not None
    assert (found.doubt, found.first, found.last) == (Doubt.VAGUE, date(2024, 5, 20), date(2024, 5, 22))


def test_scanning_keeps_what_is_written_for_later() -> None:
    (expression,) = scan("في 9 شباط وحده")
    assert expression.written == Point(Notation.LEVANTINE, 9, 2)
    assert (expression.start, expression.end) == (3, 9)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("من الأحد إلى الثلاثاء", 1),
        ("السبت والأحد المقبلين", 1),
        ("بين أيار 2021 وأيلول 2022", 1),
        ("5 أيار 2021 و7 أيلول 2022", 2),
        ("بين 5 أيار 2021 وعام 2022", 2),
        ("20 شوال 1445 هـ الموافق 29 أبريل 2024", 1),
        ("20 شوال 1445 هـ، ثم اجتمع المجلس مجددا في 29 أبريل 2024", 2),
        ("29 أبريل 2024 - 30 أبريل 2024", 1),
        ("أمس إلى مايو 2024", 2),
    ],
)
def test_neighbours_are_joined_only_where_the_words_between_say_so(text: str, count: int) -> None:
    assert len(scan(text)) == count


def test_values_are_as_fine_as_the_unit() -> None:
    first, last = date(2024, 1, 1), date(2024, 3, 31)
    values = [
        FoundDate(0, 1, first, last, unit, Notation.GREGORIAN).value for unit in (Unit.DAY, Unit.MONTH, Unit.YEAR)
    ]
    assert values == ["2024-01-01/2024-03-31", "2024-01/2024-03", "2024"]
