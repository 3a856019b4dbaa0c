"""Schemathesis asks what the published contract allows, and what it forbids, of the running server."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI

from tests.support import free_port

pytestmark = pytest.mark.engine

CONFIG = Path(__file__).parent / "schemathesis.toml"


@pytest.fixture(scope="session")
def server(application: FastAPI) -> Iterator[str]:
    """The application behind a real port."""
    port = free_port()
    running = uvicorn.Server(uvicorn.Config(application, port=port, log_level="warning", ws="none"))
    thread = threading.Thread(target=running.run)
    thread.start()
    while not running.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    running.should_exit = True
    thread.join()


def judge(server: str, examples: int, folder: Path) -> None:
    """All phases (examples, coverage, fuzzing, links) and all checks; what it finds is the failure's text."""
    command = Path(sys.executable).with_name("schemathesis")
    done = subprocess.run(
        [
            str(command), "--config-file", str(CONFIG), "run", f"{server}/openapi.json",
            "--max-examples", str(examples), "--seed", "1", "--generation-database", "none", "--no-color",
        ],
        cwd=folder, capture_output=True, text=True, check=False, timeout=3_600,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-2_000:]


def test_every_answer_keeps_the_contract(server: str, tmp_path: Path) -> None:
    judge(server, 50, tmp_path)


@pytest.mark.nightly
@pytest.mark.timeout(3_700)
def test_every_answer_keeps_the_contract_at_length(server: str, tmp_path: Path) -> None:
    judge(server, 2_000, tmp_path)
