"""Cursors come back as they were given, and no other text is one."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.cursor import CursorSigner, Position
from search.errors import Code, InvalidCursor

SIGNER = CursorSigner(b"secret")
POSITION = Position((12.5, 1_642_464_000_000, "gq3t"), date(2022, 1, 18))


def test_a_position_comes_back() -> None:
    assert SIGNER.read(SIGNER.write(POSITION, "f"), "f") == POSITION


@given(
    st.lists(st.none() | st.integers() | st.floats(allow_nan=False) | st.text(st.characters(codec="utf-8")), max_size=3)
)
def test_any_sort_values_come_back(after: list[object]) -> None:
    position = Position(tuple(after), date(2022, 1, 18))
    assert SIGNER.read(SIGNER.write(position, "f"), "f") == position


def test_the_cursor_of_another_query_is_refused_as_such() -> None:
    with pytest.raises(InvalidCursor) as caught:
        SIGNER.read(SIGNER.write(POSITION, "f"), "g")
    assert caught.value.code is Code.CURSOR_OTHER_QUERY


def test_the_cursor_of_another_secret_is_refused() -> None:
    with pytest.raises(InvalidCursor) as caught:
        CursorSigner(b"other").read(SIGNER.write(POSITION, "f"), "f")
    assert caught.value.code is Code.CURSOR_INVALID


def test_a_changed_cursor_is_refused() -> None:
    cursor = SIGNER.write(POSITION, "f")
    raw = bytearray(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    raw[-3] ^= 1
    with pytest.raises(InvalidCursor):
        SIGNER.read(urlsafe_b64encode(raw).decode().rstrip("="), "f")


@given(st.text(max_size=60))
def test_no_other_text_is_a_cursor(text: str) -> None:
    with pytest.raises(InvalidCursor):
        SIGNER.read(text, "f")


def test_a_signer_needs_a_secret() -> None:
    with pytest.raises(ValueError, match="secret"):
        CursorSigner(b"")
