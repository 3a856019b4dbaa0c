"""Names that datelines are made of: agencies and outlets, cities, countries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from arabic.fold import fold

_NO_LETTER = re.compile(r"[\W_]+")
# Words that only the name of an outlet has, when a whole segment of a dateline is so short.
_OUTLET_WORD = re.compile(
    r"(?:^|\s)(?:وكاله|صحيفه|جريده|قناه|موقع|شبكه|مجله|راديو|اذاعه|تلفزيون|بوابه|منصه|نيوز|برس|بوست|اونلاين|تايمز|"
    r"للانباء|الاخباريه|الاخباري|الاخباريه|ميديا|تي في|نت|كوم|اف ام|فم|tv|news|press|post|online|media|net|com)(?:\s|$)"
)
_SPACED_LETTERS = re.compile(r"(?:[^\W\d_][\s.]+){1,4}[^\W\d_]\.?")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.&\- ]{1,24}")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Known names by their letters, folded and without spaces or signs: agencies to their clean form."""

    agencies: dict[str, str]
    cities: frozenset[str]
    countries: frozenset[str]

    def agency(self, name: str) -> str | None:
        """The clean form of a known agency."""
        return self.agencies.get(key(name))

    def is_place(self, name: str) -> bool:
        """Whether a name is a city that news is dated from."""
        return key(name) in self.cities

    def is_country(self, name: str) -> bool:
        """Whether a name is a country."""
        return key(name) in self.countries


def key(name: str) -> str:
    """What two spellings of one name have in common: أ.ش.أ, (أ ش أ) and اشا are one."""
    return _NO_LETTER.sub("", fold(name))


def looks_like_outlet(name: str) -> bool:
    """Whether an unknown name is built like that of an agency: راديو …, … نيوز, initials, Latin letters."""
    folded = fold(name)
    return bool(
        _OUTLET_WORD.search(folded) or _SPACED_LETTERS.fullmatch(folded.strip()) or _LATIN.fullmatch(name.strip())
    )


@cache
def load_lexicon() -> Lexicon:
    """The lexicon that comes with Fihris; read once."""
    agencies: dict[str, str] = {}
    for line in _lines("agencies.tsv"):
        name, _, others = line.partition("\t")
        agencies[key(name)] = name
        for other in others.split(","):
            agencies.setdefault(key(other), name)
    agencies.pop("", None)
    return Lexicon(agencies, _names("cities.txt"), _names("countries.txt"))


def _names(file: str) -> frozenset[str]:
    return frozenset(key(name) for line in _lines(file) for name in line.split("،"))


def _lines(file: str) -> list[str]:
    text = files("indexer.parse").joinpath("data", file).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
