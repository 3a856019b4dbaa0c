"""What a reader may rely on: who, where and which organisations, with their places in the raw text."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arabic.align import AlignedText
from articles.stages import Kind, ParsedArticle, RawArticle
from entities import Enricher, load_enricher
from indexer.parse import parse
from tests.support import require_shared

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


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="ابتلوفكسنمقهيةأإعد ال،.()\n\u0640\u064e\u200fABC12", max_size=300))
def test_any_text_gives_mentions_that_stand_where_they_say(enrich: Enrich, body: str) -> None:
    found = enrich(body, body[:40])
    for entity in (*found.persons, *found.places, *found.orgs):
        spans = [(mention.start, mention.end) for mention in entity.mentions]
        assert spans == sorted(spans)
        assert all(found.article.raw[m.start : m.end] == m.surface for m in entity.mentions)
        assert entity.key
        assert 0 <= entity.confidence <= 1


@pytest.mark.parametrize(
    "body",
    [
        "بن " * 3000,
        "عبد " * 3000,
        "محمد " * 3000,
        "الوزير " * 3000,
        "(" * 3000,
        "و" * 5000,
        "محمد بن آل عبد أبو " * 600,
        "وزارة ال" * 1500,
    ],
)
def test_hostile_text_takes_bounded_time(enrich: Enrich, body: str) -> None:
    started = time.process_time()
    enrich(body)
    assert time.process_time() - started < 5


def test_the_same_article_gives_the_same_answer(enrich: Enrich) -> None:
    assert enrich(BODY, TITLE) == enrich(BODY, TITLE)


def test_mentions_follow_the_text_through_cleaning(enricher: Enricher) -> None:
    raw = "قال وزير الخارجية سيرغي لافـــروف&quot; أمس"
    content = AlignedText.of(raw).sub(re.compile("ـ+"), "").sub(re.compile("&quot;"), '"')
    article = ParsedArticle("id", "test", raw, Kind.STORY, (), content)
    person = enricher.enrich(article).persons[0]
    assert person.name == "سيرغي لافروف"
    assert person.mentions[0].surface == "سيرغي لافـــروف"


def test_the_article_of_the_brief(enricher: Enricher) -> None:
    path = require_shared() / "data" / "gold-dev" / "d001.txt"
    parsed = parse(RawArticle("d001.txt", path.read_bytes().decode("utf-8")))
    assert isinstance(parsed, ParsedArticle)
    found = enricher.enrich(parsed)
    mentions = {person.name: len(person.mentions) for person in found.persons}
    assert mentions == {"سيرغي لافروف": 5, "أنتوني بلينكن": 5, "ماريا زاخاروفا": 4}
    assert {"o:nato", "o:osce"} <= {org.key for org in found.orgs}
    assert "الضمانات الأمنية" in {phrase.text for phrase in found.phrases}


def test_loading_takes_less_than_a_second() -> None:
    started = time.process_time()
    load_enricher()
    assert time.process_time() - started < 1.0
