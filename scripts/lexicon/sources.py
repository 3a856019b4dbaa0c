"""What the lexicon is made from, read and brought to plain letters.

Frequencies: wordfreq (data CC BY-SA 4.0). Dictionary: simplemma (MIT; its Arabic table derives from Wiktionary and
UniMorph, CC BY-SA). Names: Wikidata transliterations (CC0). Places: CLDR (Unicode-3.0), GeoNames (CC BY 4.0).
Hand lists beside this file: ours.
"""

from __future__ import annotations

import csv
import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import simplemma.strategies.dictionaries.dictionary_factory as simplemma_data
import wordfreq

from arabic.words import is_arabic, letters, tokenise

HAND = Path(__file__).parent
OFTEN = 5
"""Names seen so often are no accident."""
USES_PER_UNIT = 1e9
"""Levels are decimal logarithms of uses in so many words."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names by plain form: how often seen, and the Latin spellings seen with each, the commonest first.

    Places count as seen often. `same` holds groups of spellings that are one name, by hand.
    """

    count: dict[str, int]
    latin: dict[str, tuple[str, ...]]
    compounds: frozenset[tuple[str, str]]
    countries: frozenset[str]
    same: tuple[tuple[str, ...], ...]


class Levels:
    """Decimal logarithm of how often a plain form is used; 0 for what was never seen."""

    def __init__(self) -> None:
        total: defaultdict[str, float] = defaultdict(float)
        self.written: dict[str, float] = {}
        self._ha: defaultdict[str, float] = defaultdict(float)
        self._hamza: defaultdict[str, float] = defaultdict(float)
        for form, frequency in wordfreq.get_frequency_dict("ar", wordlist="large").items():
            self.written[form] = frequency
            total[letters(form)] += frequency
            if form.endswith("ه"):
                self._ha[letters(form)] += frequency
            if form[0] in "أإآ":
                self._hamza[letters(form)] += frequency
        self.plain = {key: math.log10(value * USES_PER_UNIT) for key, value in total.items()}

    def __call__(self, key: str) -> float:
        return self.plain.get(key, 0.0)

    def hamza_share(self, key: str) -> float:
        """In which share of its uses the form is written with a hamza on its first letter: ألوان, not ال + وان."""
        uses = 10 ** self(key) / USES_PER_UNIT
        return self._hamza.get(key, 0.0) / uses

    def of_word(self, key: str) -> float:
        """The level of a form with and without the article: proper names and adjectives seldom stand bare."""
        return self.together([key, "ال" + key])

    def ha_share(self, key: str) -> float:
        """In which share of its uses a form that ends in ه is spelt so, and not with ة."""
        uses = 10 ** self(key) / USES_PER_UNIT
        return self._ha.get(key, 0.0) / uses

    def together(self, keys: list[str]) -> float:
        """The level of several forms counted as one."""
        uses = sum(10 ** self.plain[key] for key in keys if key in self.plain)
        return math.log10(uses) if uses else 0.0


def read_dictionary(levels: Levels) -> dict[str, str]:
    """Form to lemma as written, forms with the article left out where the bare form says the same."""
    table = simplemma_data._load_dictionary_from_disk("ar")  # noqa: SLF001 - the only way to see all of its forms.
    raw = {form.decode(): lemma.decode() for form, lemma in table.items()}
    found: dict[str, str] = {}
    for form, lemma in raw.items():
        if not is_arabic(form) or not is_arabic(lemma) or len(letters(form)) < 2:
            continue
        if not _has_article(form, raw, levels):
            found[form] = lemma
        elif form[2:] not in raw:
            found[form[2:]] = lemma.removeprefix("ال")
    return found


def _has_article(form: str, raw: dict[str, str], levels: Levels) -> bool:
    """التقى begins with the same letters as المدينة; only after the latter does ل make لل of them."""
    if not form.startswith("ال") or len(form) <= 4:
        return False
    return not raw[form].startswith("ال") or levels("لل" + letters(form)[2:]) > max(levels(letters(form)) - 2.5, 0)


def read_hand_list(name: str) -> list[list[str]]:
    """Rows of words of a hand list."""
    lines = (HAND / name).read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line.strip() and not line.startswith("#")]


def read_names(folder: Path) -> Names:
    """Names of persons and places from the gazetteers in `folder` and the hand list."""
    latin: defaultdict[str, Counter[str]] = defaultdict(Counter)
    compounds: set[tuple[str, str]] = set()
    countries: set[str] = set()
    for row in _rows(folder / "person_tokens.tsv"):
        tokens = [letters(token.text) for token in tokenise(row["ar"])]
        if len(tokens) == 1:
            latin[tokens[0]][row["en"].casefold()] += int(row["count_or_kind"]) if row["count_or_kind"].isdigit() else 1
    for row in _rows(folder / "places.tsv"):
        tokens = [letters(token.text) for token in tokenise(row["ar"])]
        weight = OFTEN if row["source"] == "CLDR" or _population(row["type"]) >= 100_000 else 1
        if len(tokens) == 1:
            latin[tokens[0]][row["en"].casefold()] += weight
            countries.update(tokens * (row["source"] == "CLDR"))
        elif len(tokens) == 2:
            compounds.add((tokens[0], tokens[1]))
    same = tuple(tuple(letters(word) for word in row) for row in read_hand_list("names.txt"))
    for form in (form for row in same for form in row):
        latin[form][""] += OFTEN
    return Names(
        {form: spellings.total() for form, spellings in latin.items()},
        {form: tuple(en for en, _ in spellings.most_common() if en) for form, spellings in latin.items()},
        frozenset(compounds),
        frozenset(countries),
        same,
    )


def _population(kind: str) -> int:
    last = kind.rpartition(":")[2]
    return int(last) if last.isdigit() else 0


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
