"""The words that Fihris knows, with their dictionary forms; built by `scripts/build_lexicon.py`.

`arabic/data/lexicon.tsv.gz` has a line for each form that may stand in a text without a proclitic:
form, lemma, level (tenths of the decimal logarithm of its uses in a thousand million words), kind
(`d` dictionary, `n` name, `w` seen often enough to be a word). All in plain letters (`arabic.words.letters`).
A form that ends in ه and `~` is the reading of that spelling where it differs from that of ة: عمره, his age.
`arabic/data/spellings.tsv.gz` maps the skeleton of a foreign name to its commonest spelling, and
`arabic/data/compounds.tsv.gz` lists names that are written as one word or as two.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from importlib.resources import files

PRONOUN_MARK = "~"
"""Stands after a form that is meant only as spelt with ه, not with ة."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A known form. `level` is a decimal logarithm, about 1 (hardly used) to 8; `kind` is d, n or w."""

    lemma: str
    level: float
    kind: str

    @property
    def is_name(self) -> bool:
        return self.kind == "n"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Known forms, spellings of foreign names by skeleton, and compounds (`first second` to their joined form)."""

    forms: dict[str, str]
    spellings: dict[str, str]
    compounds: dict[str, str]

    def __contains__(self, form: str) -> bool:
        return form in self.forms

    def get(self, form: str) -> Entry | None:
        """What is known of a form in plain letters."""
        line = self.forms.get(form)
        if line is None:
            return None
        lemma, level, kind = line.split("\t")
        return Entry(lemma or form, int(level) / 10, kind)


def load_lexicon() -> Lexicon:
    """Read the lexicon that comes with the package."""
    return Lexicon(_table("lexicon"), _table("spellings"), _table("compounds"))


def _table(name: str) -> dict[str, str]:
    packed = files("arabic").joinpath("data", f"{name}.tsv.gz").read_bytes()
    return dict(line.split("\t", 1) for line in gzip.decompress(packed).decode("utf-8").split("\n"))
