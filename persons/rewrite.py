"""What the registry says of persons, written into a document. Pure.

Each person of a document keeps the key and the name that the article itself gives, so that a split brings back
exactly what was there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mappings.fields import FACET_SEPARATOR, FACETS, FILTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from persons.model import Identity

Document = dict[str, Any]
PERSONS = "persons"
IDS, FACET = FILTERS["person"], FACETS["person"]
KEY, NAME = "key", "name"
_SEEN = (KEY, NAME)


def own_keys(document: Mapping[str, Any]) -> frozenset[str]:
    """The keys that the article itself gives to the persons who count in facets."""
    return frozenset(own(person)[0] for person in document.get(PERSONS) or () if person.get("in_facets"))


def resolved(document: Mapping[str, Any], identities: Mapping[str, Identity]) -> Document:
    """The document with its persons as the registry has them; equal to it where nothing changes.

    The ids by which it is found hold the article's own keys too, so that it is found again when a merge is undone.
    """
    persons = [
        _resolved(person, identities) if person.get("in_facets") else person for person in document.get(PERSONS) or ()
    ]
    counted = {person["id"]: person["label"] for person in persons if person.get("in_facets")}
    ids = [*counted, *(own(person)[0] for person in persons if person.get("in_facets"))]
    return {
        **document,
        PERSONS: persons,
        IDS: list(dict.fromkeys(ids)),
        FACET: [f"{key}{FACET_SEPARATOR}{label}" for key, label in counted.items()],
    }


def _resolved(person: Document, identities: Mapping[str, Identity]) -> Document:
    key, name = own(person)
    bare = {field: value for field, value in person.items() if field not in _SEEN}
    found = identities.get(key)
    if found is None:
        return {**bare, "id": key, "label": name}
    return {**bare, "id": found.person, "label": found.label, KEY: key, NAME: name}


def own(person: Mapping[str, Any]) -> tuple[str, str]:
    """The key and the name that the article itself gives to one of its persons."""
    return person.get(KEY) or person["id"], person.get(NAME) or person["label"]


def all_keys(documents: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The articles' own keys of several documents."""
    return frozenset(key for document in documents for key in own_keys(document))
