"""Names that are one person come together on evidence; those seen side by side never do."""

from __future__ import annotations

from typing import Any

import pytest

from entities.names import split_units
from entities.resources import load_given
from persons.evidence import SURE
from persons.find import findings, plan
from persons.latin import load_romaniser
from persons.model import People
from persons.profile import profiles
from persons.sounds import arabic_code, latin_codes, variation

GIVEN = load_given().all


def article(*persons: tuple[str, str | None], place: str = "ru") -> dict[str, Any]:
    entries = [
        {"id": "p:" + "_".join(unit.key for unit in split_units(name.split())), "label": name, "role": role}
        for name, role in persons
    ]
    return {
        "published": "2022-01-18",
        "place_ids": [place],
        "persons": [{**entry, "in_facets": True} for entry in entries],
    }


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("غوتيريش", "جوتيريش", True), ("بلينكن", "بلنكن", True), ("نتنياهو", "نتانياهو", True),
        ("عبدالرحمن", "عبدالرحمان", True), ("حسن", "حسين", False), ("سالم", "سليم", False),
        ("زاخاروفا", "زاخاروف", False), ("بوش", "باش", False), ("غ" * 10_000, "ج" * 10_000, False),
    ],
)  # fmt: skip
def test_only_what_writers_vary_may_differ(one: str, other: str, alike: bool) -> None:
    assert (variation(one, other, GIVEN) is not None) is alike


@pytest.mark.parametrize(("latin", "arabic"), [("Lavrov", "لافروف"), ("Lafrouf", "لافروف"), ("Trump", "ترامب")])
def test_latin_letters_lead_to_the_arabic_name(latin: str, arabic: str) -> None:
    assert arabic_code(arabic) in latin_codes(latin)


def test_names_have_a_latin_form() -> None:
    romaniser = load_romaniser()
    assert romaniser.name("سيرجي لافروف") == "Sergey Lavrov"
    assert romaniser.name("محمد بن سلمان") == "Mohamed bin Salman"
    assert romaniser.name("") == ""


ROLE = "وزير الخارجية الروسي"


def test_two_spellings_with_one_office_are_one_person() -> None:
    found = profiles([article(("سيرغي لافروف", ROLE)), article(("سيرجي لافروف", ROLE))])
    (finding,) = findings(found, GIVEN)
    assert finding.score >= SURE
    assert {item.kind for item in finding.evidence} >= {"spelling", "role"}
    made = plan([finding], found, People())
    assert (len(made.sure), len(made.likely)) == (1, 0)


def test_who_stand_in_one_article_are_two() -> None:
    both = [article(("سيرغي لافروف", ROLE), ("سيرجي لافروف", ROLE))]
    assert findings(profiles(both), GIVEN) == []


def test_what_somebody_took_apart_stays_apart() -> None:
    found = profiles([article(("سيرغي لافروف", ROLE)), article(("سيرجي لافروف", ROLE))])
    made = plan(findings(found, GIVEN), found, People(), apart=frozenset({frozenset(found)}))
    assert made.sure == made.likely == ()
