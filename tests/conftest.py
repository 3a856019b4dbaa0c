"""The search engines that tests of all folders share; each is started at most once a run, and ended with it."""

from __future__ import annotations

import os
import subprocess
import threading
from typing import TYPE_CHECKING

import pytest

from engine.embedded.lease import acquire
from tests.support import free_port, require_shared, skip_or_fail

if TYPE_CHECKING:
    from collections.abc import Iterator

_START_S = 300
_END_S = 30


def _running(variable: str) -> str | None:
    return os.environ.get(variable)  # noqa: TID251 - tests have no settings of their own.


@pytest.fixture(scope="session")
def opensearch_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The embedded node on a data folder of this run, or the OpenSearch at `FIHRIS_TEST_OPENSEARCH_URL`."""
    running = _running("FIHRIS_TEST_OPENSEARCH_URL")
    if running:
        yield running
        return
    with acquire(tmp_path_factory.mktemp("opensearch")) as lease:
        yield lease.url


@pytest.fixture(scope="session")
def elasticsearch_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A node of this run from the shared folder, or the Elasticsearch at `FIHRIS_TEST_ELASTICSEARCH_URL`."""
    running = _running("FIHRIS_TEST_ELASTICSEARCH_URL")
    if running:
        yield running
        return
    start = require_shared() / "elasticsearch-node" / "start"
    home = tmp_path_factory.mktemp("elasticsearch")
    with (home / "start.log").open("wb") as log:
        node = subprocess.Popen(
            [str(start), str(free_port()), str(home / "node")],
            stdout=subprocess.PIPE, stderr=log, text=True, env={**os.environ, "ES_HEAP": "512m"},  # noqa: TID251
        )  # fmt: skip
    try:
        url = _ready(node)
        if url is None:
            said = (home / "start.log").read_text("utf-8", errors="replace")[-300:].strip()
            skip_or_fail(f"Elasticsearch cannot be started here (it needs Maven and a JDK 21): {said}")
        yield str(url)
    finally:
        node.terminate()
        node.communicate(timeout=_END_S)


def _ready(node: subprocess.Popen[str]) -> str | None:
    """The address that a node prints when it answers; None if it ends before, or takes too long."""
    late = threading.Timer(_START_S, node.kill)
    late.start()
    try:
        for line in node.stdout or ():
            if line.startswith("READY "):
                return line.split()[1]
    finally:
        late.cancel()
    return None
