"""Settings of the database."""

from __future__ import annotations

from pathlib import Path

import platformdirs
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class StoreSettings(BaseSettings):
    """Where the database is; read from `FIHRIS_*` variables or an `.env` file."""

    model_config = SettingsConfigDict(
        env_prefix="FIHRIS_", env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True
    )

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
    def url(self) -> str:
        """The address of the database; it may hold a password, so it is not for logs."""
        if self.database_url is not None and self.database_url.get_secret_value():
            return self.database_url.get_secret_value()
        return f"sqlite+aiosqlite:///{self.data_dir.expanduser().resolve() / 'fihris.sqlite'}"
