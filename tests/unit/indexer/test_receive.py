"""Sources become articles in a stable order, and what is no text is named with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.stages import RawArticle, Rejected
from indexer.sources import read

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def _texts(found: Iterable[RawArticle | Rejected]) -> list[str]:
    return [item.text if isinstance(item, RawArticle) else item.code for item in found]


def test_a_folder_is_read_in_the_order_of_names_and_by_known_endings(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("ثان", "utf-8")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "z.TXT").write_text("أول", "utf-8")
    (tmp_path / "notes.md").write_text("لا", "utf-8")
    (tmp_path / ".hidden.txt").write_text("لا", "utf-8")
    assert _texts(read([tmp_path])) == ["أول", "ثان"]


def test_a_named_file_is_read_whatever_its_ending(tmp_path: Path) -> None:
    file = tmp_path / "copy.wire"
    file.write_text("خبر", "utf-8")
    assert _texts(read([file, str(file)])) == ["خبر", "خبر"]


def test_a_missing_file_is_rejected_and_the_next_is_read(tmp_path: Path) -> None:
    file = tmp_path / "b.txt"
    file.write_text("خبر", "utf-8")
    assert _texts(read([tmp_path / "gone.txt", file])) == ["unreadable", "خبر"]
