"""Stands before every request: finds whose it is, and counts it."""

from __future__ import annotations

import binascii
import ipaddress
from base64 import b64decode
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from starlette.requests import Request

from api.access import LOCAL, OWNER_KEY, PUBLIC, AccessError, KeyInvalid, KeyRequired, Owner, Scope
from api.deps import services
from api.errors import refusal
from api.limits import WRONG_KEYS
from api.proxies import FORWARDING
from store.errors import StoreError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Send
    from starlette.types import Scope as Connection

    from api.settings import ApiSettings

# Neither asks anything of the engine nor tells anything of the articles.
OPEN_PATHS: Final = ("/healthz", "/readyz", "/static/", "/docs/assets/", "/favicon.ico")
# Names that no public name server may answer for (RFC 6761): no page of another site can use them.
_LOCAL_NAMES: Final = ("localhost", ".localhost", ".test")
_MAX_HEADER: Final = 500


class Gate:
    """Lets requests in with their owner, or answers 401, 403, 429 before their body is read."""

    def __init__(self, app: ASGIApp, *, settings: ApiSettings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Connection, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"].startswith(OPEN_PATHS):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        try:
            scope[OWNER_KEY] = await self._admit(request)
        except (AccessError, StoreError) as error:
            await refusal(request, error)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    async def _admit(self, request: Request) -> Owner:
        if given := read_key(request):
            return await self._key_owner(request, given)
        if self._settings.require_key:
            raise KeyRequired("every request needs a key")
        if self._is_local(request):
            return LOCAL
        if self._settings.rate_limit:
            await services(request).limiter.spend(self._settings.rate_limit, "client", client_network(request))
        return PUBLIC

    async def _key_owner(self, request: Request, given: Given) -> Owner:
        found = services(request)
        key = await found.keys.find(given.secret)
        if key is None:
            await found.limiter.spend(WRONG_KEYS, "wrong-key", client_network(request))
            raise KeyInvalid("no key in use has this text")
        if key.rate:
            await found.limiter.spend(key.rate, "key", key.id)
        owner = Owner(key.id, key.granted)
        # A browser sends a password along with whatever another site makes it ask: it may read, not change.
        return replace(owner, scopes=owner.scopes & {Scope.READ.value}) if given.ambient else owner

    def _is_local(self, request: Request) -> bool:
        """Whether somebody on this machine asks: no proxy in between, no page of another site behind it."""
        if self._settings.trusted_proxies or any(name in request.headers for name in FORWARDING):
            return False
        if request.headers.get("sec-fetch-site") == "cross-site":
            return False
        names = [request.headers.get("host", "")]
        if origin := request.headers.get("origin"):
            names.append(origin.partition("://")[2])
        return _is_loopback(request.client.host if request.client else "") and all(map(_is_local_name, names))


@dataclass(frozen=True, slots=True)
class Given:
    """A key as it came; `ambient` where a browser may have sent it by itself."""

    secret: str
    ambient: bool = False


def read_key(request: Request) -> Given | None:
    """The key of a request; None without one.

    `Authorization: Bearer KEY`, `X-API-Key: KEY`, or the password of `Authorization: Basic`.
    """
    kind, _, value = request.headers.get("authorization", "")[:_MAX_HEADER].partition(" ")
    if kind.lower() == "basic":
        return Given(_password(value.strip()), ambient=True)
    secret = value.strip() if kind.lower() == "bearer" else request.headers.get("x-api-key", "")[:_MAX_HEADER]
    return Given(secret) if secret or kind else None


def _password(value: str) -> str:
    try:
        return b64decode(value, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def client_network(request: Request) -> str:
    """What limits are counted by: an IPv4 address, or the /64 network that one IPv6 customer has."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((host, 64), strict=False)) if address.version == 6 else host  # noqa: PLR2004


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_local_name(host: str) -> bool:
    """Whether a host, with a port or without, can only be this machine."""
    name = host[1 : host.find("]")] if host.startswith("[") else host.partition(":")[0].lower()
    return name == _LOCAL_NAMES[0] or name.endswith(_LOCAL_NAMES[1:]) or _is_loopback(name)
