"""Settings of the engine, and the target they make; no secret shows anywhere."""

from __future__ import annotations

import base64
import ssl
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import SecretStr, ValidationError

from engine.errors import EngineNotReady
from engine.settings import EngineSettings
from engine.target import target_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variables and no `.env` file of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in EngineSettings.model_fields:
        monkeypatch.delenv(f"FIHRIS_{name.upper()}", raising=False)


def basic(user: str, password: str) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


def headers(url: str = "http://host", **values: Any) -> dict[str, str]:
    return target_of(EngineSettings(**values), url).headers


def test_without_settings_the_embedded_engine_runs() -> None:
    settings = EngineSettings()
    assert settings.engine_url is None
    assert settings.engine_verify_certs
    assert settings.data_dir.name == "fihris"
    assert settings.data_dir.is_absolute()


def test_variables_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FIHRIS_ENGINE_URL", "https://es.example:9243")
    monkeypatch.setenv("FIHRIS_ENGINE_TIMEOUT_S", "2.5")
    monkeypatch.setenv("FIHRIS_DATA_DIR", str(tmp_path))
    settings = EngineSettings()
    assert settings.engine_url == SecretStr("https://es.example:9243")
    assert (settings.engine_timeout_s, settings.data_dir) == (2.5, tmp_path)


def test_an_empty_address_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIHRIS_ENGINE_URL", "")
    assert EngineSettings().engine_url is None


@pytest.mark.parametrize(
    "url", ["es:9200", "ftp://es", "http://", "http://u:geheim@es:0", "http://u:geheim@es:99999", "http://[u:geheim"]
)
def test_wrong_addresses_are_refused_without_showing_them(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("FIHRIS_ENGINE_URL", url)
    with pytest.raises(ValidationError, match="must be like") as refusal:
        EngineSettings()
    assert "geheim" not in str(refusal.value)


def test_every_setting_is_described() -> None:
    assert all(len(field.description or "") > 10 for field in EngineSettings.model_fields.values())
    assert not any("|" in (field.description or "") for field in EngineSettings.model_fields.values())


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://es", "http://es:9200"),
        ("https://es", "https://es:443"),
        ("http://u:p@es:9201/", "http://es:9201"),
        ("https://proxy/search/", "https://proxy:443/search"),
        ("http://[::1]:9200", "http://[::1]:9200"),
        ("http://es:9200/?x=1#y", "http://es:9200"),
    ],
)
def test_addresses_are_completed_and_stripped(url: str, expected: str) -> None:
    assert target_of(EngineSettings(), url).url == expected


def test_who_we_are_comes_from_settings_first() -> None:
    assert headers() == {}
    assert headers("http://u:p%40ss@host") == basic("u", "p@ss")
    assert headers("http://u:p@host", engine_username="قارئ", engine_password="سر") == basic("قارئ", "سر")
    assert headers("http://u:p@host", engine_api_key="a2V5") == {"authorization": "ApiKey a2V5"}


def test_secrets_may_stand_in_files(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("geheim\n", "utf-8")
    assert headers(engine_username="u", engine_password_file=file) == basic("u", "geheim")
    assert headers(engine_api_key_file=file) == {"authorization": "ApiKey geheim"}
    with pytest.raises(EngineNotReady, match="cannot be read: FileNotFoundError"):
        headers(engine_api_key_file=tmp_path / "missing")
    file.write_bytes(b"\xff")
    with pytest.raises(EngineNotReady, match="cannot be read"):
        headers(engine_api_key_file=file)


def test_no_secret_shows() -> None:
    url = "http://u:geheim@host"
    settings = EngineSettings(
        engine_url=SecretStr(url), engine_password=SecretStr("geheim"), engine_api_key=SecretStr("geheim")
    )
    target = target_of(settings, url)
    assert "geheim" not in f"{settings!r} {settings} {target!r} {target} {settings.model_dump_json()}"


def test_certificates_are_checked_unless_told_otherwise(tmp_path: Path) -> None:
    checked = target_of(EngineSettings(), "https://es").tls
    trusting = target_of(EngineSettings(engine_verify_certs=False), "https://es").tls
    assert checked
    assert checked.verify_mode is ssl.CERT_REQUIRED
    assert checked.check_hostname
    assert trusting
    assert trusting.verify_mode is ssl.CERT_NONE
    assert target_of(EngineSettings(), "http://es").tls is None
    (tmp_path / "ca.pem").write_text("no certificate", "utf-8")
    for name in ("ca.pem", "missing.pem"):
        with pytest.raises(EngineNotReady, match=name):
            target_of(EngineSettings(engine_ca_certs=tmp_path / name), "https://es")
