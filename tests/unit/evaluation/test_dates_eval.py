"""Dates judged on tables of expressions."""

from pathlib import Path

import pytest

from evaluation.dates import evaluate

TABLE = Path(__file__).parents[2] / "data" / "dates.tsv"


def test_our_table_reaches_the_goal_without_a_confident_error() -> None:
    figures = evaluate(TABLE).as_dict()
    assert figures["expressions"] >= 400
    assert figures["right"] >= 0.98
    assert figures["wrong_with_confidence"] == 0


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "dates.tsv"
    path.write_text(
        "expression\treference_date\texpected\tkind\n"
        "5 مايو 2024\t\t2024-05-05\tgregorian\n"
        "أمس\t2024-05-21\t2024-05-21\trelative\n"
        "الأسبوع الماضي\t2024-05-21\t\trelative\n"
        "مارس الرياضة\t2024-05-21\t2024-03\thomograph\n"
        "\n",
        "utf-8",
    )
    return path


def test_wrong_answers_are_listed_and_the_confident_ones_counted(table: Path) -> None:
    figures = evaluate(table).as_dict()
    assert (figures["expressions"], figures["right"], figures["wrong_with_confidence"]) == (4, 0.25, 1)
    assert figures["by_kind"] == {"gregorian": 1.0, "homograph": 0.0, "relative": 0.0}
    assert [(wrong["expression"], wrong["found"], wrong["sure"]) for wrong in figures["wrong"]] == [
        ("أمس", "2024-05-20", True),
        ("الأسبوع الماضي", "2024-05-13/2024-05-19", False),
        ("مارس الرياضة", "", False),
    ]


@pytest.mark.parametrize("line", ["5 مايو\t2024-05-21\t2024-05-05", "5 مايو\tغدا\t2024-05-05\tx"])
def test_a_line_that_cannot_be_read_is_an_error(tmp_path: Path, line: str) -> None:
    path = tmp_path / "dates.tsv"
    path.write_text(line + "\n", "utf-8")
    with pytest.raises(ValueError, match=r"line 1|Invalid isoformat"):
        evaluate(path)


def test_an_empty_table_has_nothing_right(tmp_path: Path) -> None:
    path = tmp_path / "dates.tsv"
    path.write_text("", "utf-8")
    assert evaluate(path).as_dict()["right"] == 0.0
