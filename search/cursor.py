"""Where a page ended, as an opaque text that only Fihris can make and only the same query can use.

A cursor holds the sort values of the last hit, which no two articles share, and the day on which the walk began, so
that "the last 7 days" means the same days on every page.
"""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final

from search.errors import Code, InvalidCursor

_VERSION: Final = 1
_SIGNATURE_BYTES: Final = 12
MAX_LENGTH: Final = 4_096


@dataclass(frozen=True, slots=True)
class Position:
    """After which hit the next page begins: its sort values; `today` is what relative dates count from."""

    after: tuple[Any, ...]
    today: date


class CursorSigner:
    """Writes and reads cursors with one secret."""

    def __init__(self, secret: bytes) -> None:
        if not secret:
            raise ValueError("a cursor needs a secret that is not empty")
        self._secret = secret

    def write(self, position: Position, fingerprint: str) -> str:
        """The cursor of a position in the results of the query with this fingerprint."""
        payload = json.dumps(
            [_VERSION, fingerprint, position.today.isoformat(), position.after], separators=(",", ":")
        ).encode()
        return urlsafe_b64encode(self._sign(payload) + payload).rstrip(b"=").decode()

    def read(self, cursor: str, fingerprint: str) -> Position:
        """The position; raises `InvalidCursor` for a cursor that was not made here, or not for this query."""
        payload = self._payload(cursor)
        version, made_for, today, after = json.loads(payload)
        if version != _VERSION or made_for != fingerprint:
            raise InvalidCursor(Code.CURSOR_OTHER_QUERY, param="cursor")
        return Position(tuple(after), date.fromisoformat(today))

    def _payload(self, cursor: str) -> bytes:
        try:
            data = urlsafe_b64decode((cursor + "=" * (-len(cursor) % 4)).encode("ascii"))
        except ValueError:
            data = b""
        signature, payload = data[:_SIGNATURE_BYTES], data[_SIGNATURE_BYTES:]
        if len(cursor) > MAX_LENGTH or not hmac.compare_digest(signature, self._sign(payload)):
            raise InvalidCursor(Code.CURSOR_INVALID, param="cursor")
        return payload

    def _sign(self, payload: bytes) -> bytes:
        return hmac.digest(self._secret, payload, sha256)[:_SIGNATURE_BYTES]
