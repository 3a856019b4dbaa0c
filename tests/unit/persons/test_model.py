"""Who is who after merges and splits, whatever is undone."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from persons.model import Decision, Identity, Merge, People, Split, replay

KEYS = ("p:a", "p:b", "p:c", "p:d", "p:e")

keys = st.sampled_from(KEYS)
merges = st.builds(
    lambda target, sources: Merge(target, tuple(sources), f"label of {target}"),
    keys,
    st.lists(keys, min_size=1, max_size=3, unique=True),
)
splits = st.builds(
    lambda leaving: Split(tuple(leaving), leaving[0], f"apart {leaving[0]}"),
    st.lists(keys, min_size=1, max_size=3, unique=True),
)
decisions = st.lists(st.one_of(merges, splits), max_size=12)


def groups(people: People) -> set[frozenset[str]]:
    return {people.keys(people.person(key)) for key in KEYS}


def test_a_merge_gives_all_keys_the_target_and_its_label() -> None:
    people = replay([Merge("p:a", ("p:b", "p:c"), "أ")])
    assert people.identities() == {key: Identity("p:a", "أ") for key in ("p:a", "p:b", "p:c")}


def test_merging_a_member_takes_its_whole_person_along() -> None:
    people = replay([Merge("p:a", ("p:b",), "أ"), Merge("p:c", ("p:b",), "ج")])
    assert {people.person(key) for key in ("p:a", "p:b", "p:c")} == {"p:c"}


def test_the_latest_label_counts() -> None:
    people = replay([Merge("p:a", ("p:b",), "أ"), Merge("p:a", ("p:c",), "آخر")])
    assert people.identities()["p:b"] == Identity("p:a", "آخر")


def test_a_split_leaves_the_others_as_they_were() -> None:
    people = replay([Merge("p:a", ("p:b", "p:c"), "أ"), Split(("p:c",), "p:c", "ج")])
    assert people.identities() == {key: Identity("p:a", "أ") for key in ("p:a", "p:b")}


def test_keys_that_leave_together_stay_one_person() -> None:
    people = replay([Merge("p:a", ("p:b", "p:c", "p:d"), "أ"), Split(("p:c", "p:d"), "p:d", "د")])
    assert people.identities()["p:c"] == Identity("p:d", "د")


def test_whoever_has_the_id_keeps_it_when_it_is_split_off() -> None:
    people = replay([Merge("p:a", ("p:b", "p:c"), "أ"), Split(("p:a",), "p:a", "أ")])
    assert groups(people) == {frozenset({"p:a"}), frozenset({"p:b", "p:c"}), frozenset({"p:d"}), frozenset({"p:e"})}
    assert people.person("p:a") == "p:a"


def test_a_split_of_everything_or_of_strangers_changes_nothing() -> None:
    merge = Merge("p:a", ("p:b",), "أ")
    assert replay([merge, Split(("p:a", "p:b"), "p:a", "x")]).identities() == replay([merge]).identities()
    assert replay([merge, Split(("p:d",), "p:d", "x")]).identities() == replay([merge]).identities()


def test_undoing_the_first_of_two_merges_leaves_the_second() -> None:
    first, second = Merge("p:b", ("p:c",), "ب"), Merge("p:a", ("p:b",), "أ")
    assert replay([first, second]).keys("p:a") == {"p:a", "p:b", "p:c"}
    assert replay([second]).keys("p:a") == {"p:a", "p:b"}


@given(decisions)
def test_every_key_has_one_person_who_has_the_id_of_one_of_its_keys(history: list[Decision]) -> None:
    people = replay(history)
    assert sum(len(group) for group in groups(people)) == len(KEYS)
    for key in KEYS:
        person = people.person(key)
        assert key in people.keys(person)
        assert people.person(person) == person
    named = people.identities()
    assert set(named) == {key for key in KEYS if len(people.keys(people.person(key))) > 1}
    assert len({(found.person, found.label) for found in named.values()}) == len({f.person for f in named.values()})


@given(decisions, merges)
def test_splitting_off_what_a_merge_brought_restores_the_groups(history: list[Decision], merge: Merge) -> None:
    before = replay(history)
    brought = [before.keys(before.person(source)) for source in merge.sources]
    apart = [Split(tuple(sorted(group)), min(group), "x") for group in brought]
    own = before.keys(before.person(merge.target))
    undone = replay([*history, merge, *(split for split in apart if own.isdisjoint(split.keys))])
    assert groups(undone) == groups(before)


@given(st.lists(merges, max_size=4))
def test_the_groups_after_merges_do_not_depend_on_their_order(history: list[Merge]) -> None:
    wanted = groups(replay(history))
    assert all(groups(replay(order)) == wanted for order in permutations(history))
