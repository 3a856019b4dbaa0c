"""Where an article plays: known places with their keys, and names that the tagger takes for places."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from arabic.fold import strip_marks
from entities.clitics import readings
from entities.document import Document, Line, Spot
from entities.places import Place, Places
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entities.gazetteer import Match
    from entities.features import Knowledge
    from collections.abc import Iterator, Sequence

_SURE, _UNLISTED = 0.5, 0.75
_EVERYDAY, _RARE = 45, 38
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
        self._no_city = (knowledge.triggers["loc_head"] | knowledge.triggers["named_after"]) - _SETTLED

    def find(self, document: Document, taken: frozenset[tuple[int, int]]) -> list[LocationSpot]:
        """Places in reading order; words at `taken` (line, word) are part of other names."""
        open_: list[tuple[Spot, tuple[Place, ...], float]] = []
        for number, line in enumerate(document.lines):
            open_.extend(self._known(number, line, taken))
            open_.extend(self._tagged(document, number, line, taken, {(s.line, s.start) for s, _, _ in open_}))
        votes = _votes(open_)
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
            if confidence >= _SURE:
                yield Spot(number, match.start, match.end, match.cut), match.value, confidence

    def _confidence(self, line: Line, match: Match[tuple[Place, ...]]) -> float:
        """A place by its tag, or by its size, or by the word before it; never a word of the language alone."""
        labels = {line.tagged.labels[at][2:] for at in range(match.start, match.end)}
        if "PERS" in labels or self._is_inside_name(line, match.start):
            return 0.0
        if labels & {"LOC"}:
            return 0.95
        place = match.value[0]
        long = match.end - match.start > 1
        common = not long and self._frequent.get(line.keys[match.start][match.cut :], 0) >= _EVERYDAY
        if (
            place.kind in {"country", "city"}
            and not (common and match.cut)
            and (long or not self._is_word(line, match))
        ):
            return 0.8
        before = line.keys[match.start - 1] if match.start else ""
        placed = before in _BEFORE or any(r.stem.removeprefix("ال") in _SETTLED for r in readings(before))
        rare = long or self._frequent.get(line.keys[match.start], 0) < _RARE
        return 0.7 if placed and rare else 0.75 if long and place.kind == "region" else 0.0

    def _is_word(self, line: Line, match: Match[tuple[Place, ...]]) -> bool:
        key = line.keys[match.start]
        return len(key) <= 4 and match.value[0].kind == "city" and self._frequent.get(key, 0) >= _EVERYDAY

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
            elif any(r.stem.removeprefix("ال") in self._no_city for r in readings(line.keys[start])):
                continue
            if self._is_inside_name(line, start) or not line.words[start].text[0].isalpha():
                continue
            spot = Spot(number, start, span.end, 0)
            keys = document.keys(spot)
            yield (
                spot,
                (Place("place:" + "_".join(keys), strip_marks(document.text(spot)), "town", ""),),
                span.confidence,
            )


def _votes(found: Sequence[tuple[Spot, tuple[Place, ...], float]]) -> Counter[str]:
    """How often each country is meant by names that mean one place only."""
    return Counter(places[0].country for _, places, _ in found if len(places) == 1)


def _choose(places: tuple[Place, ...], votes: Counter[str]) -> Place:
    """Of several places of one name the one whose country the article speaks of, else the likeliest."""
    if len(places) == 1:
        return places[0]
    return max(enumerate(places), key=lambda pair: (votes[pair[1].country] > 0, -pair[0]))[1]
