"""The language of messages follows Accept-Language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.languages import Language, preferred


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "en"),
        ("", "en"),
        ("ar", "ar"),
        ("ar-EG,ar;q=0.9,en;q=0.8", "ar"),
        ("en-GB, ar;q=0.5", "en"),
        ("en;q=0.2, ar;q=0.9", "ar"),
        ("fr, de;q=0.9", "en"),
        ("AR", "ar"),
        ("ar;q=0", "en"),
        ("*", "en"),
        (";;;,q=1,ar;q=x", "en"),
    ],
)
def test_the_heavier_of_the_two_wins(header: str | None, language: Language) -> None:
    assert preferred(header) == language


def test_the_page_is_arabic_unless_asked_otherwise() -> None:
    assert preferred("fr", "ar") == "ar"
    assert preferred("en", "ar") == "en"


@given(st.text(max_size=200))
def test_no_header_breaks_it(header: str) -> None:
    assert preferred(header) in {"ar", "en"}
