"""Every expression of the table means the date that stands beside it."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from arabic.dates import resolve

TABLE = Path(__file__).parents[2] / "data" / "dates.tsv"


def rows() -> list[tuple[str, str, str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(reader)
        return [(row[0], row[1], row[2], row[3]) for row in reader]


@pytest.mark.parametrize(("expression", "reference", "expected", "kind"), rows())
def test_expression(expression: str, reference: str, expected: str, kind: str) -> None:
    found = resolve(expression, date.fromisoformat(reference) if reference else None)
    assert (found.value if found else "") == expected, kind


def test_the_table_covers_every_form_and_as_much_that_is_no_date() -> None:
    kinds = Counter(kind for *_, kind in rows())
    assert sum(kinds.values()) >= 600
    assert {"gregorian", "levantine", "maghrebi", "hijri", "iso", "numeric", "range", "relative_day"} <= set(kinds)
    assert sum(kinds[kind] for kind in ("impossible", "contradiction", "homograph", "number", "vague")) >= 100
