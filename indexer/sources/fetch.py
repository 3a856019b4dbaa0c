"""Fetches what an address gives: over HTTP alone, from public addresses alone, within bounds of size and time."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

import httpx

from articles.addresses import Allowed, ForbiddenAddressError, checked_address, resolve
from articles.stages import Rejected
from indexer.sources.packets import Failure, label

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from articles.addresses import Resolve

_SCHEMES = frozenset({"http", "https"})
_AGENT = "Fihris/1 (Arabic news index)"
_ACCEPT = "text/html,application/xhtml+xml,application/xml,application/feed+json,application/json;q=0.9,*/*;q=0.5"
_FIRST_ERROR = 400
_MAX_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """Bounds of what one address may cost; `allow` names private hosts and networks that may be asked."""

    allow: tuple[str, ...] = ()
    max_bytes: int = 16 * 1024 * 1024
    timeout_s: float = 30.0
    max_pages: int = 1000


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: where it came from after redirects, what the server calls it, and its bytes."""

    address: str
    media_type: str
    charset: str | None
    data: bytes = field(repr=False)


class GuardedTransport(httpx.BaseTransport):
    """Connects to the address that was checked, under the name that was asked for; each redirect passes here again."""

    def __init__(self, allowed: Allowed, inner: httpx.BaseTransport | None = None, ask: Resolve = resolve) -> None:
        # No connection is kept: one opened for a name must not serve another name at the same address.
        self._inner = inner or httpx.HTTPTransport(limits=httpx.Limits(max_keepalive_connections=0), trust_env=False)
        self._allowed = allowed
        self._ask = ask

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host, scheme = request.url.host, request.url.scheme
        if scheme not in _SCHEMES or not host:
            raise ForbiddenAddressError("only addresses such as https://host/path are fetched")
        port = request.url.port or (443 if scheme == "https" else 80)
        try:
            address = checked_address(host, port, self._allowed, self._ask)
        except (OSError, ValueError) as error:
            raise httpx.ConnectError(f"no address of {host} is known: {error}", request=request) from error
        request.url = request.url.copy_with(host=address)
        request.extensions = {**request.extensions, "sni_hostname": host}
        return self._inner.handle_request(request)

    def close(self) -> None:
        self._inner.close()


class Fetcher:
    """A client for pages and feeds; a context manager."""

    def __init__(self, settings: FetchSettings, transport: httpx.BaseTransport | None = None) -> None:
        self.settings = settings
        self._client = httpx.Client(
            transport=transport or GuardedTransport(Allowed.of(settings.allow)),
            timeout=settings.timeout_s,
            headers={"user-agent": _AGENT, "accept": _ACCEPT, "accept-encoding": "gzip, deflate"},
            max_redirects=_MAX_REDIRECTS,
            follow_redirects=True,
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def fetch(self, address: str) -> Fetched | Failure:
        """What the address gives, or why nothing."""
        try:
            with self._client.stream("GET", address) as answer:
                if answer.status_code >= _FIRST_ERROR:
                    return _failed(address, "fetch", f"HTTP status {answer.status_code} {answer.reason_phrase}")
                return self._read(address, answer)
        except ForbiddenAddressError as error:
            return _failed(address, "forbidden_address", str(error))
        except httpx.TooManyRedirects:
            return _failed(address, "fetch", f"more than {_MAX_REDIRECTS} redirects")
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError) as error:
            return _failed(address, "fetch", str(error) or type(error).__name__)

    def _read(self, address: str, answer: httpx.Response) -> Fetched | Failure:
        deadline, data = time.monotonic() + self.settings.timeout_s, bytearray()
        for piece in _pieces(answer):
            data += piece
            if len(data) > self.settings.max_bytes:
                return _failed(address, "too_large", f"more than {self.settings.max_bytes >> 20} MB")
            if time.monotonic() > deadline:
                return _failed(address, "fetch", f"not complete after {self.settings.timeout_s:g} s")
        media_type = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Fetched(_named(address, answer), media_type, answer.charset_encoding, bytes(data))


def _pieces(answer: httpx.Response) -> Iterator[bytes]:
    yield from answer.iter_bytes(1 << 16)


def _named(address: str, answer: httpx.Response) -> str:
    """The address under which the last answer was asked for; the request itself names a number."""
    name = answer.request.extensions.get("sni_hostname")
    return str(answer.request.url.copy_with(host=name)) if name else address


def _failed(address: str, code: str, reason: str) -> Failure:
    return Failure(Rejected(label(address), code, label(reason)))
