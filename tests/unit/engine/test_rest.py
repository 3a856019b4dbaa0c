"""The adapters in front of a server that misbehaves; what a healthy one does is tried in the contract tests."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from engine.errors import (
    BadQuery,
    Conflict,
    EngineError,
    EngineNotReady,
    EngineTimeout,
    EngineUnavailable,
    NotFound,
    RejectedDocument,
)
from engine.protocol import EngineKind, Outcome, Write
from engine.target import Target
from tests.support import free_port
from tests.unit.engine.conftest import Answer, HangUp, Request, ScriptedServer, Silence, adapter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.protocol import SearchEngine
    from engine.rest import RestEngine
    from tests.unit.engine.conftest import Reply

BUSY = Answer(429, {"error": {"type": "es_rejected_execution_exception", "reason": "queue is full"}, "status": 429})
FOUND: dict[str, Any] = {"took": 1, "timed_out": False, "hits": {"total": {"value": 0, "relation": "eq"}, "hits": []}}
WRITES = [Write(str(n), {"n": n}) for n in range(8)]


def accept(request: Request) -> Answer:
    """Answer a bulk request as a healthy engine would, and the question for the index before it."""
    if not request.line.startswith("POST"):
        return Answer(200, {"index": {"aliases": {}}})
    actions = [json.loads(line)["index"] for line in request.body.splitlines()[::2]]
    items = [{"index": {"_id": action["_id"], "result": "created", "status": 201}} for action in actions]
    return Answer(200, {"errors": False, "items": items})


def posts(server: ScriptedServer) -> list[Request]:
    return [request for request in server.requests if request.line.startswith("POST")]


class TestAvailability:
    async def test_nobody_there(self, kind: EngineKind) -> None:
        address = f"http://127.0.0.1:{free_port()}"
        engine = adapter(kind, Target(address, retries=1))
        with pytest.raises(EngineUnavailable, match=f"no search engine answers at {address}") as failure:
            await engine.count("articles")
        assert failure.value.__cause__ is not None
        await engine.close()

    async def test_a_silent_server_is_a_time_out_and_not_asked_again(
        self, engine: SearchEngine, server: ScriptedServer
    ) -> None:
        started = time.monotonic()
        with pytest.raises(EngineTimeout, match=r"did not answer within 0\.5 s"):
            await engine.count("articles")
        assert time.monotonic() - started < 2
        assert len(server.requests) == 1

    async def test_each_search_has_its_own_time_limit(self, engine: SearchEngine, server: ScriptedServer) -> None:
        started = time.monotonic()
        with pytest.raises(EngineTimeout, match=r"1\.2 s"):
            await engine.search("articles", {"timeout": "1h"}, timeout_s=0.2)
        assert 1 < time.monotonic() - started < 3
        assert json.loads(server.requests[0].body) == {"timeout": "200ms"}

    async def test_health_has_its_own_time_limit(self, engine: SearchEngine) -> None:
        with pytest.raises(EngineTimeout, match=r"0\.1 s"):
            await engine.health(timeout_s=0.1)

    async def test_a_busy_server_is_asked_again(self, engine: SearchEngine, server: ScriptedServer) -> None:
        replies = iter([BUSY, Answer(200, {"count": 7})])
        server.reply = lambda _: next(replies)
        assert await engine.count("articles") == 7

    async def test_a_server_that_stays_busy_is_unavailable(self, engine: SearchEngine, server: ScriptedServer) -> None:
        server.reply = lambda _: BUSY
        with pytest.raises(EngineUnavailable, match="queue is full"):
            await engine.count("articles")
        assert len(server.requests) == 2

    async def test_a_connection_that_breaks_is_tried_again(self, engine: SearchEngine, server: ScriptedServer) -> None:
        replies: Iterator[Reply] = iter([HangUp(), Answer(200, {"count": 7})])
        server.reply = lambda _: next(replies)
        assert await engine.count("articles") == 7

    @pytest.mark.parametrize("reply", [Silence(), BUSY])
    async def test_a_change_of_an_index_is_never_repeated(
        self, engine: SearchEngine, server: ScriptedServer, reply: Answer | Silence
    ) -> None:
        server.reply = lambda _: reply
        for change in (engine.create_index("a", {}), engine.delete_index("a"), engine.point_alias("b", ["a"])):
            with pytest.raises(EngineUnavailable):
                await change
        assert len(server.requests) == 3

    async def test_a_change_that_not_all_nodes_know_has_timed_out(
        self, engine: SearchEngine, server: ScriptedServer
    ) -> None:
        server.reply = lambda _: Answer(200, {"acknowledged": False})
        with pytest.raises(EngineTimeout, match="acknowledged"):
            await engine.create_index("a", {})

    @pytest.mark.parametrize(
        ("reply", "expected"),
        [
            (Answer(502, "<h1>Bad Gateway</h1>", "text/html"), EngineUnavailable),
            (Answer(200, "<h1>Welcome</h1>", "application/xhtml+xml"), EngineUnavailable),
            (Answer(401, {"error": {"type": "security_exception", "reason": "who are you"}}), EngineUnavailable),
            (Answer(500, {"error": {"type": "null_pointer_exception", "reason": None}}), EngineUnavailable),
            (Answer(404, {"error": "alias [x] missing", "status": 404}), NotFound),
            (Answer(409, {"error": {"type": "other", "reason": "too late"}}), Conflict),
            (Answer(413, "too large", "text/plain"), RejectedDocument),
            (Answer(504, "", "text/plain"), EngineTimeout),
        ],
    )
    async def test_every_answer_becomes_one_of_our_errors(
        self, engine: SearchEngine, server: ScriptedServer, reply: Answer, expected: type[EngineError]
    ) -> None:
        server.reply = lambda _: reply
        with pytest.raises(EngineError) as failure:
            await engine.count("articles")
        assert type(failure.value) is expected
        assert failure.value.__cause__ is not None
        assert "\n" not in str(failure.value)

    async def test_credentials_are_sent_and_never_shown(self, engine: SearchEngine, server: ScriptedServer) -> None:
        refused = Answer(401, {"error": "no"})
        replies: Iterator[Reply] = iter([Answer(200, {"count": 1}), refused, refused, HangUp(), HangUp()])
        server.reply = lambda _: next(replies)
        await engine.count("articles")
        assert server.requests[0].headers["authorization"] == "Basic c2VjcmV0"
        for _ in range(2):
            with pytest.raises(EngineError) as failure:
                await engine.count("articles")
            assert "c2VjcmV0" not in f"{failure.value!r} {failure.value.__cause__!r} {engine!r}"

    async def test_elasticsearch_8_is_spoken_to_in_its_own_version(self, server: ScriptedServer) -> None:
        engine = adapter(EngineKind.ELASTICSEARCH, Target(server.url), version=(8, 19, 2))
        server.reply = accept
        await engine.bulk("articles", WRITES)
        names = [request.headers["content-type"] for request in server.requests]
        assert names == [f"application/vnd.elasticsearch+{kind}; compatible-with=8" for kind in ("json", "x-ndjson")]
        assert {request.headers["accept"] for request in server.requests} == {names[0]}
        await engine.close()

    async def test_a_server_that_is_not_elasticsearch(self, server: ScriptedServer) -> None:
        engine = adapter(EngineKind.ELASTICSEARCH, Target(server.url))
        server.reply = lambda _: Plain(200, {"count": 1})
        with pytest.raises(EngineNotReady, match="not Elasticsearch"):
            await engine.count("articles")
        await engine.close()


class Plain(Answer):
    """An answer without the product's name."""

    def encode(self) -> bytes:
        return super().encode().replace(b"X-Elastic-Product", b"X-Other")


