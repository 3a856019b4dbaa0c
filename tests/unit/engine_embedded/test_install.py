from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest

from engine.embedded import install as module
from engine.embedded.download import Cancelled
from engine.embedded.errors import CorruptDownload, DiskFull, FolderNotWritable
from engine.embedded.files import take_lock
from engine.embedded.install import check_space, install
from engine.embedded.jars import Jar
from engine.embedded.wire import Phase, State

if TYPE_CHECKING:
    from pathlib import Path

    from engine.embedded.jars import JarLock
    from tests.unit.engine_embedded.conftest import Repository


def run(
    lock: JarLock, folder: Path, repository: Repository, *, cancelled: threading.Event | None = None
) -> tuple[tuple[Path, ...], list[State]]:
    heard: list[State] = []
    cancelled = cancelled or threading.Event()
    return install(lock, folder, repository=repository.url, report=heard.append, cancelled=cancelled), heard


def test_the_class_path_is_the_lock_in_order(repository: Repository, tmp_path: Path) -> None:
    lock = repository.lock("b", "a")
    path, heard = run(lock, tmp_path / "cache" / "jars", repository)
    assert [file.name for file in path] == ["b-1.0.jar", "a-1.0.jar"]
    assert not lock.missing(tmp_path / "cache" / "jars")
    assert heard[-1].done == heard[-1].total == lock.size
    assert all(state.phase is Phase.INSTALLING and "OpenSearch 3.8.0" in state.message for state in heard)


def test_what_is_there_needs_no_network(repository: Repository, tmp_path: Path) -> None:
    lock = repository.lock("a", "b")
    run(lock, tmp_path, repository)
    repository.asked.clear()
    assert run(lock, tmp_path, repository)[1] == []
    assert repository.asked == []


def test_only_a_damaged_file_is_fetched_again(repository: Repository, tmp_path: Path) -> None:
    lock = repository.lock("a", "b")
    run(lock, tmp_path, repository)
    repository.asked.clear()
    (tmp_path / "b-1.0.jar").write_bytes(b"spoilt")
    run(lock, tmp_path, repository)
    assert [path for path, _ in repository.asked] == ["/org/example/b/1.0/b-1.0.jar"]
    assert not lock.missing(tmp_path)


def test_two_at_once_download_once(repository: Repository, tmp_path: Path) -> None:
    lock = repository.lock(*(f"jar{n}" for n in range(12)))
    threads = [threading.Thread(target=run, args=(lock, tmp_path, repository)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not lock.missing(tmp_path)
    assert len(repository.asked) == 12


def test_waiting_for_another_download_is_told_and_can_be_cancelled(repository: Repository, tmp_path: Path) -> None:
    held = take_lock(tmp_path / ".lock")
    assert held is not None
    cancelled = threading.Event()
    heard: list[State] = []

    def report(state: State) -> None:
        heard.append(state)
        if len(heard) == 2:
            cancelled.set()

    with pytest.raises(Cancelled):
        install(repository.lock("a"), tmp_path, repository=repository.url, report=report, cancelled=cancelled)
    os.close(held)
    assert heard[0].message == "Another Fihris is downloading the search engine"
    assert repository.asked == []


def test_a_failure_gives_the_lock_back(repository: Repository, tmp_path: Path) -> None:
    lock = repository.lock("a")
    repository.files = dict.fromkeys(repository.files, b"forged" * 10)
    with pytest.raises(CorruptDownload):
        run(lock, tmp_path, repository)
    held = take_lock(tmp_path / ".lock")
    assert held is not None
    os.close(held)


def test_no_room_is_said_before_the_download(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SPARE", 1 << 60)
    with pytest.raises(DiskFull, match=r"needs \d+ MB in .*, where \d+ MB are free.*XDG_CACHE_HOME"):
        run(repository.lock("a"), tmp_path, repository)
    assert repository.asked == []


def test_data_need_room_too(tmp_path: Path) -> None:
    check_space((), tmp_path)
    with pytest.raises(DiskFull):
        check_space([Jar("a:b:1", "", 1 << 60)], tmp_path)


def test_a_cache_that_cannot_be_made_says_so(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FolderNotWritable, match="XDG_CACHE_HOME"):
        run(repository.lock("a"), tmp_path / "file" / "jars", repository)
