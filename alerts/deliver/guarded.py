"""Connections to addresses that users name: to the address that was checked, under the name that was asked for."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

import httpx

from articles.addresses import Allowed, ForbiddenAddressError, checked_address

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Resolve = Callable[[str, int], Awaitable[list[str]]]

_SCHEMES = frozenset({"http", "https"})
SETTING = "FIHRIS_WEBHOOK_ALLOW"


async def resolve(host: str, port: int) -> list[str]:
    """All addresses of a host, as the system knows them."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


class GuardedTransport(httpx.AsyncBaseTransport):
    """Sends requests as they are: no redirect is followed, no cookie kept, no proxy of the environment used."""

    def __init__(self, allowed: Allowed, inner: httpx.AsyncBaseTransport | None = None, ask: Resolve = resolve) -> None:
        # No connection is kept: one opened for a name must not serve another name at the same address.
        limits = httpx.Limits(max_keepalive_connections=0)
        self._inner = inner or httpx.AsyncHTTPTransport(limits=limits, trust_env=False)
        self._allowed = allowed
        self._ask = ask

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Connect and send; raises `ForbiddenAddressError` before any packet leaves for a private address."""
        host, scheme = request.url.host, request.url.scheme
        if scheme not in _SCHEMES or not host:
            raise ForbiddenAddressError("only addresses such as https://host/path are sent to")
        address = await self.address_of(host, request.url.port or (443 if scheme == "https" else 80))
        request.url = request.url.copy_with(host=address)
        request.extensions = {**request.extensions, "sni_hostname": host}
        return await self._inner.handle_async_request(request)

    async def address_of(self, host: str, port: int) -> str:
        """The address to connect to; raises `ForbiddenAddressError`, or `httpx.ConnectError` for an unknown name."""
        try:
            found = await self._ask(host.strip("[]"), port)
            return checked_address(host, port, self._allowed, lambda *_: found, setting=SETTING)
        except (OSError, ValueError, IndexError) as error:
            raise httpx.ConnectError(f"no address of {host} is known") from error

    async def aclose(self) -> None:
        await self._inner.aclose()
