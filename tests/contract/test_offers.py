"""What is offered where a search finds nothing, on each engine: right, counted, and never run in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from arabic.align import AlignedText
from arabic.analysis import load_analyser
from articles.stages import EnrichedArticle, Entity, Kind, ParsedArticle
from engine.protocol import Write
from indexer.document import build_document
from mappings.load import articles as article_index
from mappings.load import stopwords
from search.cursor import CursorSigner
from search.page import OfferKind
from search.request import read_request
from search.service import ArticleSearch

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.protocol import SearchEngine
    from search.page import SearchPage

pytestmark = pytest.mark.engine

TEXTS = [
    ("لافروف يتسلم الرد على الضمانات الأمنية", "تسلم وزير الخارجية الروسي سيرغي لافروف الرد الأمريكي."),
    ("بلينكن: الضمانات الأمنية جدية", "قال أنتوني بلينكن إن الحكومة الأمريكية تنتظر المفاوضات."),
    ("رئيس الوزراء يزور أبو ظبي", "وصل رئيس الوزراء إلى الإمارات لبحث المفاوضات والضمانات."),
    ("السنوار يتحدث عن هدنة", "قال يحيى السنوار إن الهدنة قريبة، وإن الحكومة تدرسها."),
    ("Google تفتح مكتبا في مصر", "افتتحت شركة google مكتبا في القاهرة."),
]
PERSONS = ["سيرغي لافروف", "أنتوني بلينكن", None, "يحيى السنوار", None]


@pytest.fixture
async def search(engine: SearchEngine, new_name: Callable[[], str]) -> ArticleSearch:
    index, analyser = new_name(), load_analyser()
    await engine.create_index(index, article_index().body)
    writes = []
    for number, ((title, body), person) in enumerate(zip(TEXTS, PERSONS, strict=True)):
        parsed = ParsedArticle(
            id=f"a{number}",
            source="made",
            raw=body,
            kind=Kind.KILL if number > len(TEXTS) else Kind.STORY,
            headlines=(AlignedText.of(title),),
            content=AlignedText.of(body),
            agencies=("سبوتنيك",),
        )
        persons = (Entity(f"p:{number}", person, 0.9),) if person else ()
        document = build_document(EnrichedArticle(parsed, persons=persons), analyser)
        writes.append(Write(document["id"], document))
    await engine.bulk(index, writes, refresh=True)
    return ArticleSearch(engine, analyser, CursorSigner(b"test"), stopwords=stopwords(), index=index)


async def find(search: ArticleSearch, q: str, **more: Any) -> SearchPage:
    return await search.search(read_request(today=search.today(), q=q, **more))


@pytest.mark.parametrize(
    ("q", "kind", "offered"),
    [
        ("الضمنتات الأمنية", OfferKind.SPELLING, "الضمانات الأمنية"),
        ('"الضمنتات الأمنية"', OfferKind.SPELLING, '"الضمانات الأمنية"'),
        ("المفاوظات", OfferKind.SPELLING, "المفاوضات"),
        ("للمفاوظات", OfferKind.SPELLING, "للمفاوضات"),
        ("hgwlhkhj", OfferKind.LAYOUT, "الضمانات"),
        ("hgqlhkhj hgHlkdm", OfferKind.LAYOUT, "الضمانات الأمنية"),
        ("لخخلمث", OfferKind.LAYOUT, "google"),
        ("Lavrov", OfferKind.LETTERS, "لافروف"),
        ("Blinken", OfferKind.LETTERS, "بلينكن"),
        ("Sinwar", OfferKind.LETTERS, "السنوار"),
        ("7okoma", OfferKind.LETTERS, "حكومة"),
        ("الضما نات", OfferKind.JOINED, "الضمانات"),
        ("رئيسالوزراء", OfferKind.SPLIT, "رئيس الوزراء"),
    ],
)
async def test_an_empty_result_offers_what_was_meant(
    search: ArticleSearch, q: str, kind: OfferKind, offered: str
) -> None:
    page = await find(search, q)
    assert (page.total, page.hits) == (0, ())
    assert page.offers
    assert (page.offers[0].kind, page.offers[0].q) == (kind, offered)
    for offer in page.offers:
        assert (await find(search, offer.q)).total == offer.articles > 0


async def test_filters_count_for_offers_too(search: ArticleSearch) -> None:
    person = (await find(search, "المفاوظات", filters={"person": ["p:1"]})).offers
    assert [offer.articles for offer in person] == [1]
    assert (await find(search, "المفاوظات", filters={"person": ["p:0"]})).offers == ()


@pytest.mark.parametrize("q", ["", "الضمانات", "zzzzqqq", "شخص:فلان", "=كلمة", "هدنة " * 12, "!!", "covid", "x" * 300])
async def test_nothing_is_offered_without_need_or_sense(search: ArticleSearch, q: str) -> None:
    assert (await find(search, q)).offers == ()
