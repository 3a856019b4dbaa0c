"""Completion over HTTP."""

import httpx
import pytest

from api.schemas_suggest import Completions

pytestmark = pytest.mark.engine


async def test_a_name_is_completed(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/suggest", params={"q": "لاف", "kind": ["person", "title"], "limit": 3})
    assert answer.status_code == 200
    found = Completions.model_validate(answer.json()).data
    assert [(each.kind, each.value, each.label) for each in found] == [("person", "p:lavrov", "سيرغي لافروف")]


async def test_nothing_typed_completes_to_nothing(client: httpx.AsyncClient) -> None:
    assert (await client.get("/v1/suggest")).json() == {"data": []}


async def test_an_unknown_kind_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/suggest", params={"q": "لاف", "kind": "verb"})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_request")
