"""Build `arabic/data/*.tsv.gz` from sources that may be redistributed.

    python -m scripts.build_lexicon GAZETTEERS_FOLDER

Which sources and under which licences: `scripts/lexicon/sources.py`. What the tables hold: `arabic/lexicon.py`.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from arabic.lemmas import analyse_key
from arabic.lexicon import PRONOUN_MARK, Lexicon
from arabic.words import letters
from scripts.lexicon import forms
from scripts.lexicon.dictionary import plain_dictionary
from scripts.lexicon.evidence import Evidence
from scripts.lexicon.sources import OFTEN, Levels, read_dictionary, read_hand_list, read_names
from scripts.lexicon.spellings import canonical_spellings

if TYPE_CHECKING:
    from scripts.lexicon.sources import Names

DATA = Path(__file__).parents[1] / "arabic" / "data"
SEEN = 0.5
"""Dictionary forms that no text shows so often, and that are no lemma, are left out (mostly rare verb forms)."""
LEAST_OF_HAND, LEAST_OF_NAMES = 3.0, 2.5
"""Names are taken to be used at least so much: frequencies are older than the news."""


def main() -> None:
    """Build all tables and say how many rows each has."""
    levels, names = Levels(), read_names(Path(sys.argv[1]))
    table = plain_dictionary(read_dictionary(levels), levels, names)
    evidence = Evidence(table, names, levels)
    known = _protected(table, evidence, levels)
    pairs = forms.compounds(_pairs_by_hand(), names, levels, known)
    plain = forms.plain_names(known, names, evidence) | {"".join(pair) for pair in pairs}
    seen = forms.seen_often(known.keys() | plain, levels)
    foreign = plain | seen | forms.foreign_in_dictionary(known, names, _hand_written())
    canonical, spellings = canonical_spellings(foreign, names, levels)
    kinds = dict.fromkeys(seen, "w") | dict.fromkeys(plain, "n") | dict.fromkeys(known, "d")
    lemmas = _lemmas(kinds, known, canonical)
    lines = _lines(kinds, lemmas, known, names, levels)
    lexicon = Lexicon(lines, spellings, {})
    _write("lexicon", lines)
    _write("spellings", {bones: form for bones, form in spellings.items() if bones != form})
    _write("compounds", _in_any_spelling(pairs, lexicon))


def _protected(table: dict[str, str], evidence: Evidence, levels: Levels) -> dict[str, str]:
    """What of the dictionary is used and is never to be cut, and relative adjectives of it."""
    by_hand, lemmas = _hand_written(), set(table.values())
    used = (form for form in table if form in lemmas or levels.of_word(form) >= SEEN)
    known = {form: table[form] for form in used if form in by_hand or evidence.is_whole(form)}
    known |= {form: table[form] for form in by_hand & table.keys()}
    return forms.relative_adjectives(known, levels) | known


def _hand_written() -> set[str]:
    files = ("broken_plurals.txt", "corrections.txt", "function_words.txt")
    return {letters(word) for file in files for row in read_hand_list(file) for word in row}


def _pairs_by_hand() -> list[tuple[str, str]]:
    return [(letters(first), letters(second)) for first, second in read_hand_list("compounds.txt")]


def _lemmas(kinds: dict[str, str], known: dict[str, str], canonical: dict[str, str]) -> dict[str, str]:
    """The lemma of each form; the feminine of an adjective that no dictionary has is one of its forms."""
    lemmas = {form: canonical.get(form, known.get(form, form)) for form in kinds}
    for form, kind in kinds.items():
        if kind != "d" and form.endswith("يه") and form[:-1] in lemmas:
            lemmas[form] = lemmas[form[:-1]]
    return lemmas


def _lines(
    kinds: dict[str, str], lemmas: dict[str, str], known: dict[str, str], names: Names, levels: Levels
) -> dict[str, str]:
    by_hand = {form for row in names.same for form in row}
    lines = {}
    for form, kind in kinds.items():
        least = LEAST_OF_HAND if form in by_hand else LEAST_OF_NAMES * (names.count.get(form, 0) >= OFTEN)
        lines[form] = _line("" if lemmas[form] == form else lemmas[form], max(levels.of_word(form), least), kind)
    fixed = _hand_written()
    unsure = {form: lemma for form, lemma in lemmas.items() if form not in fixed}
    for form, lemma in forms.with_pronoun(known, unsure, levels).items():
        lines[form + PRONOUN_MARK] = _line(lemma, levels(form), "d")
    return lines


def _line(lemma: str, level: float, kind: str) -> str:
    return f"{lemma}\t{round(level * 10)}\t{kind}"


def _in_any_spelling(pairs: list[tuple[str, str]], lexicon: Lexicon) -> dict[str, str]:
    """Each pair by its words and by their lemmas, with the joined form."""
    found = {f"{first} {second}": first + second for first, second in pairs}
    for first, second in pairs:
        found[f"{analyse_key(first, lexicon).lemma} {analyse_key(second, lexicon).lemma}"] = first + second
    return found


def _write(name: str, table: dict[str, str]) -> None:
    path = DATA / f"{name}.tsv.gz"
    text = "\n".join(sorted(f"{key}\t{value}" for key, value in table.items()))
    path.write_bytes(gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0))
    print(f"{path.name}: {len(table):,} rows, {path.stat().st_size:,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
