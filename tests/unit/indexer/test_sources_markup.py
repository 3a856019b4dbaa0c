"""News in XML and pages of the web give the article, with what they state beside it and nothing around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.stages import RawArticle
from indexer.sources import Failure, Media, Packet
from indexer.sources.opening import open_packet
from indexer.sources.paragraphs import paragraphs

NEWSML = """<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="tag:example.org,2024:1" version="1">
 <itemMeta><itemClass qcode="ninat:text"/><provider qcode="x"><name>واس</name></provider>
  <versionCreated>2024-04-29T13:00:00+03:00</versionCreated><pubStatus qcode="stat:{status}"/>{signal}</itemMeta>
 <contentMeta><contentCreated>2024-04-29T12:00:00+03:00</contentCreated><located><name>الرياض</name></located>
  <by>كتب: فلان</by><language tag="ar"/><headline role="hld:main">عنوان الخبر</headline>
  <headline role="hld:sub">عنوان فرعي</headline></contentMeta>
 <contentSet><inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>
  <body.head><hedline><hl1>عنوان الخبر</hl1></hedline></body.head>
  <body.content><p>الفقرة الأولى.</p><p>الفقرة <em>الثانية</em>.</p></body.content></body></nitf></inlineXML>
 </contentSet>
</newsItem>
<newsItem><contentMeta><headline>خبر ثان</headline><creditline>وفا</creditline></contentMeta>
 <contentSet><inlineData contenttype="text/plain">نص بلا علامات.

فقرة.</inlineData></contentSet></newsItem>
</itemSet></newsMessage>"""

NITF = """<nitf><head><title>x</title><docdata><date.issue norm="20240429T101500Z"/></docdata></head><body><body.head>
<hedline><hl1>عنوان</hl1><hl2>فرعي</hl2></hedline><byline>فلان</byline><distributor>بترا</distributor>
<dateline><location>عمان</location></dateline></body.head><body.content><p>نص.</p></body.content></body></nitf>"""

PAGE = """<html lang="ar"><head><meta charset="{charset}"><title>عنوان الصفحة - موقع</title>
<meta property="og:title" content="روسيا والولايات المتحدة تعدان للقاء"/>
<meta property="article:published_time" content="2022-01-18T01:00:00+03:00"/>
<meta property="og:site_name" content="سبوتنيك عربي"/><link rel="canonical" href="https://example.org/a/1"/></head>
<body><nav><a href="/">الرئيسية</a> <a href="/x">سياسة</a></nav><article><h1>روسيا والولايات المتحدة تعدان للقاء</h1>
<p>موسكو (سبوتنيك) - أعلنت الناطقة الرسمية باسم وزارة الخارجية الروسية أن روسيا والولايات المتحدة تعدان للقاء.</p>
<p>وقالت إن اللقاء سيعقد قريبا، وإنه لا يجب أن يزعج أحدا في أي من البلدين.</p></article>
<aside>اقرأ أيضا: <a href="/y">خبر آخر</a></aside><footer>جميع الحقوق محفوظة</footer></body></html>"""


def opened(data: bytes, media: Media, encoding: str | None = None) -> list[RawArticle | Failure]:
    return list(open_packet(Packet("x", media, data, encoding=encoding)))


def only(data: bytes, media: Media, encoding: str | None = None) -> RawArticle:
    (found,) = opened(data, media, encoding)
    assert isinstance(found, RawArticle)
    return found


def test_newsml_gives_each_item_with_what_it_states() -> None:
    first, second = opened(NEWSML.format(status="usable", signal="").encode(), Media.XML)
    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert first.text == "الفقرة الأولى.\n\nالفقرة الثانية."
    assert first.stated == {
        "title": "عنوان الخبر", "subtitle": "عنوان فرعي", "byline": "كتب: فلان", "agencies": "واس", "place": "الرياض",
        "published": "2024-04-29T12:00:00+03:00", "language": "ar",
    }  # fmt: skip
    assert (second.source, second.text, second.stated["agencies"]) == ("x#2", "نص بلا علامات.\n\nفقرة.", "وفا")


@pytest.mark.parametrize(("status", "signal", "kind"), [
    ("canceled", "", "kill"),
    ("withheld", "", "kill"),
    ("usable", '<signal qcode="sig:correction"/>', "correction"),
])  # fmt: skip
def test_newsml_says_what_is_withdrawn_or_corrected(status: str, signal: str, kind: str) -> None:
    first, _ = opened(NEWSML.format(status=status, signal=signal).encode(), Media.XML)
    assert isinstance(first, RawArticle)
    assert first.stated["kind"] == kind


def test_an_item_alone_and_in_utf_16_is_read_too() -> None:
    item = NEWSML.format(status="usable", signal="").partition("<itemSet>")[2].partition("<newsItem><content")[0]
    raw = only(("<?xml version='1.0' encoding='utf-16'?>" + item).encode("utf-16"), Media.XML)
    assert raw.stated["title"] == "عنوان الخبر"


def test_nitf_without_an_envelope_is_read() -> None:
    raw = only(NITF.encode(), Media.XML)
    assert raw.text == "نص."
    assert raw.stated == {
        "title": "عنوان", "subtitle": "فرعي", "byline": "فلان", "agencies": "بترا", "place": "عمان",
        "published": "2024-04-29",
    }  # fmt: skip


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
def test_a_page_gives_its_article_without_what_stands_around_it(charset: str) -> None:
    raw = only(PAGE.format(charset=charset).encode(charset), Media.HTML)
    assert raw.stated == {
        "title": "روسيا والولايات المتحدة تعدان للقاء", "published": "2022-01-18", "agencies": "سبوتنيك عربي",
        "url": "https://example.org/a/1",
    }  # fmt: skip
    assert "وقالت إن اللقاء سيعقد قريبا" in raw.text
    assert raw.text.count("\n\n") >= 1
    assert "جميع الحقوق" not in raw.text
    assert "اقرأ أيضا" not in raw.text


def test_the_encoding_of_the_transport_holds_for_a_page() -> None:
    page = PAGE.replace('<meta charset="{charset}">', "")
    assert "روسيا" in only(page.encode("utf-16-le"), Media.HTML, "utf-16-le").text


def test_a_page_with_a_line_or_two_is_no_less_an_article() -> None:
    raw = only("<html><body><h1>عاجل: خبر</h1><p>نص قصير.</p></body></html>".encode(), Media.HTML)
    assert raw.text == "عاجل: خبر\n\nنص قصير."


def test_deep_and_broken_pages_end() -> None:
    for data in (b"<div>" * 100_000, b"<p" * 50_000, b"<a href='" * 20_000, b"&#x" * 100_000):
        assert len(opened(data, Media.HTML)) == 1


def test_text_comes_as_it_is_and_archives_are_named() -> None:
    assert only(b"a\r\nb\x0cc", Media.TEXT).text == "a\r\nb\ufffdc"
    (found,) = opened(b"PK\x03\x04...", Media.HTML)
    assert isinstance(found, Failure)
    assert found.rejected.code == "archive"


def test_paragraphs_are_broken_where_blocks_are() -> None:
    html = "<h2>أ</h2>ب  ب\nب<ul><li>ج</li><li>د</li></ul><style>x</style><br/>هـ&nbsp;و <!-- بلا نهاية"
    assert paragraphs(html) == "أ\n\nب ب ب\n\nج\n\nد\n\nهـ و"
    assert paragraphs("<script><style></script>بعد") == "بعد"


@given(st.text(alphabet="<>/abp!-&;\"' \n", max_size=200))
def test_any_markup_ends_as_text(html: str) -> None:
    assert "\n\n\n" not in paragraphs(html)
