from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.gate import Evidence, confidence, in_facets
from entities.lexicon import read_sections, read_table, word_sets

SURE = Evidence(tagger=0.95, full=True, titled=True, mentions=3, known_units=1.0, place_inside=False)


def test_a_full_name_with_title_and_repetition_counts_in_facets() -> None:
    assert in_facets(SURE)
    assert confidence(SURE) == 1.0


@pytest.mark.parametrize(
    "change",
    [
        {"full": False},
        {"begins": False},
        {"tagger": 0.1, "titled": False, "mentions": 1, "known_units": 0.0},
        {"tagger": 0.5, "titled": False, "place_inside": True},
    ],
)
def test_what_is_not_sure_enough_does_not(change: dict[str, float | bool | int]) -> None:
    assert not in_facets(replace(SURE, **change))  # type: ignore[arg-type]


@given(
    st.builds(
        Evidence,
        tagger=st.floats(0, 1),
        full=st.booleans(),
        titled=st.booleans(),
        mentions=st.integers(1, 9),
        known_units=st.floats(0, 1),
        place_inside=st.booleans(),
    )
)
def test_confidence_is_a_share_and_grows_with_the_evidence(evidence: Evidence) -> None:
    assert 0 <= confidence(evidence) <= 1
    assert confidence(replace(evidence, titled=True)) >= confidence(evidence)
    assert confidence(replace(evidence, place_inside=True)) <= confidence(evidence)


def test_lists_are_read_by_section_without_comments() -> None:
    sections = read_sections("words.txt")
    assert {"title", "speech", "org_head", "kin"} <= set(sections)
    assert not any(line.startswith("#") for lines in sections.values() for line in lines)
    assert "رييس" in word_sets("words.txt")["title"]


def test_tables_have_a_key_and_a_label_in_each_row() -> None:
    for name in ("places.txt", "orgs.txt"):
        rows = list(read_table(name))
        assert all(len(row) >= 2 and row[0] and row[1] for row in rows)
        assert len({row[0] for row in rows}) == len(rows)
