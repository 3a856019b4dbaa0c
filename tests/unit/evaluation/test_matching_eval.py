"""Precision and recall of the levels on a file of pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evaluation.matching import evaluate, read_pairs

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "document\tquery\tclass\tshould_match\n"


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    rows = ["الحكومة\tحكومة\tarticle\t1", "وزارة\tزار\tover\t0", "قلم\tكتاب\tsynonym\t1", "مكتب\tالمكتب\tover\t0"]
    path = tmp_path / "pairs.tsv"
    path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_figures_of_each_level(pairs: Path) -> None:
    result = evaluate(pairs)
    assert list(result) == ["exact", "orth", "word", "stem", "root"]
    stem = result["stem"]
    assert (stem["recall"], stem["precision"]) == (0.5, 0.5)
    assert stem["by_class"] == {
        "article": {"right": 1, "pairs": 1},
        "over": {"right": 1, "pairs": 2},
        "synonym": {"right": 0, "pairs": 1},
    }
    assert [row["document"] for row in stem["wrong"]] == ["قلم", "مكتب"]


def test_a_level_where_nothing_meets_has_made_no_mistake(pairs: Path) -> None:
    assert evaluate(pairs)["exact"] | {"wrong": [], "by_class": {}} == {
        "recall": 0.0,
        "precision": 1.0,
        "wrong": [],
        "by_class": {},
    }


def test_without_pairs_all_is_found(tmp_path: Path) -> None:
    path = tmp_path / "none.tsv"
    path.write_text(HEADER, encoding="utf-8")
    assert evaluate(path)["stem"]["recall"] == 1.0


def test_columns_are_taken_as_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_bytes((HEADER + "\ufeffالحكومة\u200f\t الحكومة\tBOM\t1\r\nا\u2028ب\tا\tline separator\t1\n").encode())
    first, second = read_pairs(path)
    assert (first.document, first.query) == ("\ufeffالحكومة\u200f", " الحكومة")
    assert second.document == "ا\u2028ب"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\tb\n", "line 1: expected the header document query class should_match"),
        (HEADER + "a\tb\tc\n", "line 2: expected document, query, class, and 0 or 1"),
        (HEADER + "a\tb\tc\tyes\n", "line 2: expected document, query, class, and 0 or 1"),
    ],
)
def test_a_broken_file_is_named_by_its_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        read_pairs(path)
