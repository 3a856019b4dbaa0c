"""The engine's answer becomes a page."""

from typing import Any

from engine.protocol import EngineHit, EngineResponse
from search.collapse import Collapsed
from search.highlight import Chunks, Highlighter
from search.page import FacetValue, Mark, Passage, SearchPage, StoryEntry, Understood
from search.read import read_page
from search.render import render
from search.request import Match, read_request
from search.syntax import parse
from tests.unit.search.conftest import TODAY


def page(chunks: Chunks, q: str, *sources: dict[str, Any], **more: Any) -> SearchPage:
    hits = tuple(EngineHit(source["id"], 1.5, source, {}, (1, source["id"]), {}, ()) for source in sources)
    response = EngineResponse(hits, 7, False, 3, False, more.pop("aggregations", {}), {})
    stories = more.pop("stories", None)
    request = read_request(today=TODAY, q=q, **more)
    query = parse(q)
    return read_page(
        Collapsed(response, 9, None),
        request,
        query,
        labels={},
        highlighter=Highlighter(query, chunks, Match.AUTO),
        stories=stories,
    )


def test_a_hit_shows_its_words_in_title_and_body(chunks: Chunks) -> None:
    source = {"id": "1", "title": "هدنة في غزة", "body": "أعلنت الأمم المتحدة الهدنة.\n\nفقرة أخرى عن الهدنة وعن غزة."}
    (hit,) = page(chunks, "هدنة غزة", source).hits
    assert hit.title.marks == (Mark(0, 4, "exact"), Mark(8, 11, "exact"))
    assert [passage.text for passage in hit.body] == ["أعلنت الأمم المتحدة الهدنة.", "فقرة أخرى عن الهدنة وعن غزة."]
    assert hit.snippet == hit.body[1]
    assert (hit.id, hit.score, hit.source) == ("1", 1.5, source)


def test_a_hit_without_marks_shows_its_beginning(chunks: Chunks) -> None:
    (hit,) = page(chunks, "", {"id": "1", "title": None, "body": "أول الكلام.\n\nثم آخره."}).hits
    assert (hit.title, hit.body, hit.snippet) == (Passage(""), (), Passage("أول الكلام."))


def test_totals_and_the_query_as_understood_are_told(chunks: Chunks) -> None:
    found = page(chunks, "«الأمنيّة»")
    assert (found.total, found.total_exact, found.took_ms, found.next_cursor) == (7, False, 3, None)
    assert found.query == Understood("«الأمنيّة»", '"الامنيه"', Match.AUTO)


def test_a_hit_tells_of_its_story_where_it_stands_for_it(chunks: Chunks) -> None:
    entry = StoryEntry(3, ("سبوتنيك",), "2022-01-18")
    one, other = (
        {"id": "1", "title": "", "body": "", "story_id": "s:1"},
        {"id": "2", "title": "", "body": ""},
    )
    found = page(chunks, "", one, other, collapse="story", stories={"s:1": entry})
    assert [hit.story for hit in found.hits] == [entry, None]
    assert (found.unit, found.articles) == ("story", 9)


def test_facets_are_read_by_name(chunks: Chunks) -> None:
    buckets = [{"key": "politics\x1fسياسة", "doc_count": 2}]
    found = page(chunks, "", facets=["topic"], aggregations={"topic": {"values": {"buckets": buckets}}})
    assert found.facets == {"topic": (FacetValue("politics", "سياسة", 2),)}


def test_the_normal_form_spells_out_what_is_implied() -> None:
    text = 'وَزير «رد مكتوب»~2 -قطر (مصر أو شخص:"أ") عنوان:هدنة منذ:7d ="كما كُتب" =هذا حكو*'
    assert render(parse(text)) == (
        'وزير AND "رد مكتوب"~2 AND NOT قطر AND (مصر OR person:"أ") AND title:(هدنه) AND since:"7d"'
        ' AND ="كما كُتب" AND =هذا AND حكو*'
    )
    assert render(parse("")) == ""
