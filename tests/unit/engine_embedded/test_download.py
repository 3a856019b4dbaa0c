from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest

from engine.embedded import download as module
from engine.embedded.download import Cancelled, download
from engine.embedded.errors import CorruptDownload, DiskFull, FolderNotWritable, NoNetwork

if TYPE_CHECKING:
    from pathlib import Path

    from engine.embedded.jars import Jar
    from tests.unit.engine_embedded.conftest import Repository


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PAUSE_S", 0.01)


def fetch(repository: Repository, folder: Path, *jars: Jar, cancelled: threading.Event | None = None) -> list[int]:
    heard: list[int] = []
    download(
        jars,
        folder,
        repository=repository.url,
        report=heard.append,
        cancelled=cancelled or threading.Event(),
    )
    return heard


def part(folder: Path, jar: Jar) -> Path:
    return folder / f".{jar.name}.{jar.sha256[:8]}.part"


def content(jar: Jar, repository: Repository) -> bytes:
    return repository.files["/" + jar.path]


def test_files_arrive_whole_and_progress_ends_at_their_size(repository: Repository, tmp_path: Path) -> None:
    jars = [repository.add(f"jar{n}", os.urandom(200_000 + n)) for n in range(20)]
    heard = fetch(repository, tmp_path, *jars)
    assert all((tmp_path / jar.name).read_bytes() == content(jar, repository) for jar in jars)
    assert heard[-1] == sum(jar.size for jar in jars)
    assert heard == sorted(heard)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(jar.name for jar in jars)


def test_an_interrupted_download_continues_where_it_stopped(repository: Repository, tmp_path: Path) -> None:
    jar = repository.add("half", os.urandom(300_000))
    part(tmp_path, jar).write_bytes(content(jar, repository)[:100_000])
    heard = fetch(repository, tmp_path, jar)
    assert repository.asked == [("/" + jar.path, "bytes=100000-")]
    assert (tmp_path / jar.name).read_bytes() == content(jar, repository)
    assert heard[0] == 100_000
    assert heard[-1] == 300_000


def test_a_complete_part_needs_no_request(repository: Repository, tmp_path: Path) -> None:
    jar = repository.add("whole", b"x" * 1000)
    part(tmp_path, jar).write_bytes(content(jar, repository))
    assert fetch(repository, tmp_path, jar) == [1000]
    assert repository.asked == []
    assert (tmp_path / jar.name).exists()


def test_a_server_without_ranges_sends_all_again(repository: Repository, tmp_path: Path) -> None:
    repository.ranges = False
    jar = repository.add("half", os.urandom(300_000))
    part(tmp_path, jar).write_bytes(content(jar, repository)[:100_000])
    assert fetch(repository, tmp_path, jar)[-1] == 300_000
    assert (tmp_path / jar.name).read_bytes() == content(jar, repository)


def test_a_part_longer_than_the_file_is_thrown_away(repository: Repository, tmp_path: Path) -> None:
    jar = repository.add("long", b"y" * 1000)
    part(tmp_path, jar).write_bytes(b"y" * 1001)
    fetch(repository, tmp_path, jar)
    assert repository.asked == [("/" + jar.path, None)]
    assert (tmp_path / jar.name).read_bytes() == content(jar, repository)


def test_a_connection_that_breaks_off_is_taken_up_again(repository: Repository, tmp_path: Path) -> None:
    jar = repository.add("cut", os.urandom(400_000))
    repository.cut["/" + jar.path] = 1
    heard = fetch(repository, tmp_path, jar)
    assert (tmp_path / jar.name).read_bytes() == content(jar, repository)
    assert heard[-1] == jar.size
    assert repository.asked[1][1] is not None


def test_the_login_page_of_a_network_is_no_jar(repository: Repository, tmp_path: Path) -> None:
    jar = repository.add("portal", os.urandom(1000))
    repository.files["/" + jar.path] = b"<html>Please log in</html>"
    with pytest.raises(CorruptDownload, match="proxy or mirror"):
        fetch(repository, tmp_path, jar)
    assert not list(tmp_path.iterdir())


def test_a_body_without_length_that_ends_early_is_taken_up_again(repository: Repository, tmp_path: Path) -> None:
    repository.lengths = False
    jar = repository.add("short", os.urandom(1000))
    whole = content(jar, repository)
    repository.files["/" + jar.path] = whole[:600]
    with pytest.raises(NoNetwork, match="closed early"):
        fetch(repository, tmp_path, jar)
    repository.files["/" + jar.path] = whole
    assert fetch(repository, tmp_path, jar)[-1] == 1000


