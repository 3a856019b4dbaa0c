"""A document with its persons as the registry has them, and back."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mappings.fields import FACET_SEPARATOR
from persons.model import Identity
from persons.rewrite import all_keys, own_keys, resolved

KEYS = ("p:a", "p:b", "p:c", "p:d")


def person(key: str, label: str, *, counted: bool = True) -> dict[str, Any]:
    return {"id": key, "label": label, "role": None, "confidence": 0.9, "in_facets": counted, "mentions": [[0, 3]]}


def document(*persons: dict[str, Any]) -> dict[str, Any]:
    counted = {each["id"]: each["label"] for each in persons if each["in_facets"]}
    return {
        "id": "a1",
        "checksum": "c",
        "persons": list(persons),
        "person_ids": list(counted),
        "person_facet": [f"{key}{FACET_SEPARATOR}{label}" for key, label in counted.items()],
    }


people = st.lists(
    st.builds(
        lambda key, label, counted: person(key, label, counted=counted),
        st.sampled_from(KEYS),
        st.text("أبجد ", min_size=1, max_size=5),
        st.booleans(),
    ),
    max_size=5,
    unique_by=lambda each: each["id"],
)
registries = st.dictionaries(
    st.sampled_from(KEYS),
    st.sampled_from(KEYS).map(lambda key: Identity(key, f"name of {key}")),
)


def test_merged_persons_count_as_one_and_are_found_by_both_ids() -> None:
    both = {key: Identity("p:a", "ألف") for key in ("p:a", "p:b")}
    found = resolved(document(person("p:b", "باء"), person("p:c", "جيم")), both)
    assert found["person_facet"] == [f"p:a{FACET_SEPARATOR}ألف", f"p:c{FACET_SEPARATOR}جيم"]
    assert found["person_ids"] == ["p:a", "p:c", "p:b"]
    assert found["persons"][0] == person("p:a", "ألف") | {"key": "p:b", "name": "باء"}
    assert found["checksum"] == "c"


def test_two_names_of_one_article_become_one_value() -> None:
    both = {key: Identity("p:a", "ألف") for key in ("p:a", "p:b")}
    found = resolved(document(person("p:a", "ا"), person("p:b", "باء")), both)
    assert found["person_facet"] == [f"p:a{FACET_SEPARATOR}ألف"]
    assert found["person_ids"] == ["p:a", "p:b"]


def test_persons_who_do_not_count_stay_as_the_article_has_them() -> None:
    plain = document(person("p:b", "باء", counted=False))
    assert resolved(plain, {"p:b": Identity("p:a", "ألف")}) == plain
    assert own_keys(plain) == frozenset()


def test_a_document_without_persons_is_left_alone() -> None:
    assert own_keys({"id": "a"}) == frozenset()
    assert resolved(document(), {}) == document()


@given(people, registries)
def test_an_empty_registry_brings_back_what_the_article_had(
    persons: list[dict[str, Any]], identities: dict[str, Identity]
) -> None:
    plain = document(*persons)
    merged = resolved(plain, identities)
    assert resolved(merged, {}) == plain
    assert all_keys([merged, plain]) == own_keys(plain)


@given(people, registries, registries)
def test_only_the_registry_now_counts(
    persons: list[dict[str, Any]], before: dict[str, Identity], now: dict[str, Identity]
) -> None:
    plain = document(*persons)
    assert resolved(resolved(plain, before), now) == resolved(plain, now)
    assert resolved(resolved(plain, now), now) == resolved(plain, now)
    assert own_keys(plain) <= set(resolved(plain, now)["person_ids"])
