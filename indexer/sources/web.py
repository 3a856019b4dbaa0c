"""An address → packets: a feed's entries, a sitemap's pages, a page, or a file of articles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from articles.stages import Rejected
from indexer.sources.feeds import Entry, entries, is_feed
from indexer.sources.files import LINES, MEDIA, line_packets
from indexer.sources.packets import Failure, Media, Packet, label
from indexer.sources.sitemaps import is_sitemap, read_sitemap
from indexer.sources.streams import BrokenStreamError, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.sources.fetch import Fetched, Fetcher
    from indexer.sources.files import Fields

_GZIP = b"\x1f\x8b"
_LINE_TYPES = frozenset(
    {"application/x-ndjson", "application/jsonl", "application/jsonlines", "application/x-jsonlines"}
)
_TYPES = {
    "text/plain": Media.TEXT,
    "application/json": Media.JSON,
    "application/ld+json": Media.JSON,
    "text/html": Media.HTML,
    "application/xhtml+xml": Media.HTML,
    "application/xml": Media.XML,
    "text/xml": Media.XML,
}
# Sites nest sitemaps twice at most.
_MAX_NESTING = 3
# An entry that carries less text than this is a teaser, when it also links to the article.
_WHOLE_CHARS = 400


def read_address(address: str, fetcher: Fetcher, fields: Fields = ()) -> Iterator[Packet | Failure]:
    """What an address leads to: each article is fetched when the one before was taken, never all at once."""
    answer = _fetched(address, fetcher)
    if isinstance(answer, Failure):
        yield answer
    elif is_sitemap(answer.data):
        yield from _pages(answer, fetcher, {address}, _MAX_NESTING)
    elif is_feed(answer.data):
        yield from _entries(answer, fetcher)
    elif _is_lines(answer):
        yield from line_packets(iter([answer.data]), label(answer.address), fields)
    else:
        yield _packet(answer, fields, {"url": answer.address})


def _fetched(address: str, fetcher: Fetcher) -> Fetched | Failure:
    answer = fetcher.fetch(address)
    if isinstance(answer, Failure) or not answer.data.startswith(_GZIP):
        return answer
    try:
        data = unpacked(answer.data, fetcher.settings.max_bytes)
    except BrokenStreamError as error:
        packet = Packet(label(answer.address), Media.TEXT, answer.data)
        return Failure(Rejected(packet.source, error.code, str(error)), packet)
    return type(answer)(answer.address.removesuffix(".gz"), "", None, data)


def _is_lines(answer: Fetched) -> bool:
    return answer.media_type in _LINE_TYPES or _ending(answer.address) in LINES


def _ending(address: str) -> str:
    name = urlsplit(address).path.rpartition("/")[2]
    return "." + name.rpartition(".")[2].lower() if "." in name else ""


def _packet(answer: Fetched, fields: Fields, stated: dict[str, str]) -> Packet:
    media = MEDIA.get(_ending(answer.address)) or _TYPES.get(answer.media_type, Media.HTML)
    return Packet(label(answer.address), media, answer.data, fields, stated, answer.charset)


def _pages(answer: Fetched, fetcher: Fetcher, seen: set[str], nesting: int) -> Iterator[Packet | Failure]:
    sitemap = read_sitemap(answer.data, label(answer.address))
    if isinstance(sitemap, Failure):
        yield sitemap
        return
    for further in sitemap.sitemaps if nesting else ():
        if further.address not in seen and len(seen) < fetcher.settings.max_pages:
            seen.add(further.address)
            inner = _fetched(further.address, fetcher)
            yield from [inner] if isinstance(inner, Failure) else _pages(inner, fetcher, seen, nesting - 1)
    for page in sitemap.pages:
        if page.address not in seen and len(seen) < fetcher.settings.max_pages:
            seen.add(page.address)
            yield _page(page.address, page.stated, fetcher)


def _page(address: str, stated: dict[str, str], fetcher: Fetcher) -> Packet | Failure:
    answer = _fetched(address, fetcher)
    return answer if isinstance(answer, Failure) else _packet(answer, (), {**stated, "url": answer.address})


def _entries(answer: Fetched, fetcher: Fetcher) -> Iterator[Packet | Failure]:
    source = label(answer.address)
    try:
        found = entries(answer.data)
    except ValueError as error:
        packet = Packet(source, Media.XML, answer.data)
        yield Failure(Rejected(source, "broken_feed", str(error)), packet)
        return
    for number, entry in enumerate(found[: fetcher.settings.max_pages], 1):
        yield _entry(entry, answer.address, f"{source}#{number}", fetcher)


def _entry(entry: Entry, base: str, source: str, fetcher: Fetcher) -> Packet | Failure:
    """The article of an entry: from the page that it links to when the feed only has a teaser of it."""
    stated = {**entry.stated, "url": urljoin(base, entry.stated["url"])} if "url" in entry.stated else entry.stated
    if len(entry.text) < _WHOLE_CHARS and "url" in stated:
        page = _page(stated["url"], {name: stated[name] for name in stated if name != "url"}, fetcher)
        if isinstance(page, Packet) or not (entry.text or entry.summary):
            return page
    fields = {**stated, "text": entry.text or entry.summary}
    return Packet(stated.get("url", source), Media.JSON, json.dumps(fields, ensure_ascii=False).encode())
