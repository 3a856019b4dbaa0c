"""The same article keeps its id; what makes another article gives another one."""

from typing import Any

from articles.identity import article_id, content_hash, label_id

BASE: dict[str, Any] = {
    "agencies": ("سبوتنيك", "واس"),
    "published": "2022-01-18",
    "kind": "story",
    "title": "لقاء قريب في جنيف",
}


def test_order_of_agencies_and_spelling_of_the_headline_do_not_matter() -> None:
    other = {**BASE, "agencies": ("واس", "سبوتنيك"), "title": "لقاءٌ قريب فى جنيف"}
    assert article_id(**BASE) == article_id(**other)


def test_day_kind_headline_and_agency_each_make_another_article() -> None:
    changes = ({"published": "2022-01-19"}, {"kind": "flash"}, {"title": "لقاء مؤجل"}, {"agencies": ("واس",)})
    ids = {article_id(**{**BASE, **change}) for change in changes}
    assert len(ids | {article_id(**BASE)}) == 5


def test_ids_are_short_plain_and_fixed_for_ever() -> None:
    assert article_id(**BASE) == article_id(**BASE)
    assert article_id(**BASE).isalnum()
    assert content_hash("نص") == "4aixnqvalelpbqid6o5tyr7oka"


def test_text_that_is_no_unicode_still_has_a_fingerprint() -> None:
    assert content_hash("\ud800")


def test_a_label_has_one_id_in_every_spelling() -> None:
    assert label_id("أ ش أ") == label_id("ا ش أ") == label_id("أشأ")
