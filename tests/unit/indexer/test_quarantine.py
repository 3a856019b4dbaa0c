"""What gave no article is kept with its bytes and reason until it is repaired or dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from articles.stages import Rejected
from indexer.quarantine import NotHeldError, Quarantine
from indexer.sources import Failure, Media, Packet

if TYPE_CHECKING:
    from pathlib import Path

PACKET = Packet("x.jsonl:3", Media.JSON, b'{"broken', (("title", "headline"),), {"url": "u"}, "utf-8")
FAILURE = Failure(Rejected("x.jsonl:3", "broken_json", "not valid JSON"), PACKET)


@pytest.fixture
def held(tmp_path: Path) -> Quarantine:
    return Quarantine(tmp_path / "quarantine")


def test_nothing_is_held_at_first(held: Quarantine) -> None:
    assert list(held) == []


def test_an_item_is_kept_whole(held: Quarantine) -> None:
    key = held.hold(FAILURE)
    item = held.get(key)
    assert (item.source, item.code, item.reason, item.size) == ("x.jsonl:3", "broken_json", "not valid JSON", 8)
    assert item.path.read_bytes() == PACKET.data
    assert held.packet(key) == PACKET
    assert list(held) == [item]


def test_the_same_failure_is_kept_once_with_its_latest_reason(held: Quarantine) -> None:
    key = held.hold(FAILURE)
    again = held.hold(Failure(Rejected("x.jsonl:3", "internal", "other"), PACKET))
    assert again == key
    assert [item.reason for item in held] == ["other"]


def test_the_same_bytes_of_another_source_are_another_item(held: Quarantine) -> None:
    held.hold(FAILURE)
    held.hold(Failure(FAILURE.rejected, Packet("y.jsonl:3", Media.JSON, PACKET.data)))
    assert len(list(held)) == 2


def test_a_source_that_could_not_be_read_at_all_is_kept_by_name(held: Quarantine) -> None:
    key = held.hold(Failure(Rejected("https://example.org/", "fetch", "404")))
    assert held.get(key).size == 0


def test_names_of_sources_are_never_paths(held: Quarantine, tmp_path: Path) -> None:
    for source in ("../../etc/passwd", "/etc/passwd", "a\x00b", "\ud800"):
        held.hold(Failure(Rejected(source, "empty", "x"), Packet(source.replace("\ud800", "?"), Media.TEXT, b"")))
    assert [path.name for path in tmp_path.iterdir()] == ["quarantine"]
    assert len(list(held)) == 4


def test_a_repaired_item_is_given_as_it_was_edited(held: Quarantine) -> None:
    key = held.hold(FAILURE)
    held.get(key).path.write_text("{}")
    assert held.packet(key).data == b"{}"


def test_what_is_dropped_is_gone(held: Quarantine) -> None:
    key = held.hold(FAILURE)
    held.drop(key)
    assert list(held) == []
    for ask in (held.get, held.packet, held.drop):
        with pytest.raises(NotHeldError):
            ask(key)


@pytest.mark.parametrize("key", ["", "..", "../..", "0123456789ab", "/etc", "x" * 12])
def test_only_keys_lead_to_items(held: Quarantine, key: str) -> None:
    held.hold(FAILURE)
    with pytest.raises(NotHeldError):
        held.get(key)


def test_what_gives_its_article_after_all_is_released(held: Quarantine, tmp_path: Path) -> None:
    held.hold(FAILURE)
    Quarantine(tmp_path / "quarantine").release(Packet("other", Media.TEXT, b""))
    assert len(list(held)) == 1
    Quarantine(tmp_path / "quarantine").release(PACKET)
    assert list(held) == []


def test_retrying_drops_what_is_not_held_again(held: Quarantine) -> None:
    bad, good = held.hold(FAILURE), held.hold(Failure(FAILURE.rejected, Packet("y", Media.TEXT, b"x")))
    with held.retrying([bad, good]) as packets:
        for packet in packets:
            if packet == PACKET:
                held.hold(FAILURE)
    assert [item.key for item in held] == [bad]


def test_an_edited_item_that_fails_again_takes_the_place_of_the_old_one(held: Quarantine) -> None:
    key = held.hold(FAILURE)
    held.get(key).path.write_bytes(b"worse")
    with held.retrying([key]) as packets:
        for packet in packets:
            held.hold(Failure(FAILURE.rejected, packet))
    (item,) = held
    assert item.key != key
    assert item.path.read_bytes() == b"worse"


def test_a_retry_that_breaks_off_drops_nothing(held: Quarantine) -> None:
    key = held.hold(FAILURE)
    with pytest.raises(OSError, match="gone"), held.retrying([key]):
        raise OSError("gone")
    assert [item.key for item in held] == [key]
