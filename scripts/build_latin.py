"""Build the table of Latin forms that ships with Fihris.

    python scripts/build_latin.py FOLDER/person_tokens.tsv [--out persons/data/latin.tsv.gz]

The file has a row for each Arabic name token and Latin form, with a count, a source and a licence. Only rows under
CC0 are taken, only Latin forms that sound like the Arabic word (first names stand beside surnames in the source), and
of these the commonest.
"""

from __future__ import annotations

import argparse
import csv
import gzip
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path

from arabic.fold import fold
from persons.sounds import arabic_code, latin_codes, plain_latin

ALIKE = 0.75
SHORTEST = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tokens", type=Path)
    parser.add_argument("--out", type=Path, default=Path("persons/data/latin.tsv.gz"))
    options = parser.parse_args()
    rows = "".join(f"{arabic}\t{latin}\n" for arabic, latin in sorted(best(options.tokens).items()))
    with options.out.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed:
        packed.write(rows.encode())
    print(f"{options.out}: {rows.count(chr(10))} rows, {options.out.stat().st_size // 1024} KiB")


def best(path: Path) -> dict[str, str]:
    """The Latin form of each folded Arabic token."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            arabic, latin = fold(row["ar"]), plain_latin(row["en"])
            if row["licence"] == "CC0-1.0" and arabic.isalpha() and len(latin) >= SHORTEST and alike(arabic, latin):
                counts[arabic][latin] += int(row["count_or_kind"]) if row["count_or_kind"].isdecimal() else 1
    return {arabic: max(forms, key=lambda form: (forms[form], form)) for arabic, forms in counts.items()}


def alike(arabic: str, latin: str) -> bool:
    """Whether the consonants agree, nearly."""
    code = arabic_code(arabic)
    return any(SequenceMatcher(None, code, other).ratio() >= ALIKE for other in latin_codes(latin))


if __name__ == "__main__":
    main()
