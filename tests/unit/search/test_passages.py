"""Passages show the words that matched, and are cut between words."""

from hypothesis import given
from hypothesis import strategies as st

from search.page import Mark, Passage
from search.passages import MAX_PASSAGES, PASSAGE_LENGTH, lead, passages

TEXT = "الجملة الأولى طويلة قليلا. " + "كلمة " * 60 + "هدف " + "كلمة " * 60 + "\n\nفقرة أخرى فيها هدف ثم نهاية."


def marks_of(text: str, word: str) -> list[Mark]:
    found, at = [], text.find(word)
    while at >= 0:
        found.append(Mark(at, at + len(word), "exact"))
        at = text.find(word, at + 1)
    return found


def test_every_marked_word_is_shown_at_its_place() -> None:
    found = passages(TEXT, marks_of(TEXT, "هدف"))
    assert len(found) == 2
    for passage in found:
        assert [passage.text[mark.start : mark.end] for mark in passage.marks] == ["هدف"]
        assert len(passage.text) <= PASSAGE_LENGTH
    assert found[1].text == "فقرة أخرى فيها هدف ثم نهاية."


def test_a_passage_ends_with_its_paragraph() -> None:
    text = "هدف في العنوان.\n\nوفقرة أخرى."
    assert passages(text, marks_of(text, "هدف")) == (Passage("هدف في العنوان.", (Mark(0, 3, "exact"),)),)


def test_passages_with_most_different_words_are_kept_in_reading_order() -> None:
    text = "\n".join(f"{'حشو ' * 60}أ{n} ب{n if n == 4 else ''}" for n in range(6))
    marks = sorted([m for n in range(6) for m in marks_of(text, f"أ{n}")] + marks_of(text, "ب4"), key=lambda m: m.start)
    found = passages(text, marks)
    assert len(found) == MAX_PASSAGES
    assert [passage.text.split("أ")[1][0] for passage in found] == ["0", "1", "4"]


def test_without_marks_there_are_no_passages_but_a_lead() -> None:
    assert passages(TEXT, []) == ()
    shown = lead(f"\n {TEXT}").text
    assert shown.startswith("الجملة الأولى")
    assert len(shown) <= PASSAGE_LENGTH
    assert not shown.endswith(("كلم", "كل", "ك"))
    assert lead("") == Passage("")


def test_a_word_longer_than_a_passage_is_shown_whole_where_it_matched() -> None:
    word = "ا" * (PASSAGE_LENGTH + 50)
    (found,) = passages(word, [Mark(0, len(word), "exact")])
    assert found.text == word


@given(st.text(st.sampled_from("اب .\n"), max_size=900), st.data())
def test_marks_always_show_the_same_characters(text: str, data: st.DataObject) -> None:
    words, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        if data.draw(st.booleans()):
            words.append(Mark(at, at + len(word), "exact"))
        at += len(word)
    found = passages(text, words, limit=1_000)
    shown = [passage.text[mark.start : mark.end] for passage in found for mark in passage.marks]
    assert shown == [text[mark.start : mark.end] for mark in words]
