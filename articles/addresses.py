"""Which addresses Fihris may connect to on somebody else's word: public ones, and those that the settings name."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Resolve = Callable[[str, int], list[str]]

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network

# Addresses that carry an IPv4 address inside: what counts is where the packets end up.
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


class ForbiddenAddressError(Exception):
    """The name leads to an address that Fihris must not connect to."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Exceptions from the rule: host names (each as it is) and networks."""

    hosts: frozenset[str] = frozenset()
    networks: tuple[IPNetwork, ...] = ()

    @classmethod
    def of(cls, names: Iterable[str]) -> Allowed:
        """From host names, addresses and networks such as `10.1.0.0/16`."""
        hosts: set[str] = set()
        networks: list[IPNetwork] = []
        for name in filter(None, (name.strip().lower() for name in names)):
            try:
                networks.append(ipaddress.ip_network(name.strip("[]"), strict=False))
            except ValueError:
                hosts.add(name)
        return cls(frozenset(hosts), tuple(networks))

    def covers(self, host: str, address: IPAddress) -> bool:
        return host.lower() in self.hosts or any(
            address.version == network.version and address in network for network in self.networks
        )


def is_public(address: IPAddress) -> bool:
    """Whether an address belongs to the open internet: not to this machine, its networks or a special use."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and any(address in network for network in _NAT64):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a host, as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


def checked_address(
    host: str, port: int, allowed: Allowed, ask: Resolve = resolve, *, setting: str = "FIHRIS_FETCH_ALLOW"
) -> str:
    """The address to connect to, after the name was resolved; connecting to it leaves no second look-up to poison.

    `setting` is what the message of a refusal points to. Raises `ForbiddenAddressError` when any address of the host
    is neither public nor allowed, and OSError when the host has none.
    """
    addresses = ask(host.strip("[]"), port)
    for text in addresses:
        address = ipaddress.ip_address(text.partition("%")[0])
        if not is_public(address) and not allowed.covers(host, address):
            raise ForbiddenAddressError(f"{host} leads to {text}, which is no public address (see {setting})")
    return addresses[0]
