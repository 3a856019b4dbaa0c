"""Text is read in the encodings in which Arabic copy is stored, declared or not."""

from __future__ import annotations

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.sources.decode import UndecodableError, decode

SHORT = "عاجل: خبر\r\nنص"
LONG = (
    "أعلنت الناطقة الرسمية باسم وزارة الخارجية الروسية، اليوم الثلاثاء، أن الوزير سيلتقي نظيره قريبا في جنيف؛ "
    "وقال 12 % من السكان إن الأمر جيد.\r\n\r\nوأضافت أن اللقاء لا يجب أن يزعج أحدا."
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256"])
@pytest.mark.parametrize("text", [SHORT, LONG])
def test_arabic_is_read_in_the_encodings_of_the_trade(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["iso8859_6", "cp720", "mac_arabic"])
def test_older_code_pages_are_told_apart_by_their_letters(encoding: str) -> None:
    text = LONG.replace("،", "") if encoding == "cp720" else LONG.replace("%", "في المائة")
    text = text.replace("؛", "")
    assert decode(text.encode(encoding)) == text


def test_a_big_endian_mark_is_enough() -> None:
    assert decode(codecs.BOM_UTF16_BE + SHORT.encode("utf-16-be")) == SHORT


def test_what_the_source_declares_is_believed_when_the_bytes_agree() -> None:
    assert decode("déjà".encode("cp1252"), "windows-1252") == "déjà"
    assert decode(LONG.encode(), "us-ascii") == LONG
    assert decode(LONG.encode(), "no-such-encoding") == LONG


@pytest.mark.parametrize("wrong", ["cp1252", "cp1256"])
def test_text_that_was_stored_through_the_wrong_code_page_is_put_right(wrong: str) -> None:
    mangled = "".join(bytes([byte]).decode(wrong, "ignore") or chr(byte) for byte in LONG.encode())
    assert decode(mangled.encode()) == LONG


def test_arabic_that_only_looks_mangled_stays_as_it_is() -> None:
    text = "طُ ظ\u2019 غير محفوظ في غضون عام"
    assert decode(text.encode()) == text


def test_a_scratch_in_a_long_text_does_not_change_its_encoding() -> None:
    data = (LONG * 10).encode()
    text = decode(data[:1000] + b"\xff" + data[1000:])
    assert text.count("\ufffd") <= 2
    assert text.startswith(LONG)


def test_other_languages_are_read_for_what_they_are() -> None:
    assert decode("Le président a déclaré".encode("cp1252")) == "Le président a déclaré"


@pytest.mark.parametrize("data", [bytes(100), b"\x01\x02\x03" * 50, b"\x89PNG\r\n\x1a\n" + bytes(range(256))])
def test_what_is_no_text_is_refused_with_a_code(data: bytes) -> None:
    with pytest.raises(UndecodableError) as caught:
        decode(data)
    assert caught.value.code == "binary"


def test_zero_bytes_of_text_are_text() -> None:
    assert decode(b"") == ""


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=200))
def test_utf_8_with_a_mark_is_always_read_back(text: str) -> None:
    decoded = decode(text.encode("utf-8-sig"))
    assert decoded == text or any(char in text for char in "ØÙÚÛطظعغ")


@given(st.binary(max_size=400))
def test_any_bytes_become_text_or_are_refused(data: bytes) -> None:
    with suppress(UndecodableError):
        assert isinstance(decode(data), str)
