"""Settings of loading articles."""

from __future__ import annotations

import os

from pydantic import Field
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
