"""Packets become documents in batches that fit into memory; no article can stop the others."""

from __future__ import annotations

import dataclasses
import os
from typing import TYPE_CHECKING, Any, cast

import pytest

from articles.stages import RawArticle, Rejected
from indexer import batches as batching
from indexer import prepare as preparing
from indexer.batches import batches
from indexer.pipeline import rehearse
from indexer.prepare import Ready, Tools, load_tools, packet_of, prepare, restore
from indexer.settings import IndexerSettings
from indexer.sources import Failure, Media, Packet
from indexer.sources.opening import open_packet

if TYPE_CHECKING:
    from pathlib import Path

    from articles.stages import ParsedArticle
    from entities import Enricher
    from indexer.batches import Received
    from indexer.counts import Counts

TEXT = "عنوان الخبر\n\nبيروت (وفا) - نص الخبر عن الضمانات الأمنية."


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


def packet(text: str = TEXT, source: str = "x") -> Packet:
    return Packet(source, Media.TEXT, text.encode())


def test_a_packet_gives_its_documents_with_their_traits(tools: Tools) -> None:
    ((ready,),) = prepare([packet()], tools)
    assert isinstance(ready, Ready)
    assert ready.document["title"] == "عنوان الخبر"
    assert ready.traits.article == ready.document["id"]
    assert ready.part == 0


def test_each_article_of_a_collection_knows_its_place(tools: Tools) -> None:
    data = '[{"title": "أ", "text": "نص أول"}, 7, {"title": "ب", "text": "نص ثان"}, {"title": "", "text": "12"}]'
    ((first, wrong, second, empty),) = prepare([Packet("x.json", Media.JSON, data.encode())], tools)
    assert isinstance(first, Ready)
    assert isinstance(second, Ready)
    assert (first.part, second.part) == (0, 2)
    assert isinstance(wrong, Failure)
    assert isinstance(empty, Failure)
    assert empty.packet is not None
    assert (empty.rejected.code, empty.packet.data) == ("empty", b"12")


def test_languages_are_kept_as_the_settings_say(tools: Tools) -> None:
    french = packet("Le président a déclaré\n\nLe texte de la dépêche est en français, et il est assez long.")
    assert isinstance(prepare([french], tools)[0][0], Ready)
    (failure,) = prepare([french], dataclasses.replace(tools, languages=frozenset({"ar"})))[0]
    assert isinstance(failure, Failure)
    assert failure.rejected.code == "language"
    assert failure.packet == french


def test_what_nobody_foresaw_is_a_reject_that_names_the_place(tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def enrich(self, _: ParsedArticle) -> Any:
            raise ZeroDivisionError("by zero")

    broken = dataclasses.replace(tools, enricher=cast("Enricher", Broken()))
    (failure,) = prepare([packet()], broken)[0]
    assert isinstance(failure, Failure)
    assert failure.rejected.code == "internal"
    assert "ZeroDivisionError: by zero (enrich:" in failure.rejected.reason
    monkeypatch.setattr(preparing, "open_packet", Broken().enrich)
    (failure,) = prepare([packet()], tools)[0]
    assert isinstance(failure, Failure)
    assert failure.packet == packet()


def test_a_stored_document_becomes_whole_again(tools: Tools) -> None:
    ((ready,),) = prepare([packet()], tools)
    assert isinstance(ready, Ready)
    streams = {"title_orth", "title_word", "title_lemma", "body_orth", "body_word", "body_lemma"}
    stored = {name: value for name, value in ready.document.items() if name not in streams}
    assert restore([stored], tools) == [ready.document]


@pytest.mark.parametrize("raw", [RawArticle("x", "a\r\nb"), RawArticle("x", "نص", {"title": "ع", "url": "u"})])
def test_an_article_can_be_packed_and_opened_again(raw: RawArticle) -> None:
    assert list(open_packet(packet_of(raw))) == [raw]


def test_batches_are_bounded_by_number_and_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[Failure] = []
    failed = Failure(Rejected("f", "empty", "x"), packet())
    rejected = Rejected("r2", "empty", "x")
    received: list[Received] = [packet(), failed, RawArticle("r", "نص"), rejected, packet()]
    found = list(batches(received, 2, held.append))
    assert [(len(batch.packets), [one.source for one in batch.rejected]) for batch in found] == [
        (1, ["f"]), (1, ["r2"]), (1, []),
    ]  # fmt: skip
    assert held == [failed, Failure(rejected)]
    monkeypatch.setattr(batching, "_MOST_BYTES", len(TEXT.encode()) + 1)
    assert [len(batch.packets) for batch in batches([packet()] * 3, 100, held.append)] == [2, 1]


@pytest.mark.parametrize("count", [3, 70])
async def test_a_rehearsal_tells_what_loading_would_make_of_it(count: int, tmp_path: Path) -> None:
    """With few articles in a thread, with many in worker processes."""
    seen: list[int] = []

    def progress(counts: Counts) -> None:
        seen.append(counts.total)

    settings = IndexerSettings(data_dir=tmp_path, index_workers=1, index_batch=30)
    received = [packet(f"{TEXT} {n}", f"{n}.txt") for n in range(count)] + [packet("", "empty.txt")]
    counts = await rehearse(received, settings, progress)
    assert (counts.new, counts.rejects) == (count, 1)
    assert seen[-1] == count + 1
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - the loop has nothing else to do.


def test_settings_name_the_places_of_state(tmp_path: Path) -> None:
    settings = IndexerSettings(data_dir=tmp_path, index_languages=" AR, fa ,")
    assert settings.languages == {"ar", "fa"}
    assert settings.stories_url == f"sqlite+aiosqlite:///{tmp_path}/stories.sqlite"
    assert settings.quarantine_dir == tmp_path / "quarantine"
    other = IndexerSettings(data_dir=tmp_path, database_url="postgresql+asyncpg://u:p@h/d")
    assert other.stories_url == "postgresql+asyncpg://u:p@h/d"
    assert "u:p" not in repr(other)
