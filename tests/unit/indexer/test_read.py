"""Files become raw articles exactly as they are, and what is no text is named with a reason."""

from pathlib import Path

import pytest

from articles.stages import RawArticle, Rejected
from indexer import read as reading
from indexer.read import decode, read


def _texts(found: list[RawArticle | Rejected]) -> list[str]:
    return [item.text if isinstance(item, RawArticle) else item.code for item in found]


def test_a_folder_is_read_in_the_order_of_names_and_by_known_endings(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("ثان", "utf-8")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "z.TXT").write_text("أول", "utf-8")
    (tmp_path / "notes.md").write_text("لا", "utf-8")
    assert _texts(list(read([tmp_path]))) == ["أول", "ثان"]


def test_a_named_file_is_read_whatever_its_ending(tmp_path: Path) -> None:
    file = tmp_path / "copy.wire"
    file.write_text("خبر", "utf-8")
    assert _texts(list(read([file, file]))) == ["خبر", "خبر"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_arabic_is_read_in_the_encodings_of_the_trade(encoding: str) -> None:
    raw = decode("عاجل: خبر\r\nنص".encode(encoding), "x")
    assert isinstance(raw, RawArticle)
    assert raw.text == "عاجل: خبر\r\nنص"


def test_what_is_no_text_is_rejected() -> None:
    raw = decode(b"\x7fELF\x00\x00", "x")
    assert isinstance(raw, Rejected)
    assert raw.code == "binary"


def test_half_an_utf_16_character_is_rejected_with_a_reason() -> None:
    raw = decode(b"\xff\xfeA\x00\x42", "x")
    assert isinstance(raw, RawArticle | Rejected)


def test_a_missing_file_is_rejected_and_the_next_is_read(tmp_path: Path) -> None:
    file = tmp_path / "b.txt"
    file.write_text("خبر", "utf-8")
    assert _texts(list(read([tmp_path / "gone.txt", file]))) == ["unreadable", "خبر"]


def test_a_file_too_large_for_an_article_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_MAX_BYTES", 10)
    file = tmp_path / "large.txt"
    file.write_text("خبر طويل جدا", "utf-8")
    assert _texts(list(read([file]))) == ["too_large"]
