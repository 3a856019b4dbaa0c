"""A scripted server on loopback, to try what no healthy engine does on request: hang, refuse, break off."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from engine.elasticsearch import ElasticsearchEngine
from engine.opensearch import OpenSearchEngine
from engine.protocol import EngineInfo, EngineKind
from engine.target import Target

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from engine.rest import RestEngine


@dataclass(frozen=True, slots=True)
class Request:
    """What the server was asked."""

    line: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What it answers: a status, and JSON or, with another media type, plain text."""

    status: int
    body: Any
    media_type: str = "application/json"

    def encode(self) -> bytes:
        content = json.dumps(self.body) if self.media_type == "application/json" else str(self.body)
        head = [
            f"HTTP/1.1 {self.status} Scripted",
            f"Content-Type: {self.media_type}",
            f"Content-Length: {len(content.encode())}",
            "X-Elastic-Product: Elasticsearch",
        ]
        return ("\r\n".join(head) + "\r\n\r\n" + content).encode()


class Silence:
    """No answer at all; the connection stays open."""


class HangUp:
    """The connection is closed instead of an answer."""


Reply = Answer | Silence | HangUp


@dataclass
class ScriptedServer:
    """Answers each request with what `reply` says; `requests` are those it got."""

    url: str = ""
    reply: Callable[[Request], Reply] = lambda _: Silence()
    requests: list[Request] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                request = await _read(reader)
                self.requests.append(request)
                reply = self.reply(request)
                if isinstance(reply, Silence):
                    await reader.read()
                if not isinstance(reply, Answer):
                    break
                writer.write(reply.encode())
                await writer.drain()
        writer.close()


async def _read(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    line, *rest = head.strip().split("\r\n")
    headers = {name.lower(): value for name, _, value in (text.partition(": ") for text in rest)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Request(line.removesuffix(" HTTP/1.1"), headers, body)


@pytest.fixture
async def server() -> AsyncIterator[ScriptedServer]:
    """A server that is silent until the test gives it a script."""
    scripted = ScriptedServer()
    listening = await asyncio.start_server(scripted.serve, "127.0.0.1", 0, limit=2**26)
    scripted.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    yield scripted
    listening.close()


@pytest.fixture(params=["opensearch", "elasticsearch"])
def kind(request: pytest.FixtureRequest) -> EngineKind:
    """Each of the two engines in turn."""
    return EngineKind(request.param)


def adapter(kind: EngineKind, target: Target, *, version: tuple[int, ...] = (9, 1, 0)) -> RestEngine:
    """The adapter for an engine, as if the server had been asked already."""
    info = EngineInfo(kind, version, "scripted", percolator=False)
    return (OpenSearchEngine if kind is EngineKind.OPENSEARCH else ElasticsearchEngine)(info, target)


@pytest.fixture
async def engine(kind: EngineKind, server: ScriptedServer) -> AsyncIterator[RestEngine]:
    """Each adapter in turn, in front of the scripted server, with short time-outs and one retry."""
    secret = {"authorization": "Basic c2VjcmV0"}
    opened = adapter(kind, Target(server.url, timeout_s=0.5, write_timeout_s=0.5, retries=1, headers=secret))
    yield opened
    await opened.close()
