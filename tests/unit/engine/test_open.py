"""Opening an engine: which one answers, what it lacks, and how long a start is waited for."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import SecretStr

import engine.open
from engine.elasticsearch import ElasticsearchEngine
from engine.errors import EngineNotReady, EngineTimeout, EngineUnavailable
from engine.open import engine_session, open_engine, read_info
from engine.opensearch import OpenSearchEngine
from engine.protocol import EngineKind
from engine.settings import EngineSettings
from tests.support import free_port
from tests.unit.engine.conftest import Answer, HangUp, Silence

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.engine.conftest import Reply, Request, ScriptedServer

NUMBERS = {EngineKind.ELASTICSEARCH: "9.1.0", EngineKind.OPENSEARCH: "3.8.0"}
TOKENS = {"tokens": [{"token": "كتب", "start_offset": 0, "end_offset": 6, "type": "word", "position": 0}]}
STARTING = Answer(503, {"error": {"type": "cluster_block_exception", "reason": "state not recovered"}})


def hello(kind: EngineKind, number: str) -> dict[str, Any]:
    version = {"number": number} | ({"distribution": "opensearch"} if kind is EngineKind.OPENSEARCH else {})
    return {"cluster_name": "news", "version": version}


def healthy(kind: EngineKind, request: Request) -> Answer:
    """What an engine answers to the questions at the start."""
    if request.line == "GET /":
        return Answer(200, hello(kind, NUMBERS[kind]))
    return Answer(200, TOKENS if "_analyze" in request.line else {"hits": {"hits": []}})


def settings(url: str, *, patience_s: float = 0.0, **more: Any) -> EngineSettings:
    return EngineSettings(
        engine_url=SecretStr(url),
        engine_start_timeout_s=patience_s,
        engine_timeout_s=0.5,
        engine_retries=0,
        **more,
    )


async def test_the_server_says_which_adapter_it_gets(kind: EngineKind, server: ScriptedServer) -> None:
    server.reply = lambda request: healthy(kind, request)
    async with engine_session(settings(server.url)) as opened:
        assert isinstance(opened, OpenSearchEngine if kind is EngineKind.OPENSEARCH else ElasticsearchEngine)
        assert opened.info.label == f"{kind} {NUMBERS[kind]}"
        assert opened.info.cluster == "news"
        assert opened.info.percolator


async def test_a_server_that_still_starts_is_waited_for(kind: EngineKind, server: ScriptedServer) -> None:
    early: list[Reply] = [HangUp(), STARTING, healthy(kind, _root()), STARTING]
    server.reply = lambda request: early.pop(0) if early else healthy(kind, request)
    opened = await open_engine(settings(server.url, patience_s=20))
    assert early == []
    await opened.close()


def _root() -> Any:
    return SimpleNamespace(line="GET /")


async def test_waiting_ends() -> None:
    address = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(EngineUnavailable, match=f"no search engine answers at {address}"):
        await open_engine(settings(address, patience_s=0.6))


async def test_a_silent_server_is_a_time_out(server: ScriptedServer) -> None:
    server.reply = lambda _: Silence()
    with pytest.raises(EngineTimeout, match="within"):
        await open_engine(settings(server.url))


@pytest.mark.parametrize("status", [401, 403])
async def test_wrong_credentials_are_said_at_once(server: ScriptedServer, status: int) -> None:
    server.reply = lambda _: Answer(status, {"error": "no"})
    address = server.url.replace("//", "//u:geheim@")
    with pytest.raises(EngineNotReady, match="FIHRIS_ENGINE_PASSWORD") as failure:
        await open_engine(settings(address, patience_s=60))
    assert "geheim" not in str(failure.value)
    assert server.requests[0].headers["authorization"].startswith("Basic ")


async def test_a_web_page_is_no_engine(server: ScriptedServer) -> None:
    server.reply = lambda _: Answer(200, "<h1>Welcome</h1>", "text/html")
    with pytest.raises(EngineNotReady, match="no search engine"):
        await open_engine(settings(server.url, patience_s=60))


@pytest.mark.parametrize("reply", [Answer(200, {"tokens": []}), Answer(400, {"error": {"type": "x", "reason": "y"}})])
async def test_an_engine_without_arabic_says_what_to_do(
    kind: EngineKind, server: ScriptedServer, reply: Answer
) -> None:
    server.reply = lambda request: reply if "_analyze" in request.line else healthy(kind, request)
    with pytest.raises(EngineNotReady, match="analysis-common"):
        await open_engine(settings(server.url))


@pytest.mark.parametrize(
    ("kind", "number", "why"),
    [
        (EngineKind.ELASTICSEARCH, "8.18.4", "needs 8.19"),
        (EngineKind.ELASTICSEARCH, "7.17.0", "needs 8.19"),
        (EngineKind.OPENSEARCH, "2.18.0", "needs 2.19"),
        (EngineKind.OPENSEARCH, "", "needs 2.19"),
    ],
)
def test_old_servers_are_refused(kind: EngineKind, number: str, why: str) -> None:
    with pytest.raises(EngineNotReady, match=why):
        read_info(hello(kind, number), product="Elasticsearch", where="http://a")


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (EngineKind.ELASTICSEARCH, "8.19.0"),
        (EngineKind.ELASTICSEARCH, "10.0.0-SNAPSHOT"),
        (EngineKind.OPENSEARCH, "2.19.3"),
        (EngineKind.OPENSEARCH, "3.0.0"),
    ],
)
def test_all_others_are_welcome(kind: EngineKind, number: str) -> None:
    product = "Elasticsearch" if kind is EngineKind.ELASTICSEARCH else ""
    assert read_info(hello(kind, number), product=product, where="http://a").kind is kind


@pytest.mark.parametrize("body", [{}, [], None, {"version": "9"}, {"version": {"number": "9.0.0"}}])
def test_strangers_are_refused(body: object) -> None:
    with pytest.raises(EngineNotReady, match="neither Elasticsearch nor OpenSearch"):
        read_info(body, product="", where="http://a")


async def test_no_address_is_said() -> None:
    with pytest.raises(EngineNotReady, match="FIHRIS_ENGINE_URL"):
        await open_engine(EngineSettings(engine_url=None))


class TestEmbedded:
    """Without an address the embedded node is leased, and given back whatever happens."""

    @pytest.fixture
    def events(self, monkeypatch: pytest.MonkeyPatch, server: ScriptedServer) -> list[str]:
        said: list[str] = []

        def acquire(folder: Path, *, heap_mb: int, progress: Any) -> Any:
            said.append(f"acquired {folder.name} {heap_mb}")
            progress("starting")
            return SimpleNamespace(url=server.url, close=lambda: said.append("closed"))

        monkeypatch.setattr(engine.open, "acquire", acquire)
        return said

    async def test_is_held_for_the_session(self, events: list[str], server: ScriptedServer, tmp_path: Path) -> None:
        server.reply = lambda request: healthy(EngineKind.OPENSEARCH, request)
        wanted = EngineSettings(engine_url=None, data_dir=tmp_path / "data", engine_heap_mb=300)
        async with engine_session(wanted, events.append) as opened:
            assert opened.info.kind is EngineKind.OPENSEARCH
            assert events == ["acquired data 300", "starting"]
        assert events[-1] == "closed"

    async def test_is_given_back_when_it_cannot_be_opened(
        self, events: list[str], server: ScriptedServer, tmp_path: Path
    ) -> None:
        server.reply = lambda _: Answer(200, "no", "text/html")
        with pytest.raises(EngineNotReady):
            async with engine_session(EngineSettings(engine_url=None, data_dir=tmp_path), events.append):
                pass
        assert events[-1] == "closed"

    async def test_is_given_back_when_the_work_fails(
        self, events: list[str], server: ScriptedServer, tmp_path: Path
    ) -> None:
        server.reply = lambda request: healthy(EngineKind.OPENSEARCH, request)
        with pytest.raises(asyncio.CancelledError):
            async with engine_session(EngineSettings(engine_url=None, data_dir=tmp_path), events.append):
                raise asyncio.CancelledError
        assert events[-1] == "closed"
