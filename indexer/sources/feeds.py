"""RSS, Atom and JSON feeds → their entries."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from indexer.sources.days import day
from indexer.sources.decode import UndecodableError, decode
from indexer.sources.paragraphs import paragraphs

_JSON_FEED = "jsonfeed.org/version"
_XML_ROOTS = ("<rss", "<feed", "<rdf:rdf", "<atom:feed")
_MAX_ENTRIES = 5000


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed: `text` is the whole article where the feed gives it, otherwise empty.

    `stated` has ParsedArticle's names; `summary` is what the feed shows instead of the article.
    """

    stated: dict[str, str]
    text: str
    summary: str


def is_feed(data: bytes) -> bool:
    """Whether bytes look like a feed of any kind."""
    head = data[:4096].decode("utf-8", "replace").lower()
    return any(root in head for root in _XML_ROOTS) or (
        head.lstrip("\ufeff \t\r\n").startswith("{") and _JSON_FEED in head
    )


def entries(data: bytes) -> list[Entry]:
    """The entries of a feed, in its order; raises ValueError for what is no feed that can be read safely."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_entries(data)
    if b"<!ENTITY" in data.replace(b"\x00", b""):
        raise ValueError("XML that defines entities is not read")
    import feedparser  # noqa: PLC0415 - only feeds need it.

    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries and feed.bozo:
        raise ValueError(f"no feed: {feed.get('bozo_exception', 'not well-formed')}")
    agency = str(feed.feed.get("title", ""))
    return [_xml_entry(entry, agency) for entry in feed.entries[:_MAX_ENTRIES]]


def _xml_entry(entry: Any, outlet: str) -> Entry:
    content = max((str(part.get("value", "")) for part in entry.get("content", [])), key=len, default="")
    stated = {
        "title": paragraphs(str(entry.get("title", ""))),
        "url": str(entry.get("link", "")),
        "published": day(str(entry.get("published") or entry.get("updated") or entry.get("created") or "")),
        "agencies": str((entry.get("source") or {}).get("title") or outlet),
        "byline": str(entry.get("author", "")),
        "language": str(entry.get("language", "")),
    }
    return Entry(_without_blanks(stated), paragraphs(content), paragraphs(str(entry.get("summary", ""))))


def _json_entries(data: bytes) -> list[Entry]:
    try:
        feed = json.loads(decode(data))
    except (UndecodableError, RecursionError) as error:
        raise ValueError(f"no feed: {error}") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise ValueError("no feed: it has no list of items")  # noqa: TRY004 - the caller asks for one error.
    outlet, language = feed.get("title"), feed.get("language")
    return [_json_entry(item, outlet, language) for item in items[:_MAX_ENTRIES] if isinstance(item, dict)]


def _json_entry(item: dict[str, Any], outlet: Any, language: Any) -> Entry:
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [author.get("name") for author in authors or [] if isinstance(author, dict)]
    stated = {
        "title": _string(item.get("title")),
        "url": _string(item.get("url")) or _string(item.get("external_url")),
        "published": day(_string(item.get("date_published"))),
        "agencies": _string(outlet),
        "byline": ", ".join(filter(None, map(_string, names))),
        "language": _string(item.get("language")) or _string(language),
    }
    text = _string(item.get("content_text")) or paragraphs(_string(item.get("content_html")))
    return Entry(_without_blanks(stated), text, _string(item.get("summary")))


def _string(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _without_blanks(stated: dict[str, str]) -> dict[str, str]:
    return {name: value.strip() for name, value in stated.items() if value.strip()}
