"""Whatever is wrong, the answer is a problem with a stable code."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.app import create_app
from api.problems import CODES
from api.schemas import ProblemDetails
from api.settings import ApiSettings
from engine.errors import EngineTimeout, EngineUnavailable
from engine.protocol import HealthColour
from engine.settings import EngineSettings

PATH = "/v1/articles"

pytestmark = pytest.mark.engine


def check(response: httpx.Response, status: int, code: str) -> dict[str, Any]:
    body: dict[str, Any] = response.json()
    assert response.headers["content-type"] == "application/problem+json"
    ProblemDetails.model_validate(body)
    assert (response.status_code, body["status"], body["code"]) == (status, status, code)
    assert code in CODES
    assert body["instance"] == f"urn:fihris:request:{response.headers['x-request-id']}"
    return body


@pytest.mark.parametrize(
    ("params", "code", "param"),
    [
        ({"q": '"abc'}, "query_unclosed_quote", "q"),
        ({"q": "x" * 2001}, "invalid_request", "q"),
        ({"q": "منذ:الأزل"}, "query_bad_date", "q"),
        ({"limit": "0"}, "invalid_request", "limit"),
        ({"limit": "many"}, "invalid_request", "limit"),
        ({"sort": "size"}, "invalid_request", "sort"),
        ({"persons": "x"}, "invalid_request", "persons"),
        ({"facets": "colour"}, "invalid_request", "facets"),
        ({"facets": "person:999"}, "parameter_out_of_range", "facets"),
        ({"from": "2022-13"}, "date_invalid", "from"),
        ({"from": "2023", "to": "2022"}, "range_reversed", "from"),
        ({"cursor": "x"}, "cursor_invalid", "cursor"),
    ],
)
async def test_a_wrong_parameter_is_named(
    client: httpx.AsyncClient, params: dict[str, str], code: str, param: str
) -> None:
    body = check(await client.get(PATH, params=params), 400, code)
    assert body["errors"][0]["param"] == param


async def test_a_wrong_body_is_pointed_at(client: httpx.AsyncClient) -> None:
    body = check(await client.post(f"{PATH}/search", json={"person": ["x", 3], "a/b": 1}), 400, "invalid_request")
    assert [each["pointer"] for each in body["errors"]] == ["/person/1", "/a~1b"]
    check(
        await client.post(f"{PATH}/search", content=b"{", headers={"content-type": "application/json"}),
        400,
        "invalid_request",
    )
    check(await client.post(f"{PATH}/search", json={"q": '"x'}), 400, "query_unclosed_quote")


async def test_the_repaired_query_is_offered_and_works(client: httpx.AsyncClient) -> None:
    body = check(await client.get(PATH, params={"q": '(هدنة "وزير'}), 400, "query_unclosed_quote")
    assert body["hint"] == '(هدنة "وزير")'
    assert (await client.get(PATH, params={"q": body["hint"]})).status_code == 200


async def test_errors_speak_the_language_of_the_client_but_codes_do_not(client: httpx.AsyncClient) -> None:
    arabic = await client.get(PATH, params={"q": '"x'}, headers={"Accept-Language": "ar-EG"})
    assert check(arabic, 400, "query_unclosed_quote")["title"] == "تعذّرت قراءة البحث"
    assert arabic.headers["content-language"] == "ar"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not_found"),
        ("GET", "/v1/articles/nothing", 404, "article_not_found"),
        ("GET", "/v1/articles/%00", 404, "article_not_found"),
        ("GET", f"/v1/articles/{'x' * 200}", 400, "invalid_request"),
        ("GET", "/v1/articles/..%2F..%2Fetc", 404, "not_found"),
        ("DELETE", "/v1/articles", 405, "method_not_allowed"),
        ("POST", "/healthz", 405, "method_not_allowed"),
    ],
)
async def test_addresses_and_methods_that_do_not_exist(
    client: httpx.AsyncClient, method: str, path: str, status: int, code: str
) -> None:
    check(await client.request(method, path), status, code)


async def test_a_body_that_is_too_large_is_not_read(client: httpx.AsyncClient) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(80):
            yield b"x" * 1_000

    as_json = {"content-type": "application/json"}
    check(await client.post(f"{PATH}/search", content=b" " * 70_000, headers=as_json), 413, "body_too_large")
    check(await client.post(f"{PATH}/search", content=chunks(), headers=as_json), 413, "body_too_large")


async def test_an_engine_that_is_away_or_late_is_told_as_such(
    client: httpx.AsyncClient, application: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = application.state.services.engine

    def failing(error: Exception) -> Callable[..., Awaitable[None]]:
        async def fail(*_args: object, **_options: object) -> None:
            raise error

        return fail

    for error, status, code in (
        (EngineUnavailable("10.0.0.1 refuses"), 503, "engine_unavailable"),
        (EngineTimeout("10.0.0.1 is slow"), 504, "engine_timeout"),
        (RuntimeError("a defect"), 500, "internal_error"),
    ):
        for name in ("search", "health", "get"):
            monkeypatch.setattr(type(engine), name, failing(error))
        for path in (PATH, "/readyz", f"{PATH}/x"):
            response = await client.get(path)
            check(response, status, code)
            assert "10.0.0.1" not in response.text
            assert response.headers.get("retry-after") == ("5" if status == 503 else None)
    assert (await client.get("/healthz")).json() == {"status": "ok"}


async def test_a_red_index_is_not_ready(
    client: httpx.AsyncClient, application: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def red(*_args: object, **_options: object) -> HealthColour:
        return HealthColour.RED

    ready = await client.get("/readyz")
    assert ready.json()["status"] == "ok"
    monkeypatch.setattr(type(application.state.services.engine), "health", red)
    check(await client.get("/readyz"), 503, "engine_not_ready")


async def test_without_an_index_the_engine_is_not_ready(engine_settings: EngineSettings) -> None:
    application = create_app(ApiSettings(), engine_settings, index="test-api-missing")
    transport = httpx.ASGITransport(application, raise_app_exceptions=False)
    async with (
        application.router.lifespan_context(application),
        httpx.AsyncClient(transport=transport, base_url="http://fihris.test") as client,
    ):
        check(await client.get(PATH), 503, "engine_not_ready")


_HOSTILE = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.sampled_from(
            ['"', "(", ")", "-", "*", "~9", "AND", "أو", "شخص:", "منذ:", "في", "هدنة", "\u200f", "ً", "🙂", " "]
        ),
        max_size=60,
    ).map("".join),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=_HOSTILE, match=st.sampled_from(["auto", "exact", "orth", "stem"]))
async def test_no_query_text_makes_the_server_fail(client: httpx.AsyncClient, q: str, match: str) -> None:
    text = q.encode("utf-8", "replace").decode()
    response = await client.get(PATH, params={"q": text, "match": match, "facets": "person"})
    assert response.status_code in {200, 400}, response.text
