"""The page as a reader without JavaScript sees it."""

from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from api.pages.texts import to_hijri
from engine.errors import EngineUnavailable
from indexer.document import Document

pytestmark = pytest.mark.engine


class Page(HTMLParser):
    """Links, fields and marked words of a page; refuses what the content policy would block."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: dict[str, str] = {}
        self.fields: list[tuple[str, str]] = []
        self.marked: list[str] = []
        self.root: dict[str, str | None] = {}
        self.current: list[str] = []
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        assert not any(name.startswith("on") or name == "style" for name in values)
        assert tag != "style"
        assert tag != "script" or values.get("src")
        if tag == "html":
            self.root = values
        if tag == "input":
            self.fields.append((values["name"] or "", values.get("value") or ""))
        if tag in {"a", "mark"}:
            self._open.append((tag, values))

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for tag, values in self._open:
            if tag == "a" and data.strip():
                self.links.setdefault(data.strip(), values.get("href") or "")
                if "aria-current" in values:
                    self.current.append(data.strip())
            if tag == "mark":
                self.marked.append(data)


async def page(client: httpx.AsyncClient, path: str = "/", status: int = 200, **params: Any) -> Page:
    response = await client.get(path, params=params or None)
    assert response.status_code == status
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return Page(response.text)


async def test_the_page_reads_from_right_to_left_and_shows_results_at_once(client: httpx.AsyncClient) -> None:
    shown = await page(client)
    assert (shown.root["lang"], shown.root["dir"]) == ("ar", "rtl")
    assert {"سيرغي لافروف", "سياسة", "موسكو", "رويترز"} <= set(shown.links)
    assert "المزيد من النتائج" in shown.links


async def test_matched_words_are_marked_whole(client: httpx.AsyncClient) -> None:
    shown = await page(client, q='"الضمانات الأمنية"')
    assert set(shown.marked) <= {"الضمانات", "بضمانات", "الأمنية", "أمنية"}
    assert shown.marked
    assert ("q", '"الضمانات الأمنية"') in shown.fields


async def test_a_facet_is_a_link_that_chooses_and_unchooses_its_value(client: httpx.AsyncClient) -> None:
    first = await page(client, q="هدنة")
    chosen = await page(client, first.links["سياسة"])
    assert chosen.current == ["سياسة"]
    assert ("topic", "politics") in chosen.fields
    both = await page(client, chosen.links["رياضة"])
    assert set(both.current) == {"سياسة", "رياضة"}
    again = await page(client, both.links["رياضة"])
    assert again.current == ["سياسة"]
    by_label = await page(client, q="هدنة", person="لافروف")
    assert by_label.current == ["سيرغي لافروف"]
    assert parse_qs(urlsplit(by_label.links["سيرغي لافروف"]).query) == {"q": ["هدنة"]}


async def test_months_bound_the_period_and_any_time_frees_it(client: httpx.AsyncClient) -> None:
    first = await page(client, q="هدنة")
    january = await page(client, first.links["يناير 2022"])
    assert ("from", "2022-01") in january.fields
    assert ("to", "2022-01") in january.fields
    assert parse_qs(urlsplit(january.links["أي وقت"]).query) == {"q": ["هدنة"]}


async def test_the_next_page_goes_on(client: httpx.AsyncClient, documents: list[Document]) -> None:
    titles = {doc["title"] for doc in documents}
    first = await page(client)
    second = await page(client, first.links["المزيد من النتائج"])
    assert titles & set(first.links)
    assert not titles & set(first.links) & set(second.links)


async def test_an_article_can_be_read(client: httpx.AsyncClient, documents: list[Document]) -> None:
    document = next(doc for doc in documents if doc["persons"] and doc["published"] and not doc["withdrawn"])
    response = await client.get(f"/articles/{document['id']}")
    assert document["title"] in response.text
    assert to_hijri(document["published"]) == document["published_hijri"]
    assert "هـ" in response.text
    shown = Page(response.text)
    person = document["persons"][0]
    assert parse_qs(urlsplit(shown.links[person["label"]]).query) == {"person": [person["id"]]}
    withdrawn = next(doc for doc in documents if doc["withdrawn"])
    assert "سُحب هذا الخبر" in (await client.get(f"/articles/{withdrawn['id']}")).text


async def test_a_wrong_query_is_told_with_a_repair(client: httpx.AsyncClient) -> None:
    shown = await page(client, status=400, q='"هدنة')
    assert shown.links['"هدنة"'] == "/?q=%22%D9%87%D8%AF%D9%86%D8%A9%22"
    await page(client, shown.links['"هدنة"'])
    await page(client, "/articles/nothing", status=404)
    await page(client, status=400, sort="size")


async def test_marks_of_trackers_and_empty_fields_are_left_aside(client: httpx.AsyncClient) -> None:
    response = await client.get("/?q=هدنة&from=&to=&utm_source=x&person=")
    assert Page(response.text).marked


async def test_markup_in_a_query_stays_text(client: httpx.AsyncClient) -> None:
    hostile = '"><script>alert(1)</script><b onclick=x>'
    shown = await page(client, status=400, q=hostile)
    assert ("q", hostile) in shown.fields
    await page(client, q="<script>alert(1)</script>", person="<img src=x onerror=y>")


async def test_an_engine_that_is_away_is_told_on_the_page(
    client: httpx.AsyncClient, application: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_args: object, **_options: object) -> None:
        raise EngineUnavailable("no answer")

    monkeypatch.setattr(type(application.state.services.engine), "search", away)
    response = await client.get("/")
    assert response.status_code == 503
    assert "محرك البحث غير متاح" in response.text


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
async def test_the_description_of_the_api_needs_no_other_server(client: httpx.AsyncClient, path: str) -> None:
    response = await client.get(path)
    assert response.status_code == 200
    parts = [part.split('"')[0] for part in response.text.replace('href="', 'src="').split('src="')[1:]]
    assert len(parts) >= 3
    for part in parts:
        assert part.startswith("/")
        assert (await client.get(part)).status_code == 200
    assert "script-src 'self'" in response.headers["content-security-policy"]
