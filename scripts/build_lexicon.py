"""Build `arabic/data/*.tsv.gz` from sources that may be redistributed.

    python -m scripts.build_lexicon GAZETTEERS_FOLDER

Which sources and under which licences: `scripts/lexicon/sources.py`. What the tables hold: `arabic/lexicon.py`.
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from arabic.lemmas import analyse_key, cut_word
from arabic.lexicon import Lexicon
from arabic.words import letters
from scripts.lexicon.dictionary import plain_dictionary
from scripts.lexicon.evidence import Evidence
from scripts.lexicon.sources import OFTEN, Levels, read_dictionary, read_hand_list, read_names
from scripts.lexicon.spellings import canonical_spellings

if TYPE_CHECKING:
    from scripts.lexicon.sources import Names

_SHORT = 3
DATA = Path(__file__).parents[1] / "arabic" / "data"
SEEN = 0.5
"""Dictionary forms that no text shows so often, and that are no lemma, are left out (mostly rare verb forms)."""
LEAST_OF_HAND, LEAST_OF_NAMES = 3.0, 2.5
"""Names are taken to be used at least so much: frequencies are older than the news."""
AN_ADJECTIVE = 1.5
"""Relative adjectives are formed freely; those seen with the article or in the feminine so often are words."""
A_WORD = 2.0
"""Forms that nothing explains are taken for words from this level on."""


def main() -> None:
    """Build all tables and say how many rows each has."""
    levels, names = Levels(), read_names(Path(sys.argv[1]))
    table = plain_dictionary(read_dictionary(levels), levels, names)
    by_hand = _hand_written()
    evidence = Evidence(table, names, levels)
    lemmas = set(table.values())
    known = {
        form: lemma
        for form, lemma in table.items()
        if form in by_hand
        or ((levels(form) >= SEEN or levels("ال" + form) >= SEEN or form in lemmas) and evidence.is_whole(form))
    }
    known |= {form: form for form in _nisbas(known, levels)}
    only_names = {form for form in names.count if form not in known and _is_name(form, known, names, evidence)}
    only_names |= {"".join(pair) for pair in _compounds(names, levels, known)}
    seen = _seen_often(known, only_names, levels)
    canonical, spellings = canonical_spellings(
        only_names | seen | _foreign_in_dictionary(known, names, by_hand), names, levels
    )
    kinds = dict.fromkeys(seen, "w") | dict.fromkeys(only_names, "n") | dict.fromkeys(known, "d")
    foreign_by_hand = {form for row in names.same for form in row}
    rows = []
    for form, kind in kinds.items():
        lemma = canonical.get(form, known.get(form, form))
        least = LEAST_OF_HAND if form in foreign_by_hand else LEAST_OF_NAMES * (names.count.get(form, 0) >= OFTEN)
        rows.append((form, "" if lemma == form else lemma, max(levels(form), least), kind))
    _write("lexicon", [f"{form}\t{lemma}\t{round(level * 10)}\t{kind}" for form, lemma, level, kind in rows])
    _write("spellings", [f"{bones}\t{form}" for bones, form in spellings.items() if bones != form])
    lexicon = Lexicon(
        {form: f"{lemma}\t{round(level * 10)}\t{kind}" for form, lemma, level, kind in rows}, spellings, {}
    )
    compounds = {}
    for first, second in _compounds(names, levels, known):
        compounds[f"{first} {second}"] = first + second
        compounds[f"{analyse_key(first, lexicon).lemma} {analyse_key(second, lexicon).lemma}"] = first + second
    _write("compounds", [f"{pair}\t{joined}" for pair, joined in compounds.items()])


def _is_name(form: str, known: dict[str, str], names: Names, evidence: Evidence) -> bool:
    rest = form.removeprefix("ال")
    article = rest != form and (rest in known or rest in names.count)
    by_hand = any(form in row for row in names.same)
    return by_hand or (len(form) > 1 and not article and evidence.is_whole(form))


def _foreign_in_dictionary(known: dict[str, str], names: Names, by_hand: set[str]) -> set[str]:
    """Names such as واشنطن stand in the dictionary too, but alone: nothing else is a form of them."""
    forms = Counter(known.values())
    return {
        form
        for form, lemma in known.items()
        if lemma == form and forms[form] == 1 and names.count.get(form, 0) >= OFTEN and form not in by_hand
    }


def _nisbas(known: dict[str, str], levels: Levels) -> set[str]:
    """Relative adjectives of known nouns, if seen as adjectives: الشبابي, شبابية; but كتابي is mostly my book."""
    bases = {base.removesuffix("ه") for base in known if len(base) > _SHORT}
    candidates = {base + "ي" for base in bases if len(base) >= _SHORT} - known.keys()
    return {
        form for form in candidates if levels.together(["ال" + form, form + "ه", "ال" + form + "ه"]) >= AN_ADJECTIVE
    }


def _hand_written() -> set[str]:
    files = ("broken_plurals.txt", "corrections.txt", "function_words.txt")
    return {letters(word) for file in files for row in read_hand_list(file) for word in row}


def _seen_often(known: dict[str, str], names: set[str], levels: Levels) -> set[str]:
    """Common forms that neither the dictionary nor the names explain, even after cutting: mostly foreign words."""
    forms = dict.fromkeys(known | dict.fromkeys(names, ""), "")
    lexicon = Lexicon({form: f"\t{round(levels(form) * 10)}\td" for form in forms}, {}, {})
    return {
        key
        for key, level in levels.plain.items()
        if level >= A_WORD
        and key.isalpha()
        and len(key) > 2
        and not key.isascii()
        and key not in forms
        and not key.startswith("ال")
        and cut_word(key, lexicon) is None
    }


def _compounds(names: Names, levels: Levels, known: dict[str, str]) -> list[tuple[str, str]]:
    """Two words whose joined form is in use and is no word of the dictionary."""
    by_hand = [(letters(row[0]), letters(row[1])) for row in read_hand_list("compounds.txt")]
    from_places = [
        pair
        for pair in names.compounds
        if levels("".join(pair)) >= 1.5 and "".join(pair) not in known and min(map(len, pair)) > 1
    ]
    return sorted({*by_hand, *from_places})


def _write(name: str, lines: list[str]) -> None:
    path = DATA / f"{name}.tsv.gz"
    path.write_bytes(gzip.compress("\n".join(sorted(lines)).encode("utf-8"), compresslevel=9, mtime=0))
    print(f"{path.name}: {len(lines):,} rows, {path.stat().st_size:,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
