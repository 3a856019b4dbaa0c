"""Settings of loading articles."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class IndexerSettings(BaseSettings):
    """How articles are loaded; read from `FIHRIS_*` variables or an `.env` file."""

    model_config = SettingsConfigDict(env_prefix="FIHRIS_", env_file=".env", extra="ignore", frozen=True)

    index_workers: int = Field(
        default_factory=lambda: max(1, (os.cpu_count() or 2) - 1),
        ge=1,
        le=64,
        description="Processes that parse and enrich articles while one more writes them.",
    )
    index_batch: int = Field(default=200, ge=1, le=5000, description="Articles in one bulk request.")
    index_patience_s: float = Field(
        default=300.0,
        ge=0,
        description="How long loading waits, in seconds, for an engine that went away or is too busy.",
    )
    index_languages: str = Field(
        default="",
        description="Languages to keep, such as `ar,fa`; articles in others go to quarantine. Empty: all, marked.",
    )
    fetch_allow: str = Field(
        default="",
        description="Private hosts and networks, separated by commas, that feeds and pages may come from.",
    )
    fetch_max_mb: int = Field(default=16, ge=1, le=256, description="Largest page or feed that is fetched, in MB.")
    fetch_timeout_s: float = Field(default=30.0, gt=0, description="Seconds that fetching one page or feed may take.")
    fetch_max_pages: int = Field(default=1000, ge=1, description="Pages that one feed or sitemap may lead to.")
    data_dir: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("fihris", appauthor=False)),
        description="Folder of quarantine, stories and the embedded engine; not set: the user's data folder.",
    )
    database_url: SecretStr | None = Field(
        default=None,
        description=(
            "Database for what is kept beside the index, as an SQLAlchemy address (`postgresql+asyncpg://…`); "
            "not set: files in the data folder."
        ),
    )

    @property
    def languages(self) -> frozenset[str]:
        """The languages to keep; empty for all."""
        return frozenset(filter(None, (name.strip().lower() for name in self.index_languages.split(","))))

    @property
    def stories_url(self) -> str:
        """The address of the database that remembers stories."""
        if self.database_url is not None and self.database_url.get_secret_value():
            return self.database_url.get_secret_value()
        return f"sqlite+aiosqlite:///{self.data_dir.expanduser().resolve() / 'stories.sqlite'}"

    @property
    def quarantine_dir(self) -> Path:
        """The folder of what could not be loaded."""
        return self.data_dir.expanduser() / "quarantine"
