"""Facet values as one types them."""

from collections import Counter
from typing import Any

import httpx
import pytest

from api.params import FacetName
from api.schemas import FacetChoices
from indexer.document import Document
from mappings.fields import FACETS

pytestmark = pytest.mark.engine


async def get(client: httpx.AsyncClient, name: str, **params: Any) -> list[dict[str, Any]]:
    response = await client.get(f"/v1/facets/{name}", params=params)
    assert response.status_code == 200, response.text
    return FacetChoices.model_validate(response.json()).model_dump()["data"]  # type: ignore[no-any-return]


def test_every_facet_with_names_can_be_searched() -> None:
    assert {name.value for name in FacetName} == FACETS.keys() - {"kind"}


@pytest.mark.parametrize(
    ("name", "q", "label"),
    [
        ("person", "لافر", "سيرغي لافروف"),
        ("person", "سيرجي", "سيرغي لافروف"),
        ("person", "انتوني بل", "أنتوني بلينكن"),
        ("place", "قاهره", "القاهرة"),
        ("place", "القاهره", "القاهرة"),
        ("topic", "أعم", "اقتصاد وأعمال"),
        ("topic", "اقتصاد وا", "اقتصاد وأعمال"),
        ("agency", "ا ف", "أ ف ب"),
        ("person", "افروف", None),
        ("person", "[.*", None),
    ],
)
async def test_a_beginning_in_any_spelling_is_enough(
    client: httpx.AsyncClient, name: str, q: str, label: str | None
) -> None:
    assert [value["label"] for value in await get(client, name, q=q)] == ([label] if label else [])


async def test_values_come_the_commonest_first_with_their_counts(
    client: httpx.AsyncClient, documents: list[Document]
) -> None:
    counts = Counter(key for doc in documents if not doc["withdrawn"] for key in doc["person_ids"])
    values = await get(client, "person", limit=2)
    assert [(value["value"], value["count"]) for value in values] == sorted(
        counts.items(), key=lambda item: (-item[1], item[0])
    )[:2]


async def test_no_other_facet_is_searched(client: httpx.AsyncClient) -> None:
    response = await client.get("/v1/facets/colour")
    assert (response.status_code, response.json()["code"]) == (400, "invalid_request")
