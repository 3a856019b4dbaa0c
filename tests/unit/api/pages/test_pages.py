"""What pages are made of: names in a text, bars of time, wordings compared, words with numbers, addresses."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.pages.compare import compare, is_same
from api.pages.links import Links, article_url, chosen_values, filter_url
from api.pages.named import Piece, named_pieces
from api.pages.texts import Texts, load_texts, plural_form, to_hijri
from api.pages.timeline import MOST_BARS, interval_for, timeline
from api.params import ArticleQuery
from search.page import Bucket, FacetValue, Histogram
from search.request import Interval
from tests.support import ROOT

if TYPE_CHECKING:
    from api.languages import Language

TEXT = "قال لافـــروف إن أنتونى بلينكن سيزور موسكو، ولافروف يرحب"
RAW = f"عنوان\n{TEXT}"


def _mention(surface: str) -> list[int]:
    start = RAW.index(surface)
    return [start, start + len(surface)]


ARTICLE = {
    "raw": RAW,
    "persons": [
        {"id": "p:l", "mentions": [_mention("لافـــروف")]},
        {"id": "p:b", "mentions": [_mention("أنتونى بلينكن")]},
    ],
    "places": [{"id": "city:1", "mentions": [_mention("موسكو")]}],
}


@pytest.fixture(scope="module")
def texts() -> dict[Language, Texts]:
    return load_texts()


def test_names_are_found_in_the_clean_text_however_the_raw_copy_spelt_them() -> None:
    clean = TEXT.replace("ـ", "").replace("أنتونى", "انتوني")
    named = [piece for piece in named_pieces(clean, ARTICLE) if piece.facet]
    assert named == [
        Piece("لافروف", "person", "p:l"),
        Piece("انتوني بلينكن", "person", "p:b"),
        Piece("موسكو", "place", "city:1"),
    ]


def test_no_name_is_marked_inside_a_word() -> None:
    assert [piece.text for piece in named_pieces("لافروفي وموسكوفي", ARTICLE)] == ["لافروفي وموسكوفي"]


@given(st.text(alphabet="لافروفموسك وـأى،.x", max_size=60))
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(piece.text for piece in named_pieces(text, ARTICLE)) == text


def _histogram(interval: Interval, *counts: tuple[str, int]) -> Histogram:
    return Histogram(interval, tuple(Bucket(start, count) for start, count in counts))


def test_the_months_between_are_bars_too() -> None:
    found = timeline(_histogram(Interval.MONTH, ("2021-11-01", 4), ("2022-02-01", 1)), "gregorian")
    assert [(bar.period, bar.count, bar.height) for bar in found.bars] == [
        ("2021-11", 4, 100), ("2021-12", 0, 0), ("2022-01", 0, 0), ("2022-02", 1, 25),
    ]  # fmt: skip


def test_what_does_not_fit_is_told_in_years_and_then_cut_at_the_far_end() -> None:
    years = timeline(_histogram(Interval.MONTH, ("2010-05-01", 1), ("2022-02-01", 1)), "gregorian")
    assert [years.bars[0].period, years.bars[-1].period] == ["2010", "2022"]
    ages = timeline(_histogram(Interval.MONTH, ("1900-05-01", 1), ("2022-02-01", 1)), "gregorian")
    assert ages.clipped
    assert len(ages.bars) == MOST_BARS
    assert ages.bars[-1].period == "2022"


def test_hijri_months_are_put_together_from_days() -> None:
    days = _histogram(Interval.DAY, ("2022-01-04", 1), ("2022-01-05", 2), ("2022-02-10", 3))
    assert [(bar.period, bar.count) for bar in timeline(days, "hijri").bars] == [
        ("1443-06", 3), ("1443-07", 3),
    ]  # fmt: skip


def test_only_the_chosen_period_shows() -> None:
    days = _histogram(Interval.DAY, ("2022-01-04", 1), ("2022-01-05", 2), ("2022-02-10", 3))
    shown = timeline(days, "gregorian", date(2022, 1, 1), date(2022, 1, 31))
    assert [bar.period for bar in shown.bars] == ["2022-01-04", "2022-01-05"]
    months = _histogram(Interval.MONTH, ("2022-01-01", 1), ("2022-02-01", 2))
    assert [bar.period for bar in timeline(months, "gregorian", date(2022, 1, 15)).bars] == ["2022-01", "2022-02"]
    assert timeline(_histogram(Interval.DAY), "gregorian").bars == ()


def test_a_short_period_is_asked_for_by_day() -> None:
    assert interval_for(date(2022, 1, 1), date(2022, 1, 31), "gregorian") == "day"
    assert interval_for(date(2022, 1, 1), None, "gregorian") == "month"
    assert interval_for(None, None, "hijri") == "day"


@given(st.dictionaries(st.dates(date(1950, 1, 1), date(2030, 1, 1)), st.integers(1, 500), min_size=1, max_size=40))
def test_bars_stand_in_order_and_lose_nothing_unless_they_say_so(days: dict[date, int]) -> None:
    counts = sorted((day.isoformat(), count) for day, count in days.items())
    found = timeline(_histogram(Interval.DAY, *counts), "gregorian")
    assert [bar.period for bar in found.bars] == sorted(bar.period for bar in found.bars)
    total = sum(bar.count for bar in found.bars)
    assert total <= sum(days.values()) if found.clipped else total == sum(days.values())


@given(
    st.lists(st.sampled_from(["قال", "أعلن", "الوزير", "،", ".", "2022"])),
    st.lists(st.sampled_from(["قال", "الوزير", "،", "نفى"])),
)
def test_a_comparison_holds_both_wordings(before: list[str], after: list[str]) -> None:
    old, new = " ".join(before), " ".join(after)
    changes = compare(old, new)
    assert "".join(change.text for change in changes if change.kind != "added") == old
    assert "".join(change.text for change in changes if change.kind != "removed") == new
    assert is_same(changes) or old != new
    assert all(one.kind != two.kind for one, two in pairwise(changes))


def test_long_texts_are_compared_line_by_line() -> None:
    line = "سطر طويل من الكلام المعاد\n" * 200
    changed = [change for change in compare(line + "أول\n", line + "آخر\n") if change.kind != "same"]
    assert [(change.kind, change.text) for change in changed] == [("removed", "أول\n"), ("added", "آخر\n")]


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "لا أخبار تطابق البحث"), (1, "خبر واحد"), (2, "خبران"), (3, "3 أخبار"), (10, "10 أخبار"),
     (11, "11 خبرًا"), (99, "99 خبرًا"), (100, "100 خبر"), (103, "103 أخبار"), (1012, "1,012 خبرًا"), (1102, "1,102 خبر")],
)  # fmt: skip
def test_numbers_and_nouns_agree(texts: dict[Language, Texts], number: int, said: str) -> None:
    assert texts["ar"].count("total", number) == said


def test_every_number_has_a_form() -> None:
    forms = {plural_form(number) for number in range(1_000)}
    assert forms == {"zero", "one", "two", "few", "many", "other"}


def test_both_languages_say_the_same_things(texts: dict[Language, Texts]) -> None:
    files = {name: tomllib.loads((ROOT / "web/texts" / f"{name}.toml").read_text("utf-8")) for name in ("ar", "en")}
    keys = [
        {f"{name}.{key}" for name, part in each.items() for key in (part if isinstance(part, dict) else "_")}
        for each in files.values()
    ]
    assert keys[0] == keys[1]
    with pytest.raises(KeyError):
        texts["ar"]["search.nothing"]
    assert texts["en"].either("kind.flash", "x") == "Flash"
    assert texts["en"].either("kind.unknown", "x") == "x"
    assert texts["ar"].count("total", 10_000, exact=False) == "أكثر من 10,000 خبر"


@pytest.mark.parametrize(
    ("value", "calendar", "said"),
    [("2022-01-18", "gregorian", "18 يناير 2022"), ("2022-01", "gregorian", "يناير 2022"),
     ("2022", "gregorian", "2022"),
     ("2022-01-18", "hijri", "15 جمادى الآخرة 1443 هـ"), ("1443-06", "hijri", "جمادى الآخرة 1443 هـ")],
)  # fmt: skip
def test_days_are_said_in_either_calendar(texts: dict[Language, Texts], value: str, calendar: str, said: str) -> None:
    assert texts["ar"].day(value, calendar) == said


@given(st.dates())
def test_a_day_has_a_hijri_date_or_none(day: date) -> None:
    found = to_hijri(day.isoformat())
    assert (found is None) == (not date(1924, 8, 1) <= day <= date(2077, 11, 16))


def test_a_day_that_is_none_has_no_hijri_date() -> None:
    assert to_hijri("yesterday") is None
    assert to_hijri((date(1443, 1, 1) + timedelta(3)).isoformat()) is None


def test_links_change_one_thing_and_carry_the_rest() -> None:
    query = ArticleQuery.model_validate({"q": "هدنة", "person": ["لافروف"], "cursor": "x", "from": "2022"})
    links = Links(query, {"calendar": "hijri", "collapse": ""})
    value = FacetValue("p:l", "سيرغي لافروف", 3, selected=True, asked=("لافروف",))
    assert links.choose("person", value) == "/?q=%D9%87%D8%AF%D9%86%D8%A9&from=2022&calendar=hijri"
    other = FacetValue("p:b", "بلينكن", 2)
    assert "person=%D9%84" in links.choose("person", other)
    assert links.choose("person", other).count("person=") == 2
    assert "person=-p%3Ab" in links.exclude("person", other)
    assert links.anytime().count("from") == 0
    assert links.unfiltered() == "/?q=%D9%87%D8%AF%D9%86%D8%A9&calendar=hijri"
    assert links.period("2022-01", "2022-03").endswith("from=2022-01&to=2022-03&calendar=hijri")
    assert links.url(calendar=None).count("calendar") == 0
    assert links.chosen("person") == ["لافروف"]
    assert ("calendar", "hijri") in links.hidden()
    assert ("q", "هدنة") not in links.hidden("q")
    assert Links(ArticleQuery()).url() == "/"


def test_an_excluded_value_is_taken_out_by_choosing_it() -> None:
    links = Links(ArticleQuery.model_validate({"topic": ["-sport"]}))
    assert links.choose("topic", FacetValue("sport", "رياضة", 0, excluded=True, asked=("sport",))) == "/"


def test_chosen_values_come_from_every_facet() -> None:
    chosen = FacetValue("a", "أ", 1, selected=True)
    facets: dict[str, Any] = {"topic": (chosen, FacetValue("b", "ب", 1)), "date": _histogram(Interval.MONTH)}
    assert chosen_values(facets) == [("topic", chosen)]


def test_ids_cannot_leave_their_place_in_an_address() -> None:
    assert article_url("../x?y") == "/articles/..%2Fx%3Fy"
    assert filter_url("person", "p:a&b") == "/?person=p%3Aa%26b"