class TestAnswers:
    async def test_a_search_without_all_shards_is_not_the_whole_answer(
        self, engine: SearchEngine, server: ScriptedServer
    ) -> None:
        server.reply = lambda _: Answer(200, {**FOUND, "_shards": {"total": 2, "failed": 1}})
        assert (await engine.search("articles", {})).timed_out

    async def test_a_count_without_all_shards_is_no_count(self, engine: SearchEngine, server: ScriptedServer) -> None:
        server.reply = lambda _: Answer(200, {"count": 3, "_shards": {"total": 2, "failed": 1}})
        with pytest.raises(EngineNotReady, match="not all parts"):
            await engine.count("articles")

    async def test_names_stay_inside_their_place_in_the_path(
        self, engine: SearchEngine, server: ScriptedServer
    ) -> None:
        server.reply = lambda _: Answer(200, FOUND)
        await engine.search("a/../b?c#مقالات", {})
        assert server.requests[0].line.startswith("POST /a%2F..%2Fb%3Fc%23%D9%85")

    @pytest.mark.parametrize("body", [{"x": float("inf")}, {"x": "\udfff"}])
    async def test_a_body_that_is_no_json_is_not_sent(
        self, engine: SearchEngine, server: ScriptedServer, body: dict[str, Any]
    ) -> None:
        with pytest.raises(BadQuery, match="cannot be written as JSON"):
            await engine.search("articles", body)
        assert server.requests == []

    async def test_a_body_without_end_is_not_sent(self, engine: SearchEngine) -> None:
        body: dict[str, Any] = {}
        body["query"] = body
        with pytest.raises(BadQuery, match="cannot be written as JSON"):
            await engine.search("articles", body)

    @pytest.mark.parametrize(("reply", "expected"), [(Answer(200, FOUND), True), (Answer(400, {"error": "x"}), False)])
    async def test_learns_whether_stored_queries_can_be_matched(
        self, engine: RestEngine, server: ScriptedServer, reply: Answer, *, expected: bool
    ) -> None:
        server.reply = lambda _: reply
        await engine.learn()
        assert engine.info.percolator is expected


