"""Grouping into stories judged on annotated articles: our own pairs, and the development data where it is present."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from evaluation.parsing import evaluate
from evaluation.stories import Stories, evaluate_stories
from tests.support import require_shared

if TYPE_CHECKING:
    from pathlib import Path

STORY = """حريق كبير يلتهم سوق المنسوجات في صيدا

صيدا (وفا) 5 أيار 2022 - اندلع حريق كبير فجر اليوم في سوق المنسوجات القديم بمدينة صيدا وامتدت النيران إلى ثلاثين متجرا.

وقال قائد فوج الإطفاء إن رجاله احتاجوا إلى أربع ساعات للسيطرة على النيران، وإن تماسا كهربائيا قد يكون السبب.

وقدر التجار خسائرهم بملايين الليرات وطالبوا البلدية بتعويض عاجل.
"""
REPRINT = STORY.replace("صيدا (وفا)", "صيدا (بوابة الجنوب)").replace("أربع", "اربع").replace("إلى", "الى")
OTHER = """المنتخب يفوز ببطولة الشطرنج المدرسية

وهران (وأج) 5 مايو 2022 - أحرز تلاميذ وهران لقب البطولة المدرسية للشطرنج بعد فوزهم على منتخب قسنطينة.
"""


def gold(number: int, **changes: Any) -> dict[str, Any]:
    return {"id": f"{number:04}", "file": f"{number}.txt", "chain": None, "copy_of": None, **changes}


def texts(*articles: str) -> dict[str, str]:
    return {f"{number}.txt": text for number, text in enumerate(articles)}


def test_a_reprint_is_found_and_another_event_stays_apart() -> None:
    golds = [gold(0), gold(1, copy_of="0000"), gold(2)]
    figures = evaluate_stories(golds, texts(STORY, REPRINT, OTHER)).as_dict()
    assert (figures["copies_found"], figures["copies"], figures["false_joins"]) == (1.0, 1, 0)
    assert figures["chains_found"] == 1.0, "nothing to find is nothing missed"
    assert figures["stories_wrong"] == []


def test_what_is_missed_or_joined_wrongly_is_named() -> None:
    golds = [gold(0), gold(1), gold(2, copy_of="0000"), gold(3, chain="c", copy_of=None), gold(4, chain="c")]
    figures = evaluate_stories(golds, texts(STORY, REPRINT, OTHER, "***", STORY + "شارك")).as_dict()
    assert (figures["copies_found"], figures["chains_found"], figures["false_joins"]) == (0.0, 0.0, 3)
    assert {"pair": "0000-0002", "what": "copy not joined"} in figures["stories_wrong"]
    assert {"pair": "0003-0004", "what": "chain not joined"} in figures["stories_wrong"]
    assert {"pair": "0000-0001", "what": "joined wrongly"} in figures["stories_wrong"]


def test_a_reprint_of_an_article_of_a_chain_belongs_to_the_chain() -> None:
    golds = [gold(0, chain="c"), gold(1, copy_of="0000"), gold(2, chain="c")]
    result = evaluate_stories(golds, texts(STORY, REPRINT, OTHER))
    assert result.chained == {("0000", "0002")}
    assert result.together == {("0000", "0001"), ("0000", "0002"), ("0001", "0002")}
    assert result.as_dict()["false_joins"] == 0


def test_no_pairs_are_nothing_missed() -> None:
    none = frozenset[tuple[str, str]]()
    assert Stories(none, none, none, none).as_dict()["copies_found"] == 1.0


def test_a_folder_is_judged_by_its_stories_where_they_are_annotated(tmp_path: Path) -> None:
    (tmp_path / "0.txt").write_text(OTHER, "utf-8")
    fields = {
        "title": "المنتخب يفوز ببطولة الشطرنج المدرسية", "kind": "story", "agencies": ["وأج"], "place": "وهران",
        "published": "2022-05-05", "calendar": "gregorian", "mentioned_dates": [], "noise": [],
        "body_starts": "أحرز تلاميذ وهران", "body_ends": "منتخب قسنطينة.",
    }  # fmt: skip
    line = gold(0) | fields
    (tmp_path / "gold.jsonl").write_text(json.dumps(line, ensure_ascii=False), "utf-8")
    figures = evaluate(tmp_path).as_dict()
    assert (figures["wrong"], figures["false_joins"]) == ([], 0)
    del line["chain"], line["copy_of"]
    (tmp_path / "gold.jsonl").write_text(json.dumps(line, ensure_ascii=False), "utf-8")
    assert "false_joins" not in evaluate(tmp_path).as_dict()


def test_the_development_articles_reach_the_goals() -> None:
    figures = evaluate(require_shared() / "data" / "gold-dev").as_dict()
    assert figures["copies_found"] >= 0.95
    assert figures["chains_found"] >= 0.8
    assert figures["false_joins"] == 0