def test_a_busy_server_is_asked_again(repository: Repository, tmp_path: Path) -> None:
    jar = repository.add("busy", b"z" * 10)
    repository.refuse["/" + jar.path] = 2
    fetch(repository, tmp_path, jar)
    assert len(repository.asked) == 3


def test_a_missing_file_is_not_asked_for_again(repository: Repository, tmp_path: Path) -> None:
    jar = repository.add("gone", b"z" * 10)
    repository.files.clear()
    with pytest.raises(NoNetwork, match="404"):
        fetch(repository, tmp_path, jar)
    assert len(repository.asked) == 1


def test_no_network_says_what_to_do(repository: Repository, tmp_path: Path) -> None:
    repository.url = "http://127.0.0.1:9"
    with pytest.raises(NoNetwork) as caught:
        fetch(repository, tmp_path, repository.add("any", b"a"))
    for word in ("http://127.0.0.1:9", "first start", "HTTPS_PROXY", "FIHRIS_ENGINE_URL", "kept"):
        assert word in str(caught.value)


def test_a_wrong_file_is_fetched_once_more(repository: Repository, tmp_path: Path) -> None:
    jar = repository.add("spoilt", b"right" * 100)
    part(tmp_path, jar).write_bytes(b"wrong" * 100)
    heard = fetch(repository, tmp_path, jar)
    assert (tmp_path / jar.name).read_bytes() == b"right" * 100
    assert heard[-1] == jar.size


def test_a_file_that_is_wrong_twice_is_refused_and_not_kept(repository: Repository, tmp_path: Path) -> None:
    jar = repository.add("forged", b"right" * 100)
    repository.files["/" + jar.path] = b"wrong" * 100
    with pytest.raises(CorruptDownload, match=r"forged-1\.0\.jar.*SHA-256"):
        fetch(repository, tmp_path, jar)
    assert not list(tmp_path.iterdir())
    assert len(repository.asked) == 2


def test_a_body_without_end_is_cut_off(repository: Repository, tmp_path: Path) -> None:
    repository.endless, repository.lengths = True, False
    jar = repository.add("endless", b"x" * 1000)
    with pytest.raises(NoNetwork, match="more arrives"):
        fetch(repository, tmp_path, jar)


def test_a_full_disk_says_so(repository: Repository, tmp_path: Path) -> None:
    jar = repository.add("big", b"x" * 200_000)
    part(tmp_path, jar).symlink_to("/dev/full")
    with pytest.raises(DiskFull, match=r"disk of .* is full.*XDG_CACHE_HOME"):
        fetch(repository, tmp_path, jar)


def test_a_folder_that_cannot_be_written_says_so(repository: Repository, tmp_path: Path) -> None:
    with pytest.raises(FolderNotWritable, match="Cannot write"):
        fetch(repository, tmp_path / "absent", repository.add("any", b"a"))


def test_cancelling_stops_within_a_chunk_and_keeps_the_part(repository: Repository, tmp_path: Path) -> None:
    jar = repository.add("slow", b"x" * 5_000_000)
    cancelled = threading.Event()
    cancelled.set()
    with pytest.raises(Cancelled):
        fetch(repository, tmp_path, jar, cancelled=cancelled)
    assert 0 < part(tmp_path, jar).stat().st_size < jar.size


def test_cancelling_ends_the_wait_between_tries(repository: Repository, tmp_path: Path) -> None:
    jar = repository.add("busy", b"x")
    repository.refuse["/" + jar.path] = 3
    cancelled = threading.Event()
    cancelled.set()
    with pytest.raises(Cancelled):
        fetch(repository, tmp_path, jar, cancelled=cancelled)


def test_one_failure_stops_the_others(repository: Repository, tmp_path: Path) -> None:
    bad = repository.add("bad", b"x")
    del repository.files["/" + bad.path]
    rest = [repository.add(f"jar{n}", os.urandom(2_000_000)) for n in range(30)]
    with pytest.raises(NoNetwork):
        fetch(repository, tmp_path, bad, *rest)
    assert len(list(tmp_path.glob("jar*.jar"))) < 30
