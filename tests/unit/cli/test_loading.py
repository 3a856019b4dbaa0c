"""What people type, and what they are told, where no engine is needed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from articles.stages import Rejected
from cli.main import app
from indexer.counts import LISTED, Counts
from indexer.quarantine import Quarantine
from indexer.sources import Failure, Media, Packet

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

TEXT = "عنوان الخبر الصحيح\n\nبيروت (وفا) - نص الخبر الصحيح عن انتخابات المجلس."


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FIHRIS_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def fihris(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(app, arguments, input=stdin)


def test_a_rehearsal_counts_and_writes_nothing(tmp_path: Path, data: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text(TEXT, "utf-8")
    (tmp_path / "in" / "empty.txt").write_text("", "utf-8")
    told = fihris("index", "--dry-run", str(tmp_path / "in"))
    assert told.exit_code == 0
    assert "1 articles could be indexed, 1 would be rejected; nothing was written" in told.stdout
    assert "empty.txt: there is nothing in it [empty]" in told.stdout
    assert not data.exists()
    result = json.loads(fihris("index", "--dry-run", "--json", str(tmp_path / "in")).stdout)
    assert (result["articles"], result["rejected"], result["reasons"]) == (1, 1, {"empty": 1})


def test_standard_input_and_field_names_are_read() -> None:
    line = json.dumps({"head": "عنوان الخبر الصحيح", "story": {"body": "نص الخبر الصحيح."}}, ensure_ascii=False)
    told = fihris("parse", "-", "--map", "title=head", "--map", "text=story.body", stdin=line.encode())
    assert told.exit_code == 0
    assert json.loads(told.stdout)["title"] == "عنوان الخبر الصحيح"


@pytest.mark.parametrize(("arguments", "said"), [
    (("index",), "nothing to index"),
    (("index", "no/such/folder"), "no such file or folder"),
    (("index", "--watch", "no/such/folder"), "no such file or folder"),
    (("parse", "no/such/file"), "no such file or folder"),
    (("index", "-", "--map", "headline"), "--map headline"),
    (("index", "-", "--map", "nothing=x"), "OURS is one of title, text"),
    (("index", "-", "--map", "title="), "--map title="),
])  # fmt: skip
def test_wrong_use_is_explained(arguments: tuple[str, ...], said: str) -> None:
    told = fihris(*arguments)
    assert told.exit_code == 2
    assert said in told.stderr


def test_settings_that_make_no_sense_name_their_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FIHRIS_INDEX_BATCH", "none")
    told = fihris("index", "--dry-run", str(tmp_path))
    assert told.exit_code == 2
    assert "FIHRIS_INDEX_BATCH" in told.stderr


def test_parse_and_enrich_give_a_line_of_json_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").write_text("", "utf-8")
    told = fihris("parse", "--explain", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
    parsed = json.loads(told.stdout)
    assert (parsed["agencies"], parsed["place"]) == (["وفا"], "بيروت")
    assert any("بيروت" in cut["text"] for cut in parsed["cuts"])
    assert "[empty]" in told.stderr
    enriched = json.loads(fihris("enrich", str(tmp_path / "a.txt")).stdout)
    assert {"persons", "places", "orgs", "topics", "phrases"} <= enriched.keys()
    assert enriched["places"][0]["mentions"]


def test_parsing_nothing_but_rejects_fails(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("", "utf-8")
    assert fihris("parse", str(tmp_path)).exit_code == 1


def test_more_rejects_than_are_listed_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    from cli.loading import report  # noqa: PLC0415

    counts = Counts()
    for number in range(LISTED + 3):
        counts.reject(Rejected(str(number), "empty", "nothing"))
    report(counts, as_json=False)
    assert "and 3 more; `fihris quarantine list` has them all" in capsys.readouterr().out


@pytest.fixture
def key(data: Path) -> str:
    packet = Packet("x.json", Media.JSON, "{مكسور".encode())
    return Quarantine(data / "quarantine").hold(Failure(Rejected("x.json", "broken_json", "not valid"), packet))


def test_quarantine_is_listed_shown_and_dropped(key: str, data: Path) -> None:
    assert f"{key}  " in fihris("quarantine", "list").stdout
    assert "x.json: not valid [broken_json]" in fihris("quarantine", "list").stdout
    (item,) = json.loads(fihris("quarantine", "list", "--json").stdout)
    assert (item["key"], item["code"], item["bytes"]) == (key, "broken_json", 11)
    assert fihris("quarantine", "show", key).stdout == "{مكسور"
    assert json.loads(fihris("quarantine", "show", "--json", key).stdout)["path"] == str(
        data / "quarantine" / key / "raw.json"
    )
    assert fihris("quarantine", "drop", key).stdout == "1 dropped\n"
    assert fihris("quarantine", "list").stdout == ""


@pytest.mark.parametrize(("arguments", "status"), [
    (("show", "nothing"), 1), (("drop", "nothing"), 1), (("drop",), 2), (("retry",), 2), (("drop", "--all", "x"), 2),
])  # fmt: skip
def test_quarantine_says_what_it_does_not_have(arguments: tuple[str, ...], status: int, key: str) -> None:
    assert fihris("quarantine", *arguments).exit_code == status
    assert key in fihris("quarantine", "list").stdout


def test_all_of_quarantine_may_be_dropped(key: str) -> None:
    assert fihris("quarantine", "drop", "--all").exit_code == 0
    assert key not in fihris("quarantine", "list").stdout
