"""Sends messages to webhooks: signed, bounded in time and size, and only believed when the receiver says 2xx."""

from __future__ import annotations

import asyncio
import ssl
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import httpx

from alerts.deliver.outcome import Outcome, Verdict
from alerts.deliver.schedule import read_retry_after
from alerts.deliver.signing import signed_headers
from articles.addresses import ForbiddenAddressError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alerts.deliver.guarded import GuardedTransport

TIMEOUT_S: Final = 20.0
EXCERPT_BYTES: Final = 4_096
# An answer is its status; what it says beyond that is only worth a moment.
_EXCERPT_S: Final = 2.0
_GONE: Final = 410
_AGENT: Final = "Fihris/1 (webhooks)"


class WebhookSender:
    """Sends to any receiver; one for all, since connections are never shared between receivers."""

    def __init__(self, transport: GuardedTransport, timeout_s: float = TIMEOUT_S) -> None:
        self._transport = transport
        self._timeout_s = timeout_s

    async def send(self, url: str, secrets: Sequence[str], message_id: str, body: bytes) -> Outcome:
        """One attempt; never raises for what the receiver or the network does.

        `message_id` is the idempotency key: the same for all attempts at the same message.
        """
        began = time.monotonic()
        try:
            async with asyncio.timeout(self._timeout_s):
                outcome = await self._exchange(_request(url, secrets, message_id, body, self._timeout_s))
        except (TimeoutError, httpx.TimeoutException):
            outcome = _failed("timeout", f"no answer within {self._timeout_s:g} s")
        except ForbiddenAddressError as error:
            outcome = _failed("forbidden_address", str(error))
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ssl.SSLError, OSError, ValueError) as error:
            outcome = _failed("connection", str(error) or type(error).__name__)
        took = round((time.monotonic() - began) * 1000)
        return Outcome(
            outcome.verdict, outcome.reason, outcome.status, outcome.detail, outcome.retry_after_s, took_ms=took
        )

    async def _exchange(self, request: httpx.Request) -> Outcome:
        response = await self._transport.handle_async_request(request)
        try:
            excerpt = await _excerpt(response)
        finally:
            await response.aclose()
        return _judge(response, excerpt)


def _request(url: str, secrets: Sequence[str], message_id: str, body: bytes, timeout_s: float) -> httpx.Request:
    headers = {
        "content-type": "application/json",
        "user-agent": _AGENT,
        # What is not compressed cannot unfold into more than was sent.
        "accept-encoding": "identity",
        "connection": "close",
        **signed_headers(secrets, message_id, int(time.time()), body),
    }
    timeout = httpx.Timeout(timeout_s).as_dict()
    return httpx.Request("POST", url, headers=headers, content=body, extensions={"timeout": timeout})


async def _excerpt(response: httpx.Response) -> str:
    """The beginning of the answer; an endless or broken one is left where it stands."""
    data = bytearray()
    try:
        async with asyncio.timeout(_EXCERPT_S):
            async for piece in response.aiter_raw():
                data += piece
                if len(data) >= EXCERPT_BYTES:
                    break
    except (TimeoutError, httpx.HTTPError, httpx.StreamError):
        pass
    return bytes(data[:EXCERPT_BYTES]).decode("utf-8", "replace").replace("\0", "")


def _judge(response: httpx.Response, excerpt: str) -> Outcome:
    status = response.status_code
    if response.is_success:
        return Outcome(Verdict.ACCEPTED, "accepted", status, excerpt)
    if status == _GONE:
        return Outcome(Verdict.GONE, "gone", status, excerpt)
    wish = read_retry_after(response.headers.get("retry-after"), datetime.now(UTC))
    return Outcome(Verdict.RETRY, "redirect" if response.is_redirect else "status", status, excerpt, wish)


def _failed(reason: str, detail: str) -> Outcome:
    return Outcome(Verdict.RETRY, reason, None, detail)
