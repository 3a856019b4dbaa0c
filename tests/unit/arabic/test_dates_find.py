"""Dates found in running text: where they stand, how they are written, what is doubtful about them."""

from datetime import date

import pytest

from arabic.dates import Doubt, Notation, Unit, find_dates, resolve, scan, settle, settle_all

REFERENCE = date(2024, 5, 21)  # A Tuesday.


def values(text: str, reference: date | None = REFERENCE) -> list[str]:
    return [found.value for found in find_dates(text, reference)]


def test_dates_come_in_reading_order_with_their_place_in_the_text() -> None:
    text = "عقد اجتماع في الـ12 من الشهر الجاري، بعد محادثات يومي 9 و10 كانون الثاني/يناير 2022."
    found = find_dates(text, REFERENCE)
    assert [f.value for f in found] == ["2024-05-12", "2022-01-09/2022-01-10"]
    assert text[found[0].start : found[0].end] == "الـ12 من الشهر الجاري"
    assert text[found[1].start : found[1].end] == "9 و10 كانون الثاني/يناير 2022"


def test_places_are_those_of_the_text_as_given_with_marks_and_tatweel() -> None:
    text = "في ١٨ ينـــايرَ ٢٠٢٢ وصلَ"
    (found,) = find_dates(text)
    assert text[found.start : found.end] == "١٨ ينـــايرَ ٢٠٢٢"
    assert found.first == date(2022, 1, 18)


def test_a_day_of_that_month_looks_back_to_the_month_named_last() -> None:
    text = "ثم على حميدتي في ٧ يناير ٢٠٢٥، وعلى البرهان في ١٦ من الشهر ذاته."
    assert values(text, date(2025, 3, 22)) == ["2025-01-07", "2025-01-16"]


def test_a_day_of_that_month_means_nothing_without_a_month_before_it() -> None:
    assert values("في ١٦ من الشهر نفسه") == []


@pytest.mark.parametrize("phrase", ["30 منه", "30 من الشهر نفسه", "30 من ذات الشهر", "الثلاثين من الشهر ذاته"])
def test_ways_to_point_back_to_a_month(phrase: str) -> None:
    assert values(f"بدأ في 3 أبريل 2023 وانتهى في {phrase}.") == ["2023-04-03", "2023-04-30"]


def test_only_full_dates_are_known_without_a_day_of_writing() -> None:
    text = "أمس، في 5 مايو، وقبل يومين من 3 أيار 2020، ومنذ مارس الماضي"
    assert values(text, None) == ["2020-05-03"]


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("18 يناير 2022", Notation.GREGORIAN),
        ("19.05.2024", Notation.GREGORIAN),
        ("18 كانون الثاني 2022", Notation.LEVANTINE),
        ("18 كانون الثاني/يناير 2022", Notation.LEVANTINE),
        ("18 يناير/كانون الثاني 2022", Notation.GREGORIAN),
        ("18 جانفي 2022", Notation.MAGHREBI),
        ("3 غشت 2023", Notation.MAGHREBI),
        ("20 شوال 1445", Notation.HIJRI),
        ("20 شوال 1445 هـ الموافق 29 أبريل 2024", Notation.HIJRI),
        ("29 أبريل 2024 الموافق 20 شوال 1445", Notation.GREGORIAN),
        ("1445/10/20", Notation.HIJRI),
        ("2024-05-19", Notation.ISO),
        ("2024/05/19", Notation.ISO),
        ("أمس", Notation.RELATIVE),
        ("الشهر الماضي", Notation.RELATIVE),
    ],
)
def test_the_notation_is_the_form_that_stands_first(text: str, notation: Notation) -> None:
    (found,) = find_dates(text, REFERENCE)
    assert found.notation is notation


@pytest.mark.parametrize(
    ("text", "unit"),
    [("5 مايو 2024", Unit.DAY), ("مايو 2024", Unit.MONTH), ("عام 2024", Unit.YEAR), ("رمضان 1445", Unit.DAY)],
)
def test_the_unit_is_as_fine_as_the_words(text: str, unit: Unit) -> None:
    (found,) = find_dates(text)
    assert found.unit is unit


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("الثلاثاء 19 مايو 2024", Doubt.WEEKDAY),
        ("أمس الجمعة", Doubt.WEEKDAY),
        ("الجمعة 24 نيسان الماضي", Doubt.WEEKDAY),
        ("20 شوال 1445 هـ الموافق 15 مايو 2024", Doubt.CALENDARS),
        ("5 ديسمبر", Doubt.YEAR),
        ("الخميس", Doubt.DIRECTION),
        ("الأسبوع الماضي", Doubt.VAGUE),
        ("بعد يومين", Doubt.VAGUE),
    ],
)
def test_what_is_not_certain_says_why(text: str, doubt: Doubt) -> None:
    (found,) = find_dates(text, date(2024, 5, 22) if text == "5 ديسمبر" else REFERENCE)
    assert found.doubt is doubt


@pytest.mark.parametrize("text", ["الثلاثاء 21 مايو 2024", "أمس الاثنين", "الثلاثاء", "الأحد الماضي", "قبل يومين"])
def test_what_fits_is_not_doubted(text: str) -> None:
    (found,) = find_dates(text, REFERENCE)
    assert found.doubt is None


def test_a_short_text_that_contradicts_itself_means_no_date() -> None:
    assert resolve("الثلاثاء 19 مايو 2024", REFERENCE) is None
    assert resolve("لا تاريخ هنا", REFERENCE) is None


def test_of_several_dates_a_short_text_means_the_one_with_most_words() -> None:
    found = resolve("أمس، وتحديدا الاثنين 20 مايو 2024", REFERENCE)
    assert found is not None
    assert found.value == "2024-05-20"


