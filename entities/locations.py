"""Where an article plays: known places with their keys, and names that the tagger takes for places."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from arabic.fold import strip_marks
from entities.clitics import readings
from entities.document import Document, Line, Spot
from entities.places import Place, Places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from entities.features import Knowledge
    from entities.gazetteer import Match

_SURE, _UNLISTED = 0.5, 0.75
_TAGGED, _FAMOUS, _MAYBE = 0.95, 0.8, 0.4
_EVERYDAY, _RARE, _SHORT = 45, 40, 4
_METROPOLIS = 1_000_000
_BEFORE = frozenset(
    {"في", "الي", "من", "قرب", "شمال", "جنوب", "شرق", "غرب", "وسط", "شمالي", "جنوبي", "شرقي", "غربي", "بين"}
)
_SETTLED = frozenset(
    {
        "مدينه",
        "قريه",
        "بلده",
        "محافظه",
        "ولايه",
        "اقليم",
        "مقاطعه",
        "دوله",
        "جمهوريه",
        "مملكه",
        "اماره",
        "عاصمه",
        "قضاء",
        "مديريه",
    }
)


@dataclass(frozen=True, slots=True)
class LocationSpot:
    """A place at a spot of the article."""

    spot: Spot
    place: Place
    confidence: float


class LocationFinder:
    """Finds places in tagged documents."""

    def __init__(self, places: Places, knowledge: Knowledge) -> None:
        self._places = places
        self._frequent = knowledge.frequent
        self._no_city = knowledge.triggers["named_after"] - _SETTLED
        self._no_place = (self._no_city | knowledge.triggers["loc_head"]) - _SETTLED

    def find(self, document: Document, taken: frozenset[tuple[int, int]]) -> list[LocationSpot]:
        """Places in reading order; words at `taken` (line, word) are part of other names."""
        open_: list[tuple[Spot, tuple[Place, ...], float]] = []
        for number, line in enumerate(document.lines):
            open_.extend(self._known(number, line, taken))
            open_.extend(self._tagged(document, number, line, taken, {(s.line, s.start) for s, _, _ in open_}))
        votes = _votes(found for found in open_ if found[2] >= _SURE)
        open_ = [found for found in open_ if found[2] >= _SURE or votes[found[1][0].country]]
        return sorted(
            (LocationSpot(spot, _choose(places, votes), sure) for spot, places, sure in open_),
            key=lambda found: found.spot,
        )

    def resolve(self, name: str, keys: Sequence[str], votes: Sequence[LocationSpot]) -> Place:
        """The place that a dateline names."""
        known = self._places.get(*keys)
        if known is None:
            return Place("place:" + "_".join(keys), name, "town", "")
        return _choose(known, Counter(found.place.country for found in votes))

    def _known(
        self, number: int, line: Line, taken: frozenset[tuple[int, int]]
    ) -> Iterator[tuple[Spot, tuple[Place, ...], float]]:
        for match in self._places.matches(line.keys):
            free = taken.isdisjoint((number, at) for at in range(match.start, match.end))
            confidence = self._confidence(line, match) if free else 0.0
            if confidence:
                yield Spot(number, match.start, match.end, match.cut), match.value, confidence

    def _confidence(self, line: Line, match: Match[tuple[Place, ...]]) -> float:
        """A place by its tag, by its fame, or by the word before it; never a word of the language alone.

        A small place whose name is rare gets _MAYBE: it counts where the article speaks of its country.
        """
        labels = {line.tagged.labels[at][2:] for at in range(match.start, match.end)}
        if self._is_inside_name(line, match.start):
            return 0.0
        if "LOC" in labels:
            return _TAGGED
        place, long = match.value[0], match.end - match.start > 1
        frequent = 0 if long else self._frequent.get(line.keys[match.start][match.cut :], 0)
        if place.kind == "country" and not (
            frequent >= _EVERYDAY and match.cut and len(line.keys[match.start]) <= _SHORT
        ):
            return _FAMOUS
        if frequent < _RARE or place.population >= _METROPOLIS:
            if place.kind in {"city", "region"} or self._is_placed(line, match.start):
                return _FAMOUS
            return _MAYBE if "MISC" not in labels or long else 0.0
        return _FAMOUS if long and place.kind == "region" else 0.0

    def _is_placed(self, line: Line, at: int) -> bool:
        """Whether the word before says that a place follows: في, مدينة."""
        before = line.keys[at - 1] if at else ""
        return before in _BEFORE or any(r.stem.removeprefix("ال") in _SETTLED for r in readings(before))

    def _is_rare(self, line: Line, start: int, end: int) -> bool:
        """Whether what no list has can be a name at all: words, not one word of the language."""
        if not line.words[start].text[0].isalpha():
            return False
        return end - start > 1 or self._frequent.get(line.keys[start], 0) < _RARE

    def _is_inside_name(self, line: Line, at: int) -> bool:
        before = line.keys[at - 1] if at else ""
        return bool(before) and any(r.stem in self._no_city for r in readings(before))

    def _tagged(
        self,
        document: Document,
        number: int,
        line: Line,
        taken: frozenset[tuple[int, int]],
        known: set[tuple[int, int]],
    ) -> Iterator[tuple[Spot, tuple[Place, ...], float]]:
        """Places that no list has."""
        for span in line.tagged.spans:
            words = {(number, at) for at in range(span.start, span.end)}
            if span.type != "LOC" or span.confidence < _UNLISTED or words & (taken | known):
                continue
            start = span.start
            if start + 1 < span.end and any(r.stem.removeprefix("ال") in _SETTLED for r in readings(line.keys[start])):
                start += 1
            elif any(r.stem.removeprefix("ال") in self._no_place for r in readings(line.keys[start])):
                continue
            if self._is_inside_name(line, start) or not self._is_rare(line, start, span.end):
                continue
            spot = Spot(number, start, span.end, 0)
            keys = document.keys(spot)
            yield (
                spot,
                (Place("place:" + "_".join(keys), strip_marks(document.text(spot)), "town", ""),),
                span.confidence,
            )


def _votes(found: Iterable[tuple[Spot, tuple[Place, ...], float]]) -> Counter[str]:
    """How often each country is meant by names that mean one place only."""
    return Counter(places[0].country for _, places, _ in found if len(places) == 1)


def _choose(places: tuple[Place, ...], votes: Counter[str]) -> Place:
    """Of several places of one name the one whose country the article speaks of, else the likeliest."""
    if len(places) == 1:
        return places[0]
    return max(enumerate(places), key=lambda pair: (votes[pair[1].country] > 0, -pair[0]))[1]
