"""Names in Latin letters: as Wikidata mostly writes each part, else letter by letter.

For readers who type Lavrov, and for links to other catalogues. A form in Latin letters is no proof: two persons may
share it, and one may have several.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from arabic.fold import fold
from entities.names import DAUGHTER, FAMILY, SON, split_units
from persons.sounds import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINKS: Final = ((SON, "bin "), (DAUGHTER, "bint "), (FAMILY, "Al "))
_FATHER: Final = "ابو"
_SERVANT: Final = "عبد"
_LETTERS: Final = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ء": "",
}  # fmt: skip
_LONG: Final = {"ا": "a", "و": "u", "ي": "i"}
_VOWELS: Final = frozenset("aiu")


@dataclass(frozen=True, slots=True)
class Romaniser:
    """Gives names in Latin letters; `table` has the usual form of folded words."""

    table: Mapping[str, str]

    def name(self, text: str) -> str:
        """A whole name: سيرغي لافروف is Sergey Lavrov. Words that are not Arabic stay as they are."""
        return " ".join(self._unit(unit.key) for unit in split_units([fold(word) for word in text.split()]))

    def _unit(self, unit: str) -> str:
        for link, latin in _LINKS:
            if unit.startswith(link):
                return latin + self._unit(unit.removeprefix(link))
        if unit in self.table:
            return self.table[unit].capitalize()
        if unit.startswith(_FATHER) and len(unit) > len(_FATHER) + 1:
            return f"Abu {self._unit(unit.removeprefix(_FATHER))}"
        if unit.startswith(_SERVANT) and len(unit) > len(_SERVANT) + 1:
            return f"Abd {self._unit(unit.removeprefix(_SERVANT))}"
        if unit.startswith(ARTICLE) and len(unit) > len(ARTICLE) + 1:
            return f"al-{self._unit(unit.removeprefix(ARTICLE))}"
        return by_letters(unit).capitalize()


def by_letters(word: str) -> str:
    """A folded word letter by letter, with an `a` where Arabic writes no vowel between consonants."""
    out = ""
    for at, letter in enumerate(word):
        long = letter in _LONG and (at > 0 or letter == "ا") and (at == 0 or out[-1:] not in _VOWELS)
        latin = _LONG[letter] if long else _LETTERS.get(letter, letter)
        if at > 0 and not long and latin[:1].isalpha() and out[-1:].isalpha() and out[-1:] not in _VOWELS:
            out += "a" if _opens(word, at) else ""
        out += latin
    return out


def _opens(word: str, at: int) -> bool:
    """Whether a vowel is spoken before the letter: after a first consonant, and before a last one."""
    return at == 1 or at == len(word) - 1


def load_romaniser() -> Romaniser:
    """The romaniser with the table of the package; takes some hundredths of a second."""
    packed = (files("persons") / "data" / "latin.tsv.gz").read_bytes()
    rows = gzip.decompress(packed).decode("utf-8").splitlines()
    return Romaniser({row.partition("\t")[0]: row.partition("\t")[2] for row in rows})
