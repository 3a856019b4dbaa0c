"""What desks, scrapers and attackers send that is no article: name of the file, bytes, and the code of the reject."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from functools import cache

GOOD = "عنوان الخبر الصحيح\n\nالقاهرة (أ ش أ) - نص الخبر الصحيح."


@cache
def bad_copy() -> tuple[tuple[str, bytes, str], ...]:
    """At least forty of them."""
    return (*_texts(), *_archives(), *_json(), *_lines(), *_xml(), *_pages())


def _texts() -> tuple[tuple[str, bytes, str], ...]:
    return (
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \t\r\n\n  \r\n", "empty"),
        ("only-mark.txt", b"\xef\xbb\xbf", "empty"),
        ("only-nbsp.txt", "\u00a0\u00a0\n\u00a0".encode(), "empty"),
        ("elf.txt", b"\x7fELF\x02\x01\x01" + bytes(200), "binary"),
        ("jpeg.txt", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)) * 4, "binary"),
        ("png.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "binary"),
        ("nul.txt", b"\x00" * 4096, "binary"),
        ("control.txt", b"\x01\x02\x03\x04\x05\x06\x07" * 100, "binary"),
        ("utf16-half.txt", b"\xff\xfe\x00", "binary"),
        ("digits.txt", b"1234567890\n\n22-33", "empty"),
        ("punctuation.txt", "… ؟ ! —\n\n***\n".encode(), "empty"),
        ("footer.txt", "جميع الحقوق محفوظة\n".encode(), "only_boilerplate"),
        ("replacement.txt", ("\ufffd" * 50 + "خبر").encode(), "binary"),
        ("huge.txt", "كلمة ".encode() * 2_000_000, "too_large"),
        ("long.txt", "كلمة ".encode() * 300_000, "too_large"),
    )


def _archives() -> tuple[tuple[str, bytes, str], ...]:
    whole = gzip.compress(GOOD.encode() * 100)
    return (
        ("broken.txt.gz", whole[: len(whole) // 2], "broken_gzip"),
        ("no-gzip.txt.gz", GOOD.encode(), "broken_gzip"),
        ("wrong-sum.txt.gz", whole[:-8] + b"\x00\x00\x00\x00" + whole[-4:], "broken_gzip"),
        ("flipped.txt.gz", whole[:20] + b"\xff\xff\xff" + whole[23:], "broken_gzip"),
        ("bomb.jsonl.gz", gzip.compress(b"\x20" * 80_000_000), "bomb"),
        ("bomb.txt.gz", gzip.compress(b"\x20" * 80_000_000), "too_large"),
        ("nested.txt.gz.gz", gzip.compress(gzip.compress(GOOD.encode())), "archive"),
        ("archive.txt", _zip(b"x" * 100), "archive"),
        ("zip-bomb.txt", _zip(b"\x00" * 5_000_000), "archive"),
        ("gzip.txt", whole, "archive"),
        ("paper.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "archive"),
    )


def _zip(data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../etc/passwd", data)
    return file.getvalue()


def _json() -> tuple[tuple[str, bytes, str], ...]:
    return (
        ("half.json", b'{"title": "x", "text": "', "broken_json"),
        ("words.json", GOOD.encode(), "broken_json"),
        ("deep.json", b"[" * 200_000 + b"]" * 200_000, "too_deep"),
        ("deep-object.json", b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "too_deep"),
        ("number.json", b"42", "no_object"),
        ("null.json", b"null", "no_object"),
        ("string.json", b'"text"', "no_object"),
        ("list.json", b"[]", "empty"),
        ("numbers.json", b"[1]", "no_object"),
        ("no-text.json", b'{"id": 7, "views": 100}', "no_text"),
        ("blank-text.json", b'{"title": " ", "text": "\\n"}', "no_text"),
        ("long-number.json", b'{"title": ' + b"9" * 5000 + b"}", "broken_json"),
        ("long-text.json", json.dumps({"title": "عنوان", "text": "كلمة " * 250_000}).encode(), "too_large"),
        ("utf16.json", b"\xff\xfe{\x00\x00", "broken_json"),
    )


def _lines() -> tuple[tuple[str, bytes, str], ...]:
    good = json.dumps({"title": "خبر صحيح بين سطرين", "text": "نص الخبر الصحيح في بيروت."}, ensure_ascii=False).encode()
    long = b'{"title": "x", "text": "' + b"x" * 50_000_000 + b'"}'
    return (
        ("broken-line.jsonl", good + b"\n{no json}\n" + good, "broken_json"),
        ("long-line.jsonl", good + b"\n" + long + b"\n" + good, "too_large"),
        ("binary-line.jsonl", good + b"\n\x00\x01\x02\x03\n" + good, "binary"),
        ("list-line.jsonl", good + b"\n[1]\n" + good, "no_object"),
    )


def _xml() -> tuple[tuple[str, bytes, str], ...]:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    item = "<newsItem><contentMeta><headline>{}</headline></contentMeta></newsItem>"
    return (
        ("laughs.xml", f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]>{item.format("&e9;")}'.encode(), "unsafe_xml"),
        (
            "file.xml",
            f'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>{item.format("&f;")}'.encode(),
            "unsafe_xml",
        ),
        (
            "remote.xml",
            f'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://example.org/x.dtd"> %p;]>{item.format("x")}'.encode(),
            "unsafe_xml",
        ),
        ("half.xml", b"<newsItem><contentMeta>", "broken_xml"),
        ("words.xml", GOOD.encode(), "broken_xml"),
        ("deep.xml", b"<a>" * 50_000 + b"</a>" * 50_000, "too_deep"),
        ("other.xml", b"<catalog><book/></catalog>", "no_article"),
        ("no-text.xml", b"<newsItem><itemMeta/></newsItem>", "no_text"),
    )


def _pages() -> tuple[tuple[str, bytes, str], ...]:
    return (
        ("empty.html", b"", "empty"),
        (
            "script.html",
            b"<html><head><script>var a = 1;</script></head><body><script>f()</script></body></html>",
            "no_article",
        ),
        ("frames.html", b"<html><frameset><frame src='a'></frameset></html>", "no_article"),
        ("comment.html", b"<!-- " + b"x" * 10_000, "no_article"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "binary"),
    )