@pytest.mark.parametrize(
    ("text", "shift", "value"),
    [
        ("أمس الجمعة 21 مارس 2025", -1, "2025-03-21"),
        ("غد الاثنين 10 شباط 2020", 1, "2020-02-10"),
        ("اليوم الثلاثاء 21 أيار 2024", 0, "2024-05-21"),
        ("أول من أمس، 19 مايو 2024", -2, "2024-05-19"),
        ("اليوم (21 مايو 2024)", 0, "2024-05-21"),
    ],
)
def test_a_full_date_tied_to_the_day_of_writing_says_how_far_it_lies(text: str, shift: int, value: str) -> None:
    (found,) = find_dates(text)
    assert (found.shift, found.value) == (shift, value)


def test_untied_dates_have_no_shift() -> None:
    (found,) = find_dates("21 مارس 2025")
    assert found.shift is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("5 مايو 2024", ("2024-05-05",)),
        ("مايو 2024", ("2024-05",)),
        ("يومي 28 و29 أبريل 2024", ("2024-04-28", "2024-04-29")),
        ("5 و7 و9 حزيران 2023", ("2023-06-05", "2023-06-07", "2023-06-09")),
        ("من 3 إلى 7 مايو 2024", ("2024-05-03", "2024-05-07")),
        ("من يناير إلى مارس 2024", ("2024-01", "2024-03")),
    ],
)
def test_lists_name_each_day_and_ranges_their_ends(text: str, named: tuple[str, ...]) -> None:
    (found,) = find_dates(text)
    assert found.named == named


def test_scanned_dates_can_be_settled_again_against_another_day() -> None:
    expressions = scan("أمس وغدا")
    assert [f.value for f in settle_all(expressions, date(2024, 5, 21))] == ["2024-05-20", "2024-05-22"]
    assert [f.value for f in settle_all(expressions, date(2020, 1, 1))] == ["2019-12-31", "2020-01-02"]
    assert settle(expressions[0]) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سيعقد المجلس جلسته الخميس", "2024-05-23"),
        ("من المقرر أن تجرى القرعة يوم الجمعة", "2024-05-24"),
        ("أعلن الجيش الخميس سيطرته", "2024-05-16"),
        ("قال الوزير الأحد إن", "2024-05-19"),
        ("ستنطلق البطولة الثلاثاء", "2024-05-21"),
    ],
)
def test_a_bare_weekday_is_past_unless_the_words_before_it_speak_of_the_future(text: str, expected: str) -> None:
    assert values(text) == [expected]


@pytest.mark.parametrize(
    ("reference", "text", "expected"),
    [
        (date(2024, 1, 5), "28 ديسمبر", "2023-12-28"),
        (date(2023, 12, 28), "3 يناير", "2024-01-03"),
        (date(2024, 1, 10), "ديسمبر الماضي", "2023-12"),
        (date(2024, 5, 21), "مايو الماضي", "2023-05"),
        (date(2024, 5, 21), "مارس قبل الماضي", "2023-03"),
        (date(2024, 5, 21), "آذار بعد المقبل", "2026-03"),
        (date(2025, 2, 20), "29 فبراير الماضي", "2024-02-29"),
        (date(2024, 4, 20), "17 رمضان", "2024-03-27"),
        (date(2024, 4, 20), "محرم المقبل", "2024-07-07/2024-08-04"),
        (date(2024, 4, 20), "شعبان الماضي", "2024-02-11/2024-03-10"),
        (date(2024, 4, 20), "10 ذي الحجة من العام الماضي", "2023-06-28"),
        (date(2024, 4, 20), "5 شوال الجاري", "2024-04-14"),
    ],
)
def test_the_year_that_is_left_out_follows_from_the_day_of_writing(reference: date, text: str, expected: str) -> None:
    assert values(text, reference) == [expected]


def test_a_month_that_falls_into_one_gregorian_year_twice_has_no_date() -> None:
    assert values("رمضان 2030") == []
    assert values("رمضان 2024") == ["2024-03-11/2024-04-09"]


def test_hijri_years_outside_the_known_calendar_have_no_day() -> None:
    assert values("10 محرم 61 هـ") == []
    assert values("12 ربيع الأول 1501هـ") == []
    assert values("10 محرم 61 هـ الموافق 10 أكتوبر 680") == ["0680-10-10"]


def test_a_gregorian_date_marked_as_hijri_is_none() -> None:
    assert values("5/10/2021هـ") == []
    assert values("5/10/2021م") == ["2021-10-05"]


@pytest.mark.parametrize("text", ["الترحيب بالأحد عشر لاعبا", "صلاة الجمعة", "الرجلين الاثنين", "عيد الأحد الجديد"])
def test_words_that_are_spelt_like_weekdays_are_none(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize("text", ["في 9/2", "9/14 الثلاثاء", "الثلاثاء 40/2", "الثلاثاء 9/2/", "بتاريخ 0/4"])
def test_two_numbers_are_a_date_only_where_a_word_says_so(text: str) -> None:
    assert [value for value in values(text) if value != "2024-05-21"] == []


def test_the_gregorian_half_counts_where_the_hijri_half_is_out_of_reach() -> None:
    assert values("3 شعبان 1326 هـ الموافق 30 أغسطس 1908") == ["1908-08-30"]


def test_a_reference_at_the_end_of_time_is_no_error() -> None:
    assert values("غدا", date.max) == []
    assert values("الشهر المقبل", date.max) == []
    assert values("أمس", date.min) == []
    assert values("العام الماضي", date.min) == []
