"""What surrounds every request: its id, its headers, its bounds."""

import asyncio
import logging

import pytest
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope, Send

from api.middleware import HEADER, SECURITY_HEADERS, BodyGuard, RequestContext

SCOPE: Scope = {"type": "http", "method": "GET", "path": "/x", "headers": []}


async def nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


class Sent:
    """What an application sent."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    async def __call__(self, message: Message) -> None:
        self.messages.append(message)

    def header(self, name: str) -> str:
        return dict(self.messages[0]["headers"])[name.lower().encode()].decode()  # type: ignore[no-any-return]


async def answers(scope: Scope, receive: Receive, send: Send) -> None:
    own = [(b"referrer-policy", b"no-referrer")] if scope["path"] == "/own" else []
    await send({"type": "http.response.start", "status": 200, "headers": own})
    await send({"type": "http.response.body", "body": b""})


@pytest.mark.parametrize(
    ("given", "kept"),
    [("req-12345678", True), ("short", False), ("with space 123", False), ("x" * 65, False), ("<script>1234", False)],
)
async def test_a_harmless_id_of_the_client_is_kept(given: str, kept: bool) -> None:
    sent = Sent()
    await RequestContext(answers)({**SCOPE, "headers": [(HEADER.lower().encode(), given.encode())]}, nothing, sent)
    assert (sent.header(HEADER) == given) is kept
    assert len(sent.header(HEADER)) >= 8


async def test_headers_for_browsers_are_added_but_never_replaced() -> None:
    sent = Sent()
    await RequestContext(answers)(SCOPE, nothing, sent)
    for name, value in SECURITY_HEADERS.items():
        assert sent.header(name) == value
    sent = Sent()
    await RequestContext(answers)({**SCOPE, "path": "/own"}, nothing, sent)
    assert sent.header("Referrer-Policy") == "no-referrer"


async def test_every_request_is_logged_even_one_that_fails(caplog: pytest.LogCaptureFixture) -> None:
    async def fails(scope: Scope, receive: Receive, send: Send) -> None:
        raise RuntimeError("defect")

    with caplog.at_level(logging.INFO, "fihris.access"):
        await RequestContext(answers)(SCOPE, nothing, Sent())
        with pytest.raises(RuntimeError):
            await RequestContext(fails)(SCOPE, nothing, Sent())
    assert [vars(record)["status"] for record in caplog.records] == [200, 500]
    assert all(vars(record)["request_id"] and vars(record)["ms"] >= 0 for record in caplog.records)


async def test_what_is_no_request_passes_through() -> None:
    seen: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["type"])

    await RequestContext(BodyGuard(app, limit=1, patience_s=1))({"type": "lifespan"}, nothing, Sent())
    assert seen == ["lifespan"]


async def read_all(scope: Scope, receive: Receive, send: Send) -> None:
    while (await receive()).get("more_body"):
        pass
    # What comes after the body (a disconnect) is waited for without a bound.
    await receive()


def feed(*chunks: bytes, pause_s: float = 0) -> Receive:
    rest = list(chunks)

    async def receive() -> Message:
        await asyncio.sleep(pause_s)
        if not rest:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": rest.pop(0), "more_body": bool(rest)}

    return receive


async def test_a_body_within_its_bounds_is_read() -> None:
    await BodyGuard(read_all, limit=4, patience_s=1)(SCOPE, feed(b"ab", b"cd"), Sent())


@pytest.mark.parametrize("declared", [b"5", b"99999999999999999999999999"])
async def test_a_body_that_is_declared_too_large_is_refused_unread(declared: bytes) -> None:
    scope = {**SCOPE, "headers": [(b"content-length", declared)]}
    with pytest.raises(HTTPException) as caught:
        await BodyGuard(read_all, limit=4, patience_s=1)(scope, feed(b""), Sent())
    assert caught.value.status_code == 413


async def test_a_body_that_grows_too_large_is_refused() -> None:
    with pytest.raises(HTTPException) as caught:
        await BodyGuard(read_all, limit=4, patience_s=1)(SCOPE, feed(b"abc", b"de", b"f"), Sent())
    assert caught.value.status_code == 413


async def test_a_body_that_comes_too_slowly_is_refused() -> None:
    with pytest.raises(HTTPException) as caught:
        await BodyGuard(read_all, limit=4, patience_s=0.05)(SCOPE, feed(b"a", b"b", pause_s=0.04), Sent())
    assert caught.value.status_code == 408
