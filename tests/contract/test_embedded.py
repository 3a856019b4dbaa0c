"""The embedded node as its users see it: real Java, real processes, real signals."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import platformdirs
import psutil
import pytest

from engine.embedded import aot
from engine.embedded.errors import FolderBusy, FolderTooNew, NodeFailed, NoNetwork, TooLittleMemory
from engine.embedded.files import take_lock
from engine.embedded.jars import load_lock
from engine.embedded.java import find_java
from engine.embedded.layout import Layout, read_json
from engine.embedded.lease import acquire

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from engine.embedded.lease import Lease
    from engine.embedded.wire import Progress

pytestmark = pytest.mark.engine

NOWHERE = "http://127.0.0.1:9"
HOLDER = """
import sys
from pathlib import Path
from engine.embedded.lease import acquire
with acquire(Path(sys.argv[1])) as lease:
    print(lease.url, lease.pid, flush=True)
    sys.stdin.read()
"""


def call(method: str, url: str, body: object = None) -> dict[str, Any]:
    request = urllib.request.Request(
        url,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        value: dict[str, Any] = json.load(response)
    return value


def eventually(holds: Callable[[], bool], *, within: float = 20.0) -> bool:
    deadline = time.monotonic() + within
    while not (held := holds()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return held


def answers(url: str) -> bool:
    try:
        return bool(call("GET", f"{url}/_cluster/health?wait_for_status=yellow&timeout=1s")["status"] != "red")
    except OSError:
        return False


def gone(pid: int) -> bool:
    return not psutil.pid_exists(pid)


def keeper_of(data_dir: Path) -> int:
    pid = read_json(Layout.of(data_dir).address)["pid"]
    assert isinstance(pid, int)
    return pid


@contextmanager
def holder(data_dir: Path) -> Iterator[tuple[subprocess.Popen[str], str, int]]:
    """Another process that holds a lease until its standard input ends."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(data_dir)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        url, pid = process.stdout.readline().split()
        yield process, url, int(pid)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def user_jars() -> Path:
    return platformdirs.user_cache_path("fihris") / "jars"


@pytest.fixture
def jar_repository(shared_lease: tuple[Path, Lease]) -> Iterator[str]:
    """The jars of this user's cache, served as a Maven repository serves them."""
    files = {f"/{jar.path}": user_jars() / jar.name for jar in load_lock().jars}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = files[self.path].read_bytes()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so.
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def shared_lease(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Lease]]:
    data_dir = tmp_path_factory.mktemp("embedded") / "ملف البيانات"
    with acquire(data_dir) as lease:
        yield data_dir, lease


def test_the_node_answers_on_loopback_alone(shared_lease: tuple[Path, Lease]) -> None:
    _, lease = shared_lease
    assert call("GET", lease.url)["version"]["number"] == "3.8.0"
    listening = [c for c in psutil.Process(lease.pid).net_connections() if c.status == psutil.CONN_LISTEN]
    assert len(listening) == 2
    assert all("127.0.0.1" in c.laddr.ip for c in listening)


def test_a_second_lease_shares_the_node(shared_lease: tuple[Path, Lease]) -> None:
    data_dir, first = shared_lease
    with acquire(data_dir) as second, holder(data_dir) as (process, url, pid):
        assert (second.url, second.pid) == (url, pid) == (first.url, first.pid)
        process.communicate()
    assert answers(first.url)


def test_indices_are_made_only_when_asked_for(shared_lease: tuple[Path, Lease]) -> None:
    _, lease = shared_lease
    with pytest.raises(urllib.error.HTTPError, match="404"):
        call("PUT", f"{lease.url}/nowhere/_doc/1", {"title": "خبر"})


def test_arabic_analysis_highlighting_facets_and_percolation_work(shared_lease: tuple[Path, Lease]) -> None:
    _, lease = shared_lease
    index = f"{lease.url}/news"
    properties = {
        "title": {"type": "text", "analyzer": "arabic"},
        "topic": {"type": "keyword"},
        "query": {"type": "percolator"},
    }
    call("PUT", index, {"mappings": {"dynamic": "strict", "properties": properties}})
    call("PUT", f"{index}/_doc/1", {"title": "بحث الوزير الضمانات الأمنية", "topic": "سياسة"})
    call("PUT", f"{index}/_doc/2?refresh=true", {"query": {"match_phrase": {"title": "ضمانات أمنية"}}})
    found = call(
        "POST",
        f"{index}/_search",
        {
            "query": {"match": {"title": "ضمانات"}},
            "highlight": {"fields": {"title": {}}},
            "aggs": {"topics": {"terms": {"field": "topic"}}},
        },
    )
    assert found["hits"]["hits"][0]["highlight"]["title"] == ["بحث الوزير <em>الضمانات</em> الأمنية"]
    assert found["aggregations"]["topics"]["buckets"] == [{"key": "سياسة", "doc_count": 1}]
    document = {"title": "عن الضمانات الأمنية"}
    matched = call("POST", f"{index}/_search", {"query": {"percolate": {"field": "query", "document": document}}})
    assert [hit["_id"] for hit in matched["hits"]["hits"]] == ["2"]


