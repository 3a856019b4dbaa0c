"""Streams are read in bounded pieces; lines of any length and bombs do no harm."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.sources import streams
from indexer.sources.streams import BrokenStreamError, lines, opened, unpacked, whole

if TYPE_CHECKING:
    from pathlib import Path


@given(st.lists(st.binary(max_size=20), max_size=20), st.integers(1, 7))
def test_lines_are_those_of_the_whole_however_it_is_cut(parts: list[bytes], size: int) -> None:
    data = b"\n".join(parts)
    pieces = (data[at : at + size] for at in range(0, len(data), size))
    expected = [(n, line, True) for n, line in enumerate(data.split(b"\n"), 1) if line.strip()]
    assert list(lines(pieces)) == expected


def test_a_long_line_is_told_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MAX_ARTICLE_BYTES", 10)
    monkeypatch.setattr(streams, "MAX_KEPT_BYTES", 15)
    found = list(lines(iter([b"short\n" + b"x" * 12, b"y" * 30, b"\nnext"])))
    assert found == [(1, b"short", True), (2, b"x" * 12 + b"yyy", False), (3, b"next", True)]


def test_reading_reports_bytes_of_the_file_as_it_lies_there(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.jsonl", tmp_path / "a.jsonl.gz"
    plain.write_bytes(b"line\n" * 200_000)
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    for path in (plain, packed):
        told: list[int] = []
        with opened(path, told.append) as pieces:
            assert sum(map(len, pieces)) == 1_000_000
        assert sum(told) == path.stat().st_size


def test_gzip_that_unpacks_to_far_more_than_text_is_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "_HARMLESS_BYTES", 1000)
    with pytest.raises(BrokenStreamError) as caught:
        unpacked(gzip.compress(bytes(10_000_000)), 10**9)
    assert caught.value.code == "bomb"


def test_gzip_is_unpacked_up_to_a_limit() -> None:
    assert unpacked(gzip.compress(b"text"), 10) == b"text"
    with pytest.raises(BrokenStreamError) as caught:
        unpacked(gzip.compress(b"longer than ten"), 10)
    assert caught.value.code == "too_large"


def test_the_whole_is_given_when_it_fits() -> None:
    assert whole(iter([b"ab", b"c"]), 3) == b"abc"
