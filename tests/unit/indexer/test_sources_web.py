"""Feeds, sitemaps and addresses lead to whole articles, with what each says beside the text."""

from __future__ import annotations

import gzip
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from articles.stages import RawArticle, Rejected
from indexer.sources import ReadOptions, read
from indexer.sources.feeds import entries, is_feed
from indexer.sources.fetch import FetchSettings
from indexer.sources.packets import Failure
from indexer.sources.sitemaps import Sitemap, read_sitemap

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG = "أعلنت الناطقة الرسمية أن اللقاء سيعقد قريبا في جنيف، وأن جدول الأعمال يشمل ملفات عدة. " * 8
RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>سبوتنيك</title><language>ar</language>
<item><title>خبر &amp;quot;كامل&amp;quot;</title><link>/full</link><pubDate>Tue, 18 Jan 2022 01:00:00 +0300</pubDate>
<description>مقدمة</description><content:encoded><![CDATA[<p>{LONG}</p><p>فقرة.</p>]]></content:encoded></item>
<item><title>خبر مختصر</title><link>/page</link><description>مقدمة فقط</description></item>
<item><title>خبر مفقود</title><link>/gone</link></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>وفا</title><entry><title>خبر</title><author><name>فلان</name>
</author><link href="/atom"/><updated>2022-01-18T10:00:00Z</updated>
<content type="html">&lt;p&gt;{LONG}&lt;/p&gt;</content>
</entry></feed>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1", "title": "بترا", "language": "ar",
    "items": [{"id": "1", "url": "/json", "title": "خبر", "content_html": f"<p>{LONG}</p>",
               "date_published": "2022-01-18T10:00:00Z", "authors": [{"name": "أ"}, 7, {"name": "ب"}]}, "x", {}],
}  # fmt: skip
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{base}/gone</loc>
<lastmod>2020-01-01</lastmod></url><url><loc>{base}/page</loc><news:news><news:publication><news:name>سانا</news:name><news:language>ar</news:language>
</news:publication><news:publication_date>2022-01-18T10:00:00Z</news:publication_date><news:title>عنوان</news:title>
</news:news></url></urlset>"""
PAGE = (
    f"<html><head><title>صفحة</title></head><body><article><h1>عنوان الصفحة</h1><p>{LONG}</p></article></body></html>"
)


class Site(BaseHTTPRequestHandler):
    """A small news site on this machine."""

    def do_GET(self) -> None:
        base = f"http://{self.headers['host']}"
        index = f"<sitemapindex><sitemap><loc>{base}/map.xml.gz</loc></sitemap><sitemap><loc>{base}/index.xml</loc>"
        found = {
            "/rss": ("application/rss+xml", RSS.encode()),
            "/page": ("text/html; charset=utf-8", PAGE.encode()),
            "/map.xml.gz": ("application/gzip", gzip.compress(SITEMAP.format(base=base).encode())),
            "/index.xml": ("application/xml", f"{index}</sitemap></sitemapindex>".encode()),
            "/lines.jsonl": ("text/plain", b'{"title": "a", "text": "b"}\n{"title": "c", "text": "d"}\n'),
            "/one.json": ("application/json", b'{"head": "a", "text": "b"}'),
            "/text": ("text/plain; charset=windows-1256", "عنوان\n\nنص".encode("cp1256")),
            "/bad-feed": ("application/rss+xml", b"<rss><!ENTITY x 'y'>"),
            "/bad-map": ("application/xml", b"<urlset>"),
            "/bad.gz": ("application/gzip", b"\x1f\x8b damaged"),
        }.get(self.path)
        if found is None:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("content-type", found[0])
        self.send_header("content-length", str(len(found[1])))
        self.end_headers()
        self.wfile.write(found[1])

    def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - the name is the base class's.
        """Says nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def fetched(address: str, **settings: int) -> list[RawArticle | Rejected]:
    bounds = FetchSettings(("127.0.0.1",), **settings)
    return list(read([address], ReadOptions((("title", "head"),), bounds)))


def codes(found: list[RawArticle | Rejected]) -> list[str]:
    return [item.code if isinstance(item, Rejected) else "ok" for item in found]


