"""A document holds exactly what the mapping knows, and changes only when the article does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from arabic.align import AlignedText
from arabic.analysis import Analyser, load_analyser
from articles.identity import label_id
from articles.stages import Calendar, EnrichedArticle, Entity, Kind, Mention, ParsedArticle, Phrase, Topic
from indexer.document import build_document, hijri
from mappings.fields import COPIES, FACET_SEPARATOR, INDEXED_AT, LABELS, REVISIONS, STORY_ID
from mappings.load import articles

RAW = "لقاء قريب\n\nموسكو (سبوتنيك) - أعلن لافروف عن الضَّمانات الأمنيّة."
ARTICLE = ParsedArticle(
    id="abc",
    source="x.txt",
    raw=RAW,
    kind=Kind.STORY,
    headlines=(AlignedText.of("لقاء قريب"),),
    content=AlignedText.of("أعلن لافروف عن الضَّمانات الأمنيّة.", offset=31),
    agencies=("سبوتنيك",),
    place="موسكو",
    published=date(2022, 1, 18),
    calendar=Calendar.LEVANTINE,
    mentioned_dates=("2022-01-18", "2022-01"),
)
LAVROV = Entity("p:lavrov", "سيرغي لافروف", 0.97, (Mention("لافروف", 36, 42),), role="وزير الخارجية الروسي")
ENRICHED = EnrichedArticle(
    ARTICLE,
    persons=(LAVROV, Entity("p:unsure", "قريب", 0.2, in_facets=False)),
    places=(Entity("city:524901", "موسكو", 0.9),),
    topics=(Topic("politics", "سياسة", 0.8),),
    phrases=(Phrase("الضمانات الأمنية", 1.0), Phrase("ضمانات أمنية", 0.5)),
)


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return load_analyser()


def test_every_field_is_in_the_mapping(analyser: Analyser) -> None:
    document = build_document(ENRICHED, analyser)
    by_the_engine = {LABELS, *COPIES}
    written = set(document) | {INDEXED_AT, REVISIONS, STORY_ID}
    assert written | by_the_engine == set(articles().body["mappings"]["properties"])
    assert not written & by_the_engine


def test_facets_carry_id_and_label_of_what_is_sure(analyser: Analyser) -> None:
    document = build_document(ENRICHED, analyser)
    assert document["person_facet"] == [f"p:lavrov{FACET_SEPARATOR}سيرغي لافروف"]
    assert document["person_ids"] == ["p:lavrov"]
    assert [person["id"] for person in document["persons"]] == ["p:lavrov", "p:unsure"]
    assert document["persons"][0]["mentions"] == [[36, 42]]


def test_attached_forms_of_a_phrase_are_one_facet_value(analyser: Analyser) -> None:
    document = build_document(ENRICHED, analyser)
    assert len(document["phrase_ids"]) == 1
    assert len(document["phrases"]) == 2


def test_the_dateline_leads_to_the_place_that_was_found(analyser: Analyser) -> None:
    assert build_document(ENRICHED, analyser)["dateline"] == {"id": "city:524901", "label": "موسكو"}
    elsewhere = replace(ENRICHED, article=replace(ARTICLE, place="سُوسة"))
    assert build_document(elsewhere, analyser)["dateline"] == {"id": label_id("سوسة"), "label": "سُوسة"}
    nowhere = replace(ENRICHED, article=replace(ARTICLE, place=None))
    assert build_document(nowhere, analyser)["dateline"] is None


def test_streams_hold_words_without_clitics_and_lemmas(analyser: Analyser) -> None:
    document = build_document(ENRICHED, analyser)
    assert "ضمانات امنيه" in document["body_word"]
    assert len(document["body_word"].split()) == len(document["body_lemma"].split())
    assert document["body"] == ARTICLE.body


def test_an_edit_changes_the_checksum_and_nothing_else_does(analyser: Analyser) -> None:
    checksum = build_document(ENRICHED, analyser)["checksum"]
    assert build_document(ENRICHED, analyser)["checksum"] == checksum
    edited = replace(ENRICHED, article=replace(ARTICLE, content=AlignedText.of("نص آخر")))
    assert build_document(edited, analyser)["checksum"] != checksum


def test_no_date_stays_no_date(analyser: Analyser) -> None:
    undated = replace(ENRICHED, article=replace(ARTICLE, published=None, published_note="no date in the text"))
    document = build_document(undated, analyser)
    assert document["published"] is None
    assert document["published_hijri"] is None
    assert document["published_note"] == "no date in the text"


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2022, 1, 18), "1443-06-15"), (date(2023, 5, 22), "1444-11-02"), (date(1900, 1, 1), None)],
)
def test_hijri_dates_follow_umm_al_qura(day: date, expected: str | None) -> None:
    assert hijri(day) == expected
