"""Settings of how alerts are told."""

from __future__ import annotations

import re
from email.headerregistry import Address
from pathlib import Path  # noqa: TC003 - pydantic reads the annotation.
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class DeliverySettings(BaseSettings):
    """Where alerts may speak, and by which mail server; read from `FIHRIS_*` variables or an `.env` file."""

    model_config = SettingsConfigDict(
        env_prefix="FIHRIS_", env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    webhook_allow: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Private hosts, addresses and networks, separated by commas, that webhooks may reach.",
    )
    public_url: str = Field(
        default="http://127.0.0.1:8000",
        description="Address of this site as readers see it; links in mails and feeds begin with it.",
    )
    smtp_host: str | None = Field(default=None, description="Mail server; not set: alerts send no mail.")
    smtp_port: int = Field(default=587, ge=1, le=65_535, description="Port of the mail server.")
    smtp_security: Literal["auto", "starttls", "tls", "none"] = Field(
        default="auto",
        description=(
            "How the connection to the mail server is protected: `starttls`, `tls` from the start, `none`, or `auto`: "
            "`starttls` where the server offers it."
        ),
    )
    smtp_username: str | None = Field(default=None, description="User name at the mail server.")
    smtp_password: SecretStr | None = Field(default=None, description="Password at the mail server.")
    smtp_password_file: Path | None = Field(default=None, description="File that holds the password instead.")
    smtp_from: str | None = Field(
        default=None,
        description="Address that mails of alerts come from; not set: `fihris@` and the host of this site.",
    )
    smtp_timeout_s: float = Field(default=30.0, gt=0, description="Seconds that sending one mail may take.")

    @field_validator("webhook_allow", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(name.strip() for name in value.split(",") if name.strip())

    @field_validator("smtp_host", "smtp_username", "smtp_password", "smtp_password_file", "smtp_from", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("public_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname or not value.isascii() or parts.query:
            raise ValueError("must be like https://news.example.org")
        return value.rstrip("/")

    @field_validator("smtp_from")
    @classmethod
    def _is_a_mailbox(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                Address(addr_spec=value)
            except (ValueError, IndexError):
                raise ValueError("must be like alerts@news.example.org") from None
        return value

    @property
    def sender(self) -> str:
        """The address that mails come from."""
        host = urlsplit(self.public_url).hostname or ""
        return self.smtp_from or f"fihris@{host if re.search('[a-z]', host) and ':' not in host else 'localhost'}"

    @property
    def password(self) -> str | None:
        """The password at the mail server, from wherever it was given."""
        if self.smtp_password_file is not None:
            return self.smtp_password_file.read_text("utf-8").strip()
        return self.smtp_password.get_secret_value() if self.smtp_password else None
