"""Parsing judged on annotated articles: our own, and the development data where it is present."""

import json
from pathlib import Path

import pytest

from evaluation.parsing import Overlap, evaluate, expected_body
from tests.support import require_shared

OWN = Path(__file__).parents[2] / "data" / "parsing"


def test_our_own_articles_are_parsed_as_annotated() -> None:
    result = evaluate(OWN)
    assert result.articles >= 30
    assert result.as_dict()["wrong"] == []


def test_the_development_articles_reach_the_goals() -> None:
    figures = evaluate(require_shared() / "data" / "gold-dev").as_dict()
    assert figures["title"] >= 0.97
    assert figures["published"] >= 0.97
    assert figures["agencies_f1"] >= 0.95
    assert figures["noise_left"] <= 0.01
    assert figures["body_lost"] <= 0.005


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = "عودة القطار\n\nحلب – رويترز – 5 أيار 2022 – عاد القطار إلى الخط القديم.\n\nوقال السائق نعم.\n\nشارك\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    return tmp_path


def write_gold(folder: Path, **changes: object) -> None:
    gold = {
        "file": "a.txt", "kind": "story", "title": "عودة القطار", "body_starts": "عاد القطار إلى الخط",
        "body_ends": "وقال السائق نعم.", "agencies": ["رويترز"], "place": "حلب", "published": "2022-05-05",
        "calendar": "levantine", "mentioned_dates": [], "noise": ["حلب – رويترز – 5 أيار 2022 –", "شارك"],
    }  # fmt: skip
    (folder / "gold.jsonl").write_text(json.dumps(gold | changes, ensure_ascii=False) + "\n\n", "utf-8")


def test_a_right_article_has_nothing_wrong(folder: Path) -> None:
    write_gold(folder)
    figures = evaluate(folder).as_dict()
    assert figures["wrong"] == []
    assert figures["title"] == figures["place"] == figures["agencies_f1"] == 1.0
    assert figures["noise_left"] == figures["body_lost"] == 0.0


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("title", "عودة الباص"),
        ("kind", "update"),
        ("place", None),
        ("published", "2022-05-06"),
        ("calendar", "gregorian"),
        ("agencies", ["واس"]),
        ("mentioned_dates", ["2022-05-05"]),
        ("body_starts", "وقال"),
        ("body_ends", "القديم"),
    ],
)
def test_each_field_that_differs_is_listed(folder: Path, field: str, expected: object) -> None:
    write_gold(folder, **{field: expected})
    wrong = evaluate(folder).as_dict()["wrong"]
    assert field in {entry["field"] for entry in wrong}
    assert {entry["file"] for entry in wrong} == {"a.txt"}


def test_noise_that_stays_and_words_that_go_are_counted(folder: Path) -> None:
    write_gold(folder, noise=["القديم", "شارك"], body_ends="شارك")
    figures = evaluate(folder).as_dict()
    assert figures["noise_left"] == 0.5
    assert figures["body_lost"] > 0
    assert {"noise", "lost"} <= {entry["field"] for entry in figures["wrong"]}


def test_a_rejected_article_counts_as_wrong(folder: Path) -> None:
    write_gold(folder)
    (folder / "a.txt").write_text("***", "utf-8")
    figures = evaluate(folder).as_dict()
    assert figures["title"] == 0.0
    assert [entry["field"] for entry in figures["wrong"]] == ["rejected"]


def test_a_folder_without_annotation_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        evaluate(tmp_path)


def test_overlap_of_nothing_with_nothing_is_whole() -> None:
    assert Overlap().f1 == 1.0
    overlap = Overlap()
    overlap.add({"a", "b"}, {"b", "c"})
    assert overlap.f1 == 0.5


def test_the_expected_body_may_have_no_known_end() -> None:
    gold = {"title": "ع", "body_starts": "نص", "body_ends": "لا يوجد", "noise": ["(تستمر)"]}
    assert expected_body(gold, "ع\n\nنص أول (تستمر) نص ثان").split() == ["نص", "أول", "نص", "ثان"]
