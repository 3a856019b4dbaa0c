"""Searching over HTTP: the words, the filters, the facets, the pages."""

import random
from collections import Counter
from itertools import chain
from typing import Any

import httpx
import pytest

from api.schemas import ArticleAnswer, ArticlePage
from indexer.document import Document

PATH = "/v1/articles"
FACETS = ["person", "topic", "place", "agency", "kind", "phrase"]
IDS = {name: f"{name}_ids" for name in FACETS} | {"kind": "kind"}

pytestmark = pytest.mark.engine


async def get(client: httpx.AsyncClient, **params: Any) -> dict[str, Any]:
    response = await client.get(PATH, params=params)
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    ArticlePage.model_validate(body)
    return body


async def ids(client: httpx.AsyncClient, **params: Any) -> list[str]:
    """All hits, page by page."""
    found: list[str] = []
    body = await get(client, **{"limit": 100, **params})
    while True:
        found += [article["id"] for article in body["data"]]
        if body["links"]["next"] is None:
            return found
        body = (await client.get(body["links"]["next"])).json()


def values(document: Document, name: str) -> list[str]:
    found = document[IDS[name]]
    return found if isinstance(found, list) else [found]


def kept(document: Document, filters: dict[str, list[str]], *, but: str | None = None) -> bool:
    """Whether a filter made of ids keeps the article: any of the chosen values, none of the excluded."""
    for name, chosen in filters.items():
        have = values(document, name)
        wanted = [value for value in chosen if not value.startswith("-")]
        excluded = [value[1:] for value in chosen if value.startswith("-")]
        if name != but and (set(excluded) & set(have) or (wanted and not set(wanted) & set(have))):
            return False
    return not document["withdrawn"]


async def test_a_phrase_is_found_with_article_and_clitics_but_only_in_order(
    client: httpx.AsyncClient, documents: list[Document]
) -> None:
    forms = ["الضمانات الأمنية", "بضمانات أمنية", "الضمانات أمنية", "بضمانات الأمنية"]
    expected = {
        doc["id"]
        for doc in documents
        if not doc["withdrawn"]
        and any(form in f"{doc['title']} {doc['body'].replace('.', '')}" for form in forms)
        and any(form in part for form in forms for part in (doc["title"], doc["body"].replace(".", "")))
    }
    found = await ids(client, q='"الضمانات الأمنية"')
    assert len(found) == len(set(found))
    assert set(found) == expected
    assert 20 < len(found) < 280


async def test_highlights_are_whole_words_of_the_stored_text(
    client: httpx.AsyncClient, documents: list[Document]
) -> None:
    texts = {doc["id"]: doc for doc in documents}
    body = await get(client, q='"الضمانات الأمنية"', limit=50)
    for article in body["data"]:
        assert article["highlights"]["title"] or article["highlights"]["body"]
        for part in ("title", "body"):
            for passage in article["highlights"][part]:
                assert passage["text"] in texts[article["id"]][part]
                for start, end, level in passage["spans"]:
                    assert passage["text"][start:end] in {"الضمانات", "بضمانات", "الأمنية", "أمنية"}
                    assert level in {"exact", "word"}


async def test_highlights_come_as_html_or_not_at_all(client: httpx.AsyncClient) -> None:
    body = await get(client, q="هدنة", highlight="html")
    for article in body["data"]:
        assert "<mark>هدنة</mark>" in "".join(chain(*article["highlights"].values()))
    body = await get(client, q="هدنة", highlight="none")
    assert {each["highlights"] for each in body["data"]} == {None}


async def test_facet_counts_are_those_counted_by_hand(client: httpx.AsyncClient, documents: list[Document]) -> None:
    chance = random.Random(7)
    every = {name: sorted({value for doc in documents for value in values(doc, name)}) for name in FACETS}
    for _ in range(40):
        filters = {
            name: [chance.choice(["", "", "-"]) + value for value in chance.sample(every[name], chance.randint(1, 2))]
            for name in chance.sample([name for name in FACETS if len(every[name]) > 1], chance.randint(0, 3))
        }
        body = await get(client, **filters, facets=",".join(FACETS), limit=1)
        assert body["meta"]["total"] == sum(kept(doc, filters) for doc in documents)
        for name in FACETS:
            counts = Counter(value for doc in documents if kept(doc, filters, but=name) for value in values(doc, name))
            shown = {value["value"]: value["count"] for value in body["facets"][name]}
            assert {value: count for value, count in shown.items() if count} == dict(counts)
            for value in body["facets"][name]:
                assert value["selected"] == (value["value"] in filters.get(name, []))
                assert value["excluded"] == (f"-{value['value']}" in filters.get(name, []))


@pytest.mark.parametrize(("interval", "length"), [("year", 4), ("month", 7), ("day", 10)])
async def test_the_histogram_is_that_counted_by_hand_and_ignores_its_own_period(
    client: httpx.AsyncClient, documents: list[Document], interval: str, length: int
) -> None:
    body = await get(client, facets=f"date:{interval}", **{"from": "2022-01", "to": "2022-01-15", "topic": "politics"})
    alive = [doc for doc in documents if kept(doc, {"topic": ["politics"]}) and doc["published"]]
    counts = Counter(
        doc["published"][:length].ljust(10, "#").replace("###", "-01").replace("###", "-01") for doc in alive
    )
    buckets = {bucket["from"]: bucket["count"] for bucket in body["facets"]["date"]["buckets"]}
    assert buckets == dict(counts)
    assert body["meta"]["total"] == sum("2022-01-01" <= doc["published"] <= "2022-01-15" for doc in alive)


