"""A port for the node that no other node of this user is about to take."""

from __future__ import annotations

import os
import socket
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.embedded.errors import NoFreePort
from engine.embedded.files import take_lock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# The runner refuses higher ports.
PORTS = range(9201, 9300)


@dataclass(frozen=True, slots=True)
class PortClaim:
    """A port that is free, and that other keepers leave alone until `release` or the end of this process."""

    port: int
    handle: int

    def release(self) -> None:
        os.close(self.handle)


def claims(seed: int, ports: Sequence[int] = PORTS) -> Iterator[PortClaim]:
    """Claims on free ports, one after the other; the seed says where to begin. `NoFreePort` after the last."""
    folder = Path(tempfile.gettempdir()) / f"fihris-ports-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    for step in range(len(ports)):
        port = ports[(seed + step) % len(ports)]
        handle = take_lock(folder / str(port))
        if handle is None:
            continue
        if is_free(port):
            yield PortClaim(port, handle)
        else:
            os.close(handle)
    raise NoFreePort(
        f"All ports from {ports[0]} to {ports[-1]} are taken. End a program that listens there, "
        "or set FIHRIS_ENGINE_URL to an engine that runs already."
    )


def is_free(port: int) -> bool:
    """Whether a server could listen on a loopback port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
