"""Which names of an article are one person, and which later words mean that person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from entities.clitics import readings
from entities.document import Document, Line, Spot
from entities.names import DAUGHTER, FAMILY, SON, Name, is_native, reduced, shortens, spelling, unit_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from entities.chains import Given
    from entities.features import Knowledge
    from entities.mentions import Candidate, Found, MentionFinder
    from entities.nicknames import NicknameReader

_EVERYDAY = 45
_LIKELY, _POSSIBLE = 0.3, 0.08
_MIN_ALIAS = 3
_BEING = frozenset({"كان", "كانت", "بات", "سيكون"})
_ON = "على"
_MANNER = frozenset({"بشكل", "بصوره", "نحو", "دور", "سبب", "علي", "الي"})


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


@dataclass(frozen=True, slots=True)
class _Alias:
    """A unit of a name that may stand for the person; given names need more evidence than surnames."""

    person: Person
    given: bool
    last: bool = False


class Linker:
    """Groups candidates into persons and finds their later mentions."""

    def __init__(self, knowledge: Knowledge, given: Given, finder: MentionFinder, nicknames: NicknameReader) -> None:
        self._knowledge = knowledge
        self._women, self._men, self._given = given.women, given.men, given.all
        self._plain = given.all - given.ambiguous
        self._finder = finder
        self._nicknames = nicknames

    def link(self, document: Document, found: Found) -> list[Person]:
        """All persons in the order of their first mention; single names that fit nobody are persons of their own."""
        candidates = found.candidates
        people = self._full_names([c for c in candidates if c.name.is_full])
        covered = {(c.spot.line, at) for c in candidates if c.name.is_full for at in range(c.spot.start, c.spot.end)}
        singles = {(c.spot.line, c.spot.start): c for c in candidates if not c.name.is_full}
        for person in people:
            person.female = self._gender(document, person)
            for spot in self._by_names(document, person):
                covered.update((spot.line, at) for at in range(spot.start, spot.end))
                singles.pop((spot.line, spot.start), None)
        self._aliases(document, people, covered | found.namesakes, singles)
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
        return [
            person
            for person in people
            if shortens(candidate.name.units, person.name.units) and not any(c.kin for c in person.mentions)
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

    def _aliases(
        self,
        document: Document,
        people: Sequence[Person],
        covered: set[tuple[int, int]],
        singles: dict[tuple[int, int], Candidate],
    ) -> None:
        index = self._alias_index(people)
        for number, line in enumerate(document.lines):
            at = 0
            while at < len(line.keys):
                end = at + 1
                if (number, at) not in covered:
                    end = self._alias_at(document, index, Spot(number, at, at + 1), singles)
                at = end

    def _alias_at(
        self,
        document: Document,
        index: dict[str, list[_Alias]],
        spot: Spot,
        singles: dict[tuple[int, int], Candidate],
    ) -> int:
        """Link the word to a person if it can be one; returns where to go on."""
        line = document.lines[spot.line]
        for reading in readings(line.keys[spot.start]):
            end, unit = unit_at((reading.stem, *line.keys[spot.start + 1 : spot.start + 4]), 0)
            holders = index.get(unit) or index.get("~" + reduced(unit)) or []
            if holders and self._is_name_here(line, spot.start, reading.cut, unit, given=all(h.given for h in holders)):
                found = Spot(spot.line, spot.start, min(spot.start + end, len(line.keys)), reading.cut)
                person = self._choose(document, holders, found)
                if person is not None:
                    person.aliases.append(found)
                    singles.pop((spot.line, spot.start), None)
                    return found.end
        return spot.start + 1

    def _is_name_here(self, line: Line, at: int, cut: int, unit: str, *, given: bool) -> bool:
        """Whether the word is meant as a name: أمل and سلام are words of the language too."""
        if self._finder.is_namesake(line, at) or line.words[at].text == _ON:
            return False
        likely = line.tagged.person[at]
        key = line.keys[at]
        if "_" in unit or (unit != key[cut:] and not cut) or likely >= _LIKELY:
            return True
        before = readings(line.keys[at - 1]) if at else ()
        spoken = any(r.stem in self._knowledge.triggers["speech"] or r.stem in _BEING for r in before)
        if spoken and not cut:
            return True
        common = self._knowledge.frequent.get(unit, 0) >= _EVERYDAY
        if given:
            return not common and unit in self._plain
        return likely >= _POSSIBLE or not common or self._stands_alone(line, at, unit)

    def _stands_alone(self, line: Line, at: int, unit: str) -> bool:
        """Whether a surname that is also a word has no adjective or name behind it: not سلام شامل, nor الشيخ محمد."""
        before = line.keys[at - 1] if at else ""
        if before in _MANNER or at + 1 >= len(line.keys):
            return at > 0 and before not in _MANNER
        after = line.keys[at + 1]
        if line.tagged.labels[at + 1].endswith("PERS") or after in self._given:
            return after.startswith("و")
        if (
            not after.isalpha()
            or after.endswith("ا")
            or after in self._knowledge.triggers["speech"]
            or self._finder.is_stop(after)
        ):
            return True
        return after.startswith("ال") != unit.startswith("ال")

    def _choose(self, document: Document, holders: Sequence[_Alias], spot: Spot) -> Person | None:
        """The only holder; of several, the nearest before with a fitting title; nobody rather than a guess."""
        last = [alias for alias in holders if alias.last]
        surnames = last or [alias for alias in holders if not alias.given] or list(holders)
        people = list({id(alias.person): alias.person for alias in surnames}.values())
        if len(people) > 1:
            people = _fitting(document, people, spot)
        if len(people) == 1:
            return people[0]
        before = [(_last_before(person, spot), person) for person in people]
        known = [(at, person) for at, person in before if at is not None]
        if known:
            return max(known, key=lambda pair: pair[0])[1]
        return min(people, key=lambda person: person.spots[0]) if people else None

    def _alias_index(self, people: Sequence[Person]) -> dict[str, list[_Alias]]:
        """Persons by the units that may stand for them; reduced spellings of foreign units begin with ~."""
        index: dict[str, list[_Alias]] = {}
        for person in people:
            foreign = not any(is_native(unit, self._given) for unit in person.name.units)
            nicknames = ((unit, False) for unit in sorted(person.nicknames))
            for unit, given in (*_alias_units(person.name.units), *nicknames):
                for key in (unit, "~" + reduced(unit))[: 1 + foreign]:
                    index.setdefault(key, []).append(_Alias(person, given, unit == person.name.last))
        return index

    def _single_names(self, candidates: Iterable[Candidate]) -> list[Person]:
        people: dict[tuple[str, ...], Person] = {}
        for candidate in candidates:
            units = candidate.name.units
            person = people.setdefault(units, Person(candidate.name))
            person.mentions.append(candidate)
        return list(people.values())


def _fitting(document: Document, people: list[Person], spot: Spot) -> list[Person]:
    """Those whose gender agrees with the title before the name; everybody where it does not tell."""
    line = document.lines[spot.line]
    title = line.keys[spot.start - 1] if spot.start else ""
    if not any(r.stem.startswith("ال") for r in readings(title)):
        return people
    female = title.endswith("ه")
    return [person for person in people if person.female in {None, female}] or people


def _last_before(person: Person, spot: Spot) -> Spot | None:
    before = [found for found in person.spots if found < spot]
    return before[-1] if before else None


def _alias_units(units: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Units that can stand alone: all but what a chain of fathers holds; the first is the given name."""
    yield units[0], True
    for unit in units[1:]:
        if len(unit) >= _MIN_ALIAS and not (unit.startswith(SON) and units[2:] and unit != units[-1]):
            yield unit, False
        if unit.startswith(FAMILY):
            return
