"""Places and organisations of whole articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from entities.places import load_places
from entities.resources import load_knowledge

if TYPE_CHECKING:
    from tests.unit.entities.conftest import Enrich


def places(enrich: Enrich, body: str, *titles: str, place: str | None = None) -> dict[str, list[str]]:
    found = enrich(body, *titles, place=place)
    return {entity.key: [mention.surface for mention in entity.mentions] for entity in found.places}


def orgs(enrich: Enrich, body: str) -> dict[str, list[str]]:
    return {org.name: [mention.surface for mention in org.mentions] for org in enrich(body).orgs}


@pytest.mark.parametrize(
    ("body", "key", "surface"),
    [
        ("وصل الوفد إلى روسيا أمس.", "ru", "روسيا"),
        ("عاد إلى موسكو وغادر بالقاهرة.", "city:360630", "بالقاهرة"),
        ("تلقت الولايات المتحدة الرد.", "us", "الولايات المتحدة"),
        ("قال المسؤول للسعودية إن الوقت حان.", "sa", "للسعودية"),
        ("زار مدينة درنة في ليبيا.", "city:87205", "درنة"),
        ("وقع الحادث في محافظة حضرموت.", "ye-hd", "محافظة حضرموت"),
        ("عاد من هنغاريا.", "hu", "هنغاريا"),
        ("زار قطاع غزة.", "ps-gaza", "قطاع غزة"),
    ],
)
def test_places_are_found_without_their_particles_under_a_stable_key(
    enrich: Enrich, body: str, key: str, surface: str
) -> None:
    assert surface in places(enrich, body).get(key, [])


def test_names_of_one_country_share_a_key(enrich: Enrich) -> None:
    assert places(enrich, "زار المملكة العربية السعودية ثم غادر السعودية.") == {
        "sa": ["المملكة العربية السعودية", "السعودية"]
    }


@pytest.mark.parametrize(
    "body", ["قال الرئيس الروسي إن المحادثات الأميركية مهمة.", "الشعب المصري والجيش السوداني.", "الإيرانيون والأتراك."]
)
def test_nationalities_are_no_places(enrich: Enrich, body: str) -> None:
    assert enrich(body).places == ()


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("أعلنت سلطنة عمان في مسقط عن المشروع. وقالت عمان إنها مستعدة.", "om"),
        ("عقد الاجتماع في الأردن. وعاد الوفد إلى عمان.", "city:250441"),
    ],
)
def test_a_name_of_two_places_is_read_by_the_country_of_the_article(enrich: Enrich, body: str, key: str) -> None:
    assert key in places(enrich, body)


def test_the_city_of_the_dateline_is_a_place(enrich: Enrich) -> None:
    assert "city:112931" in places(enrich, "قال المتحدث إن الأمر انتهى.", place="طهران")
    assert "place:قريه_بعيده" in places(enrich, "قال المتحدث إن الأمر انتهى.", place="قرية بعيدة")


def test_the_part_of_an_organisation_is_no_place(enrich: Enrich) -> None:
    assert "الولايات" not in str(places(enrich, "بحث مجلس التعاون لدول الخليج العربية الأمر."))


@pytest.mark.parametrize(
    ("body", "name", "surfaces"),
    [
        ("بحث حلف الناتو الأمر، وقال الناتو إنه جاهز.", "حلف شمال الأطلسي", ["حلف الناتو", "الناتو"]),
        ("دعت الأمم المتحدة إلى وقف القتال.", "الأمم المتحدة", ["الأمم المتحدة"]),
        ("قالت وزارة الصحة إن اللقاح آمن.", "وزارة الصحة", ["وزارة الصحة"]),
        ("أعلن البنك المركزي المصري رفع الفائدة.", "البنك المركزي المصري", ["البنك المركزي المصري"]),
        ("في منظمة الأمن والتعاون في أوروبا.", "منظمة الأمن والتعاون في أوروبا", ["منظمة الأمن والتعاون في أوروبا"]),
        (
            "نقل إلى مستشفى الشهيد أحمد عصام العام أمس.",
            "مستشفى الشهيد أحمد عصام العام",
            ["مستشفى الشهيد أحمد عصام العام"],
        ),
        ("قضت المحكمة الدستورية العليا بذلك.", "المحكمة الدستورية العليا", ["المحكمة الدستورية العليا"]),
    ],
)
def test_organisations_are_found_under_one_name(enrich: Enrich, body: str, name: str, surfaces: list[str]) -> None:
    assert orgs(enrich, body).get(name) == surfaces


def test_a_title_ends_the_name_of_an_organisation(enrich: Enrich) -> None:
    found = orgs(enrich, "أوضحت وكيلة وزارة الصحة الدكتورة منى أبو زيد أن الحالات مستقرة.")
    assert list(found) == ["وزارة الصحة"]


@pytest.mark.parametrize("word", ["موقع", "إدارة", "مجلس الوزراء"])
def test_words_that_often_mean_nothing_in_particular_are_no_organisations(enrich: Enrich, word: str) -> None:
    assert orgs(enrich, f"وصل إلى {word} الحادث أمس." if " " not in word else f"قرر {word} ذلك.") == {}


def test_every_place_has_a_label_without_vowel_signs_and_a_key() -> None:
    found = load_places()
    all_ = {place for candidates in found.phrases.values() for place in candidates}
    assert all(place.key and place.label for place in all_)
    assert not any("\u064b" <= letter <= "\u0652" for place in all_ for letter in place.label if place.key != "om")
    assert {place.kind for place in all_} == {"country", "region", "city", "town"}


def test_knowledge_covers_places_names_and_common_words() -> None:
    knowledge = load_knowledge(load_places())
    assert "country" in (knowledge.phrases.get("روسيا") or ())
    assert knowledge.names["محمد"] > 100
    assert knowledge.frequent["في"] > 70
    assert "وزير" in knowledge.triggers["title"]
