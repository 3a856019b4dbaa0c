from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from entities import load_enricher
from entities.places import load_places
from entities.resources import load_knowledge
from entities.tagger import load_tagger
from evaluation.entities import Count, evaluate_conll
from evaluation.entities_gold import evaluate_gold, same_name

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "لقاء لافروف وبلينكن في جنيف\n\n"
    "جنيف (رويترز) - قال وزير الخارجية الروسي سيرغي لافروف بعد لقائه وزير الخارجية الأميركي أنتوني بلينكن إن الانتخابات"
    " شأن داخلي. وأضاف لافروف أن الأمم المتحدة دعت إلى المفاوضات.\n"
)
GOLD: dict[str, object] = {
    "file": "a1.txt",
    "persons": [
        {"name": "سيرغي لافروف", "mentions": ["لافروف", "سيرغي لافروف", "لافروف"]},
        {"name": "أنتوني بلينكن", "mentions": ["وبلينكن", "أنتوني بلينكن"]},
    ],
    "places": ["جنيف"],
    "orgs": ["الأمم المتحدة"],
    "topics": ["politics"],
}


def test_counts_give_shares() -> None:
    count = Count()
    assert count.as_dict() == {"p": 0.0, "r": 0.0, "f1": 0.0}
    count.add({"a": 2, "b": 1}, {"a": 1, "c": 1})
    assert count.as_dict() == pytest.approx({"p": 0.5, "r": 1 / 3, "f1": 0.4})


def test_conll_files_are_scored_strictly_by_type(tmp_path: Path) -> None:
    path = tmp_path / "test.txt"
    lines = "قال O|الرئيس O|الأمريكي O|جورج B-PERS|بوش I-PERS|في O|موسكو B-LOC|. O"
    path.write_text(lines.replace("|", "\n") + "\n", encoding="utf-8")
    knowledge = load_knowledge(load_places())
    result = evaluate_conll([path], load_tagger(knowledge), knowledge.frequent).as_dict()
    assert result["micro_f1"] == 1.0
    assert result["by_type"]["PERS"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert set(result["by_type"]) == {"PERS", "LOC", "ORG", "MISC"}
    assert result["ms_per_400_words"] > 0


def test_no_file_gives_zeros() -> None:
    knowledge = load_knowledge(load_places())
    assert evaluate_conll([], load_tagger(knowledge), {}).as_dict()["ms_per_400_words"] == 0.0


def write(folder: Path, *articles: dict[str, object]) -> Path:
    lines = []
    for gold in articles:
        (folder / str(gold["file"])).write_text(TEXT, encoding="utf-8")
        lines.append(json.dumps(gold, ensure_ascii=False))
    (folder / "gold.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_a_right_annotation_scores_one_everywhere(tmp_path: Path) -> None:
    result = evaluate_gold(write(tmp_path, GOLD), load_enricher()).as_dict()
    assert result["articles"] == 1
    assert result["mention_f1"] == 1.0
    assert result["alias_links"] == 1.0
    assert result["person_facets"]["f1"] == 1.0
    assert result["places"]["f1"] == result["orgs"]["f1"] == result["topics"]["f1"] == 1.0
    assert result["wrong"] == []


def test_what_differs_is_listed(tmp_path: Path) -> None:
    other: dict[str, object] = {
        **GOLD,
        "persons": [{"name": "سيرغي إيفانوف", "mentions": ["إيفانوف", "سيرغي إيفانوف"]}],
        "places": ["بون"],
        "orgs": [],
        "topics": ["sport"],
    }
    result = evaluate_gold(write(tmp_path, other), load_enricher()).as_dict()
    kinds = {entry["what"] for entry in result["wrong"]}
    assert {"mention missed", "mention too many", "facet missed", "facet too many", "alias not linked"} <= kinds
    assert {"places missed", "places too many", "orgs too many", "topic missed", "topic too many"} <= kinds


def test_keys_across_articles_tell_merges_and_splits(tmp_path: Path) -> None:
    second: dict[str, object] = {**GOLD, "file": "a2.txt"}
    folder = write(tmp_path, GOLD, second)
    groups = {"x": [["a1", "سيرغي لافروف"], ["a2", "أنتوني بلينكن"]], "y": [["a1", "أنتوني بلينكن"]]}
    (folder / "same_person.json").write_text(json.dumps(groups), encoding="utf-8")
    result = evaluate_gold(folder, load_enricher()).as_dict()
    assert result["wrong_splits"] == 1.0
    assert result["wrong_merges"] == 0.0


def test_an_article_that_cannot_be_parsed_is_listed(tmp_path: Path) -> None:
    folder = write(tmp_path, GOLD)
    (folder / "a1.txt").write_text("", encoding="utf-8")
    assert [entry["what"] for entry in evaluate_gold(folder, load_enricher()).as_dict()["wrong"]] == ["rejected"]


def test_a_folder_without_annotation_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        evaluate_gold(tmp_path, load_enricher())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("عبد الله باتيلي", "عبدالله باتيلي", True), ("رجب أردوغان", "رجب إردوغان", True), ("علي حسن", "علي حسين", False)],
)
def test_names_are_equal_but_for_spelling(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
