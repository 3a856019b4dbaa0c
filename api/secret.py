"""The secret that signs cursors: given, or made once and kept, so that cursors outlive a restart."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from api.settings import ApiSettings

FILE_NAME: Final = "cursor.key"
_BYTES: Final = 32


def cursor_secret(settings: ApiSettings, data_dir: Path) -> bytes:
    """The secret of the settings, else that of the data folder; a new one for this run where nothing can be kept."""
    if settings.cursor_secret and settings.cursor_secret.get_secret_value():
        return settings.cursor_secret.get_secret_value().encode()
    path = data_dir / FILE_NAME
    try:
        return path.read_bytes() if path.is_file() and path.stat().st_size else _make(path)
    except OSError:
        return secrets.token_bytes(_BYTES)


def _make(path: Path) -> bytes:
    """A new secret, readable by its owner alone; of two processes that make one, the first wins."""
    secret = secrets.token_bytes(_BYTES)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secret)
    try:
        os.link(draft, path)
    except FileExistsError:
        return path.read_bytes()
    finally:
        draft.unlink()
    return secret
