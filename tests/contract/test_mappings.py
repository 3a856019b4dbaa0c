"""The index of articles means the same on every engine."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from engine.protocol import Outcome, Write
from mappings.load import articles

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from engine.protocol import SearchEngine

pytestmark = pytest.mark.engine


@pytest.fixture
async def index(engine: SearchEngine) -> AsyncIterator[str]:
    """An index of the current definition, under a name of its own."""
    name = f"test-mappings-{uuid4().hex[:12]}"
    await engine.create_index(name, articles().body)
    yield name
    await engine.delete_index(name)


async def tokens(engine: SearchEngine, index: str, analyzer: str, text: str) -> list[str]:
    return [token.text for token in await engine.analyze(text, index=index, analyzer=analyzer)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("والضَّمانات الأمنيّة", ["ضمان", "امن"]),
        ("الضمانات الأمنیة", ["ضمان", "امن"]),
        ("ﺍﻟﻀﻤﺎﻧﺎﺕ", ["ضمان"]),
        ("في إلى علی الـــى من", []),
        ("١٢ ۱۲ 12", ["12", "12", "12"]),
        ("الح\u200cكومة \u200fالح\u00adكومة\u200e", ["حكوم", "حكوم"]),
        ("RT", ["rt"]),
    ],
)
async def test_the_light_stem_reads_every_spelling(
    engine: SearchEngine, index: str, text: str, expected: list[str]
) -> None:
    assert await tokens(engine, index, "arabic_light", text) == expected


async def test_as_written_keeps_what_was_written(engine: SearchEngine, index: str) -> None:
    assert await tokens(engine, index, "as_written", "الأمنيّة RT") == ["الأمنيّة", "rt"]


async def test_a_stream_is_split_at_spaces_alone(engine: SearchEngine, index: str) -> None:
    assert await tokens(engine, index, "stream", "ضمانات امنيه 1:41 x-y") == ["ضمانات", "امنيه", "1:41", "x-y"]


async def test_an_unknown_field_is_refused_and_its_neighbour_is_not(engine: SearchEngine, index: str) -> None:
    items = await engine.bulk(index, [Write("a", {"title": "خبر", "colour": "أحمر"}), Write("b", {"title": "خبر"})])
    assert [item.outcome for item in items] == [Outcome.REJECTED, Outcome.CREATED]
    assert "colour" in (items[0].reason or "")


async def test_streams_are_searched_but_not_stored(engine: SearchEngine, index: str) -> None:
    await engine.bulk(index, [Write("a", {"title": "الضمانات", "title_word": "ضمانات"})], refresh=True)
    page = await engine.search(index, {"query": {"match": {"title_word": "ضمانات"}}})
    assert page.hits[0].source == {"title": "الضمانات"}


async def test_a_date_that_was_not_read_is_refused(engine: SearchEngine, index: str) -> None:
    items = await engine.bulk(index, [Write("a", {"published": "18 كانون الثاني 2022"})])
    assert items[0].outcome is Outcome.REJECTED
