"""Bad input ends as a reject with a clear reason, is kept as it came, and stops nothing else."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import pytest

from indexer.pipeline import rehearse
from indexer.prepare import Ready, Tools, load_tools, prepare
from indexer.settings import IndexerSettings
from indexer.sources import Failure, Packet, receive
from tests.unit.indexer.bad_copy import GOOD, bad_copy

if TYPE_CHECKING:
    from pathlib import Path

CASES = [pytest.param(name, data, code, id=name) for name, data, code in bad_copy()]


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


def failures(path: Path, tools: Tools) -> tuple[list[Failure], int]:
    """The failures that a file gives, and how many articles."""
    found: list[Failure] = []
    good = 0
    for received in receive([path]):
        for item in [received] if isinstance(received, Failure) else prepare([received], tools)[0]:
            if isinstance(item, Ready):
                good += 1
            else:
                found.append(item)
    return found, good


def test_there_are_at_least_forty() -> None:
    assert len({name for name, _, _ in bad_copy()}) >= 40


@pytest.mark.parametrize(("name", "data", "code"), CASES)
def test_bad_copy_is_rejected_with_its_reason(name: str, data: bytes, code: str, tmp_path: Path, tools: Tools) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    found, good = failures(path, tools)
    assert [failure.rejected.code for failure in found] == [code]
    assert len(found[0].rejected.reason) > 10
    assert name in found[0].rejected.source
    assert good == (2 if name.endswith(".jsonl") else 0)


@pytest.mark.parametrize(("name", "data", "code"), CASES)
def test_bad_copy_is_kept_as_it_came(name: str, data: bytes, code: str, tmp_path: Path, tools: Tools) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    packet = failures(path, tools)[0][0].packet
    assert isinstance(packet, Packet)
    assert packet.data in data


async def test_the_rest_of_the_batch_is_indexed(tmp_path: Path) -> None:
    for number, (name, data, _) in enumerate(bad_copy()):
        (tmp_path / f"{number:02}-{name}").write_bytes(data)
        (tmp_path / f"{number:02}-good.txt").write_text(f"{number} {GOOD}", "utf-8")
    counts = await rehearse(receive([tmp_path]), IndexerSettings(data_dir=tmp_path / "data", index_workers=1))
    assert counts.rejects == len(bad_copy()) - 1, "in a folder, what is packed twice has no known ending"
    assert counts.new == len(bad_copy()) + 2 * sum(name.endswith(".jsonl") for name, _, _ in bad_copy())


def test_names_that_climb_out_of_folders_or_write_to_terminals_are_only_names(tmp_path: Path) -> None:
    for name in ("%2e%2e%2f%2e%2e%2fetc%2fpasswd.txt", "\x1b[31mred.txt", "a\nb.txt", "\u202etxt.exe.txt"):
        (tmp_path / name).write_text(GOOD, "utf-8")
    sources = [item.source for item in receive([tmp_path]) if isinstance(item, Packet)]
    assert len(sources) == 4
    assert not any(char in source for source in sources for char in "\x1b\n\u202e")


def test_folders_that_contain_themselves_pipes_and_missing_files_hold_nobody_up(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    assert len(list(receive([tmp_path]))) == 1


def test_a_line_of_any_length_takes_a_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    with path.open("wb") as file:
        for _ in range(200):
            file.write(b"x" * 1_000_000)
    tracemalloc.start()
    try:
        sizes = [len(item.packet.data) for item in receive([path]) if isinstance(item, Failure) and item.packet]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sizes == [64 * 1024 * 1024]
    assert peak < 170_000_000
