"""A small Maven repository on loopback that can misbehave in the ways real ones do."""

from __future__ import annotations

import hashlib
import threading
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from engine.embedded.jars import Jar, JarLock

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Repository:
    """What is served by path, and what goes wrong with the first answers for it."""

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    refuse: Counter[str] = field(default_factory=Counter)
    cut: Counter[str] = field(default_factory=Counter)
    ranges: bool = True
    endless: bool = False
    lengths: bool = True
    status: int = 503
    asked: list[tuple[str, str | None]] = field(default_factory=list)

    def add(self, name: str, content: bytes) -> Jar:
        jar = Jar(f"org.example:{name}:1.0", hashlib.sha256(content).hexdigest(), len(content))
        self.files["/" + jar.path] = content
        return jar

    def lock(self, *names: str) -> JarLock:
        return JarLock("3.8.0", tuple(self.add(name, name.encode() * 100_000) for name in names))


@pytest.fixture
def repository() -> Iterator[Repository]:
    served = Repository()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = self.headers.get("Range")
            served.asked.append((self.path, asked))
            content = served.files.get(self.path)
            if content is None or served.refuse[self.path]:
                served.refuse[self.path] -= 1
                self.send_error(404 if content is None else served.status)
                return
            start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and served.ranges else 0
            self.send_response(206 if start else 200)
            if served.lengths:
                self.send_header("Content-Length", str(len(content) - start))
            self.end_headers()
            with suppress(OSError):
                self._send(content[start:])

        def _send(self, content: bytes) -> None:
            if served.cut[self.path]:
                served.cut[self.path] -= 1
                content = content[: len(content) // 2]
            self.wfile.write(content)
            while served.endless:
                self.wfile.write(b"x" * 65536)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so.
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield served
    server.shutdown()
    server.server_close()
    thread.join()
