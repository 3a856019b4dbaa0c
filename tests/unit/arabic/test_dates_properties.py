"""Whatever the text, dates are found in bounded time, in order, and never invented."""

import time
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic.dates import find_dates, resolve

REFERENCE = date(2024, 5, 21)


def names(text: str, separator: str | None = None) -> list[str]:
    return text.split(separator)


GREGORIAN = names("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر")
LEVANTINE = names("كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول", ",")
MAGHREBI = names("جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر")
WEEKDAYS = names("الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد")
INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")

days = st.dates(date(1901, 1, 1), date(2199, 12, 31))
tables = st.sampled_from([GREGORIAN, LEVANTINE, MAGHREBI])
digits = st.sampled_from([{}, INDIC, PERSIAN])
words = st.sampled_from(
    names("اليوم أمس غد الأحد 5 12 31 2024 1445 من إلى و - / مايو آب كانون الثاني رمضان هـ م الماضي الشهر قبل يومين في")
)


@given(days, tables, digits)
def test_a_written_day_is_read_back(day: date, months: list[str], table: dict[int, str]) -> None:
    text = f"{day.day} {months[day.month - 1]} {day.year}".translate(table)
    found = resolve(text)
    assert found is not None
    assert (found.first, found.last, found.doubt) == (day, day, None)


@given(days, tables)
def test_its_weekday_changes_nothing(day: date, months: list[str]) -> None:
    found = resolve(f"{WEEKDAYS[day.weekday()]} {day.day} {months[day.month - 1]} {day.year}")
    assert found is not None
    assert found.first == day


@given(days, tables, st.integers(1, 6))
def test_another_weekday_makes_it_no_date(day: date, months: list[str], off: int) -> None:
    wrong = WEEKDAYS[(day.weekday() + off) % 7]
    assert resolve(f"{wrong} {day.day} {months[day.month - 1]} {day.year}") is None


@given(
    days, st.sampled_from(["{0.day}/{0.month}/{0.year}", "{0.day}-{0.month}-{0.year}", "{0:%d.%m.%Y}", "{0:%Y-%m-%d}"])
)
def test_numbers_are_read_back(day: date, form: str) -> None:
    found = resolve(form.format(day))
    assert found is not None
    assert found.first == day


@given(days.filter(lambda day: day.year < 2190), tables)
def test_a_day_near_the_day_of_writing_needs_no_year(day: date, months: list[str]) -> None:
    found = resolve(f"{day.day} {months[day.month - 1]}", day + timedelta(days=40))
    if (day.month, day.day) != (2, 29):
        assert found is not None
        assert found.first == day


@given(st.lists(words, max_size=14).map(" ".join))
def test_found_dates_stand_in_order_inside_the_text(text: str) -> None:
    found = find_dates(text, REFERENCE)
    assert all(0 <= f.start < f.end <= len(text) for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(f.first <= f.last for f in found)


@given(st.text(max_size=120))
def test_any_text_is_safe(text: str) -> None:
    for found in find_dates(text, REFERENCE):
        assert found.first <= found.last


@given(st.text(alphabet="ابتسمنلويأ .،", max_size=80))
def test_a_text_without_digits_or_words_of_time_has_no_full_date(text: str) -> None:
    assert all(found.notation.value == "relative" for found in find_dates(text, REFERENCE))


@pytest.mark.parametrize(
    "piece",
    ["و 5 ", "5 إلى ", "الخامس والعشرين ", "كانون الثاني/", "اليوم ", "(5) ", "1/", "من الشهر ", "قبل ", "الأحد - "],
)
def test_time_grows_with_length_and_no_faster(piece: str) -> None:
    short, long = seconds(piece * 1_000), seconds(piece * 8_000)
    assert long < 8 * 4 * short + 0.5


def seconds(text: str) -> float:
    started = time.process_time()
    find_dates(text, REFERENCE)
    return time.process_time() - started
