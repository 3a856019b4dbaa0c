"""Where the engine is and how to get in. Passwords stay inside: no message or `repr` shows them."""

from __future__ import annotations

import base64
import ssl
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit, urlunsplit

from engine.errors import EngineNotReady

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import SecretStr

    from engine.settings import EngineSettings

_PORTS = {"http": 9200, "https": 443}


@dataclass(frozen=True, slots=True)
class Target:
    """A server: `url` without user and password, `headers` that let us in, times in seconds."""

    url: str
    timeout_s: float = 10.0
    write_timeout_s: float = 60.0
    retries: int = 2
    headers: dict[str, str] = field(default_factory=dict, repr=False)
    tls: ssl.SSLContext | None = field(default=None, repr=False)


def target_of(settings: EngineSettings, url: str) -> Target:
    """The server at a URL, which may carry user and password; those of the settings come first."""
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    address = f"{host}:{parts.port or _PORTS[parts.scheme]}"
    return Target(
        url=urlunsplit((parts.scheme, address, parts.path.rstrip("/"), "", "")),
        timeout_s=settings.engine_timeout_s,
        write_timeout_s=settings.engine_write_timeout_s,
        retries=settings.engine_retries,
        headers=_headers(settings, unquote(parts.username or ""), unquote(parts.password or "")),
        tls=_tls(settings) if parts.scheme == "https" else None,
    )


def _headers(settings: EngineSettings, user: str, password: str) -> dict[str, str]:
    """The header that lets us in. Made here, as one of the clients takes only Latin-1 passwords."""
    key = _secret(settings.engine_api_key, settings.engine_api_key_file)
    if key:
        return {"authorization": f"ApiKey {key}"}
    user = settings.engine_username or user
    password = _secret(settings.engine_password, settings.engine_password_file) or password
    if not user:
        return {}
    return {"authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


def _secret(value: SecretStr | None, file: Path | None) -> str:
    if value is not None:
        return value.get_secret_value()
    if file is None:
        return ""
    try:
        return file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise EngineNotReady(f"the secret in {file} cannot be read: {type(error).__name__}") from error


def _tls(settings: EngineSettings) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=settings.engine_ca_certs)
    except OSError as error:
        raise EngineNotReady(f"no usable certificates in {settings.engine_ca_certs}: {error}") from error
    if not settings.engine_verify_certs:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
