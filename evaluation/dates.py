"""How well date expressions are resolved, against a table of expressions and the dates that they mean."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from arabic.dates import resolve

if TYPE_CHECKING:
    from pathlib import Path

_COLUMNS = 4
_HEADER = "expression"


@dataclass(frozen=True, slots=True)
class WrongDate:
    """An expression that is not resolved as expected; `sure` if the answer was given without a doubt."""

    expression: str
    reference: str
    expected: str
    found: str
    kind: str
    sure: bool


@dataclass(slots=True)
class Dates:
    """The figures of a table: rows and right answers by kind, and the wrong ones."""

    rows: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: list[WrongDate] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Shares in [0, 1] overall and by kind, wrong answers given with confidence, and each wrong answer."""
        return {
            "expressions": self.rows.total(),
            "right": self.right.total() / max(1, self.rows.total()),
            "wrong_with_confidence": sum(bool(wrong.found) and wrong.sure for wrong in self.wrong),
            "by_kind": {kind: self.right[kind] / count for kind, count in sorted(self.rows.items())},
            "wrong": [
                {
                    "expression": wrong.expression,
                    "reference_date": wrong.reference,
                    "expected": wrong.expected,
                    "found": wrong.found,
                    "kind": wrong.kind,
                    "sure": wrong.sure,
                }
                for wrong in self.wrong
            ],
        }


def evaluate(table: Path) -> Dates:
    """Resolve every expression of a table: `expression<TAB>reference_date<TAB>expected<TAB>kind`, header or not.

    `expected` is an ISO day, month or year, `start/end`, or empty where no date is meant. Raises ValueError for a
    line that has not four columns or a reference that is no date.
    """
    result = Dates()
    for number, line in enumerate(table.read_text("utf-8").splitlines(), 1):
        columns = line.split("\t")
        if not line.strip() or columns[0] == _HEADER:
            continue
        if len(columns) != _COLUMNS:
            raise ValueError(f"line {number} has {len(columns)} columns, not {_COLUMNS}")
        _compare(result, *columns)
    return result


def _compare(result: Dates, expression: str, reference: str, expected: str, kind: str) -> None:
    result.rows[kind] += 1
    answer = resolve(expression, date.fromisoformat(reference) if reference.strip() else None)
    found = answer.value if answer else ""
    if found == expected.strip():
        result.right[kind] += 1
        return
    sure = answer is not None and answer.doubt is None
    result.wrong.append(WrongDate(expression, reference, expected, found, kind, sure))
