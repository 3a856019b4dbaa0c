"""What a frontend developer builds on: filters, disjunctive facets, cursors, highlights, one article."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from samples import manifest

if TYPE_CHECKING:
    import httpx

pytestmark = pytest.mark.engine

PHRASE = '"الضمانات الأمنية"'
FACETS = "person:100,topic:100,agency:100,place:100,kind:100"


async def ask(client: httpx.AsyncClient, **params: Any) -> dict[str, Any]:
    answer = await client.get("/v1/articles", params={"limit": 100, **params})
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


def titles(page: dict[str, Any]) -> set[str]:
    return {hit["title"]["value"] for hit in page["data"]}


async def test_the_phrase_finds_every_story_that_mentions_it_and_no_other(client: httpx.AsyncClient) -> None:
    page = await ask(client, q=PHRASE)
    assert titles(page) == {sample.title for sample in manifest() if sample.mentions_phrase}
    assert page["meta"]["total_relation"] == "eq"


@pytest.mark.parametrize("q", ["ضمان أمني", '"الأمنية والضمانات"', '"الضمان الأمني"'])
async def test_other_words_and_orders_are_not_the_phrase(client: httpx.AsyncClient, q: str) -> None:
    exact = await ask(client, q=q, match="orth")
    assert not titles(exact) & {sample.title for sample in manifest() if sample.mentions_phrase and not sample.story}


async def test_a_person_is_found_by_id_and_by_label_in_any_spelling(client: httpx.AsyncClient) -> None:
    people = (await ask(client, facets="person:100"))["facets"]["person"]
    blinken = next(person for person in people if "بلينكن" in person["label"])
    by_id = await ask(client, person=blinken["value"])
    assert by_id["meta"]["total"] == blinken["count"]
    by_label = await ask(client, person=blinken["label"].replace("أ", "ا"))
    assert titles(by_label) == titles(by_id)


async def test_an_excluded_value_leaves_the_rest(client: httpx.AsyncClient) -> None:
    everything = await ask(client)
    sport = await ask(client, topic="sport")
    rest = await ask(client, topic="-sport")
    assert titles(sport)
    assert sport["meta"]["total"] + rest["meta"]["total"] == everything["meta"]["total"]


async def test_dates_bound_both_ends(client: httpx.AsyncClient) -> None:
    page = await ask(client, **{"from": "2022-01-01", "to": "2022-12-31"})
    days = [hit["published"] for hit in page["data"]]
    assert days
    assert all("2022-01-01" <= day <= "2022-12-31" for day in days)


async def test_newest_and_oldest_are_each_other_s_mirror(client: httpx.AsyncClient) -> None:
    newest = [hit["published"] for hit in (await ask(client, sort="newest"))["data"] if hit["published"]]
    oldest = [hit["published"] for hit in (await ask(client, sort="oldest"))["data"] if hit["published"]]
    assert newest == sorted(newest, reverse=True)
    assert oldest == sorted(oldest)


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
async def test_a_walk_by_cursor_sees_each_article_once(client: httpx.AsyncClient, sort: str) -> None:
    everything = {hit["id"] for hit in (await ask(client, q="رئيس", words="any", sort=sort))["data"]}
    seen: list[str] = []
    url: str | None = str(
        client.base_url.join("/v1/articles").copy_with(params={"q": "رئيس", "words": "any", "sort": sort, "limit": 3})
    )
    while url:
        page = (await client.get(url)).json()
        seen += [hit["id"] for hit in page["data"]]
        url = page["links"].get("next")
    assert len(seen) == len(set(seen))
    assert set(seen) == everything


async def test_facet_counts_are_those_of_counting_by_hand(client: httpx.AsyncClient) -> None:
    everything = (await ask(client))["data"]
    choices = random.Random(7)
    people = [hit["persons"][0]["id"] for hit in everything if hit["persons"]]
    topics = [hit["topics"][0]["id"] for hit in everything if hit["topics"]]
    for _ in range(25):
        person, topic = choices.choice([None, choices.choice(people)]), choices.choice([None, choices.choice(topics)])
        selected = {name: value for name, value in (("person", person), ("topic", topic)) if value}
        page = await ask(client, facets=FACETS, **selected)
        by_topic = [hit for hit in everything if not topic or topic in {t["id"] for t in hit["topics"]}]
        by_person = [hit for hit in everything if not person or person in {p["id"] for p in hit["persons"]}]
        _check(page["facets"]["topic"], by_person, "topics")
        _check(page["facets"]["person"], by_topic, "persons")
        assert page["meta"]["total"] == sum(hit in by_person for hit in by_topic)


def _check(facet: list[dict[str, Any]], articles: list[dict[str, Any]], field: str) -> None:
    counted = {value["value"]: value["count"] for value in facet if value["count"]}
    by_hand: dict[str, int] = {}
    for hit in articles:
        for value in {entry["id"] for entry in hit[field]}:
            by_hand[value] = by_hand.get(value, 0) + 1
    # A facet lists its hundred commonest values at most.
    assert counted.items() <= by_hand.items()
    assert len(counted) >= min(len(by_hand), 100)
    assert not counted or min(counted.values()) >= max([n for v, n in by_hand.items() if v not in counted], default=0)


async def test_highlights_are_whole_words_in_code_points(client: httpx.AsyncClient) -> None:
    page = await ask(client, q="الضمانات")
    assert page["data"]
    for hit in page["data"]:
        for passage in [*hit["highlights"]["title"], *hit["highlights"]["body"]]:
            for start, end, level in passage["spans"]:
                around = passage["text"][max(0, start - 1) : start] + passage["text"][end : end + 1]
                assert not any(char.isalpha() for char in around)
                assert level in {"exact", "orth", "word", "stem"}


async def test_a_query_of_stop_words_alone_still_answers(client: httpx.AsyncClient) -> None:
    assert (await ask(client, q="من في"))["meta"]["total"] > 0


async def test_no_hits_is_an_answer_and_no_error(client: httpx.AsyncClient) -> None:
    page = await ask(client, q='"قطار المريخ السريع"')
    assert page["data"] == []
    assert page["meta"]["total"] == 0


async def test_one_article_comes_whole_and_is_cached_by_its_etag(client: httpx.AsyncClient) -> None:
    first = (await ask(client, q=PHRASE))["data"][0]
    answer = await client.get(f"/v1/articles/{first['id']}")
    assert answer.json()["data"]["title"]["value"] == first["title"]["value"]
    again = await client.get(f"/v1/articles/{first['id']}", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


async def test_a_long_query_may_be_posted(client: httpx.AsyncClient) -> None:
    answer = await client.post("/v1/articles/search", json={"q": PHRASE, "limit": 100})
    assert titles(answer.json()) == titles(await ask(client, q=PHRASE))


async def test_alive_and_ready(client: httpx.AsyncClient) -> None:
    assert (await client.get("/healthz")).status_code == 200
    assert (await client.get("/readyz")).status_code == 200