def test_rss_gives_whole_texts_and_follows_teasers_to_their_pages(site: str) -> None:
    full, page, gone = fetched(f"{site}/rss")
    assert isinstance(full, RawArticle)
    assert full.text.endswith("\n\nفقرة.")
    assert full.stated == {
        "title": 'خبر "كامل"', "url": f"{site}/full", "published": "2022-01-18", "agencies": "سبوتنيك",
    }  # fmt: skip
    assert isinstance(page, RawArticle)
    assert LONG.strip() in page.text
    assert page.stated["title"] == "خبر مختصر"
    assert page.stated["url"] == f"{site}/page"
    assert isinstance(gone, Rejected)
    assert "404" in gone.reason


def test_atom_entries_are_read() -> None:
    (entry,) = entries(ATOM.encode())
    assert entry.text == LONG.strip()
    assert entry.stated == {
        "title": "خبر", "url": "/atom", "published": "2022-01-18T10:00:00Z", "agencies": "وفا", "byline": "فلان",
    }  # fmt: skip


def test_json_feeds_are_read() -> None:
    first, empty = entries(json.dumps(JSON_FEED).encode())
    assert first.text == LONG.strip()
    assert first.stated == {
        "title": "خبر", "url": "/json", "published": "2022-01-18T10:00:00Z", "agencies": "بترا", "byline": "أ, ب",
        "language": "ar",
    }  # fmt: skip
    assert (empty.text, empty.summary) == ("", "")


def test_a_json_feed_that_is_none_is_an_error() -> None:
    for data in (b'{"items": 7}', b"{", b'{"a":' * 100_000):
        with pytest.raises(ValueError):  # noqa: PT011 - any message.
            entries(data)


def test_feeds_are_known_by_their_beginning() -> None:
    assert is_feed(RSS.encode())
    assert is_feed(ATOM.encode())
    assert is_feed(json.dumps(JSON_FEED).encode())
    assert not is_feed(PAGE.encode())
    assert not is_feed(b'{"title": "jsonfeed"}')


def test_a_sitemap_of_news_leads_to_pages_newest_first(site: str) -> None:
    page, gone = fetched(f"{site}/map.xml.gz")
    assert isinstance(page, RawArticle)
    assert (page.stated["title"], page.stated["agencies"], page.stated["published"], page.stated["language"]) == (
        "عنوان", "سانا", "2022-01-18T10:00:00Z", "ar",
    )  # fmt: skip
    assert isinstance(gone, Rejected)


def test_an_index_of_sitemaps_is_followed_once_even_into_itself(site: str) -> None:
    assert codes(fetched(f"{site}/index.xml")) == ["ok", "fetch"]


def test_pages_are_bounded_in_number(site: str) -> None:
    assert len(fetched(f"{site}/map.xml.gz", max_pages=2)) == 1
    assert len(fetched(f"{site}/rss", max_pages=1)) == 1


def test_an_address_may_be_a_file_of_any_kind(site: str) -> None:
    assert codes(fetched(f"{site}/lines.jsonl")) == ["ok", "ok"]
    (one,) = fetched(f"{site}/one.json")
    assert isinstance(one, RawArticle)
    assert (one.text, one.stated) == ("b", {"title": "a", "url": f"{site}/one.json"})
    (text,) = fetched(f"{site}/text")
    assert isinstance(text, RawArticle)
    assert text.text == "عنوان\n\nنص"
    (page,) = fetched(f"{site}/page")
    assert isinstance(page, RawArticle)
    assert page.stated["url"] == f"{site}/page"


@pytest.mark.parametrize(("path", "code"), [
    ("bad-feed", "broken_feed"), ("bad-map", "broken_xml"), ("bad.gz", "broken_gzip"), ("nothing", "fetch"),
])  # fmt: skip
def test_what_cannot_be_read_is_a_failure_with_its_reason(site: str, path: str, code: str) -> None:
    assert codes(fetched(f"{site}/{path}")) == [code]


def test_without_leave_this_machine_is_not_asked(site: str) -> None:
    (found,) = read([f"{site}/page"])
    assert isinstance(found, Rejected)
    assert found.code == "forbidden_address"


def test_a_sitemap_with_entities_is_refused() -> None:
    found = read_sitemap(b"<!DOCTYPE u [<!ENTITY a 'b'>]><urlset><url><loc>&a;</loc></url></urlset>", "x")
    assert isinstance(found, Failure)
    empty = read_sitemap(b"<urlset><url/></urlset>", "x")
    assert empty == Sitemap((), ())
