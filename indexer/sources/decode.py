"""Bytes → text, also where nobody says in which encoding.

Byte-order marks and strict UTF-8 decide nearly always. Otherwise the candidates are tried in which Arabic copy has
been stored, and the one wins whose letters occur as often as in Arabic. General detectors weigh a hundred
encodings against each other and confuse the Arabic code pages on a short flash; five candidates and one language
are more certain.
"""

from __future__ import annotations

import codecs
import re
from functools import partial

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CODE_PAGES = ("cp1256", "iso8859_6", "cp720", "mac_arabic", "cp1252")
# UTF-8 that was taken for a code page and stored as UTF-8 once more.
_MANGLED = (("cp1252", re.compile("[ØÙÚÛ][^\x00-\x7f]")), ("cp1256", re.compile("[طظعغ][^\x00-\x7fا-ي]")))

_COMMON_LETTERS = frozenset("اليمنوترب")
_ASCII_LETTER = re.compile(b"[A-Za-z]")
_BEYOND_ASCII = re.compile(b"[\x80-\xff]")
_LETTER = re.compile("[\u0621-\u063a\u0641-\u064a]")
_BAD = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\x80-\x9f]")
_SAMPLE = 65_536
_FEW_BROKEN = 200  # One broken character among so many is a scratch, not another encoding.
_MANY_BAD = 50  # One control character among fewer than so many is no text.


class UndecodableError(ValueError):
    """These bytes are no text; `code` says what they are instead."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of these bytes; line ends stay as they are, since offsets point into this very text.

    `declared` is what the source says of its encoding; it is believed when the bytes agree.
    Raises `UndecodableError` where nothing reads as text.
    """
    ways = (_by_mark, partial(_declared, declared=declared), _utf16, _utf8, _code_page)
    text = next((found for way in ways if (found := way(data)) is not None), None)
    if text is None:
        raise UndecodableError("binary" if b"\x00" in data else "encoding", "in no encoding that Arabic text comes in")
    text = _unmangled(text)
    if len(_BAD.findall(text, 0, _SAMPLE)) * _MANY_BAD > min(len(text), _SAMPLE):
        raise UndecodableError("binary", "holds more control characters than a text does")
    return text


def _by_mark(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    return None


def _declared(data: bytes, declared: str | None) -> str | None:
    if declared is None:
        return None
    try:
        return data.decode(declared)
    except (LookupError, UnicodeError, ValueError):
        return None


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    whole = sum(char > "\x7f" for char in text) - text.count("\ufffd")
    return text if text.count("\ufffd") * _FEW_BROKEN <= max(whole, _FEW_BROKEN) and whole > _FEW_BROKEN else None


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: its high bytes are nearly all 0 (spaces, digits) or 6 (Arabic).

    Such bytes are valid UTF-8 too, only no text, so that this must be asked first.
    """
    sample = data[: _SAMPLE & ~1]
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if high and (high.count(0) + high.count(6)) > 0.9 * len(high):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    return None


def _code_page(data: bytes) -> str | None:
    if b"\x00" in data:
        return None
    if len(_ASCII_LETTER.findall(data, 0, _SAMPLE)) > len(_BEYOND_ASCII.findall(data, 0, _SAMPLE)):
        return data.decode("cp1252", "replace")
    best, text = 0.0, None
    for encoding in _CODE_PAGES:
        try:
            candidate = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = _likeness(candidate[:_SAMPLE])
        if text is None or score > best:
            best, text = score, candidate
    return text


def _likeness(text: str) -> float:
    """How far the characters beyond ASCII occur as in Arabic: letters, and among them the common ones."""
    foreign = [char for char in text if char > "\x7f"]
    letters = _LETTER.findall(text)
    common = sum(letter in _COMMON_LETTERS for letter in letters)
    return (len(letters) + common) / (2 * len(foreign)) if foreign else 0.0


def _unmangled(text: str) -> str:
    for encoding, sign in _MANGLED:
        if len(sign.findall(text, 0, _SAMPLE)) * 4 > sum(char > "\x7f" for char in text[:_SAMPLE]) > 0:
            try:
                return _bytes_behind(text, encoding).decode("utf-8")
            except (KeyError, UnicodeError):
                continue
    return text


def _bytes_behind(text: str, encoding: str) -> bytes:
    """The bytes that a lenient program read as this text: where the code page has no character, it took the byte."""
    table = {bytes([byte]).decode(encoding, "ignore") or chr(byte): byte for byte in range(256)}
    return bytes(table[char] for char in text)
