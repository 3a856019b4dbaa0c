"""Settings of the API and the page."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class ApiSettings(BaseSettings):
    """Where the API listens and whom it answers; read from `FIHRIS_*` variables or an `.env` file."""

    model_config = SettingsConfigDict(
        env_prefix="FIHRIS_", env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    host: str = Field(default="127.0.0.1", description="Address to listen on; the default is this machine alone.")
    port: int = Field(default=8000, ge=0, le=65_535, description="Port to listen on; 0 takes any free one.")
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Origins whose pages may read the API, separated by commas (`https://example.org`); `*` for all.",
    )
    cursor_secret: SecretStr | None = Field(
        default=None,
        description=(
            "Secret that signs page cursors; the same for all processes that serve one site. Not set: one is made "
            "and kept in the data folder."
        ),
    )
    max_body_bytes: int = Field(
        default=65_536, ge=1_024, description="Largest request body that is read, in bytes; a larger one is refused."
    )

    body_timeout_s: float = Field(
        default=10.0, gt=0, description="Seconds that a client may take to send a request body."
    )

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(origin.strip().rstrip("/") for origin in value.split(",") if origin.strip())
