"""Who is let in, as whom, and how often."""

from __future__ import annotations

import asyncio
import base64
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from fastapi import FastAPI, Request

from api import errors
from api.access import ALL_SCOPES, LOCAL, PUBLIC, Owner, owner_of, require
from api.deps import Services
from api.gate import Gate, read_key
from api.keys.book import KeyBook
from api.keys.ring import KeyRing
from api.limits import Limiter
from api.proxies import TrustedProxies, read_networks
from api.settings import ApiSettings
from store.database import open_database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

FAR = ("203.0.113.9", 4711)
NEAR = ("127.0.0.1", 4711)


@pytest.fixture
async def book() -> AsyncIterator[KeyBook]:
    async with open_database("sqlite+aiosqlite://") as database:
        yield KeyBook(database)
        # What is noted in the background ends before the database does.
        if running := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(running, timeout=5)


def application(book: KeyBook, **settings: Any) -> FastAPI:
    """An application that tells everybody who they are, and a few things to those who may ask."""
    chosen = ApiSettings(_env_file=None, **settings)
    app = FastAPI()
    services = object.__new__(Services)
    for name, value in (("keys", KeyRing(book)), ("limiter", Limiter())):
        object.__setattr__(services, name, value)
    app.state.services = services

    @app.get("/v1/me")
    def me(request: Request) -> dict[str, Any]:
        owner = owner_of(request)
        return {"id": owner.id, "scopes": sorted(owner.scopes), "client": request.client and request.client.host}

    for scope in sorted(ALL_SCOPES):
        app.get(f"/v1/{scope}", dependencies=[require(scope)])(lambda: {"done": True})
    app.get("/healthz")(lambda: {"status": "ok"})
    app.get("/page")(lambda: "page")
    errors.install(app)
    app.add_middleware(Gate, settings=chosen)
    if chosen.trusted_proxies:
        app.add_middleware(TrustedProxies, networks=read_networks(chosen.trusted_proxies))
    return app


def client_of(app: FastAPI, peer: tuple[str, int] = FAR, host: str = "news.example.org") -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, client=peer), base_url=f"http://{host}")


async def who(app: FastAPI, peer: tuple[str, int] = FAR, host: str = "localhost:8000", **headers: str) -> Owner:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with client_of(app, peer, host) as client:
        answer = (await client.get("/v1/me", headers=named)).json()
    return Owner(answer["id"], frozenset(answer["scopes"]))


async def test_who_sits_at_the_machine_may_do_everything_and_others_may_read(book: KeyBook) -> None:
    app = application(book)
    assert await who(app, NEAR) == LOCAL
    assert await who(app, ("::1", 1)) == LOCAL
    assert await who(app, NEAR, "[::1]:8000") == LOCAL
    assert await who(app, FAR) == PUBLIC


