"""The registry in SQL: merged, split, undone, and never half so."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from persons.changes import RULES, Draft, Evidence, Kind, Status
from persons.errors import CannotChange, ChangeNotFound
from persons.model import Decision, Identity, replay
from persons.registry import MAX_KEYS, PersonRegistry, Verdict
from persons.tables import NAMES
from store.database import open_database

if TYPE_CHECKING:
    from persons.registry import Applied
    from store.database import Database

KEYS = tuple(f"p:{letter}" for letter in "abcdef")
USER = "desk"


async def test_a_merged_key_means_the_target(registry: PersonRegistry) -> None:
    done = await registry.merge("p:سيرغي_لافروف", ["p:سيرجي_لافروف"], actor=USER)
    wanted = Identity("p:سيرغي_لافروف", "سيرغي لافروف")
    assert await registry.identities(KEYS) == {}
    assert await registry.identities([*done.keys, "p:x"]) == {"p:سيرغي_لافروف": wanted, "p:سيرجي_لافروف": wanted}
    assert await registry.canonical(["p:سيرجي_لافروف", "p:x"]) == {"p:سيرجي_لافروف": "p:سيرغي_لافروف", "p:x": "p:x"}
    assert await registry.keys("p:سيرغي_لافروف") == ("p:سيرجي_لافروف", "p:سيرغي_لافروف")
    assert (done.change.status, done.change.actor, done.change.kind) == (Status.APPLIED, USER, Kind.MERGE)


async def test_the_name_is_the_commonest_that_was_learnt_unless_one_is_given(
    registry: PersonRegistry, database: Database
) -> None:
    async with database.begin() as connection:
        row = {"key": "p:a", "label": "ألف", "latin": "Alif", "articles": 3, "first": None, "last": None}
        await connection.execute(insert(NAMES).values(row))
    await registry.merge("p:a", ["p:b"], actor=USER)
    assert (await registry.identities(["p:b"]))["p:b"].label == "ألف"
    await registry.merge("p:a", ["p:c"], actor=USER, label="ألف الكبير")
    assert (await registry.identities(["p:b"]))["p:b"].label == "ألف الكبير"
    await registry.merge("p:b", ["p:d"], actor=USER)
    assert (await registry.identities(["p:d"]))["p:d"] == Identity("p:a", "ألف الكبير")


async def test_a_change_keeps_its_evidence(registry: PersonRegistry) -> None:
    evidence = [Evidence("spelling", "غ/ج", 0.5), Evidence("role", "الأمين العام", 0.3)]
    done = await registry.merge("p:a", ["p:b"], actor=RULES, score=0.8, evidence=evidence)
    found = await registry.change(done.change.number)
    assert (found.score, found.evidence) == (0.8, tuple(evidence))
    assert found.created_at == found.decided_at


async def test_a_split_key_is_itself_again(registry: PersonRegistry) -> None:
    await registry.merge("p:a", ["p:b", "p:c"], actor=USER)
    done = await registry.split(["p:b"], actor=USER)
    assert (done.change.target, done.change.keys, done.change.staying) == ("p:a", ("p:b",), ("p:a", "p:c"))
    assert set(await registry.identities(KEYS)) == {"p:a", "p:c"}


async def test_splitting_off_the_id_itself_makes_the_others_go(registry: PersonRegistry) -> None:
    await registry.merge("p:a", ["p:b", "p:c"], actor=USER)
    await registry.split(["p:a"], actor=USER, label="الآخران")
    assert await registry.identities(KEYS) == {key: Identity("p:b", "الآخران") for key in ("p:b", "p:c")}


async def test_what_means_nothing_is_refused(registry: PersonRegistry) -> None:
    await registry.merge("p:a", ["p:b"], actor=USER)
    await registry.merge("p:c", ["p:d"], actor=USER)
    with pytest.raises(CannotChange, match="one person already"):
        await registry.merge("p:a", ["p:b"], actor=USER)
    with pytest.raises(CannotChange, match="nobody to split"):
        await registry.split(["p:a", "p:b"], actor=USER)
    with pytest.raises(CannotChange, match="nobody to split"):
        await registry.split(["p:e"], actor=USER)
    with pytest.raises(CannotChange, match="several persons"):
        await registry.split(["p:b", "p:d"], actor=USER)
    with pytest.raises(CannotChange, match="at most"):
        await registry.merge("p:a", [f"p:{n}" for n in range(MAX_KEYS + 1)], actor=USER)
    with pytest.raises(CannotChange, match="at most"):
        await registry.merge("p:a", ["p:" + "x" * 400], actor=USER)
    assert await registry.identities(["p:" + "x" * 400]) == {}
    assert len(await registry.changes()) == 2


async def test_undo_and_accept_again(registry: PersonRegistry) -> None:
    number = (await registry.merge("p:a", ["p:b"], actor=USER)).change.number
    undone = await registry.decide(number, Verdict.UNDO)
    assert undone.change.status is Status.UNDONE
    assert await registry.identities(KEYS) == {}
    with pytest.raises(CannotChange, match="cannot be undone"):
        await registry.decide(number, Verdict.UNDO)
    await registry.decide(number, Verdict.ACCEPT)
    assert set(await registry.identities(KEYS)) == {"p:a", "p:b"}
    with pytest.raises(ChangeNotFound):
        await registry.decide(99, Verdict.UNDO)
    with pytest.raises(ChangeNotFound):
        await registry.change(99)


async def test_a_proposal_waits_for_its_review(registry: PersonRegistry) -> None:
    sure = Draft(Kind.MERGE, RULES, "p:a", ("p:b",), "أ", score=0.9)
    likely = [Draft(Kind.MERGE, RULES, "p:c", (key,), "ج", score=0.6) for key in ("p:d", "p:e")]
    assert await registry.record([sure], likely) == {"p:a", "p:b"}
    first, second = await registry.changes(statuses=[Status.PROPOSED])
    assert first.decided_at is None
    await registry.decide(first.number, Verdict.REJECT)
    await registry.decide(second.number, Verdict.ACCEPT)
    assert set(await registry.identities(KEYS)) == {"p:a", "p:b", "p:c", "p:d"}
    assert [change.status for change in await registry.changes()] == [Status.REJECTED, Status.APPLIED, Status.APPLIED]


async def test_changes_are_found_by_any_key_and_paged(registry: PersonRegistry) -> None:
    for key in ("p:b", "p:c%", "p:d"):
        await registry.merge("p:a", [key], actor=USER)
    await registry.merge("p:e", ["p:f"], actor=USER)
    assert [change.keys for change in await registry.changes(keys=["p:c%"])] == [("p:c%",)]
    assert len(await registry.changes(keys=["p:a"])) == 3
    assert await registry.changes(keys=["%"]) == []
    latest = await registry.changes(limit=2)
    rest = await registry.changes(limit=5, before=latest[-1].number)
    assert [change.number for change in (*latest, *rest)] == [4, 3, 2, 1]


async def test_changed_keys_are_dirty_until_the_index_follows(registry: PersonRegistry) -> None:
    done = await registry.merge("p:a", ["p:b"], actor=USER)
    first = await registry.dirty(10)
    assert set(first) == done.keys == {"p:a", "p:b"}
    await registry.decide(done.change.number, Verdict.UNDO)
    await registry.clean(first)
    second = await registry.dirty(10)
    assert set(second) == {"p:a", "p:b"}, "the mark of the undoing stays"
    await registry.clean(second)
    assert await registry.dirty(10) == {}


async def test_only_what_changes_becomes_dirty(registry: PersonRegistry) -> None:
    await registry.merge("p:a", ["p:b"], actor=USER, label="أ")
    await registry.clean(await registry.dirty(10))
    done = await registry.merge("p:a", ["p:c"], actor=USER)
    assert set(await registry.dirty(10)) == done.keys == {"p:c"}
    assert await registry.soil() == 3
    assert set(await registry.dirty(10)) == {"p:a", "p:b", "p:c"}


async def test_a_second_process_sees_and_continues_the_first(registry: PersonRegistry, database: Database) -> None:
    await registry.merge("p:a", ["p:b"], actor=USER)
    other = PersonRegistry(database)
    await other.merge("p:b", ["p:c"], actor=USER)
    assert await registry.keys("p:a") == ("p:a", "p:b", "p:c")


some_keys = st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), st.lists(st.sampled_from(KEYS), min_size=2, max_size=4, unique=True)),
        st.tuples(st.just("split"), some_keys),
        st.tuples(st.sampled_from([Verdict.UNDO, Verdict.ACCEPT]), st.integers(1, 8).map(lambda n: [str(n)])),
    ),
    max_size=14,
)


@settings(max_examples=40, deadline=None)
@given(steps)
def test_any_sequence_agrees_with_the_model_and_can_be_undone(sequence: list[tuple[str, list[str]]]) -> None:
    asyncio.run(_walk(sequence))


async def _walk(sequence: list[tuple[str, list[str]]]) -> None:
    standing: dict[int, Decision] = {}
    async with open_database("sqlite+aiosqlite://") as database:
        registry = PersonRegistry(database)
        for step, args in sequence:
            try:
                done = await _take(registry, step, args)
            except (CannotChange, ChangeNotFound):
                continue
            number = done.change.number
            standing.pop(number, None)
            if done.change.status is Status.APPLIED:
                standing[number] = done.change.decision
            people = replay(standing.values())
            assert await registry.identities(KEYS) == people.identities()
            assert await registry.canonical(KEYS) == {key: people.person(key) for key in KEYS}
        for number in standing:
            await registry.decide(number, Verdict.UNDO)
        assert await registry.identities(KEYS) == {}


async def _take(registry: PersonRegistry, step: str, args: list[str]) -> Applied:
    if step == "merge":
        return await registry.merge(args[0], args[1:], actor=USER)
    if step == "split":
        return await registry.split(args, actor=USER)
    return await registry.decide(int(args[0]), step)


async def test_a_wikidata_item_follows_its_person(registry: PersonRegistry) -> None:
    await registry.link("p:a", "Q42")
    assert await registry.wikidata(["p:a", "p:b"]) == "Q42"
    await registry.merge("p:b", ["p:a"], actor=USER)
    assert await registry.wikidata(await registry.keys("p:b")) == "Q42"
    await registry.link("p:b", None)
    assert await registry.wikidata(await registry.keys("p:b")) is None
