"""Later words of an article that stand for a person it has named in full: a surname, a given name, a by-name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from entities.clitics import readings
from entities.document import Document, Line, Spot
from entities.names import FAMILY, SON, is_native, reduced, unit_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from entities.chains import Given
    from entities.features import Knowledge
    from entities.mentions import Candidate, MentionFinder
    from entities.people import Person

_EVERYDAY = 45
_LIKELY, _POSSIBLE = 0.3, 0.08
_MIN_ALIAS = 3
_BEING = frozenset({"كان", "كانت", "بات", "سيكون"})
_ON = "على"
_MANNER = frozenset({"بشكل", "بصوره", "نحو", "دور", "سبب", "علي", "الي"})
_ITS = ("ه", "ها", "هم", "هما")

Places = set[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Alias:
    """A unit of a name that may stand for the person; given names need more evidence than surnames."""

    person: Person
    given: bool
    last: bool = False


class AliasFinder:
    """Finds the words that mean a person named elsewhere in the article."""

    def __init__(self, knowledge: Knowledge, given: Given, finder: MentionFinder) -> None:
        self._knowledge = knowledge
        self._given = given.all
        self._plain = given.all - given.ambiguous
        self._finder = finder

    def link(
        self, document: Document, people: Sequence[Person], covered: Places, singles: dict[tuple[int, int], Candidate]
    ) -> None:
        """Add the spots to the persons; words at `covered` are passed over, `singles` that fit somebody removed."""
        index = self._index(people)
        named = {(spot.line, spot.end) for person in people for spot in person.spots}
        for number, line in enumerate(document.lines):
            at = 0
            while at < len(line.keys):
                end = at + 1
                if (number, at) not in covered:
                    end = self._alias_at(document, index, Spot(number, at, at + 1), singles, named)
                at = end

    def _alias_at(
        self,
        document: Document,
        index: dict[str, list[_Alias]],
        spot: Spot,
        singles: dict[tuple[int, int], Candidate],
        named: Places,
    ) -> int:
        """Link the word to a person if it can be one; returns where to go on."""
        line = document.lines[spot.line]
        for reading in readings(line.keys[spot.start]):
            end, unit = unit_at((reading.stem, *line.keys[spot.start + 1 : spot.start + 4]), 0)
            holders = index.get(unit) or index.get("~" + reduced(unit)) or []
            joined = "و" in reading.particles and (spot.line, spot.start) in named
            given = all(holder.given for holder in holders)
            if holders and (joined or self._is_name_here(line, spot.start, reading.cut, unit, given=given)):
                found = Spot(spot.line, spot.start, min(spot.start + end, len(line.keys)), reading.cut)
                person = self._choose(document, holders, found)
                if person is not None:
                    person.aliases.append(found)
                    singles.pop((spot.line, spot.start), None)
                    named.add((found.line, found.end))
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
        if after.startswith("و") and after.endswith(_ITS):
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

    def _index(self, people: Sequence[Person]) -> dict[str, list[_Alias]]:
        """Persons by the units that may stand for them; reduced spellings of foreign units begin with ~."""
        index: dict[str, list[_Alias]] = {}
        for person in people:
            foreign = not any(is_native(unit, self._given) for unit in person.name.units)
            nicknames = ((unit, False) for unit in sorted(person.nicknames))
            for unit, given in (*_alias_units(person.name.units), *nicknames):
                for key in (unit, "~" + reduced(unit))[: 1 + foreign]:
                    index.setdefault(key, []).append(_Alias(person, given, unit == person.name.last))
        return index


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
