"""What happens around every request: an id for it, a line in the log, headers that keep browsers safe."""

from __future__ import annotations

import asyncio
import logging
import re
import time
import uuid
from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER: Final = "X-Request-ID"
_GIVEN_ID: Final = re.compile(r"[A-Za-z0-9_-]{8,64}")
_log = logging.getLogger("fihris.access")

# Pages load nothing but their own files: no script or style inside the markup, no other origin.
SECURITY_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def request_id(connection: HTTPConnection) -> str:
    """The id of a request: the client's own if it has a harmless form, else a new one."""
    found = connection.scope.get("fihris.request_id")
    return str(found) if found else "-"


class RequestContext:
    """Gives each request its id, adds the security headers, writes the access log."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(HEADER, "")
        scope["fihris.request_id"] = given if _GIVEN_ID.fullmatch(given) else uuid.uuid4().hex
        began = time.perf_counter()
        status = 500

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers[HEADER] = scope["fihris.request_id"]
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, send_with_headers)
        finally:
            _log.info(
                "request",
                extra={
                    "method": scope["method"],
                    "path": scope["path"],
                    "status": status,
                    "ms": round((time.perf_counter() - began) * 1000, 1),
                    "request_id": scope["fihris.request_id"],
                },
            )


class BodyGuard:
    """Reads no more of a body than `limit` bytes, and waits no longer than `patience_s` for all of it."""

    def __init__(self, app: ASGIApp, *, limit: int, patience_s: float) -> None:
        self._app = app
        self._limit = limit
        self._patience_s = patience_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; its body, when read, may end in status 413 or 408."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "")
        left = self._limit - (int(declared[:18]) if declared.isdecimal() else 0)
        complete = False
        deadline: float | None = None

        async def guarded() -> Message:
            nonlocal left, complete, deadline
            if complete:
                return await receive()
            if left < 0:
                raise HTTPException(413)
            deadline = deadline or time.monotonic() + self._patience_s
            try:
                message = await asyncio.wait_for(receive(), deadline - time.monotonic())
            except TimeoutError:
                raise HTTPException(408) from None
            complete = not message.get("more_body", False)
            if not declared:
                left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(413)
            return message

        await self._app(scope, guarded, send)
