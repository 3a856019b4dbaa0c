"""The secret of cursors: given, kept, or at least made."""

import stat
from pathlib import Path

import pytest

from api.secret import FILE_NAME, cursor_secret
from api.settings import ApiSettings


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ApiSettings:
    monkeypatch.chdir(tmp_path)
    return ApiSettings()


def test_the_secret_of_the_settings_comes_first(tmp_path: Path) -> None:
    assert cursor_secret(ApiSettings(cursor_secret="given"), tmp_path) == b"given"
    assert list(tmp_path.iterdir()) == []


def test_a_secret_is_made_once_and_readable_by_its_owner_alone(settings: ApiSettings, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"
    made = cursor_secret(settings, folder)
    assert len(made) == 32
    assert cursor_secret(settings, folder) == made
    assert [path.name for path in folder.iterdir()] == [FILE_NAME]
    assert stat.S_IMODE((folder / FILE_NAME).stat().st_mode) == 0o600


def test_of_two_processes_that_make_one_the_first_wins(
    settings: ApiSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"first")
    monkeypatch.setattr(Path, "is_file", lambda _self: False)
    assert cursor_secret(settings, tmp_path) == b"first"


def test_where_nothing_can_be_kept_a_secret_lasts_for_the_run(settings: ApiSettings, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert cursor_secret(settings, blocked) != cursor_secret(settings, blocked)


def test_origins_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FIHRIS_CORS_ORIGINS", "https://a.example/, https://b.example,")
    assert ApiSettings().cors_origins == ("https://a.example", "https://b.example")
    assert ApiSettings(cors_origins=("*",)).cors_origins == ("*",)


def test_every_setting_is_described() -> None:
    assert [name for name, field in ApiSettings.model_fields.items() if not field.description] == []
