"""Which names of an article are one person, and which later words mean that person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from entities.aliases import AliasFinder
from entities.chains import ORDINALS
from entities.names import DAUGHTER, SON, Name, shortens, spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from entities.chains import Given
    from entities.document import Document, Spot
    from entities.features import Knowledge
    from entities.mentions import Candidate, Found, MentionFinder
    from entities.nicknames import NicknameReader

_NAMED = frozenset({"باسم", "اسم", "لقب", "بلقب"})
_NEAR = 12


@dataclass(slots=True)
class Person:
    """A person of the article: the fullest name, the places of the article that mean this person."""

    name: Name
    mentions: list[Candidate] = field(default_factory=list)
    aliases: list[Spot] = field(default_factory=list)
    nicknames: set[str] = field(default_factory=set)
    female: bool | None = None

    @property
    def spots(self) -> list[Spot]:
        return sorted([*(candidate.spot for candidate in self.mentions), *self.aliases])


class Linker:
    """Groups candidates into persons and finds their later mentions."""

    def __init__(self, knowledge: Knowledge, given: Given, finder: MentionFinder, nicknames: NicknameReader) -> None:
        self._women, self._men, self._given = given.women, given.men, given.all
        self._aliases = AliasFinder(knowledge, given, finder)
        self._nicknames = nicknames

    def link(self, document: Document, found: Found) -> list[Person]:
        """All persons in the order of their first mention; single names that fit nobody are persons of their own."""
        candidates = found.candidates
        people = _renamed(document, self._full_names([c for c in candidates if c.name.is_full]))
        covered = {(c.spot.line, at) for c in candidates if c.name.is_full for at in range(c.spot.start, c.spot.end)}
        singles = {(c.spot.line, c.spot.start): c for c in candidates if not c.name.is_full}
        for person in people:
            person.female = self._gender(document, person)
            for spot in self._by_names(document, person):
                covered.update((spot.line, at) for at in range(spot.start, spot.end))
                singles.pop((spot.line, spot.start), None)
        self._aliases.link(document, people, covered | found.namesakes, singles)
        people.extend(self._single_names(singles.values()))
        return sorted(people, key=lambda person: person.spots[0])

    def _full_names(self, candidates: Sequence[Candidate]) -> list[Person]:
        """Long names first, so that a shorter form finds the name it shortens."""
        people: list[Person] = []
        for candidate in sorted(candidates, key=lambda c: (-len(c.name.units), c.spot)):
            same = self._spelled_alike(people, candidate) or self._lengthening(people, candidate)
            if len(same) == 1:
                same[0].mentions.append(candidate)
            else:
                people.append(Person(candidate.name, [candidate]))
        return people

    def _spelled_alike(self, people: Sequence[Person], candidate: Candidate) -> list[Person]:
        wanted = spelling(candidate.name.units, self._given)
        return [person for person in people if spelling(person.name.units, self._given) == wanted]

    def _lengthening(self, people: Sequence[Person], candidate: Candidate) -> list[Person]:
        """Persons whose name the candidate can shorten; a word of kinship introduces somebody else."""
        if candidate.kin:
            return []
        units = candidate.name.units
        return [
            person
            for person in people
            if shortens(units, person.name.units)
            and (person.name.units[: len(units)] == units or not any(c.kin for c in person.mentions))
        ]

    def _by_names(self, document: Document, person: Person) -> list[Spot]:
        """Nicknames beside the name are mentions, and stand for the person from there on."""
        for candidate in person.mentions:
            found = self._nicknames.nickname(document, candidate.spot)
            if found is not None:
                person.aliases.append(found[0])
                person.nicknames.add(found[1])
        return person.aliases

    def _gender(self, document: Document, person: Person) -> bool | None:
        """True for a woman, False for a man, None where neither the given name nor a title tells."""
        given = person.name.units[0]
        if any(unit.startswith(DAUGHTER) for unit in person.name.units):
            return True
        if any(unit.startswith(SON) for unit in person.name.units[1:2]) and given not in self._women:
            return False
        for candidate in person.mentions:
            title = document.lines[candidate.spot.line].keys[candidate.spot.start - 1] if candidate.spot.start else ""
            if candidate.titled and title.startswith("ال") and given not in self._women | self._men:
                return title.endswith("ه")
        return True if given in self._women else False if given in self._men else None

    def _single_names(self, candidates: Iterable[Candidate]) -> list[Person]:
        people: dict[tuple[str, ...], Person] = {}
        for candidate in candidates:
            units = candidate.name.units
            person = people.setdefault(units, Person(candidate.name))
            person.mentions.append(candidate)
        return list(people.values())


def _renamed(document: Document, people: list[Person]) -> list[Person]:
    """One person for both names where somebody takes the name of a reign: «انتخاب بريفوست بابا باسم ليو الرابع عشر»."""
    for reigning in people:
        for candidate in reigning.mentions:
            if ORDINALS.isdisjoint(candidate.name.units) or not _is_given_name(document, candidate.spot):
                continue
            near = [(_distance(other, candidate.spot), other) for other in people if other is not reigning]
            distance, former = min(near, key=lambda pair: pair[0], default=(_NEAR, reigning))
            if distance < _NEAR:
                reigning.mentions.extend(former.mentions)
                reigning.nicknames.add(former.name.last)
                return [person for person in people if person is not former]
    return people


def _is_given_name(document: Document, spot: Spot) -> bool:
    return spot.start > 0 and document.lines[spot.line].keys[spot.start - 1] in _NAMED


def _distance(person: Person, spot: Spot) -> int:
    """How many words before the spot the person is named in the same line; far where he is not."""
    gaps = [spot.start - c.spot.end for c in person.mentions if c.spot.line == spot.line and c.spot.end <= spot.start]
    return min(gaps, default=_NEAR)
