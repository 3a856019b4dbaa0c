"""`fihris keys`: made once, listed without secrets, revoked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner, Result

from api.keys.key import is_secret
from cli.keys import app

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIHRIS_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("FIHRIS_DATABASE_URL", raising=False)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_a_key_is_printed_once_and_ends_when_revoked() -> None:
    made = run("add", "غرفة الأخبار", "--scope", "read", "--scope", "alerts", "--rate", "10/second")
    assert made.exit_code == 0
    secret = made.stdout.strip()
    assert is_secret(secret)
    listed = run("list")
    shown = json.loads(listed.stdout)
    assert secret not in listed.output
    assert shown["scopes"] == ["alerts", "read"]
    assert (shown["name"], shown["rate"], shown["used"], shown["revoked"]) == ("غرفة الأخبار", "10/second", None, None)
    assert run("revoke", shown["id"]).exit_code == 0
    assert json.loads(run("list").stdout)["revoked"].endswith("Z")
    again = run("revoke", shown["id"])
    assert again.exit_code == 1


def test_a_key_reads_if_nothing_else_is_said_and_may_have_no_limit() -> None:
    assert run("add", "reader", "--rate", "none").exit_code == 0
    shown = json.loads(run("list").stdout)
    assert (shown["scopes"], shown["rate"]) == (["read"], None)


@pytest.mark.parametrize(
    "arguments",
    [["add", ""], ["add", "x" * 101], ["add", "a\nb"], ["add", "x", "--rate", "much"], ["add", "x", "--scope", "god"]],
)
def test_wrong_use_is_said(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2
    assert run("list").stdout == ""


def test_a_database_that_cannot_be_opened_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIHRIS_DATABASE_URL", "nonsense://x")
    done = run("list")
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