def test_snapshots_go_to_their_folder(shared_lease: tuple[Path, Lease]) -> None:
    data_dir, lease = shared_lease
    place = {"type": "fs", "settings": {"location": str(Layout.of(data_dir).snapshots)}}
    assert call("PUT", f"{lease.url}/_snapshot/backup", place) == {"acknowledged": True}


def test_only_the_token_opens_a_lease(
    shared_lease: tuple[Path, Lease], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data_dir, _ = shared_lease
    address = Layout.of(data_dir).address
    assert address.stat().st_mode & 0o777 == 0o600
    stolen = Layout.of(tmp_path)
    stolen.root.mkdir()
    stolen.address.write_text(json.dumps({**read_json(address), "token": "0" * 64}))
    held = take_lock(stolen.lock)
    assert held is not None
    monkeypatch.setattr("engine.embedded.lease._BUSY_S", 0.1)
    with pytest.raises(FolderBusy):
        acquire(tmp_path)
    os.close(held)


def test_documents_survive_the_end_of_the_node_and_a_start_without_network(folder: Path) -> None:
    with acquire(folder) as lease:
        call("PUT", f"{lease.url}/kept")
        call("PUT", f"{lease.url}/kept/_doc/1", {"title": "باقٍ"})
        first = lease.pid
    assert eventually(lambda: gone(first))
    assert eventually(lambda: not Layout.of(folder).address.exists())
    with acquire(folder, repository=NOWHERE) as lease:
        assert lease.pid != first
        assert call("GET", f"{lease.url}/kept/_doc/1")["_source"] == {"title": "باقٍ"}


def test_a_lease_taken_while_the_node_ends_gets_a_new_one(folder: Path) -> None:
    with acquire(folder) as lease:
        first = lease.pid
    eventually(lambda: not Layout.of(folder).address.exists())
    with acquire(folder) as lease:
        assert answers(lease.url)
        assert lease.pid != first


def test_the_node_dies_with_a_killed_parent(folder: Path) -> None:
    with holder(folder) as (process, _, pid):
        keeper = keeper_of(folder)
        process.kill()
        process.communicate()
    assert eventually(lambda: gone(pid) and gone(keeper), within=10)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ties a process to its parent")
def test_the_node_dies_with_a_killed_keeper_and_the_folder_is_free(folder: Path) -> None:
    with acquire(folder) as lease:
        os.kill(keeper_of(folder), signal.SIGKILL)
        assert eventually(lambda: gone(lease.pid), within=5)
        with acquire(folder) as again:
            assert answers(again.url)


def test_a_killed_node_comes_back_at_its_address_with_all_acknowledged_documents(folder: Path) -> None:
    with acquire(folder) as lease, ThreadPoolExecutor(1) as pool:
        call("PUT", f"{lease.url}/log")
        acknowledged: list[int] = []

        def write() -> None:
            for number in range(100_000):
                try:
                    call("PUT", f"{lease.url}/log/_doc/{number}", {"n": number})
                except OSError:
                    return
                acknowledged.append(number)

        writing = pool.submit(write)
        assert eventually(lambda: len(acknowledged) > 50)
        os.kill(lease.pid, signal.SIGKILL)
        writing.result()
        assert eventually(lambda: answers(lease.url), within=60)
        call("POST", f"{lease.url}/log/_refresh")
        count = call("GET", f"{lease.url}/log/_count")["count"]
        # One more may have been written whose acknowledgement the kill cut off.
        assert count - len(acknowledged) in {0, 1}
        found = call("POST", f"{lease.url}/log/_mget?_source=false", {"ids": list(map(str, acknowledged))})
        assert all(document["found"] for document in found["docs"])


def test_two_folders_have_nodes_of_their_own(shared_lease: tuple[Path, Lease], folder: Path) -> None:
    _, other = shared_lease
    with acquire(folder, heap_mb=256) as lease:
        assert lease.url != other.url
        call("PUT", f"{lease.url}/apart")
        with pytest.raises(urllib.error.HTTPError, match="404"):
            call("GET", f"{other.url}/apart")


def test_many_that_start_at_once_share_one_node(folder: Path) -> None:
    with ThreadPoolExecutor(6) as pool:
        leases = list(pool.map(lambda _: acquire(folder, heap_mb=256), range(6)))
    assert len({lease.pid for lease in leases}) == 1
    for lease in leases:
        lease.close()
    assert eventually(lambda: gone(leases[0].pid))


def test_nothing_is_written_to_the_terminal(folder: Path) -> None:
    with holder(folder) as (process, _, pid):
        said = process.communicate()
    assert said == ("", "")
    assert process.returncode == 0
    assert eventually(lambda: gone(pid))
    logs = Layout.of(folder).logs
    assert "started" in (logs / "node.log").read_text()
    assert "WARNING" not in (logs / "node.out").read_text()


def test_a_first_start_without_network_says_so(folder: Path, tmp_path: Path) -> None:
    heard: list[str] = []
    with pytest.raises(NoNetwork, match="FIHRIS_ENGINE_URL"):
        acquire(folder, cache_dir=tmp_path / "cache", repository=NOWHERE, progress=heard.append)
    assert eventually(lambda: take_lock(Layout.of(folder).lock) is not None)


def test_a_first_start_downloads_verifies_and_prepares_the_next(
    jar_repository: str, folder: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    heard: list[Progress] = []
    with acquire(folder, heap_mb=256, cache_dir=cache, repository=jar_repository, progress=heard.append):
        downloads = [step for step in heard if step.total]
        assert downloads[-1].done == downloads[-1].total == load_lock().size
        assert load_lock().missing(cache / "jars") == ()
        assert eventually(lambda: any(cache.glob("jars/start-*.aot")), within=120)
    with acquire(tmp_path / "next", heap_mb=300, cache_dir=cache, repository=NOWHERE) as lease:
        assert any("-XX:AOTCache=" in word for word in psutil.Process(lease.pid).cmdline())


def test_a_damaged_start_cache_does_no_harm(jar_repository: str, folder: Path, tmp_path: Path) -> None:
    jars = tmp_path / "jars"
    jars.mkdir()
    for jar in load_lock().jars:
        (jars / jar.name).hardlink_to(user_jars() / jar.name)
    cache = aot.cache_file(jars, find_java(), load_lock())
    cache.write_bytes(b"damaged" * 1000)
    with acquire(folder, heap_mb=256, cache_dir=tmp_path, repository=NOWHERE) as lease:
        assert answers(lease.url)


def test_too_little_memory_says_how_much_is_missing(folder: Path) -> None:
    with pytest.raises(TooLittleMemory, match=r"9000300 MB .*FIHRIS_ENGINE_HEAP_MB \(now 9000000\)"):
        acquire(folder, heap_mb=9_000_000)


def test_a_java_that_dies_at_its_start_leaves_its_last_words(folder: Path) -> None:
    with pytest.raises(NodeFailed, match=r"(?s)ended with status 1.*Too small maximum heap"):
        acquire(folder, heap_mb=1)


def test_data_of_a_newer_engine_are_left_alone(folder: Path) -> None:
    layout = Layout.of(folder)
    layout.create()
    layout.claim_version("99.0.0")
    with pytest.raises(FolderTooNew, match=r"99\.0\.0"):
        acquire(folder)
    assert eventually(lambda: not layout.address.exists())
    assert "Traceback" not in layout.keeper_log.read_text()


def test_damaged_data_say_what_is_wrong_with_them(folder: Path) -> None:
    layout = Layout.of(folder)
    layout.create()
    (layout.data / "nodes").write_text("not a folder")
    with pytest.raises(NodeFailed, match=r"(?s)ended with status.*Not a directory"):
        acquire(folder, heap_mb=256)


def test_a_stopped_keeper_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with acquire(folder, heap_mb=256):
        keeper = keeper_of(folder)
        monkeypatch.setattr("engine.embedded.lease._SILENT_S", 0.5)
        monkeypatch.setattr("engine.embedded.lease._BUSY_S", 0.5)
        os.kill(keeper, signal.SIGSTOP)
        try:
            with pytest.raises(FolderBusy, match=f"kill {keeper}"):
                acquire(folder)
        finally:
            os.kill(keeper, signal.SIGCONT)