@pytest.mark.parametrize(
    "headers",
    [
        {"x_forwarded_for": "127.0.0.1"},
        {"forwarded": "for=127.0.0.1"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost.evil.example"},
        {"sec_fetch_site": "cross-site"},
        {"host": "evil.example"},
        {"host": "127.0.0.1.evil.example"},
    ],
)
async def test_no_proxy_and_no_page_of_another_site_acts_for_this_machine(
    book: KeyBook, headers: dict[str, str]
) -> None:
    assert await who(application(book), NEAR, **headers) == PUBLIC


async def test_the_servers_own_pages_act_for_this_machine(book: KeyBook) -> None:
    assert await who(application(book), NEAR, origin="http://localhost:8000", sec_fetch_site="same-origin") == LOCAL


async def test_behind_a_trusted_proxy_nobody_is_local(book: KeyBook) -> None:
    assert await who(application(book, trusted_proxies="127.0.0.1"), NEAR) == PUBLIC


async def test_a_key_grants_its_scopes_and_admin_all(book: KeyBook) -> None:
    app = application(book)
    for scopes, granted in (({"read", "alerts"}, {"read", "alerts"}), ({"admin"}, ALL_SCOPES)):
        key, secret = await book.add("desk", scopes, None)
        assert await who(app, authorization=f"Bearer {secret}") == Owner(key.id, frozenset(granted))
        assert await who(app, authorization=f"bearer {secret}") == Owner(key.id, frozenset(granted))
        assert await who(app, x_api_key=secret) == Owner(key.id, frozenset(granted))


async def test_a_key_that_a_browser_sends_by_itself_may_only_read(book: KeyBook) -> None:
    key, secret = await book.add("desk", {"admin"}, None)
    basic = base64.b64encode(f"anybody:{secret}".encode()).decode()
    assert await who(application(book), authorization=f"Basic {basic}") == Owner(key.id, frozenset({"read"}))


async def test_scopes_are_asked_for_by_routes(book: KeyBook) -> None:
    app = application(book)
    _, secret = await book.add("pusher", {"write"}, None)
    async with client_of(app) as client:
        assert (await client.get("/v1/read")).status_code == 200
        anonymous = await client.get("/v1/write")
        assert (anonymous.status_code, anonymous.json()["code"]) == (401, "key_required")
        assert anonymous.headers["www-authenticate"] == 'Bearer realm="Fihris"'
        keyed = {"Authorization": f"Bearer {secret}"}
        assert (await client.get("/v1/write", headers=keyed)).status_code == 200
        for scope in ("read", "alerts", "admin"):
            refused = await client.get(f"/v1/{scope}", headers=keyed)
            assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")


async def test_with_keys_required_everything_but_health_needs_one(book: KeyBook) -> None:
    app = application(book, require_key=True)
    _, secret = await book.add("reader", {"read"}, None)
    async with client_of(app, NEAR, "localhost") as client:
        assert (await client.get("/healthz")).status_code == 200
        refused = await client.get("/page")
        assert (refused.status_code, refused.json()["code"]) == (401, "key_required")
        assert refused.headers["www-authenticate"].startswith("Basic")
        assert refused.headers["cache-control"] == "no-store"
        assert (await client.get("/page", auth=("", secret))).status_code == 200


async def test_guessing_keys_ends_in_429_while_the_right_key_still_works(book: KeyBook) -> None:
    app = application(book)
    _, secret = await book.add("reader", {"read"}, None)
    async with client_of(app) as client:
        guesses = [await client.get("/v1/me", headers={"X-API-Key": f"fihris_{n:043d}"}) for n in range(35)]
        assert [guess.status_code for guess in guesses] == [401] * 30 + [429] * 5
        assert {guess.json()["code"] for guess in guesses[:30]} == {"key_invalid"}
        assert int(guesses[-1].headers["retry-after"]) in range(1, 61)
        assert (await client.get("/v1/me", headers={"X-API-Key": secret})).status_code == 200


@pytest.mark.parametrize(
    "authorization",
    ["Bearer", "Bearer ", "Basic", "Basic !!!", "Basic /w==", "Digest x", "Bearer " + "x" * 5_000, "bearer\tx", "x"],
)
async def test_what_is_no_key_is_refused_not_ignored(book: KeyBook, authorization: str) -> None:
    async with client_of(application(book)) as client:
        answer = await client.get("/v1/me", headers={"Authorization": authorization})
        assert (answer.status_code, answer.json()["code"]) == (401, "key_invalid")


async def test_a_client_without_a_key_is_counted_by_its_address(book: KeyBook) -> None:
    app = application(book, rate_limit="3/minute")
    async with client_of(app) as client, client_of(app, ("203.0.113.10", 1)) as other:
        answers = [await client.get("/v1/me") for _ in range(5)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
        assert answers[-1].json()["code"] == "too_many_requests"
        assert (await other.get("/v1/me")).status_code == 200


async def test_an_ipv6_customer_is_counted_once_for_all_its_addresses(book: KeyBook) -> None:
    app = application(book, rate_limit="1/minute")
    statuses = []
    for address in ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1"):
        async with client_of(app, (address, 1)) as client:
            statuses.append((await client.get("/v1/me")).status_code)
    assert statuses == [200, 429, 200]


async def test_a_key_has_its_own_rate(book: KeyBook) -> None:
    app = application(book, rate_limit="1/minute")
    _, slow = await book.add("slow", {"read"}, "2/minute")
    _, free = await book.add("free", {"read"}, None)
    async with client_of(app) as client:
        answers = [(await client.get("/v1/me", headers={"X-API-Key": slow})).status_code for _ in range(3)]
        assert answers == [200, 200, 429]
        assert {(await client.get("/v1/me", headers={"X-API-Key": free})).status_code for _ in range(9)} == {200}


async def test_no_limit_where_none_is_set(book: KeyBook) -> None:
    async with client_of(application(book, rate_limit="")) as client:
        assert {(await client.get("/v1/me")).status_code for _ in range(9)} == {200}


async def test_clients_behind_a_trusted_proxy_are_counted_apart(book: KeyBook) -> None:
    app = application(book, rate_limit="1/minute", trusted_proxies="10.0.0.0/8")
    async with client_of(app, ("10.0.0.1", 1)) as client:
        for address in ("203.0.113.1", "203.0.113.2"):
            assert (await client.get("/v1/me", headers={"X-Forwarded-For": address})).json()["client"] == address
        assert (await client.get("/v1/me", headers={"X-Forwarded-For": "203.0.113.2"})).status_code == 429


async def test_forging_the_address_does_not_help(book: KeyBook) -> None:
    async with client_of(application(book, rate_limit="1/minute")) as client:
        answers = [await client.get("/v1/me", headers={"X-Forwarded-For": f"198.51.100.{n}"}) for n in range(3)]
    assert [answer.status_code for answer in answers] == [200, 429, 429]


async def test_a_database_that_does_not_answer_is_503_for_keys_and_nothing_to_others(book: KeyBook) -> None:
    app = application(book)
    await book._database._engine.dispose()
    async with book._database.begin() as connection:
        await connection.exec_driver_sql("DROP TABLE IF EXISTS api_keys")
    async with client_of(app) as client:
        answer = await client.get("/v1/me", headers={"X-API-Key": "fihris_" + "x" * 43})
        assert (answer.status_code, answer.json()["code"]) == (503, "store_unavailable")
        assert answer.headers["retry-after"] == "5"
        assert (await client.get("/v1/me")).status_code == 200


def test_without_any_header_there_is_no_key() -> None:
    assert read_key(Request({"type": "http", "headers": [], "path": "/", "method": "GET"})) is None


async def test_other_protocols_pass() -> None:
    seen: list[str] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["type"])

    await Gate(inner, settings=ApiSettings(_env_file=None))({"type": "lifespan"}, None, None)  # type: ignore[arg-type]
    assert seen == ["lifespan"]
