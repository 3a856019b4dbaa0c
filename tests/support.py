"""What tests of several folders need."""

from __future__ import annotations

import importlib
import os
import socket
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
IN_CI = os.environ.get("CI") == "true"  # noqa: TID251 - tests have no settings of their own.


def skip_or_fail(reason: str) -> None:
    """Skip a test for what this machine lacks; in CI, where nothing may be lacking, fail it."""
    if IN_CI:
        pytest.fail(f"must not be skipped in CI: {reason}")
    pytest.skip(reason)


def require_shared() -> Path:
    """The folder `shared` beside the project, with development data and the Elasticsearch node."""
    shared = ROOT.parent / "shared"
    if not shared.is_dir():
        skip_or_fail("needs the development data in ../shared")
    return shared


def free_port() -> int:
    """A port of this machine that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def import_tables() -> None:
    """Import every module that declares tables of the database: all are named `tables.py`."""
    for path in sorted(ROOT.glob("[a-z]*/**/tables.py")):
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
