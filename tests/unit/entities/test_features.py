from __future__ import annotations

import pytest

from entities.features import Extractor, Knowledge
from entities.gazetteer import Gazetteer

KNOWLEDGE = Knowledge(
    phrases=Gazetteer.of({("الولايات", "المتحده"): frozenset({"country"}), ("موسكو",): frozenset({"city"})}),
    names={"لافروف": 9, "سيرغي": 40, "وليد": 90},
    triggers={"title": frozenset({"وزير"}), "speech": frozenset({"قال"})},
    frequent={"قال": 65, "كتاب": 50, "بيت": 52, "لافروف": 30},
)


@pytest.fixture
def extractor() -> Extractor:
    return Extractor(KNOWLEDGE)


def test_a_word_shows_its_form_its_stem_and_its_lists(extractor: Extractor) -> None:
    row = extractor.features(["ولافروف"])[0]
    assert {"w=ولافروف", "st=لافروف", "cl=و", "sh=A", "n=c2", "<edge", ">edge"} <= set(row)


@pytest.mark.parametrize(
    ("word", "split"),
    [
        ("ولافروف", ("و", "لافروف")),
        ("وليد", ("", "وليد")),
        ("والكتاب", ("وال", "كتاب")),
        ("للبنك", ("لل", "بنك")),
        ("بكتاب", ("ب", "كتاب")),
        ("بيت", ("", "بيت")),
        ("بلينكن", ("", "بلينكن")),
    ],
)
def test_particles_are_split_only_where_the_rest_is_better_known(
    extractor: Extractor, word: str, split: tuple[str, str]
) -> None:
    assert extractor.split(word) == split


def test_neighbours_are_seen_with_their_side(extractor: Extractor) -> None:
    rows = extractor.features(["قال", "الوزير", "سيرغي", "لافروف"])
    assert "<t=title" in rows[2]
    assert ">n=2" in rows[2]
    assert "<<t=speech" in rows[2]
    assert "<<<t=speech" in rows[3]


def test_a_phrase_of_a_list_is_seen_as_a_whole(extractor: Extractor) -> None:
    rows = extractor.features(["والولايات", "المتحدة"])
    assert {"g=B2country", "g=cut"} <= set(rows[0])
    assert "g=I2country" in rows[1]


@pytest.mark.parametrize(("word", "shape"), [("2022", "sh=D"), ("،", "sh=P"), ("CNN", "sh=L"), ("قال", "sh=A")])
def test_shapes(extractor: Extractor, word: str, shape: str) -> None:
    assert shape in extractor.features([word])[0]


def test_the_same_sentence_gives_the_same_features(extractor: Extractor) -> None:
    sentence = ["قال", "لافروف", "في", "موسكو"]
    assert extractor.features(sentence) == extractor.features(sentence) == Extractor(KNOWLEDGE).features(sentence)
    assert extractor.features([]) == []