class TestBulk:
    async def test_a_request_that_is_too_large_goes_in_halves(
        self, engine: SearchEngine, server: ScriptedServer
    ) -> None:
        def reply(request: Request) -> Answer:
            return Answer(413, "too large", "text/plain") if request.body.count(b"\n") > 4 else accept(request)

        server.reply = reply
        items = await engine.bulk("articles", WRITES)
        assert [(item.id, item.outcome) for item in items] == [(w.id, Outcome.CREATED) for w in WRITES]
        assert len(posts(server)) == 7

    @pytest.mark.parametrize("status", [400, 413])
    async def test_one_that_no_request_can_carry_is_refused_alone(
        self, engine: SearchEngine, server: ScriptedServer, status: int
    ) -> None:
        server.reply = lambda request: Answer(status, {"error": "no"}) if b'"n":5' in request.body else accept(request)
        items = await engine.bulk("articles", WRITES)
        assert {item.id for item in items if item.outcome is Outcome.REJECTED} == {"5"}
        assert {item.outcome for item in items} == {Outcome.REJECTED, Outcome.CREATED}

    @pytest.mark.parametrize(
        ("reply", "expected"), [(BUSY, EngineUnavailable), (Silence(), EngineTimeout), (HangUp(), EngineUnavailable)]
    )
    async def test_raises_when_nothing_was_decided(
        self,
        engine: SearchEngine,
        server: ScriptedServer,
        reply: Reply,
        expected: type[EngineError],
    ) -> None:
        server.reply = lambda request: reply if request.line.startswith("POST") else accept(request)
        with pytest.raises(expected):
            await engine.bulk("articles", [*WRITES, Write("", {})])

    async def test_defers_the_rest_when_the_engine_goes_away_halfway(
        self, engine: SearchEngine, server: ScriptedServer
    ) -> None:
        server.reply = lambda request: BUSY if len(posts(server)) > 1 else accept(request)
        items = await engine.bulk("articles", [Write(str(n), {"text": "x" * 400_000}) for n in range(5)])
        assert [item.outcome for item in items] == [Outcome.CREATED] * 2 + [Outcome.DEFERRED] * 3
        assert "queue is full" in str(items[-1].reason)

    async def test_a_busy_moment_is_waited_out(self, engine: SearchEngine, server: ScriptedServer) -> None:
        server.reply = lambda request: BUSY if len(posts(server)) == 1 else accept(request)
        assert {item.outcome for item in await engine.bulk("articles", WRITES)} == {Outcome.CREATED}

    async def test_is_visible_at_once_when_asked(self, engine: SearchEngine, server: ScriptedServer) -> None:
        server.reply = accept
        await engine.bulk("articles", WRITES, refresh=True)
        await engine.bulk("articles", WRITES)
        assert [request.line for request in posts(server)] == [
            "POST /articles/_bulk?refresh=true",
            "POST /articles/_bulk",
        ]
