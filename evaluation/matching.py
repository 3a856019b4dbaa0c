"""How well the levels of the analysis decide which words meet: precision and recall on pairs of word or phrase.

The file is a TSV with the header `document query class should_match`; the columns are taken as they stand, invisible
characters included. A pair meets if the words of the query stand in the document, next to each other and in order.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from arabic.analysis import Analyser, Level, load_analyser

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

HEADER = ["document", "query", "class", "should_match"]


@dataclass(frozen=True, slots=True)
class Pair:
    """What stands in a document, what is asked, the kind of difference, and whether they should meet."""

    document: str
    query: str
    kind: str
    should_match: bool


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file; ValueError names the first line that is none."""
    lines = path.read_bytes().decode("utf-8").split("\n")
    if lines[0].rstrip("\r").split("\t") != HEADER:
        raise ValueError(f"{path.name}, line 1: expected the header {' '.join(HEADER)}")
    return [_pair(line.rstrip("\r"), f"{path.name}, line {at}") for at, line in enumerate(lines[1:], 2) if line]


def _pair(line: str, where: str) -> Pair:
    cells = line.split("\t")
    if len(cells) != len(HEADER) or cells[-1] not in {"0", "1"}:
        raise ValueError(f"{where}: expected document, query, class, and 0 or 1, separated by tabs")
    return Pair(cells[0], cells[1], cells[2], cells[3] == "1")


def evaluate(path: Path, analyser: Analyser | None = None) -> dict[str, Any]:
    """For each level recall and precision over all pairs, and by class how many are right of how many; the wrong ones.

    A level without a single pair that meets has precision 1.
    """
    pairs = read_pairs(path)
    by = analyser or load_analyser()
    return {level.value: _figures(pairs, [by.matches(p.document, p.query, level) for p in pairs]) for level in Level}


def _figures(pairs: Iterable[Pair], met: list[bool]) -> dict[str, Any]:
    judged = list(zip(pairs, met, strict=True))
    right = sum(did and pair.should_match for pair, did in judged)
    expected = sum(pair.should_match for pair, _ in judged)
    by_class: defaultdict[str, dict[str, int]] = defaultdict(lambda: {"right": 0, "pairs": 0})
    for pair, did in judged:
        by_class[pair.kind]["right"] += did == pair.should_match
        by_class[pair.kind]["pairs"] += 1
    return {
        "recall": right / expected if expected else 1.0,
        "precision": right / sum(met) if any(met) else 1.0,
        "by_class": dict(sorted(by_class.items())),
        "wrong": [
            {"document": pair.document, "query": pair.query, "class": pair.kind, "should_match": int(pair.should_match)}
            for pair, did in judged
            if did != pair.should_match
        ],
    }
