"""Names that datelines are made of: agencies and outlets, cities, countries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from arabic.fold import fold_text
from indexer.parse.patterns import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

_NO_LETTER = re.compile(r"[\W_]+")
# How the name of an outlet begins or ends, when a whole segment of a dateline is so short.
_OUTLET = re.compile(
    r"(?:وكاله|صحيفه|جريده|قناه|موقع|شبكه|مجله|راديو|اذاعه|تلفزيون|بوابه|منصه)\s\S+.*|"
    r"\S.*\s(?:نيوز|برس|بوست|اونلاين|تايمز|للانباء|الاخباريه|الاخباري|ميديا|تي في|نت|كوم|اف ام|"
    r"tv|news|press|post|online|media)"
)
_SPACED_LETTERS = re.compile(r"(?:[^\W\d_][\s.]+){1,4}[^\W\d_]\.?")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.&\- ]{1,24}")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Known names by their letters, folded and without spaces or signs.

    `agencies` leads to the clean form, `names` are these forms; `mains` leads from a clean form to the name by which
    its agency is best known.
    """

    agencies: dict[str, str]
    names: frozenset[str]
    mains: dict[str, str]
    cities: frozenset[str]
    countries: frozenset[str]

    def agency(self, name: str) -> str | None:
        """The clean form of a known agency; a name that is one itself stays, though another folds alike (الراي)."""
        return name if name in self.names else self.agencies.get(key(name))

    def credits(self, names: Iterable[str]) -> tuple[str, ...]:
        """The names in order, each agency once: of several names of one, the best known."""
        chosen: dict[str, str] = {}
        for name in names:
            main = self.mains.get(name, name)
            chosen[main] = name if chosen.get(main, name) == name else main
        return tuple(chosen.values())

    def is_place(self, name: str) -> bool:
        """Whether a name is a city that news is dated from."""
        return key(name) in self.cities

    def is_country(self, name: str) -> bool:
        """Whether a name is a country."""
        return key(name) in self.countries


def key(name: str) -> str:
    """What two spellings of one name have in common: أ.ش.أ, (أ ش أ) and اشا are one."""
    return _NO_LETTER.sub("", fold_text(name))


def looks_like_outlet(name: str) -> bool:
    """Whether an unknown name is built like that of an agency: راديو …, … نيوز, initials, Latin letters."""
    folded = fold_text(name)
    return bool(
        _OUTLET.fullmatch(folded.strip()) or _SPACED_LETTERS.fullmatch(folded.strip()) or _LATIN.fullmatch(name.strip())
    )


@cache
def load_lexicon() -> Lexicon:
    """The lexicon that comes with Fihris; read once."""
    agencies: dict[str, str] = {}
    mains: dict[str, str] = {}
    named = [[*row, "", ""] for row in rows("agencies.tsv")]
    for name, *_ in named:
        agencies.setdefault(key(name), name)
    for name, spellings, others, *_ in named:
        for spelling in _listed(spellings):
            agencies.setdefault(key(spelling), name)
        for other in _listed(others):
            mains[agencies.setdefault(key(other), other)] = name
    return Lexicon(
        agencies, frozenset(name for name, *_ in named), mains, _names("cities.txt"), _names("countries.txt")
    )


def _listed(cell: str) -> list[str]:
    return [name.strip() for name in cell.split(",") if name.strip()]


def _names(file: str) -> frozenset[str]:
    return frozenset(key(name) for (line,) in rows(file) for name in line.split("،"))
