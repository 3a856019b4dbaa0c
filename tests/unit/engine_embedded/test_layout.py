from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest

from engine.embedded import config
from engine.embedded.errors import FolderNotWritable, FolderTooNew
from engine.embedded.layout import Layout, read_json, write_json

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    found = Layout.of(tmp_path)
    found.create()
    return found


def test_all_lies_below_one_folder(layout: Layout, tmp_path: Path) -> None:
    for path in (layout.lock, layout.address, layout.node, layout.version, layout.keeper_log, layout.node_output):
        assert path.is_relative_to(tmp_path / "engine")
    assert {path.name for path in layout.root.iterdir()} == {"data", "config", "logs", "snapshots", "tmp"}


def test_creating_twice_keeps_what_is_there(layout: Layout) -> None:
    (layout.data / "kept").touch()
    layout.create()
    assert (layout.data / "kept").exists()


def test_a_folder_that_cannot_be_made_names_the_setting(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FolderNotWritable, match=r"Not a directory.*FIHRIS_DATA_DIR"):
        Layout.of(tmp_path / "file").create()


def test_a_folder_without_write_permission_is_found_out_at_once(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    # Permissions bind everybody but root, who may be running this test.
    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    with pytest.raises(FolderNotWritable, match="Permission denied"):
        layout.create()


@pytest.mark.parametrize("known", ["3.8.0", "3.7.9", "2.19.4", "3.8.0-SNAPSHOT", "nonsense"])
def test_older_and_equal_versions_are_taken_over(layout: Layout, known: str) -> None:
    write_json(layout.version, {"opensearch": known})
    layout.claim_version("3.8.0")
    assert read_json(layout.version) == {"opensearch": "3.8.0"}


def test_a_folder_of_a_newer_version_is_left_alone(layout: Layout) -> None:
    layout.claim_version("3.10.0")
    with pytest.raises(FolderTooNew, match=r"3\.10\.0.*3\.9\.1.*Upgrade Fihris"):
        layout.claim_version("3.9.1")
    assert read_json(layout.version) == {"opensearch": "3.10.0"}


def test_small_files_are_private_and_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "small.json"
    write_json(path, {"a": 1})
    write_json(path, {"b": 2})
    assert read_json(path) == {"b": 2}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"null"])
def test_a_broken_file_reads_as_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.json"
    path.write_bytes(content)
    assert read_json(path) == {}
    assert read_json(tmp_path / "absent") == {}


def test_the_configuration_is_written_anew_at_each_start(layout: Layout) -> None:
    (layout.config / "opensearch.yml").write_text("network.host: 0.0.0.0")
    config.write(layout)
    written = json.loads((layout.config / "opensearch.yml").read_text())
    assert written["network.host"] == "127.0.0.1"
    assert written["path.repo"] == [str(layout.snapshots)]
    assert written["action.auto_create_index"] is False
    assert "Console" not in (layout.config / "log4j2.properties").read_text()


def test_a_path_with_quotes_and_colons_stays_one_value(tmp_path: Path) -> None:
    odd = Layout.of(tmp_path / 'a: "b" #c')
    assert json.loads(config.settings(odd))["path.repo"] == [str(odd.snapshots)]
