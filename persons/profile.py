"""What the articles say of one name, added up over all of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from arabic.fold import fold
from entities.names import split_units
from mappings.fields import FILTERS, PUBLISHED
from persons.rewrite import PERSONS, own
from persons.tables import MAX_KEY, MAX_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_CONTEXT = (FILTERS["place"], FILTERS["org"])


@dataclass(slots=True)
class Span:
    """Articles that say something, and the days of the first and the last of them (ISO; None without dates)."""

    articles: int = 0
    first: str | None = None
    last: str | None = None

    def add(self, day: str | None) -> None:
        self.articles += 1
        if day:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)


@dataclass(slots=True)
class Profile:
    """One key: how it is spelled, in which roles, when, where, and beside whom.

    `seen` has the numbers of its articles within one reading of the corpus, `context` the places and organisations of
    these articles, `companions` the other persons.
    """

    key: str
    span: Span = field(default_factory=Span)
    spellings: Counter[str] = field(default_factory=Counter)
    roles: dict[str, Span] = field(default_factory=dict)
    context: Counter[str] = field(default_factory=Counter)
    companions: Counter[str] = field(default_factory=Counter)
    seen: set[int] = field(default_factory=set)

    @property
    def label(self) -> str:
        """The commonest spelling; of equally common ones the first in the alphabet."""
        return min(self.spellings, key=lambda spelling: (-self.spellings[spelling], spelling))

    @property
    def units(self) -> tuple[str, ...]:
        """The folded units of the label (`entities.names`)."""
        return tuple(unit.key for unit in split_units([fold(word) for word in self.label.split()]))


def profiles(documents: Iterable[Mapping[str, Any]]) -> dict[str, Profile]:
    """The profiles of all persons who count in facets, by key. Documents are read once, in any order."""
    found: dict[str, Profile] = {}
    for number, document in enumerate(documents):
        add(found, number, document)
    return found


def add(found: dict[str, Profile], number: int, document: Mapping[str, Any]) -> None:
    """Add what one article says; `number` is its own."""
    persons = list(_counted(document))
    day = document.get(PUBLISHED)
    context = [value for name in _CONTEXT for value in document.get(name) or ()]
    for key, name, role in persons:
        profile = found.setdefault(key, Profile(key))
        if number not in profile.seen:
            profile.seen.add(number)
            profile.span.add(day)
            profile.context.update(context)
            profile.companions.update(other for other, _, _ in persons if other != key)
        profile.spellings[name] += 1
        if role:
            profile.roles.setdefault(role, Span()).add(day)


def _counted(document: Mapping[str, Any]) -> Iterator[tuple[str, str, str | None]]:
    """Key, name and role of each person who counts; what no table could hold is left out."""
    for person in document.get(PERSONS) or ():
        key, name = own(person)
        if person.get("in_facets") and len(key) <= MAX_KEY and len(name) <= MAX_TEXT and name.strip():
            role = person.get("role")
            yield key, name, role[:MAX_TEXT] if role else None
