"""Dates and periods as readers write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.dates import Period, parse_period

TODAY = date(2024, 3, 31)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2022-01-18", date(2022, 1, 18), date(2022, 1, 18)),
        ("٢٠٢٢/١/١٨", date(2022, 1, 18), date(2022, 1, 18)),
        ("18-1-2022", date(2022, 1, 18), date(2022, 1, 18)),
        ("2022-02", date(2022, 2, 1), date(2022, 2, 28)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("1443-06-15", date(2022, 1, 18), date(2022, 1, 18)),
        ("1445-09", date(2024, 3, 11), date(2024, 4, 9)),
        ("1445", date(2023, 7, 19), date(2024, 7, 6)),
        ("اليوم", TODAY, TODAY),
        ("أمس", date(2024, 3, 30), date(2024, 3, 30)),
        ("1200", date.min, date.min),
        ("1650", date(1650, 1, 1), date(1650, 12, 31)),
    ],
)
def test_days_months_and_years_of_both_calendars(text: str, start: date, end: date) -> None:
    assert parse_period(text, TODAY) == Period(start, end)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("7d", date(2024, 3, 24)),
        ("أسبوع", date(2024, 3, 24)),
        ("آخر أسبوعين", date(2024, 3, 17)),
        ("3 أيام", date(2024, 3, 28)),
        ("٣ أيام", date(2024, 3, 28)),
        ("last month", date(2024, 2, 29)),
        ("1y", date(2023, 3, 31)),
        ("عامين", date(2022, 3, 31)),
        ("9999y", date.min),
    ],
)
def test_periods_that_end_today(text: str, start: date) -> None:
    assert parse_period(text, TODAY) == Period(start, TODAY, relative=True)


@pytest.mark.parametrize(
    "text",
    ["", "كلمة", "2022-13", "2022-02-30", "1445-13", "1445-02-31", "99999d", "7", "31-02-2022", "d" * 500],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_period(text, TODAY) is None


def test_the_thirtieth_of_a_shorter_hijri_month_is_its_last_day() -> None:
    assert parse_period("1445-01-30", TODAY) == parse_period("1445-01-29", TODAY)


@given(st.dates(date(1925, 1, 1), date(2070, 1, 1)))
def test_every_iso_day_is_itself(day: date) -> None:
    assert parse_period(day.isoformat(), TODAY) == Period(day, day)


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    found = parse_period(text, TODAY)
    assert found is None or found.start <= found.end
