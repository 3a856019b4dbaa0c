"""Files, folders, standard input and watched folders are read in order, packed or not."""

from __future__ import annotations

import gzip
import io
import os
import sys
from typing import TYPE_CHECKING

import pytest

from articles.stages import RawArticle
from indexer.sources import Failure, Media, Packet, ReadOptions, read, receive
from indexer.sources.files import read_stdin
from indexer.sources.receive import total_bytes
from indexer.sources.watch import Watch

if TYPE_CHECKING:
    from pathlib import Path

LINE = b'{"title": "a", "text": "b"}'


def packets(data: bytes) -> list[Packet]:
    return [item for item in read_stdin(io.BytesIO(data)) if isinstance(item, Packet)]


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.jsonl", "a.ndjson", "a.xml", "A.HTM"])
def test_every_ending_may_be_packed(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(LINE)
    (tmp_path / (name + ".gz")).write_bytes(gzip.compress(LINE))
    plain, packed = receive([tmp_path])
    assert isinstance(plain, Packet)
    assert isinstance(packed, Packet)
    assert plain.media is packed.media
    assert plain.data == packed.data == LINE


def test_json_lines_give_a_packet_a_line_named_by_its_number(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(LINE + b"\r\n\r\n" + LINE)
    found = [item for item in receive([tmp_path]) if isinstance(item, Packet)]
    assert [item.source for item in found] == [f"{tmp_path}/a.jsonl:1", f"{tmp_path}/a.jsonl:3"]


def test_fields_are_mapped(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"h": "x", "t": "y"}')
    (raw,) = read([tmp_path], ReadOptions((("title", "h"), ("text", "t"))))
    assert isinstance(raw, RawArticle)
    assert (raw.stated["title"], raw.text) == ("x", "y")


@pytest.mark.parametrize(("data", "media", "count"), [
    (LINE + b"\n" + LINE, Media.JSON, 2),
    (b"\xef\xbb\xbf " + LINE, Media.JSON, 1),
    (b'{\n"title": "a",\n"text": "b"\n}', Media.JSON, 1),
    (b"[" + LINE + b"]", Media.JSON, 1),
    (b"<!DOCTYPE html><html></html>", Media.HTML, 1),
    (b"<p>x</p>", Media.HTML, 1),
    (b"<?xml version='1.0'?><newsItem/>", Media.XML, 1),
    ("عنوان\n\nنص".encode(), Media.TEXT, 1),
    (b"", Media.TEXT, 1),
])  # fmt: skip
def test_standard_input_is_what_it_looks_like(data: bytes, media: Media, count: int) -> None:
    found = packets(data)
    assert [packet.media for packet in found] == [media] * count


def test_standard_input_is_named_like_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LINE + b"\n" + LINE)))
    assert [item.source for item in receive(["-"]) if isinstance(item, Packet)] == ["-:1", "-:2"]


def test_standard_input_without_end_is_given_up() -> None:
    (found,) = read_stdin(io.BytesIO(b"x" * 40_000_000))
    assert isinstance(found, Failure)
    assert found.rejected.code == "too_large"


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "a.txt"
    folder.mkdir()
    (missing,) = receive([tmp_path / "none.txt"])
    assert isinstance(missing, Failure)
    assert missing.rejected.code == "unreadable"
    assert list(receive([tmp_path])) == []


def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    (found,) = receive([tmp_path])
    assert isinstance(found, Failure)
    assert found.rejected.reason == "Permission denied"


def test_the_size_of_sources_is_known_where_it_can_be(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"12345")
    (tmp_path / "b.md").write_bytes(b"12345")
    assert total_bytes([tmp_path, tmp_path / "a.txt"]) == 10
    assert total_bytes([tmp_path, "-"]) is None
    assert total_bytes(["https://example.org/rss"]) is None


def test_a_watched_file_counts_when_it_stands_still(tmp_path: Path) -> None:
    watch, file = Watch([tmp_path]), tmp_path / "a.txt"
    assert watch.look() == []
    file.write_text("half")
    assert watch.look() == []
    file.write_text("half and half")
    assert watch.look() == []
    assert watch.look() == [file]
    assert watch.look() == []
    file.write_text("edited, and longer")
    assert watch.look() == []
    assert watch.look() == [file]
    file.unlink()
    assert watch.look() == []
    file.write_text("edited, and longer")
    assert [watch.look(), watch.look()] == [[], [file]]
    assert watch.pause_s >= 1


def test_a_file_that_vanishes_while_it_is_looked_at_is_let_go(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    watch = Watch([tmp_path, tmp_path / "none"])
    assert [watch.look(), watch.look()] == [[], []]
