"""Loading as people do it: from a pipe, from a folder that fills, and again after a repair."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from engine.embedded.lease import acquire

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.engine

FIHRIS = Path(sys.executable).parent / "fihris"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A data folder of these tests, whose engine keeps running between commands."""
    # A run in the background ignores interrupts, and would teach the commands the same.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    data = tmp_path_factory.mktemp("commands") / "data"
    with acquire(data):
        yield {**os.environ, "FIHRIS_DATA_DIR": str(data), "FIHRIS_ENGINE_URL": ""}  # noqa: TID251


def fihris(*arguments: str, env: dict[str, str], stdin: str | None = None) -> str:
    done = subprocess.run(
        [FIHRIS, *arguments], env=env, input=stdin, capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def line(number: int, **changes: str) -> str:
    fields = {"title": f"الخبر رقم {number} عن مدينة وهران", "text": f"نص الخبر رقم {number} من مدينة وهران."}
    return json.dumps({**fields, **changes}, ensure_ascii=False) + "\n"


def test_a_pipe_of_json_lines_is_loaded_and_told_for_programs(environment: dict[str, str]) -> None:
    out = fihris("index", "--json", "-", env=environment, stdin=line(1) + "{broken\n" + line(2))
    result = json.loads(out)
    assert (result["new"], result["rejected"], result["reasons"]) == (2, 1, {"broken_json": 1})
    assert "2 unchanged" in fihris("index", "-", env=environment, stdin=line(1) + line(2))


def test_what_was_held_is_loaded_once_it_is_repaired(environment: dict[str, str]) -> None:
    (item,) = json.loads(fihris("quarantine", "list", "--json", env=environment))
    Path(item["path"]).write_text(line(3), "utf-8")
    assert "1 new" in fihris("quarantine", "retry", item["key"], env=environment)
    assert fihris("quarantine", "list", env=environment) == ""


def test_a_watched_folder_is_loaded_as_it_fills(environment: dict[str, str], tmp_path: Path) -> None:
    command = [str(FIHRIS), "index", "--watch", str(tmp_path), "--json"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as watching:
        try:
            (tmp_path / "a.jsonl").write_text(line(4), "utf-8")
            assert _next(watching)["new"] == 1
            (tmp_path / "b.txt").write_text("خبر جديد من وهران\n\nوهران (واج) - نص الخبر الجديد.", "utf-8")
            (tmp_path / "c.txt").write_text("", "utf-8")
            result = _next(watching)
            assert (result["new"], result["rejected"]) == (1, 1)
        finally:
            watching.send_signal(signal.SIGINT)
            ended = watching.wait(timeout=60)
    assert ended == 130
    assert "4 unchanged" not in fihris("index", str(tmp_path), env=environment)


def _next(watching: subprocess.Popen[str]) -> dict[str, Any]:
    """The counts of the next load."""
    began = time.monotonic()
    assert watching.stdout is not None
    result: dict[str, Any] = json.loads(watching.stdout.readline())
    assert time.monotonic() - began < 120
    return result
