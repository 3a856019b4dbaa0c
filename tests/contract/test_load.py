"""Loading on real engines: counted, kept, joined, withdrawn, and found by what was written again."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from articles.stages import Rejected
from engine.errors import NotFound
from indexer.pipeline import load
from indexer.quarantine import Quarantine
from indexer.settings import IndexerSettings
from indexer.sources import Failure, Media, Packet, receive
from mappings.load import IndexDefinition, articles
from samples import sample_folder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from pathlib import Path

    from engine.protocol import SearchEngine
    from indexer.batches import Received
    from indexer.counts import Counts

pytestmark = pytest.mark.engine


@pytest.fixture
def settings(tmp_path: Path) -> IndexerSettings:
    return IndexerSettings(data_dir=tmp_path / "data", index_workers=1, index_batch=40)


@pytest.fixture
async def definition(engine: SearchEngine) -> AsyncIterator[IndexDefinition]:
    """An index of the test's own."""
    alias = f"test-{uuid4().hex[:12]}"
    made = replace(articles(), alias=alias, name=f"{alias}-v1")
    yield made
    with suppress(NotFound):
        await engine.delete_index(made.name)


class Desk:
    """Loads copy into one index and looks at what is there."""

    def __init__(self, engine: SearchEngine, definition: IndexDefinition, settings: IndexerSettings) -> None:
        self.engine, self.definition, self.settings = engine, definition, settings

    async def load(self, received: Iterable[Received]) -> Counts:
        return await load(self.engine, received, self.settings, definition=self.definition)

    async def send(self, *texts: dict[str, str], source: str = "wire") -> Counts:
        packets = (
            Packet(f"{source}:{number}", Media.JSON, json.dumps(text).encode()) for number, text in enumerate(texts)
        )
        return await self.load(packets)

    async def find(self, text: str, field: str = "title_word") -> list[dict[str, Any]]:
        query = {"match": {field: {"query": text, "operator": "and"}}}
        answer = await self.engine.search(self.definition.alias, {"query": query, "sort": [{"id": "asc"}]})
        return [hit.source for hit in answer.hits]


@pytest.fixture
def desk(engine: SearchEngine, definition: IndexDefinition, settings: IndexerSettings) -> Desk:
    return Desk(engine, definition, settings)


STORY = {
    "title": "حريق كبير في سوق المنسوجات بمدينة صيدا",
    "text": "اندلع حريق كبير في سوق المنسوجات بمدينة صيدا فجر اليوم، وهرعت فرق الإطفاء إلى المكان لإخماده.",
    "agency": "وكالة الساحل",
    "date": "2025-03-01",
}


async def test_the_samples_are_loaded_once(desk: Desk) -> None:
    first = await desk.load(receive([str(sample_folder())]))
    assert (first.new, first.updated, first.unchanged, first.rejects) == (92, 0, 0, 0)
    again = await desk.load(receive([str(sample_folder())]))
    assert (again.new, again.updated, again.unchanged, again.rejects) == (0, 0, 92, 0)
    assert await desk.engine.count(desk.definition.alias) == 92


async def test_an_edited_article_keeps_its_earlier_text(desk: Desk) -> None:
    await desk.send(STORY)
    counts = await desk.send({**STORY, "text": STORY["text"] + "\n\nوأصيب خمسة أشخاص."})
    assert (counts.new, counts.updated) == (0, 1)
    (found,) = await desk.find("حريق سوق")
    assert found["body"].endswith("وأصيب خمسة أشخاص.")
    assert [old["body"] for old in found["revisions"]] == [STORY["text"]]
    assert await desk.find("خمسه", "body_word")


async def test_a_reprint_joins_the_story_and_a_kill_withdraws_both(desk: Desk) -> None:
    await desk.send(STORY, {**STORY, "agency": "بوابة الجنوب", "text": STORY["text"].replace("إلى", "الى")})
    before = await desk.find("حريق سوق")
    assert len({found["story_id"] for found in before}) == 1
    assert [found["withdrawn"] for found in before] == [False, False]
    kill = {**STORY, "title": f"إلغاء خبر: {STORY['title']}", "text": "تلغي الوكالة الخبر لعدم دقته.", "kind": "kill"}
    await desk.send(kill, source="later")
    after = [found for found in await desk.find("حريق سوق") if found["kind"] != "kill"]
    assert [found["withdrawn"] for found in after] == [True, True]
    assert len(await desk.find("سوق المنسوجات", "body_orth")) == 2, "what was written again is searched as before"


async def test_rejects_of_every_stage_are_kept_and_can_be_retried(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").write_text("")
    (tmp_path / "in" / "broken.json").write_text("{")
    # A keyword of more than 32,766 bytes is what the engine itself refuses.
    refused = {**STORY, "place": "مكان " * 10_000}
    (tmp_path / "in" / "refused.json").write_text(json.dumps([STORY, refused | {"title": "خبر آخر"}]))
    counts = await desk.load(receive([tmp_path / "in"]))
    assert dict(counts.reasons) == {"broken_json": 1, "empty": 1, "engine": 1}
    assert counts.new == 1
    held = Quarantine(desk.settings.quarantine_dir)
    items = {item.code: item for item in held}
    assert "refused.json#2" in items["engine"].source
    items["engine"].path.write_text(json.dumps({**STORY, "title": "خبر آخر"}))
    with held.retrying([items["engine"].key, items["empty"].key]) as packets:
        again = await load(desk.engine, packets, desk.settings, definition=desk.definition, quarantine=held)
    assert (again.new, again.rejects) == (1, 1)
    assert sorted(item.code for item in held) == ["broken_json", "empty"]


async def test_a_failure_that_heals_leaves_quarantine_by_itself(desk: Desk) -> None:
    packet = Packet("wire:0", Media.JSON, json.dumps(STORY).encode())
    held = Quarantine(desk.settings.quarantine_dir)
    held.hold(Failure(Rejected("wire:0", "internal", "a bug that is mended by now"), packet))
    await desk.load([packet])
    assert list(Quarantine(desk.settings.quarantine_dir)) == []
