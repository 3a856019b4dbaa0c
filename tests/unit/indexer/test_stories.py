"""Articles of one event share a story; what only looks alike does not; a kill withdraws what it means."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.prepare import Ready, Tools, load_tools, prepare
from indexer.sources import Packet, receive
from indexer.stories.placing import KEPT_PER_KEY, Slate, place_all
from indexer.stories.score import Link, is_copy, link
from indexer.stories.store import Placement, StoryStore, open_stories
from indexer.stories.traits import Traits, likeness, pack, traits_of, unpack
from samples import manifest, sample_folder
from tests.support import require_shared

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

BODY = (
    "أعلنت الناطقة باسم الوزارة أن الوزيرين سيلتقيان في جنيف قريبا لبحث الضمانات الأمنية المطلوبة، وأن جدول الأعمال "
    "يشمل ملفات عدة بينها نزع السلاح وتبادل السجناء وفتح المعابر، من دون أن تكشف عن موعد محدد أو عن أسماء المشاركين."
)


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


@pytest.fixture(scope="module")
def samples(tools: Tools) -> dict[str, Traits]:
    return {source.rpartition("/")[2]: traits for source, traits in read_traits([str(sample_folder())], tools).items()}


def read_traits(sources: Sequence[str | Path], tools: Tools) -> dict[str, Traits]:
    packets = [item for item in receive(sources) if isinstance(item, Packet)]
    items = zip(packets, prepare(packets, tools), strict=True)
    return {packet.source: made.traits for packet, (made,) in items if isinstance(made, Ready)}


def article(number: int = 0, **changes: Any) -> Traits:
    """Traits of a made-up article; `title` and `body` are words that stand for their own lemmas."""
    values: dict[str, Any] = {
        "id": f"a{number}", "kind": "story", "published": "2022-01-18", "dateline": None, "person_ids": [],
        "place_ids": [], "agency_ids": ["وفا"], "title": "لقاء الوزيرين جنيف ضمانات", "body": BODY,
    } | changes  # fmt: skip
    for name in ("title", "body"):
        values[f"{name}_word"] = values[f"{name}_lemma"] = values[name]
    return traits_of(values, {})


def words(seed: int, count: int = 60) -> str:
    random = Random(seed)
    return " ".join("".join(random.choices("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", k=6)) for _ in range(count))


async def test_the_samples_fall_into_the_stories_that_they_tell(samples: dict[str, Traits]) -> None:
    """Of pairs that belong together nearly all meet, and no other pair does."""
    stories = {one.file: one.story for one in manifest()}
    async with open_stories("sqlite+aiosqlite://") as store:
        placed = await store.place(list(samples.values()))
    found = {file: placed[traits.article].story for file, traits in samples.items()}
    wrong = [
        (one, other) for one in found for other in found
        if one < other and found[one] == found[other] and (stories[one] is None or stories[one] != stories[other])
    ]  # fmt: skip
    assert wrong == []
    joined = {story for file, story in found.items() if list(found.values()).count(story) > 1}
    assert len(joined) >= 8


async def test_annotated_copies_and_chains_are_found_without_a_false_join(tools: Tools) -> None:
    folder = require_shared() / "data" / "gold-dev"
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
    traits = read_traits([folder / one["file"] for one in gold], tools)
    async with open_stories("sqlite+aiosqlite://") as store:
        placed = await store.place(list(traits.values()))
    story = {one["id"]: placed[traits[str(folder / one["file"])].article].story for one in gold}
    true = {one["id"]: one["chain"] or one["copy_of"] or one["id"] for one in gold}
    pairs = [(a, b) for a in story for b in story if a < b]
    assert [pair for pair in pairs if story[pair[0]] == story[pair[1]] and true[pair[0]] != true[pair[1]]] == []
    copies = [(one["id"], one["copy_of"]) for one in gold if one["copy_of"]]
    assert sum(story[a] == story[b] for a, b in copies) >= 0.95 * len(copies)
    chained = [(a, b) for a, b in pairs if true[a] == true[b]]
    assert sum(story[a] == story[b] for a, b in chained) >= 0.8 * len(chained)


def test_reprints_with_other_spellings_datelines_and_footers_are_copies(samples: dict[str, Traits]) -> None:
    for one, other in (("002", "005"), ("024", "025"), ("051", "052"), ("086", "087")):
        first, second = (next(t for name, t in samples.items() if name.startswith(n)) for n in (one, other))
        assert is_copy(first, second)
        assert link(first, second) == link(second, first)


def test_the_next_edition_of_a_bulletin_is_no_copy() -> None:
    today = article(body=words(1, 40) + " 1200 " + words(2, 40))
    tomorrow = article(1, body=words(1, 40) + " 1234 " + words(2, 40), published="2022-01-19")
    assert likeness(today.signature, tomorrow.signature) > 0.8
    assert not is_copy(today, tomorrow)
    assert is_copy(today, replace(tomorrow, agencies=frozenset()))


def test_a_template_with_other_names_is_no_copy() -> None:
    frame = words(3, 90)
    one = article(title=words(4, 6), body=f"{words(4, 12)} {frame}", agency_ids=["a"])
    other = article(1, title=words(5, 6), body=f"{words(5, 12)} {frame}", agency_ids=["b"])
    assert 0.55 < likeness(one.signature, other.signature) < 0.85
    assert link(one, other) is None


def test_a_text_too_short_to_compare_is_no_copy() -> None:
    one, other = article(body="خبر عاجل قصير"), article(1, body="خبر عاجل قصير")
    assert one.signature == ()
    assert not is_copy(one, other)


@pytest.mark.parametrize(("change", "joined"), [
    ({}, True),
    ({"published": "2022-01-20"}, True),
    ({"published": "2022-01-25"}, False),
    ({"published": None}, True),
    ({"agency_ids": ["سانا"]}, True),
    ({"agency_ids": ["سانا"], "title": words(9, 5), "body": words(10)}, False),
])  # fmt: skip
def test_an_update_follows_what_it_tells_again_within_days(change: dict[str, Any], joined: bool) -> None:
    story = article(title=words(7, 6), body=words(8))
    values = {"kind": "update", "title": words(7, 5), "body": words(7, 6) + " " + words(8, 30) + " " + words(11, 40)}
    found = link(story, article(1, **(values | change)))
    assert (found is not None) == joined


def test_two_stories_need_more_than_a_few_names_in_common() -> None:
    one = article(title=words(1, 6), body=words(1, 6) + " " + words(2))
    other = article(1, title=words(1, 3) + " " + words(3, 3), body=words(1, 3) + " " + words(4))
    assert link(one, other) is None
    assert (
        link(one, article(2, title=words(1, 6), body=words(1, 6) + " " + words(2, 36) + " " + words(5, 90))) is not None
    )


def test_a_kill_of_another_desk_or_of_nobody_joins_nothing() -> None:
    story = article(title=words(7, 6), body=words(8))
    kill = article(1, kind="kill", title=words(7, 6), body=words(6, 8))
    assert link(story, kill) is not None
    assert link(story, replace(kill, agencies=frozenset({1}))) is None
    assert link(replace(story, day=None, agencies=frozenset()), replace(kill, day=None, agencies=frozenset())) is None


TRAITS = st.builds(
    lambda a, b, kind, day, people: article(
        a, title=words(a, 6), body=words(b), kind=kind, person_ids=people, dateline={"id": "x"} if b % 2 else None,
        published=(date(2022, 1, 1) + timedelta(days=day)).isoformat() if day else None,
    ),
    st.integers(0, 9), st.integers(0, 9), st.sampled_from(["story", "flash", "update", "correction", "kill"]),
    st.integers(0, 20), st.lists(st.sampled_from(["p:a", "p:b", "p:c"]), max_size=3),
)  # fmt: skip


@given(TRAITS, TRAITS)
def test_likeness_and_links_do_not_depend_on_who_comes_first(one: Traits, other: Traits) -> None:
    assert likeness(one.signature, other.signature) == likeness(other.signature, one.signature)
    assert link(one, other) == link(other, one)
    assert link(one, other) is None or link(one, other)[0] in set(Link)  # type: ignore[index]


@given(TRAITS)
def test_traits_are_stored_whole_and_in_few_bytes(one: Traits) -> None:
    assert unpack(one.article, one.kind, one.day, pack(one)) == one
    assert len(pack(one)) < 3000


@given(st.lists(TRAITS, max_size=12), st.integers(1, 12))
def test_placing_is_the_same_in_batches_of_any_size_and_again(arriving: list[Traits], cut: int) -> None:
    at_once, in_parts = Slate(), Slate()
    place_all(at_once, arriving)
    for at in range(0, len(arriving), cut):
        place_all(in_parts, arriving[at : at + cut])
    assert at_once.rows == in_parts.rows
    place_all(at_once, [row.traits for row in at_once.rows.values()])
    assert at_once.rows == in_parts.rows


def chain() -> list[Traits]:
    """A flash, its story, a reprint of it elsewhere, and the kill."""
    title, body = words(1, 6), words(2)
    return [
        article(0, kind="flash", title=title, body=words(1, 8)),
        article(1, title=title, body=f"{words(1, 8)} {body}"),
        article(2, title=title, body=f"{words(1, 8)} {body}", agency_ids=["بوابة"]),
        article(3, kind="kill", title=title, body=words(6, 8), published="2022-01-19"),
        article(4, title=words(20, 6), body=words(21)),
    ]


@pytest.fixture
async def store() -> AsyncIterator[StoryStore]:
    async with open_stories("sqlite+aiosqlite://") as opened:
        yield opened


async def test_a_kill_withdraws_its_story_and_every_copy_of_it(store: StoryStore) -> None:
    placed = await store.place(chain())
    assert [placed[f"a{n}"].withdrawn for n in range(5)] == [True, True, True, False, False]
    assert {placed[f"a{n}"].story for n in range(4)} == {"s:a0"}
    assert placed["a4"] == Placement("s:a4", withdrawn=False)
    assert list(await store.dirty(10)) == ["a0", "a1", "a2"]


async def test_a_copy_of_what_was_withdrawn_comes_withdrawn(store: StoryStore) -> None:
    flash, story, reprint, kill, _ = chain()
    await store.place([flash, story, kill])
    assert (await store.place([reprint]))["a2"] == Placement("s:a0", withdrawn=True)


async def test_what_is_told_after_a_kill_stands(store: StoryStore) -> None:
    flash, story, _, kill, _ = chain()
    later = article(9, kind="update", title=words(1, 6), body=f"{words(1, 8)} {words(30)}", published="2022-01-20")
    placed = await store.place([flash, story, kill, later])
    assert placed["a9"] == Placement("s:a0", withdrawn=False)


async def test_stories_that_turn_out_to_be_one_are_joined_under_the_older_name(store: StoryStore) -> None:
    one = article(0, title=words(1, 6), body=f"{words(1, 6)} {words(2, 30)}")
    other = article(1, title=words(3, 6), body=f"{words(3, 6)} {words(4, 30)}", agency_ids=["سانا"])
    both = article(2, kind="update", title=f"{words(1, 6)} {words(3, 6)}", body=f"{words(2, 20)} {words(4, 20)}")
    placed = await store.place([one, other])
    assert placed["a0"].story != placed["a1"].story
    assert (await store.place([both]))["a2"].story == "s:a0"
    dirty = await store.dirty(10)
    assert dirty == {"a1": Placement("s:a0", withdrawn=False)}
    await store.clean({"a1": Placement("s:other", withdrawn=False)})
    assert await store.dirty(10) == dirty
    await store.clean(dirty)
    assert await store.dirty(10) == {}


async def test_a_story_does_not_grow_into_a_topic(store: StoryStore) -> None:
    days = [
        article(
            n, kind="update", title=words(1, 6), body=words(2), published=f"2022-01-{10 + 2 * n}", agency_ids=[str(n)]
        )
        for n in range(8)
    ]
    days = [replace(one, signature=()) for one in days]
    stories = [placement.story for placement in (await store.place(days)).values()]
    assert stories[:6] == ["s:a0"] * 6
    assert stories[6:] == ["s:a6"] * 2


async def test_an_edit_keeps_its_story_and_is_found_by_its_new_words(store: StoryStore) -> None:
    await store.place([article(0, title=words(1, 6), body=words(2))])
    assert (await store.place([article(0, title=words(1, 6), body=words(3))]))["a0"].story == "s:a0"
    copy = article(1, title=words(1, 6), body=words(3), agency_ids=["سانا"])
    assert (await store.place([copy]))["a1"].story == "s:a0"


async def test_what_the_index_refused_takes_part_in_no_story(store: StoryStore) -> None:
    first, *_ = chain()
    await store.place([first])
    await store.forget([first.article])
    assert (await store.place([replace(first, article="b")]))["b"].story == "s:b"


async def test_a_key_remembers_the_latest_alone(store: StoryStore) -> None:
    same = [
        replace(article(0), article=f"b{n}", keys=(7,), signature=(), terms={}, leads=0, titles=0) for n in range(99)
    ]
    await store.place(same[:50])
    await store.place(same[50:])
    slate = Slate()
    place_all(slate, same)
    assert slate.keys[7] == list(range(100 - KEPT_PER_KEY, 100))


async def test_stories_survive_in_a_file(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'stories.sqlite'}"
    async with open_stories(url) as store:
        before = await store.place(chain())
    async with open_stories(url) as store:
        assert await store.place(chain()) == before
        assert len(await store.dirty(2)) == 2
