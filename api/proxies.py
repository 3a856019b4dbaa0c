"""Who really asks, where a proxy that is trusted says so (RFC 7239, and the headers that came before it)."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, Final, TypeAlias

from starlette.datastructures import Headers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from starlette.types import ASGIApp, Receive, Scope, Send

Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network
FORWARDING: Final = ("forwarded", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-real-ip")
_PAIR: Final = re.compile(r'\s*([A-Za-z]{2,12})\s*=\s*(?:"([^"\\]{0,200})"|([^\s";,]{1,200}))\s*')
_HOST: Final = re.compile(r"[A-Za-z0-9.-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")
_MAX_HOPS: Final = 20
_MAX_LENGTH: Final = 2_000


def read_networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Addresses and networks (`10.0.0.0/8`); `ValueError` where one is neither."""
    return tuple(ipaddress.ip_network(text, strict=False) for text in texts)


class TrustedProxies:
    """Puts the client, scheme and host that a trusted proxy names in place of the proxy's own.

    What any other peer says of itself is left unread.
    """

    def __init__(self, app: ASGIApp, *, networks: Sequence[Network]) -> None:
        self._app = app
        self._networks = networks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and self._trusts((scope.get("client") or ("",))[0]):
            scope = self._seen_through(scope)
        await self._app(scope, receive, send)

    def _seen_through(self, scope: Scope) -> Scope:
        hops = read_hops(Headers(scope=scope))
        client: dict[str, str] = {}
        # From the nearest peer outwards: the first that is no proxy of ours is the client.
        for client in reversed(hops):
            if not self._trusts(client.get("for", "")):
                break
        changed = dict(scope)
        if address := _address(client.get("for", "")):
            changed["client"] = (address, 0)
        if client.get("proto") in {"http", "https"}:
            changed["scheme"] = client["proto"]
        if _HOST.fullmatch(client.get("host", "")):
            others = [(name, value) for name, value in scope["headers"] if name != b"host"]
            changed["headers"] = [*others, (b"host", client["host"].encode())]
        return changed

    def _trusts(self, text: str) -> bool:
        address = _address(text)
        if not address:
            return False
        parsed = ipaddress.ip_address(address)
        return any(parsed in network for network in self._networks if network.version == parsed.version)


def read_hops(headers: Headers) -> list[dict[str, str]]:
    """What each proxy said, the nearest last: `for`, `proto`, `host`. `Forwarded` comes before the older headers."""
    if forwarded := ",".join(headers.getlist("forwarded"))[:_MAX_LENGTH]:
        return [_pairs(hop) for hop in forwarded.split(",")[-_MAX_HOPS:]]
    addresses = ",".join(headers.getlist("x-forwarded-for"))[-_MAX_LENGTH:].split(",")[-_MAX_HOPS:]
    common = {
        "proto": headers.get("x-forwarded-proto", "").split(",")[-1].strip().lower(),
        "host": headers.get("x-forwarded-host", "").split(",")[-1].strip(),
    }
    return [{"for": address.strip(), **common} for address in addresses]


def _pairs(hop: str) -> dict[str, str]:
    found = (_PAIR.fullmatch(part) for part in hop.split(";"))
    return {pair[1].lower(): pair[2] or pair[3] or "" for pair in found if pair}


def _address(text: str) -> str:
    """The address in `192.0.2.1`, `192.0.2.1:47011`, `2001:db8::1` or `[2001:db8::1]:47011`; empty if there is none."""
    bare = text[1 : text.find("]")] if text.startswith("[") else text
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        parsed = ipaddress.ip_address(bare.split("%")[0])
    except ValueError:
        return ""
    mapped = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    return str(mapped or parsed)
