"""The page as readers meet it: in Chromium, with a mouse, by keyboard alone, without JavaScript, on a phone."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import uvicorn
from axe_playwright_python.async_playwright import Axe
from fastapi import FastAPI
from playwright.async_api import Browser, BrowserContext, Page, Request, async_playwright, expect

from indexer.document import Document
from tests.support import free_port, skip_or_fail

pytestmark = [pytest.mark.engine, pytest.mark.browser]

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"width": 320, "height": 640}


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        skip_or_fail("needs Chromium: apt-get install chromium")
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        await started.close()


@pytest.fixture
async def site(application: FastAPI) -> AsyncIterator[str]:
    """The application behind a real server of this test."""
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(application, port=port, log_level="warning", access_log=False))
    running = asyncio.create_task(server.serve())
    while not server.started:
        assert not running.done()
        await asyncio.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    await running


async def opened(browser: Browser, **options: Any) -> tuple[BrowserContext, Page, list[str]]:
    """A page, and the complaints of its console: the content policy's among them."""
    context = await browser.new_context(**options)
    page = await context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return context, page, complaints


async def test_results_change_in_place_and_the_back_button_is_right(browser: Browser, site: str) -> None:
    context, page, complaints = await opened(browser)
    await page.goto(f"{site}/?q=هدنة")
    before = await page.locator("#total").inner_text()
    await page.evaluate("window.stayed = true")
    await page.locator("#facet-topic a", has_text="رياضة").first.click()
    await expect(page.locator("#facet-topic [aria-current=true]")).to_have_text("رياضة")
    assert await page.evaluate("window.stayed")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["هدنة"], "topic": ["sport"]}
    assert await page.locator("#carried input[name=topic]").input_value() == "sport"
    await page.go_back()
    await expect(page.locator("#total")).to_have_text(before)
    await expect(page.locator("#facet-topic [aria-current=true]")).to_have_count(0)
    assert complaints == []
    await context.close()


async def test_a_range_of_time_is_dragged(browser: Browser, site: str) -> None:
    context, page, complaints = await opened(browser)
    await page.goto(f"{site}/?q=هدنة")
    bars = page.locator(".bars a")
    first, last = await bars.nth(0).bounding_box(), await bars.nth(2).bounding_box()
    assert first
    assert last
    await page.mouse.move(first["x"] + first["width"] / 2, first["y"] + 20)
    await page.mouse.down()
    await page.mouse.move(last["x"] + last["width"] / 2, last["y"] + 20, steps=8)
    periods = [await bars.nth(at).get_attribute("data-period") for at in (0, 2)]
    await page.mouse.up()
    await page.wait_for_url("**from=**")
    query = parse_qs(urlsplit(page.url).query)
    assert [query["from"][0], query["to"][0]] == periods
    assert complaints == []
    await context.close()


async def test_a_range_of_time_is_chosen_by_keys_which_follow_the_direction_of_the_page(
    browser: Browser, site: str
) -> None:
    context, page, _ = await opened(browser)
    await page.goto(f"{site}/?q=هدنة")
    bars = page.locator(".bars a")
    count = await bars.count()
    await bars.nth(count - 1).focus()
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("Shift+ArrowRight")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**from=**")
    query = parse_qs(urlsplit(page.url).query)
    assert query["from"] < query["to"]
    await context.close()


async def test_suggestions_are_walked_by_keys_and_narrow_the_search(browser: Browser, site: str) -> None:
    context, page, complaints = await opened(browser)
    await page.goto(site)
    await page.locator("#q").press_sequentially("لافر", delay=20)
    option = page.locator("[role=option]").first
    await expect(option).to_be_visible()
    await page.keyboard.press("ArrowDown")
    await expect(option).to_have_attribute("aria-selected", "true")
    assert await page.locator("#q").get_attribute("aria-activedescendant") == "suggestion-0"
    await page.keyboard.press("Enter")
    await page.wait_for_url("**person=**")
    await expect(page.locator(".chosen .chip")).to_contain_text("سيرغي لافروف")
    assert complaints == []
    await context.close()


async def test_everything_works_without_javascript(browser: Browser, site: str, documents: list[Document]) -> None:
    context, page, _ = await opened(browser, java_script_enabled=False)
    await page.goto(site)
    await page.locator("#q").fill('"الضمانات الأمنية"')
    await page.locator("#ask button").click()
    assert {*await page.locator("mark").all_inner_texts()} <= {"الضمانات", "بضمانات", "الأمنية", "أمنية"}
    await page.locator("#facet-person a").first.click()
    await expect(page.locator(".chosen .chip")).to_have_count(1)
    await page.locator(".bars a").first.click()
    assert "from=" in page.url
    await page.locator(".results h2 a").first.click()
    assert await page.locator("h1").inner_text() in {doc["title"] for doc in documents}
    await page.locator("nav a[lang=en]").click()
    assert await page.locator("html").get_attribute("dir") == "ltr"
    await page.goto(site)
    assert await page.locator("html").get_attribute("lang") == "en"
    await context.close()


async def test_a_facet_is_searched_by_name(browser: Browser, site: str) -> None:
    context, page, _ = await opened(browser)
    await page.goto(f"{site}/?q=هدنة")
    await page.locator("#find-person").fill("لافروف")
    await page.keyboard.press("Enter")
    await expect(page.locator("#facet-person ul").last.locator("a").first).to_contain_text("لافروف")
    await context.close()


@pytest.mark.parametrize(
    "options",
    [{}, {"color_scheme": "dark"}, {"viewport": PHONE}, {"locale": "en", "java_script_enabled": True}],
    ids=["light", "dark", "phone", "other locale"],
)
@pytest.mark.parametrize(
    "path", ["/?q=هدنة", "/?q=قففقف", "/?lang=en&q=هدنة&topic=sport", '/?q="هدنة', "/articles/none"]
)
async def test_axe_finds_nothing_and_nothing_is_cut(
    browser: Browser, site: str, path: str, options: dict[str, Any]
) -> None:
    context, page, _ = await opened(browser, **options)
    await page.goto(f"{site}{path}")
    found = await Axe().run(page)
    assert [violation["id"] for violation in found.response["violations"]] == []
    assert await page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    await context.close()


async def test_an_article_is_read_and_its_names_lead_on(browser: Browser, site: str, documents: list[Document]) -> None:
    document = next(doc for doc in documents if doc["persons"] and doc["published"] and not doc["withdrawn"])
    context, page, complaints = await opened(browser)
    await page.goto(f"{site}/articles/{document['id']}")
    found = await Axe().run(page)
    assert [violation["id"] for violation in found.response["violations"]] == []
    await page.locator(".facts .chip").first.click()
    await page.wait_for_url("**person=**")
    assert complaints == []
    await context.close()


async def test_the_page_is_light(browser: Browser, site: str) -> None:
    context, page, _ = await opened(browser)
    requests: list[Request] = []
    page.on("requestfinished", lambda request: requests.append(request))  # noqa: PLW0108 - a built-in cannot be one.
    await page.goto(f"{site}/?q=هدنة", wait_until="networkidle")
    sizes = [await request.sizes() for request in requests if "/fonts/" not in request.url]
    weights = [size["responseBodySize"] for size in sizes]
    assert 0 < sum(weights) < 150_000
    await context.close()
