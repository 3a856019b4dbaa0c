from __future__ import annotations

import time

from entities.consistency import consistent
from entities.memory import Memory

DOCUMENT = [["قال", "سيرغي", "لافروف"], ["التقي", "ولافروف", "امس"], ["موسكو", "قال"]]
LABELS = [["O", "B-PERS", "I-PERS"], ["O", "O", "O"], ["B-LOC", "O"]]


def features(number: int) -> list[list[str]]:
    memory = Memory.of(DOCUMENT, LABELS)
    return memory.extended(number, [["x"]] * len(DOCUMENT[number]), DOCUMENT[number], LABELS[number])


def test_a_surname_is_known_in_other_sentences_behind_particles_too() -> None:
    assert "m=surnamec" in features(1)[1]
    assert "m=cPERS1" in features(1)[1]


def test_a_given_name_is_a_part_and_not_a_surname() -> None:
    assert "m=part" in features(0)[1]
    assert "m=surname" in features(0)[2]


def test_a_word_is_compared_with_other_sentences_only() -> None:
    assert "m=O1" in features(2)[1]
    assert "m=new" in features(2)[0]


def test_what_the_first_tagger_said_of_the_word_and_its_neighbours_is_kept() -> None:
    assert {"1=I-PERS", "1<=B-PERS", "1>="} <= set(features(0)[2])
    assert all("x" in row for row in features(0))


def test_a_surname_after_the_full_name_becomes_a_person() -> None:
    found = consistent([["سيرغي", "لافروف", "وصل"], ["غادر", "لافروف"]], [["B-PERS", "I-PERS", "O"], ["O", "O"]], {})
    assert found[1] == ["O", "B-PERS"]


def test_a_particle_before_the_surname_does_not_hide_it() -> None:
    found = consistent([["سيرغي", "لافروف"], ["وبلينكن", "ولافروف"]], [["B-PERS", "I-PERS"], ["O", "O"]], {})
    assert found[1] == ["O", "B-PERS"]


def test_a_surname_that_is_an_everyday_word_is_left_alone() -> None:
    found = consistent([["نواف", "سلام"], ["الى", "سلام"]], [["B-PERS", "I-PERS"], ["O", "O"]], {"سلام": 50})
    assert found[1] == ["O", "O"]


def test_a_whole_name_is_repeated_with_its_type() -> None:
    labels = [["B-ORG", "I-ORG"], ["O", "O", "O"]]
    found = consistent([["مجلس", "الامن"], ["عقد", "مجلس", "الامن"]], labels, {})
    assert found[1] == ["O", "B-ORG", "I-ORG"]


def test_a_single_word_is_repeated_only_when_it_came_twice() -> None:
    once = consistent([["الناتو"], ["في", "الناتو"]], [["B-ORG"], ["O", "O"]], {})
    twice = consistent([["الناتو"], ["الناتو"], ["في", "الناتو"]], [["B-ORG"], ["B-ORG"], ["O", "O"]], {})
    assert once[1] == ["O", "O"]
    assert twice[2] == ["O", "B-ORG"]


def test_labels_that_are_there_are_never_changed() -> None:
    labels = [["B-PERS", "I-PERS"], ["B-LOC"]]
    assert consistent([["جورج", "واشنطن"], ["واشنطن"]], labels, {}) == labels


def test_a_repeated_surname_joins_the_person_before_it() -> None:
    found = consistent([["سيرغي", "لافروف"], ["السيد", "لافروف"]], [["B-PERS", "I-PERS"], ["B-PERS", "O"]], {})
    assert found[1] == ["B-PERS", "I-PERS"]


def test_time_grows_with_length_though_one_word_fills_the_document() -> None:
    document, labels = [["قال"]] * 20_000, [["O"]] * 20_000
    began = time.process_time()
    memory = Memory.of(document, labels)
    found = [memory.extended(number, [["x"]], document[number], labels[number]) for number in range(20_000)]
    assert time.process_time() - began < 5
    assert all("m=O2" in row[0] for row in found)


def test_of_labels_that_are_equally_common_elsewhere_the_first_counts() -> None:
    document = [["سلام"], ["سلام"], ["سلام"], ["سلام"]]
    memory = Memory.of(document, [["B-LOC"], ["B-PERS"], ["O"], ["B-LOC"]])
    assert "m=PERS1" in memory.extended(0, [["x"]], document[0], ["B-LOC"])[0]
    assert "m=LOC2" in memory.extended(1, [["x"]], document[1], ["B-PERS"])[0]
