"""The product's main job, as a user does it: raw copy in by `fihris index`, answers out by HTTP.

Everything is real: the installed command, the embedded node, files on disk. One data folder serves all tests here,
in order: load, ask, restart, ask again, crash while loading, load again.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import psutil
import pytest

from samples import manifest, sample_folder
from tests.support import free_port, require_shared

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.engine

FIHRIS = Path(sys.executable).parent / "fihris"
PHRASE = '"الضمانات الأمنية"'


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A data folder of its own, shared by the commands of this module as by those of one user."""
    home = tmp_path_factory.mktemp("journey")
    return {**os.environ, "FIHRIS_DATA_DIR": str(home / "data"), "FIHRIS_ENGINE_URL": ""}  # noqa: TID251


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk's folder: the samples, and the article of the product's brief where it is at hand."""
    folder = tmp_path_factory.mktemp("copy")
    for file in sorted(Path(str(sample_folder())).glob("*.txt")):
        shutil.copy(file, folder)
    return folder


def fihris(*arguments: str, env: dict[str, str], timeout: float = 240) -> str:
    done = subprocess.run([FIHRIS, *arguments], env=env, capture_output=True, text=True, timeout=timeout, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def serving(env: dict[str, str]) -> Iterator[httpx.Client]:
    """`fihris serve` on a free port, until it is ready; ended as a user ends it."""
    port = free_port()
    process = subprocess.Popen(
        [FIHRIS, "serve", "--port", str(port)], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            deadline = time.monotonic() + 120
            while True:
                assert process.poll() is None, process.stderr.read() if process.stderr else ""
                try:
                    if client.get("/readyz").status_code == httpx.codes.OK:
                        break
                except httpx.TransportError:
                    pass
                assert time.monotonic() < deadline, "not ready in two minutes"
                time.sleep(0.2)
            yield client
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


def found(client: httpx.Client, **params: Any) -> dict[str, Any]:
    answer = client.get("/v1/articles", params={"limit": 100, **params})
    assert answer.status_code == httpx.codes.OK, answer.text
    result: dict[str, Any] = answer.json()
    return result


def expected_titles() -> set[str]:
    return {sample.title for sample in manifest() if sample.mentions_phrase}


def check_answers(client: httpx.Client) -> None:
    page = found(client, q=PHRASE, facets="person,topic,agency,place,date:month")
    assert {hit["title"]["value"] for hit in page["data"]} == expected_titles()
    assert page["meta"]["total"] == len(expected_titles())
    for hit in page["data"]:
        passages = hit["highlights"]["body"] + hit["highlights"].get("title", [])
        marked = [p["text"][start:end] for p in passages for start, end, _ in p["spans"]]
        assert marked, hit["title"]
        assert all(not text[:1].isspace() and not text[-1:].isspace() for text in marked)
    assert page["facets"]["person"]
    assert page["facets"]["topic"]
    assert sum(bucket["count"] for bucket in page["facets"]["date"]["buckets"]) <= page["meta"]["total"]


def test_a_folder_is_loaded_once(environment: dict[str, str], copy: Path) -> None:
    first = json.loads(fihris("index", "--json", str(copy), env=environment))
    assert first["new"] == len(manifest())
    assert first["rejected"] == 0
    again = json.loads(fihris("index", "--json", str(copy), env=environment))
    assert (again["new"], again["updated"], again["unchanged"]) == (0, 0, len(manifest()))


def test_every_story_that_mentions_the_phrase_is_found_and_no_other(environment: dict[str, str]) -> None:
    with serving(environment) as client:
        check_answers(client)


def test_the_answers_are_the_same_after_a_restart(environment: dict[str, str]) -> None:
    with serving(environment) as client:
        check_answers(client)
        page = found(client, q=PHRASE, facets="person")
        person = page["facets"]["person"][0]
        narrowed = found(client, q=PHRASE, person=person["value"])
        assert narrowed["meta"]["total"] == person["count"]
        assert all(person["value"] in {p["id"] for p in hit["persons"]} for hit in narrowed["data"])
        article = client.get(f"/v1/articles/{narrowed['data'][0]['id']}")
        assert article.json()["data"]["title"]["value"] == narrowed["data"][0]["title"]["value"]


def test_the_page_answers_in_arabic(environment: dict[str, str]) -> None:
    with serving(environment) as client:
        page = client.get("/", params={"q": PHRASE, "collapse": "none"})
        assert page.headers["content-type"].startswith("text/html")
        assert 'dir="rtl"' in page.text
        assert all(title.split()[0] in page.text for title in expected_titles())


def test_serve_and_index_share_one_node(environment: dict[str, str], tmp_path: Path) -> None:
    note = "خبر وحيد عن حصاد الزيتون\n\nالقدس (وفا) 3 تشرين الأول 2021 - بدأ موسم قطاف الزيتون في قرى الريف."
    (tmp_path / "olive.txt").write_text(note, "utf-8")
    with serving(environment) as client:
        counts = json.loads(fihris("index", "--json", str(tmp_path), env=environment))
        assert counts["new"] == 1
        titles = [hit["title"]["value"] for hit in found(client, q="قطاف الزيتون")["data"]]
        assert "خبر وحيد عن حصاد الزيتون" in titles


def test_the_brief_s_article_is_understood(environment: dict[str, str]) -> None:
    brief = require_shared() / "data" / "gold-dev" / "d001.txt"
    article = json.loads(fihris("enrich", str(brief), env=environment))
    assert article["title"] == "روسيا والولايات المتحدة تعدان للقاء بين لافروف وبلينكن قريباً - زاخاروفا"
    assert article["agencies"] == ["أردو بوينت نتورك", "سبوتنيك"]
    assert article["published"] == "2022-01-18"
    assert "(تستمر)" not in article["body"]
    assert "أفكارك وتعليقاتك" not in article["body"]
    surfaces = {p["name"]: sorted(m["surface"] for m in p["mentions"]) for p in article["persons"]}
    assert surfaces == {
        "ماريا زاخاروفا": ["زاخاروفا", "زاخاروفا", "زاخاروفا", "ماريا زاخاروفا"],
        "سيرغي لافروف": ["سيرغي لافروف", *["لافروف"] * 4],
        "أنتوني بلينكن": ["أنتوني بلينكن", "أنتوني بلينكن", "بلينكن", "وبلينكن", "وبلينكن"],
    }
    text = brief.read_text("utf-8")
    assert all(text[m["start"] : m["end"]] == m["surface"] for p in article["persons"] for m in p["mentions"])
    fihris("index", str(brief), env=environment)
    with serving(environment) as client:
        titles = {hit["title"]["value"] for hit in found(client, q=PHRASE)["data"]}
        assert titles == expected_titles() | {article["title"]}


def test_a_node_killed_while_loading_loses_and_doubles_nothing(tmp_path: Path, copy: Path) -> None:
    data = tmp_path / "data"
    env = {**os.environ, "FIHRIS_DATA_DIR": str(data), "FIHRIS_ENGINE_URL": "", "FIHRIS_INDEX_BATCH": "5"}  # noqa: TID251
    loading = subprocess.Popen(
        [FIHRIS, "index", "--json", str(copy)], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    _kill_node_of(loading.pid, data)
    loading.communicate(timeout=240)
    counts = json.loads(fihris("index", "--json", str(copy), env=env))
    assert counts["new"] + counts["updated"] + counts["unchanged"] == len(manifest())
    with serving(env) as client:
        assert found(client, withdrawn=True)["meta"]["total"] == len(manifest())
        check_answers(client)


def _kill_node_of(pid: int, data: Path) -> None:
    """SIGKILL to the search engine of a data folder as soon as it holds an index."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        assert psutil.pid_exists(pid)
        for process in psutil.process_iter(["name", "cmdline"]):
            command = " ".join(process.info["cmdline"] or [])
            if "java" in (process.info["name"] or "") and str(data) in command and any(data.rglob("segments_*")):
                process.kill()
                return
        time.sleep(0.05)
    pytest.fail("no node appeared")
