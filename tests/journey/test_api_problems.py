"""Every error is a problem that says what to do, in the reader's language, and nothing hostile gets further."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.app import create_app
from api.settings import ApiSettings
from engine.settings import EngineSettings
from tests.support import free_port

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

pytestmark = pytest.mark.engine


@pytest.mark.parametrize(
    ("path", "params", "status"),
    [
        ("/v1/articles", {"limit": "0"}, 422),
        ("/v1/articles", {"limit": "many"}, 422),
        ("/v1/articles", {"sort": "best"}, 422),
        ("/v1/articles", {"from": "2022-31-31"}, 400),
        ("/v1/articles", {"from": "2023-01-01", "to": "2022-01-01"}, 400),
        ("/v1/articles", {"q": '"الضمانات'}, 400),
        ("/v1/articles", {"q": "x" * 3000}, 400),
        ("/v1/articles", {"cursor": "AAAA"}, 400),
        ("/v1/articles", {"facets": "colour"}, 422),
        ("/v1/articles", {"unknown": "1"}, 422),
        ("/v1/articles/nothing", {}, 404),
        ("/v1/nowhere", {}, 404),
    ],
)
async def test_each_error_is_a_problem_with_a_stable_code(
    client: httpx.AsyncClient, path: str, params: dict[str, str], status: int
) -> None:
    arabic = await client.get(path, params=params, headers={"Accept-Language": "ar"})
    english = await client.get(path, params=params, headers={"Accept-Language": "en"})
    assert arabic.status_code // 100 == status // 100 == english.status_code // 100
    for answer in (arabic, english):
        assert answer.headers["content-type"].startswith("application/problem+json")
        problem: dict[str, Any] = answer.json()
        assert {"type", "title", "status", "detail", "instance", "code"} <= set(problem)
        assert problem["status"] == answer.status_code
    assert arabic.json()["code"] == english.json()["code"]
    assert any("\u0600" <= char <= "\u06ff" for char in arabic.json()["title"])
    assert english.json()["title"].isascii()


async def test_an_engine_that_is_away_is_said_soon_and_with_advice(tmp_path: Path) -> None:
    nobody = EngineSettings(
        engine_url=f"http://127.0.0.1:{free_port()}",
        data_dir=tmp_path,
        engine_start_timeout_s=0,
    )
    app = create_app(ApiSettings(), nobody)
    with pytest.raises(Exception, match="no search engine answers"):
        async with app.router.lifespan_context(app):
            pass


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(q=st.text(max_size=80) | st.text(alphabet='"«»()-~*=:|ـًٌ\u202e\u200f و أو ليس شخص:', max_size=60))
async def test_no_query_string_breaks_the_server(client: httpx.AsyncClient, q: str) -> None:
    try:
        answer = await client.get("/v1/articles", params={"q": q, "facets": "person,date:year"})
    except UnicodeEncodeError:
        return  # Half a surrogate pair is no text that HTTP could carry.
    assert answer.status_code < 500, (q, answer.text)


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u202eمقلوب"


@pytest.mark.parametrize("params", [{"q": HOSTILE}, {"person": HOSTILE}, {"from": HOSTILE}, {"q": f'"{HOSTILE}"'}])
async def test_markup_in_a_query_stays_text_on_the_page(client: httpx.AsyncClient, params: dict[str, str]) -> None:
    page = await client.get("/", params=params)
    assert page.status_code < 500
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text
    assert "script-src 'self'" in page.headers["content-security-policy"]


async def test_a_body_that_is_too_large_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post("/v1/articles/search", json={"q": "x" * 200_000})
    assert answer.status_code in {400, 413, 422}
