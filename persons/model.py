"""What merges and splits make of persons. Pure: the registry is what this gives for the decisions that stand.

Every spelling that the articles use is a key; a key belongs to one person, at first to one of its own. A person has
the id of one of its keys. Undoing a decision, however old, is replaying the others in their order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Merge:
    """The persons of the sources are the person of the target, who is shown as `label`."""

    target: str
    sources: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Split:
    """These keys of a person are somebody else: the person `into`, one of them, shown as `label`."""

    keys: tuple[str, ...]
    into: str
    label: str


Decision: TypeAlias = Merge | Split


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a key means: the person's id, and the name to show."""

    person: str
    label: str


class People:
    """All persons of several keys; every other key is a person of its own."""

    def __init__(self) -> None:
        self._person: dict[str, str] = {}
        self._keys: dict[str, set[str]] = {}
        self._labels: dict[str, str] = {}

    def person(self, key: str) -> str:
        """The id of the person that a key means."""
        return self._person.get(key, key)

    def keys(self, person: str) -> frozenset[str]:
        """All keys of a person, by its id."""
        return frozenset(self._keys.get(person, {person}))

    def label(self, person: str) -> str | None:
        """The name that a person of several keys is shown by."""
        return self._labels.get(person) if len(self.keys(person)) > 1 else None

    def identities(self) -> dict[str, Identity]:
        """Whom the keys of persons with several keys mean; any other key means itself, as its article shows it."""
        return {
            key: Identity(person, self._labels[person])
            for person, keys in self._keys.items()
            if len(keys) > 1
            for key in keys
        }

    def apply(self, decision: Decision) -> None:
        """Let a decision take effect; what it says of persons that are no longer so has none."""
        if isinstance(decision, Merge):
            self._merge(decision)
        else:
            self._split(decision)

    def _merge(self, merge: Merge) -> None:
        target = self.person(merge.target)
        for source in merge.sources:
            person = self.person(source)
            if person != target:
                self._move(self.keys(person), target)
        self._labels[target] = merge.label

    def _split(self, split: Split) -> None:
        for person in sorted({self.person(key) for key in split.keys}):
            leaving = self.keys(person).intersection(split.keys)
            if person in leaving:
                leaving = self.keys(person) - leaving
            if leaving:
                into = split.into if split.into in leaving else min(leaving)
                self._labels[into] = split.label
                self._move(leaving, into)

    def _move(self, keys: frozenset[str], target: str) -> None:
        for key in keys:
            old = self.person(key)
            self._keys.setdefault(old, {old}).discard(key)
            self._person[key] = target
        self._keys.setdefault(target, {target}).update(keys)


def replay(decisions: Iterable[Decision]) -> People:
    """The persons after these decisions, in this order."""
    people = People()
    for decision in decisions:
        people.apply(decision)
    return people
