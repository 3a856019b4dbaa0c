"""Settings of the search engine."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import platformdirs
from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class EngineSettings(BaseSettings):
    """Which engine, and how to reach it; read from `FIHRIS_*` variables or an `.env` file."""

    model_config = SettingsConfigDict(
        env_prefix="FIHRIS_", env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    engine_url: SecretStr | None = Field(
        default=None,
        description=(
            "Address of Elasticsearch or OpenSearch, `http://` or `https://`, with `user:password@` if need be; "
            "without a port 9200 (http) or 443 (https). Not set: Fihris starts its own engine."
        ),
    )
    engine_username: str | None = Field(default=None, description="User name at the engine.")
    engine_password: SecretStr | None = Field(default=None, description="Password at the engine.")
    engine_password_file: Path | None = Field(default=None, description="File that holds the password instead.")
    engine_api_key: SecretStr | None = Field(
        default=None, description="API key at the engine, in its encoded form; comes before user and password."
    )
    engine_api_key_file: Path | None = Field(default=None, description="File that holds the API key instead.")
    engine_ca_certs: Path | None = Field(
        default=None, description="File with the certificates to trust (PEM); not set: those of the system."
    )
    engine_verify_certs: bool = Field(
        default=True, description="Whether the engine must prove who it is; switch off only to try things out."
    )
    engine_timeout_s: float = Field(default=10.0, gt=0, description="Seconds that a search may take.")
    engine_write_timeout_s: float = Field(
        default=60.0, gt=0, description="Seconds that a bulk request, a refresh or a change of an index may take."
    )
    engine_start_timeout_s: float = Field(
        default=30.0, ge=0, description="Seconds to wait, at the start, for an engine that does not answer yet."
    )
    engine_retries: int = Field(
        default=2, ge=0, le=10, description="How often a harmless request is repeated when the engine is away or busy."
    )
    engine_heap_mb: int = Field(default=512, ge=128, description="Memory of the embedded engine, in MB.")
    data_dir: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("fihris", appauthor=False)),
        description="Folder of quarantine, stories and the embedded engine; not set: the user's data folder.",
    )

    @field_validator("engine_url", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("engine_url")
    @classmethod
    def _is_an_address(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _address(value.get_secret_value()):
            raise ValueError("must be like http://host:9200 or https://user:password@host")
        return value


def _address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
