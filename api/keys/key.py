"""A key: its text, which is shown once, and what is kept of it."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from api.access import ALL_SCOPES, Scope

PREFIX: Final = "fihris_"
_BYTES: Final = 32
_SECRET: Final = re.compile(rf"{PREFIX}[A-Za-z0-9_-]{{43}}")
_ID_BYTES: Final = 5


@dataclass(frozen=True, slots=True)
class Key:
    """What is known of a key. Times are seconds since 1970; `rate` is like `600/minute`, None for no limit."""

    id: str
    name: str
    scopes: frozenset[str]
    rate: str | None
    created_at: int
    used_at: int | None = None
    revoked_at: int | None = None

    @property
    def granted(self) -> frozenset[str]:
        """Every scope that the key may use, those that `admin` includes too."""
        return ALL_SCOPES if Scope.ADMIN in self.scopes else self.scopes


def new_secret() -> str:
    """The text of a new key: 256 random bits behind a prefix by which leaked ones are found."""
    return PREFIX + secrets.token_urlsafe(_BYTES)


def new_id() -> str:
    """A new id, which is no secret."""
    return f"k_{secrets.token_hex(_ID_BYTES)}"


def is_secret(text: str) -> bool:
    """Whether a text has the form of a key; others need not be looked up."""
    return _SECRET.fullmatch(text) is not None


def digest(secret: str) -> str:
    """What is stored instead of the text. A fast hash does for 256 random bits: there is nothing to guess."""
    return sha256(secret.encode()).hexdigest()
