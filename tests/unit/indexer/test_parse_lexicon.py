"""Names of agencies, cities and countries, whatever their spelling."""

import pytest

from indexer.parse.lexicon import load_lexicon, looks_like_outlet
from indexer.parse.patterns import compiled, folded_pattern, rows


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("أ.ش.أ", "أ ش أ"),
        ("ا ش ا", "أ ش أ"),
        ("سبأنت", "سبأ"),
        ("وطنية", "الوكالة الوطنية للإعلام"),
        ("واج", "وأج"),
        ("و.م.ع", "و م ع"),
        ("الأناضول", "الأناضول"),
        ("وكالة الأناضول", "الأناضول"),
        ("أردو بوينت نتورك", "أردو بوينت نتورك"),
        ("صحيفة القدس العربي", "القدس العربي"),
        ("روسيا اليوم", "RT"),
        ("rt", "RT"),
        ("سبوتنيك عربي", "سبوتنيك عربي"),
        ("وكالة الأنباء السعودية", "وكالة الأنباء السعودية"),
    ],
)
def test_agencies_have_a_clean_form(written: str, clean: str) -> None:
    assert load_lexicon().agency(written) == clean


@pytest.mark.parametrize("name", ["", "-", "الوزير", "خبر"])
def test_other_words_are_no_agencies(name: str) -> None:
    assert load_lexicon().agency(name) is None


def test_one_agency_is_credited_once() -> None:
    lexicon = load_lexicon()
    assert lexicon.credits(["وكالة الأنباء السعودية", "واس"]) == ("واس",)
    assert lexicon.credits(["واس", "واس", "رويترز"]) == ("واس", "رويترز")
    assert lexicon.credits(["وكالة الأنباء السعودية"]) == ("وكالة الأنباء السعودية",)
    assert lexicon.credits(["صحيفة الضفاف", "أنسا"]) == ("صحيفة الضفاف", "أنسا")


@pytest.mark.parametrize("name", ["القاهره", "أبوظبي", "اسطنبول", "عمّان", "رام الله", "نيويورك", "نواكشوط"])
def test_cities_are_known_in_any_spelling(name: str) -> None:
    assert load_lexicon().is_place(name)


def test_countries_are_not_cities() -> None:
    lexicon = load_lexicon()
    assert lexicon.is_country("الإمارات العربية المتحدة")
    assert not lexicon.is_place("الإمارات العربية المتحدة")


@pytest.mark.parametrize(
    "name", ["راديو الساحل", "بغداد نيوز", "وكالة المشرق", "ب ن ر", "CGTN", "منصة نبأ", "القلعة برس"]
)
def test_names_built_like_outlets(name: str) -> None:
    assert looks_like_outlet(name)


@pytest.mark.parametrize("name", ["أفادت شبكة", "صحيفة", "الوزير الأول", "نيوزيلندا", "علي حسن"])
def test_names_that_are_not(name: str) -> None:
    assert not looks_like_outlet(name)


def test_every_agency_of_the_file_is_found_under_its_own_name() -> None:
    lexicon = load_lexicon()
    names = [row[0] for row in rows("agencies.tsv")]
    assert len(names) > 200
    assert [name for name in names if lexicon.agency(name) != name] == []


def test_patterns_are_written_as_people_spell() -> None:
    assert folded_pattern(r"\W*إقرأ|\bمدرسة") == r"\W*اقرا|\bمدرسه"
    assert compiled("القراءة").search("الاكثر القراءه")
