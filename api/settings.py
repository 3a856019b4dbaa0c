"""Settings of the API and the page."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from api.limits import read_rate
from api.proxies import read_networks


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
    require_key: bool = Field(
        default=False,
        description=(
            "Whether every request needs a key (`fihris keys`), pages and feeds too. If not, everybody who can reach "
            "the server may read, and who sits at this machine may do everything."
        ),
    )
    rate_limit: str = Field(
        default="600/minute",
        description="What a client without a key may ask, by its address; empty for no limit. This machine has none.",
    )
    limits_url: SecretStr | None = Field(
        default=None,
        description=(
            "Store in which several processes count limits together, such as `redis://host:6379`; not set: each "
            "process counts for itself."
        ),
    )
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description=(
            "Addresses and networks of proxies, separated by commas, whose `Forwarded` and `X-Forwarded-*` are "
            "believed. With any set, no request counts as one from this machine."
        ),
    )
    public_url: str | None = Field(
        default=None,
        description=(
            "Address under which readers reach the server (`https://news.example.org`), for links in feeds; not set: "
            "the one that each request came to."
        ),
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

    @field_validator("cors_origins", "trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(part.strip().rstrip("/") for part in value.split(",") if part.strip())

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        read_networks(value)
        return value

    @field_validator("rate_limit")
    @classmethod
    def _is_a_rate(cls, value: str) -> str:
        if value:
            read_rate(value)
        return value

    @field_validator("public_url")
    @classmethod
    def _is_an_address(cls, value: str | None) -> str | None:
        if value and not re.fullmatch(r"https?://[^\s/?#\"'<>]+(/[^\s?#\"'<>]*)?", value):
            raise ValueError("must be like https://news.example.org")
        return value.rstrip("/") if value else None