@pytest.mark.parametrize(
    ("params", "same"),
    [
        ({"person": "سيرجي لافروف"}, {"person": "p:lavrov"}),
        ({"person": "لافروف"}, {"person": "p:lavrov"}),
        ({"q": "شخص:لافروف"}, {"person": "p:lavrov"}),
        ({"q": "-موضوع:رياضة"}, {"topic": "-sport"}),
        ({"topic": "اقتصاد و أعمال"}, {"topic": "economy"}),
        ({"agency": "ا ف ب"}, {"agency": "أ ف ب"}),
        ({"phrase": "ضمانات أمنية"}, {"phrase": "والضمانات الأمنيّة"}),
        ({"kind": "عاجل"}, {"kind": "flash"}),
        ({"from": "1443-06"}, {"from": "2022-01-04"}),
        ({"q": "منذ:2022-01 حتى:2022-01"}, {"from": "2022-01", "to": "2022-01"}),
    ],
)
async def test_labels_and_dates_are_taken_in_any_spelling(
    client: httpx.AsyncClient, params: dict[str, str], same: dict[str, str]
) -> None:
    found = await ids(client, **params)
    assert found
    assert sorted(found) == sorted(await ids(client, **same))


async def test_no_hits_is_an_answer(client: httpx.AsyncClient) -> None:
    body = await get(client, q="كلمةلاوجودلها", facets="person,date")
    assert body["data"] == []
    assert body["meta"]["total"] == 0
    assert body["facets"] == {"person": [], "date": {"interval": "month", "buckets": []}}
    assert (await get(client, person="مجهول"))["meta"]["total"] == 0


@pytest.mark.parametrize("q", ["في", "إلى في", "؟!", "ـ", '"في إلى"'])
async def test_queries_of_stop_words_or_of_signs_are_answered(client: httpx.AsyncClient, q: str) -> None:
    body = await get(client, q=q)
    assert (body["meta"]["total"] > 0) == ("في" in q)


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
async def test_a_walk_skips_and_repeats_nothing(
    client: httpx.AsyncClient, documents: list[Document], sort: str
) -> None:
    found = await ids(client, sort=sort, limit=7, q="الضمانات أو هدنة أو وزير")
    assert len(found) == len(set(found))
    assert set(found) == set(await ids(client, limit=100, q="الضمانات أو هدنة أو وزير"))
    dates = {doc["id"]: doc["published"] for doc in documents}
    if sort != "relevance":
        dated = [dates[each] for each in found if dates[each]]
        assert dated == sorted(dated, reverse=sort == "newest")
        assert all(dates[each] is None for each in found[len(dated) :])


async def test_the_next_page_is_in_the_header_too_and_ends_on_the_last(client: httpx.AsyncClient) -> None:
    response = await client.get(PATH, params={"limit": 1, "topic": "سياسة"})
    assert response.links["next"]["url"] == response.json()["links"]["next"]
    only = await client.get(PATH, params={"limit": 100, "q": "=كلمةلاوجودلها"})
    assert "next" not in only.links


async def test_a_cursor_belongs_to_its_query(client: httpx.AsyncClient) -> None:
    first = await get(client, q="هدنة", limit=2)
    cursor = httpx.URL(first["links"]["next"]).params["cursor"]
    other = await client.get(PATH, params={"q": "وزير", "cursor": cursor})
    assert (other.status_code, other.json()["code"]) == (400, "cursor_other_query")
    forged = await client.get(PATH, params={"q": "هدنة", "cursor": cursor[:-2]})
    assert (forged.status_code, forged.json()["code"]) == (400, "cursor_invalid")
    wider = await client.get(PATH, params={"q": "هدنة", "cursor": cursor, "limit": 5, "facets": "person"})
    assert wider.status_code == 200


async def test_withdrawn_articles_are_out_unless_asked_for(
    client: httpx.AsyncClient, documents: list[Document]
) -> None:
    withdrawn = {doc["id"] for doc in documents if doc["withdrawn"]}
    assert withdrawn
    assert not withdrawn & set(await ids(client))
    assert withdrawn <= set(await ids(client, withdrawn="true"))


async def test_a_long_query_goes_in_the_body(client: httpx.AsyncClient) -> None:
    asked = {"q": "هدنة", "topic": ["سياسة", "-sport"], "from": "2021-12", "facets": ["topic"], "limit": 3}
    posted = await client.post(f"{PATH}/search", json=asked)
    assert posted.status_code == 200
    got = await get(client, **asked)
    assert posted.json()["data"] == got["data"]
    assert posted.json()["links"] == got["links"]


async def test_an_article_can_be_read_whole_and_is_not_sent_twice(
    client: httpx.AsyncClient, documents: list[Document]
) -> None:
    document = documents[0]
    response = await client.get(f"{PATH}/{document['id']}")
    data = response.json()["data"]
    ArticleAnswer.model_validate(response.json())
    assert data["raw"] == document["raw"]
    assert data["body"] == {"value": document["body"], "lang": "ar", "dir": "rtl"}
    assert data["persons"] == document["persons"]
    for known in (response.headers["etag"], f'W/{response.headers["etag"]}, "x"'):
        again = await client.get(f"{PATH}/{document['id']}", headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
    changed = await client.get(f"{PATH}/{document['id']}", headers={"If-None-Match": '"x"'})
    assert changed.status_code == 200
