"""Places with a stable key: ISO codes for countries, GeoNames ids for cities, our own codes for regions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from arabic.fold import fold
from entities.gazetteer import Gazetteer
from entities.lexicon import read_rows, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGE = 100_000


@dataclass(frozen=True, slots=True)
class Place:
    """`kind` is country, region, city or town; `country` the ISO code; population 0 where unknown or no city."""

    key: str
    label: str
    kind: str
    country: str
    population: int = 0


Places = Gazetteer[tuple[Place, ...]]


def load_places() -> Places:
    """All places by their folded names; of one name the more likely place stands first."""
    found: dict[tuple[str, ...], dict[str, Place]] = {}
    for place, names in _all():
        for name in names:
            found.setdefault(tuple(fold(name).replace("-", " ").split()), {})[place.key] = place
    return Gazetteer.of({name: tuple(sorted(places.values(), key=_rank)) for name, places in found.items()})


def _rank(place: Place) -> tuple[int, int]:
    order = {"country": 0, "region": 1, "city": 1, "town": 2}
    return order[place.kind], -place.population


def _all() -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Written by hand first; what stands there replaces the names that the sources give."""
    cities = {f"city:{row[0]}": row for row in read_rows("cities.tsv.gz")}
    done: set[str] = set()
    for key, label, *others in read_table("places.txt"):
        names = (label, *(name for name in "|".join(others).split("|") if name))
        row = cities.get(key)
        population = int(row[3]) if row else 0
        country = row[2] if row else key[:2]
        yield Place(key, label, _kind(key, population), country, population), names
        done.add(key)
    for code, label in read_rows("countries.tsv.gz"):
        if code not in done:
            yield Place(code, label, "country", code), (label,)
    for key, (_, label, country, people, other) in cities.items():
        if key not in done:
            place = Place(key, label, _kind(key, int(people)), country, int(people))
            yield place, tuple(other.split("|"))


def _kind(key: str, population: int) -> str:
    if key.startswith("city:"):
        return "city" if population >= _LARGE else "town"
    return "region" if "-" in key else "country"
