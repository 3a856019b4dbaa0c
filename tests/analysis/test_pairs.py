"""The specification by example: pairs of words that meet and pairs that do not, by class."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evaluation.matching import Pair, evaluate, read_pairs
from tests.support import require_shared

OURS = Path(__file__).parents[1] / "data" / "pairs.tsv"
# Differences of spelling alone: the `orth` level forgives all of them, and nothing else.
SPELLING = (
    "hamza",
    "madda",
    "alef",
    "ta marbuta",
    "diacritics",
    "tanwin diacritic",
    "shadda",
    "tatweel",
    "Farsi",
    "Urdu",
    "gaf",
    "che",
    "pe ",
    "ve ",
    "digits",
    "Arabic-Indic",
    "Extended",
    "presentation",
    "ligature",
    "lam-alef",
    "invisible",
    "ZW",
    "zero-width",
    "BOM",
    "bidi",
    "soft hyphen",
    "superscript",
    "latin",
    "name hamza",
    "name variant hamza",
)
# Known to be missed, each with the reason in docs/analysis.md.
MISSED = {("شهداء", "شهدا"), ("صنعاء", "صنعا"), ("وزيره", "وزير"), ("هاريس", "هارس"), ("كاليفورنيا", "كالفورنيا")}


@pytest.fixture(scope="module")
def ours() -> dict[str, Any]:
    return evaluate(OURS)


@pytest.fixture(scope="module")
def development() -> dict[str, Any]:
    return evaluate(require_shared() / "data" / "matching" / "pairs.tsv")


def is_spelling(kind: str) -> bool:
    return kind.startswith(SPELLING)


def wrong(figures: dict[str, Any], *, spelling: bool) -> list[tuple[str, str]]:
    return [(row["document"], row["query"]) for row in figures["wrong"] if is_spelling(row["class"]) is spelling]


def recall_and_precision(path: Path, figures: dict[str, Any], *, broken_plurals: bool) -> tuple[float, float]:
    missed = {(row["document"], row["query"]) for row in figures["wrong"]}
    pairs = [pair for pair in read_pairs(path) if broken_plurals or pair.kind != "broken plural"]
    expected = [pair for pair in pairs if pair.should_match]
    met = [pair for pair in pairs if did_meet(pair, missed)]
    right = [pair for pair in met if pair.should_match]
    return len(right) / len(expected), len(right) / len(met)


def did_meet(pair: Pair, missed: set[tuple[str, str]]) -> bool:
    return pair.should_match is ((pair.document, pair.query) not in missed)


def test_our_pairs_cover_every_kind_of_word() -> None:
    pairs = read_pairs(OURS)
    assert len(pairs) >= 200
    assert len({pair.kind for pair in pairs}) >= 50
    assert sum(not pair.should_match for pair in pairs) >= 90


def test_nothing_new_goes_wrong_at_the_stem(ours: dict[str, Any]) -> None:
    assert {(row["document"], row["query"]) for row in ours["stem"]["wrong"]} <= MISSED


def test_strangers_never_meet_at_the_stem(ours: dict[str, Any]) -> None:
    assert ours["stem"]["precision"] == 1


def test_spellings_meet_as_spelt(ours: dict[str, Any]) -> None:
    assert wrong(ours["orth"], spelling=True) == []
    assert ours["orth"]["precision"] == 1


def test_each_level_forgives_more(ours: dict[str, Any]) -> None:
    recalls = [ours[level]["recall"] for level in ("exact", "orth", "word", "stem", "root")]
    assert recalls == sorted(recalls)


@pytest.mark.parametrize("broken_plurals", [False, True])
def test_development_pairs_reach_the_goals(development: dict[str, Any], *, broken_plurals: bool) -> None:
    path = require_shared() / "data" / "matching" / "pairs.tsv"
    recall, precision = recall_and_precision(path, development["stem"], broken_plurals=broken_plurals)
    assert recall >= 0.95
    assert precision >= 0.97


def test_development_spellings_meet_as_spelt(development: dict[str, Any]) -> None:
    assert [pair for pair in wrong(development["orth"], spelling=True) if pair != ("سوء", "سو")] == []
    assert development["orth"]["precision"] == 1
