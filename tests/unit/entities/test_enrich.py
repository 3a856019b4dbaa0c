"""What a reader may rely on: who, where and which organisations, with their places in the raw text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.unit.entities.conftest import Enrich

TITLE = "روسيا والولايات المتحدة تعدان للقاء بين لافروف وبلينكن قريباً - زاخاروفا"
BODY = (
    "أعلنت الناطقة الرسمية باسم وزارة الخارجية الروسية، ماريا زاخاروفا، اليوم الثلاثاء، أن موسكو وواشنطن تعدان"
    " للقاء مرتقب بين وزير الخارجية الروسي، سيرغي لافروف ونظيره الأميركي، أنتوني بلينكن.\n\n"
    "وقالت زاخاروفا إن لقاء لافروف وبلينكن سيبحث الضمانات الأمنية وتوسع الناتو."
)


def test_finds_each_person_once_with_all_mentions_in_both_headlines(enrich: Enrich) -> None:
    found = enrich(BODY, TITLE, TITLE)
    surfaces = {person.name: [mention.surface for mention in person.mentions] for person in found.persons}
    assert surfaces == {
        "سيرغي لافروف": ["لافروف", "لافروف", "سيرغي لافروف", "لافروف"],
        "أنتوني بلينكن": ["وبلينكن", "وبلينكن", "أنتوني بلينكن", "وبلينكن"],
        "ماريا زاخاروفا": ["زاخاروفا", "زاخاروفا", "ماريا زاخاروفا", "زاخاروفا"],
    }


def test_offsets_lead_into_the_raw_text(enrich: Enrich) -> None:
    found = enrich(BODY, TITLE, TITLE)
    for entity in (*found.persons, *found.places, *found.orgs):
        for mention in entity.mentions:
            assert found.article.raw[mention.start : mention.end] == mention.surface


def test_places_have_stable_keys_and_known_organisations_one_key_for_all_names(enrich: Enrich) -> None:
    found = enrich(BODY, TITLE)
    assert {"ru", "us"} <= {place.key for place in found.places}
    assert ("o:nato", "حلف شمال الأطلسي") in {(org.key, org.name) for org in found.orgs}
