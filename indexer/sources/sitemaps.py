"""Sitemaps → the pages they list, newest first, and further sitemaps."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.sources.days import day
from indexer.sources.newsml import local, parse_xml, words
from indexer.sources.packets import Failure, Media, Packet


@dataclass(frozen=True, slots=True)
class Page:
    """A page that a sitemap lists; `stated` is what a news sitemap says of it, by ParsedArticle's names."""

    address: str
    modified: str
    stated: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap lists: pages, or other sitemaps."""

    pages: tuple[Page, ...]
    sitemaps: tuple[Page, ...]


def is_sitemap(data: bytes) -> bool:
    """Whether bytes look like a sitemap or an index of sitemaps."""
    head = data[:2048].lower()
    return b"<urlset" in head or b"<sitemapindex" in head


def read_sitemap(data: bytes, source: str) -> Sitemap | Failure:
    """The pages and further sitemaps of a sitemap, the last modified first."""
    root = parse_xml(Packet(source, Media.XML, data))
    if isinstance(root, Failure):
        return root
    found: dict[str, list[Page]] = {"url": [], "sitemap": []}
    for node in root:
        if local(node) in found and (address := words(node, "loc")):
            stated = {
                "title": words(node, "news", "title"),
                "agencies": words(node, "news", "publication", "name"),
                "language": words(node, "news", "publication", "language"),
                "published": day(words(node, "news", "publication_date")),
            }
            known = {name: value for name, value in stated.items() if value}
            found[local(node)].append(Page(address, words(node, "lastmod"), known))
    return Sitemap(_newest_first(found["url"]), _newest_first(found["sitemap"]))


def _newest_first(pages: list[Page]) -> tuple[Page, ...]:
    return tuple(sorted(pages, key=lambda page: page.stated.get("published") or page.modified, reverse=True))
