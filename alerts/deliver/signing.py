"""Signatures of Standard Webhooks 1.0: who has the secret can tell that a message is ours, whole and fresh."""

from __future__ import annotations

import base64
import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from standardwebhooks import Webhook

if TYPE_CHECKING:
    from collections.abc import Sequence

PREFIX: Final = "whsec_"
_BYTES: Final = 32


def new_secret() -> str:
    """A secret of 256 bits as receivers write it: `whsec_` and base64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def signed_headers(signing: Sequence[str], message_id: str, at: int, body: bytes) -> dict[str, str]:
    """The three headers for a body in UTF-8, sent at a Unix time; one signature for each secret, the newest first.

    While a secret is being replaced there are two, and a receiver with either of them is content.
    """
    moment, text = datetime.fromtimestamp(at, UTC), body.decode()
    signatures = (Webhook(secret).sign(message_id, moment, text) for secret in signing)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(at),
        "webhook-signature": " ".join(signatures),
    }
