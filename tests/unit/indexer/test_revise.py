"""An edit becomes a revision, a copy or an old text changes nothing, and a source may go back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from articles.identity import content_hash
from indexer.revise import MAX_REVISIONS, revised

if TYPE_CHECKING:
    from collections.abc import Iterable


def document(body: str = "أ", source: str = "a.txt", **changes: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": "x", "title": "ع", "subtitle": None, "byline": None, "body": body, "raw": f"ع\n{body}", "source": source,
        "url": None, "published": "2022-01-18", "story_id": "s:x", "withdrawn": False, "person_ids": [],
    } | changes  # fmt: skip
    return {**values, "checksum": content_hash(str(sorted(values.items()))), "body_orth": body}


def stored(new: dict[str, Any] | None) -> dict[str, Any]:
    """As the index gives a document back: without streams, with the time of writing."""
    assert new is not None
    return {key: value for key, value in new.items() if key != "body_orth"} | {"indexed_at": "2022"}


def after(*documents: dict[str, Any]) -> dict[str, Any]:
    """What the index holds after these documents in turn."""
    held: dict[str, Any] | None = None
    for one in documents:
        new = revised(held, one)
        held = stored(new) if new is not None else held
    assert held is not None
    return held


def bodies(held: dict[str, Any]) -> list[str]:
    return [old["body"] for old in held["revisions"]] + [held["body"]]


def test_a_new_article_has_no_revisions() -> None:
    assert revised(None, document()) == {**document(), "revisions": []}


def test_the_same_again_changes_nothing() -> None:
    assert revised(after(document()), document()) is None


def test_the_same_text_from_elsewhere_changes_nothing() -> None:
    assert revised(after(document()), document(source="b.txt")) is None


def test_an_edit_keeps_the_text_before_it() -> None:
    held = after(document("أ"), document("ب"), document("ج"))
    assert bodies(held) == ["أ", "ب", "ج"]
    assert held["revisions"][0]["raw"] == "ع\nأ"
    assert held["revisions"][0]["indexed_at"] == "2022"


def test_an_old_text_from_another_source_is_old_news() -> None:
    held = after(document("أ", "a.txt"), document("ب", "b.txt"))
    assert revised(held, document("أ", "a.txt")) is None
    assert revised(held, document("أ", "c.txt")) is None
    assert revised(held, document("ب", "c.txt")) is None


def test_a_source_that_goes_back_to_its_earlier_text_is_followed() -> None:
    held = after(document("أ"), document("ب"), document("أ"))
    assert bodies(held) == ["أ", "ب", "أ"]
    assert revised(held, document("أ")) is None


def test_what_is_made_better_of_the_same_copy_is_no_revision() -> None:
    held = after(document(), document(person_ids=["p:x"]))
    assert (held["person_ids"], held["revisions"]) == (["p:x"], [])
    longer = after(document("أ", raw="ع\nأ شارك"), document("أ شارك", raw="ع\nأ شارك"))
    assert (longer["body"], longer["revisions"]) == ("أ شارك", [])


def test_another_story_is_written_with_the_streams_of_the_text() -> None:
    new = revised(after(document()), document(source="b.txt", story_id="s:y"))
    assert new is not None
    assert (new["story_id"], new["source"], new["body_orth"], new["revisions"]) == ("s:y", "a.txt", "أ", [])


def test_the_oldest_revisions_give_way() -> None:
    held = after(*(document(f"نص {number}") for number in range(MAX_REVISIONS + 5)))
    assert len(held["revisions"]) == MAX_REVISIONS
    assert held["revisions"][0]["body"] == "نص 4"


EDITS = st.lists(
    st.tuples(st.sampled_from("أبجد"), st.sampled_from(["a.txt", "b.txt", "c.txt"])), min_size=1, max_size=8
)


def _once(edits: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """One text a source, as files are."""
    return [document(body, source) for source, body in {source: body for body, source in edits}.items()]


@given(EDITS)
def test_the_same_files_again_change_nothing_whatever_their_texts(edits: list[tuple[str, str]]) -> None:
    documents = _once(edits)
    held = after(*documents)
    assert all(revised(held, one) is None for one in documents)
