"""Completion on each engine: any spelling, clitics or not, all kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from arabic.align import AlignedText
from arabic.analysis import load_analyser
from articles.stages import EnrichedArticle, Entity, Kind, ParsedArticle, Phrase, Topic
from engine.protocol import Write
from indexer.document import build_document
from mappings.load import articles as article_index
from search.cursor import CursorSigner
from search.service import ArticleSearch

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.protocol import SearchEngine

pytestmark = pytest.mark.engine

ARTICLES = [
    ("لافروف يتسلم الرد على الضمانات الأمنية", "سيرغي لافروف", "الأمم المتحدة", "موسكو"),
    ("بلينكن والضمانات", "أنتوني بلينكن", "الناتو", "واشنطن"),
    ("غوتيريش يدعو إلى هدنة", "أنطونيو غوتيريش", "الأمم المتحدة", "نيويورك"),
    ("لافروف في القاهرة", "سيرغي لافروف", "جامعة الدول العربية", "القاهرة"),
]


@pytest.fixture
async def search(engine: SearchEngine, new_name: Callable[[], str]) -> ArticleSearch:
    index, analyser = new_name(), load_analyser()
    await engine.create_index(index, article_index().body)
    writes = []
    for number, (title, person, org, place) in enumerate(ARTICLES):
        parsed = ParsedArticle(
            id=f"a{number}",
            source="made",
            raw=title,
            kind=Kind.STORY,
            headlines=(AlignedText.of(title),),
            content=AlignedText.of("خبر."),
        )
        enriched = EnrichedArticle(
            parsed,
            persons=(Entity(f"p:{person}", person, 0.9),),
            orgs=(Entity(f"org:{org}", org, 0.9),),
            places=(Entity(f"city:{place}", place, 0.9),),
            topics=(Topic("politics", "سياسة", 0.9),),
            phrases=(Phrase("الضمانات الأمنية", 0.5),),
        )
        document = build_document(enriched, analyser)
        writes.append(Write(document["id"], document))
    await engine.bulk(index, writes, refresh=True)
    return ArticleSearch(engine, analyser, CursorSigner(b"test"), stopwords=frozenset(), index=index)


@pytest.mark.parametrize(
    ("typed", "kind", "label"),
    [
        ("لاف", "person", "سيرغي لافروف"),
        ("سيرغي لا", "person", "سيرغي لافروف"),
        ("سيرجي", "person", "سيرغي لافروف"),
        ("جوتير", "person", "أنطونيو غوتيريش"),
        ("بلنك", "person", "أنتوني بلينكن"),
        ("انتوني", "person", "أنتوني بلينكن"),
        ("ولافروف", "person", "سيرغي لافروف"),
        ("الامم", "org", "الأمم المتحدة"),
        ("امم", "org", "الأمم المتحدة"),
        ("قاهر", "place", "القاهرة"),
        ("سياس", "topic", "سياسة"),
        ("بالضمان", "phrase", "الضمانات الأمنية"),
        ("ضمانات ام", "phrase", "الضمانات الأمنية"),
        ("لافروف يت", "title", "لافروف يتسلم الرد على الضمانات الأمنية"),
        ("القاه", "title", "لافروف في القاهرة"),
    ],
)
async def test_what_is_begun_is_completed(search: ArticleSearch, typed: str, kind: str, label: str) -> None:
    found = await search.suggest.complete(typed, 5)
    assert label in [each.label for each in found if each.kind == kind]


async def test_values_are_counted_and_kinds_chosen(search: ArticleSearch) -> None:
    (lavrov,) = await search.suggest.complete("لاف", 5, ["person"])
    assert (lavrov.value, lavrov.articles) == ("p:سيرغي لافروف", 2)
    assert {each.kind for each in await search.suggest.complete("لاف", 5, ["title"])} == {"title"}
    assert await search.suggest.complete("!", 5) == ()


@pytest.mark.parametrize("typed", ["ا", "و", "a" * 90, "ال", "١٢", '"(*', "لا " * 30, "🙂", "ءؤئ"])
async def test_no_text_is_refused(search: ArticleSearch, typed: str) -> None:
    assert isinstance(await search.suggest.complete(typed, 3), tuple)
