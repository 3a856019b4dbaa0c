"""The published contract: complete, with examples, and kept by every answer."""

import re
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.routing import Mount

from tests.api.conftest import ORIGIN

pytestmark = pytest.mark.engine

METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture(scope="session")
def described(application: FastAPI) -> dict[str, Any]:
    return application.openapi()


def operations(described: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for path in described["paths"].values() for method, each in path.items() if method in METHODS]


def test_every_operation_is_named_and_described(described: dict[str, Any]) -> None:
    found = operations(described)
    assert all(re.fullmatch(r"[a-z][A-Za-z]+", each["operationId"]) for each in found)
    assert len({each["operationId"] for each in found}) == len(found)
    assert [each["operationId"] for each in found if not (each.get("summary") and each.get("description"))] == []


def test_every_parameter_is_described(described: dict[str, Any]) -> None:
    bare = [
        (each["operationId"], parameter["name"])
        for each in operations(described)
        for parameter in each.get("parameters", [])
        if not (parameter.get("description") or parameter["schema"].get("description"))
    ]
    assert bare == []


def test_every_operation_says_how_it_fails_and_none_as_the_framework_would(described: dict[str, Any]) -> None:
    for each in operations(described):
        assert "application/problem+json" in each["responses"]["default"]["content"]
        assert "422" not in each["responses"]
    assert "HTTPValidationError" not in described["components"]["schemas"]


def test_every_reference_leads_somewhere(described: dict[str, Any]) -> None:
    names = set(re.findall(r"#/components/schemas/(\w+)", str(described)))
    assert names <= set(described["components"]["schemas"])


def test_pages_and_files_are_no_part_of_the_contract(application: FastAPI, described: dict[str, Any]) -> None:
    assert all(path.startswith(("/v1/", "/healthz", "/readyz")) for path in described["paths"])
    assert {route.path for route in application.routes if isinstance(route, Mount)} == {"/static", "/docs/assets"}


async def test_the_contract_is_served(client: httpx.AsyncClient, described: dict[str, Any]) -> None:
    assert (await client.get("/openapi.json")).json() == described


async def test_only_named_origins_may_read(client: httpx.AsyncClient) -> None:
    allowed = await client.get("/v1/articles", headers={"Origin": ORIGIN})
    assert allowed.headers["access-control-allow-origin"] == ORIGIN
    assert "Link" in allowed.headers["access-control-expose-headers"]
    refused = await client.get("/v1/articles", headers={"Origin": "https://other.example"})
    assert "access-control-allow-origin" not in refused.headers
