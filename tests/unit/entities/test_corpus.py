from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.corpus import Span, read_conll, spans

if TYPE_CHECKING:
    from pathlib import Path

LABELS = st.lists(st.sampled_from(["O", "B-PERS", "I-PERS", "B-LOC", "I-LOC", "B-ORG"]), max_size=12)


def write(folder: Path, text: str) -> Path:
    path = folder / "corpus.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_reads_sentences_between_empty_lines(tmp_path: Path) -> None:
    found = read_conll(write(tmp_path, "قال O\nلافروف B-PERS\n\nموسكو B-LOC\n"), origin="test")
    assert [sentence.words for sentence in found] == [("قال", "لافروف"), ("موسكو",)]
    assert found[0].labels == ("O", "B-PERS")
    assert {sentence.origin for sentence in found} == {"test"}


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("B-PER", "B-PERS"),
        ("I-GPE", "I-LOC"),
        ("B-FAC", "B-LOC"),
        ("B-MIS1", "B-MISC"),
        ("B-MISS1", "B-MISC"),
        ("B-ENGLISH", "B-MISC"),
        ("B-EVENT", "B-MISC"),
        ("B-DATE", "O"),
        ("OO", "O"),
        ("B-MIS1`", "B-MISC"),
    ],
)
def test_labels_of_all_corpora_become_four_types(tmp_path: Path, label: str, expected: str) -> None:
    assert read_conll(write(tmp_path, f"كلمة {label}\n"))[0].labels == (expected,)


def test_a_text_without_empty_lines_is_cut_at_full_stops(tmp_path: Path) -> None:
    found = read_conll(write(tmp_path, ("كلمة O\n" * 150 + ". O\n") * 3))
    assert [len(sentence.words) for sentence in found] == [151, 151, 151]


def test_lines_without_a_label_only_separate(tmp_path: Path) -> None:
    assert read_conll(write(tmp_path, "\n\nكلمة\n")) == []


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("B-PERS I-PERS O B-LOC", [Span(0, 2, "PERS"), Span(3, 4, "LOC")]),
        ("B-PERS B-PERS", [Span(0, 1, "PERS"), Span(1, 2, "PERS")]),
        ("I-ORG I-ORG", [Span(0, 2, "ORG")]),
        ("B-PERS I-LOC", [Span(0, 1, "PERS"), Span(1, 2, "LOC")]),
        ("O O", []),
        ("", []),
    ],
)
def test_spans_follow_conlleval(labels: str, expected: list[Span]) -> None:
    assert spans(labels.split()) == expected


@given(LABELS)
def test_spans_cover_exactly_the_labelled_words(labels: list[str]) -> None:
    covered = [at for span in spans(labels) for at in range(span.start, span.end)]
    assert covered == [at for at, label in enumerate(labels) if label != "O"]
