"""Fields of structured copy → a raw article: which of a source's names means what, and how values become text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from articles.stages import RawArticle
from indexer.sources.days import day
from indexer.sources.packets import MAX_TEXT_CHARS, Failure, failure, label, tidy
from indexer.sources.paragraphs import has_markup, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

from indexer.sources.packets import Packet

# The names in use (schema.org, ninjs, JSON Feed, crawlers' habits), best first.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "headlines", "header", "name"),
    "text": ("text", "body_text", "body", "bodies", "content", "content_text", "articleBody", "article", "full_text"),
    "html": ("body_html", "body_xhtml", "content_html", "html"),
    "published": (
        "published", "published_at", "date_published", "datePublished", "pubDate", "publish_date", "date",
        "firstcreated", "versioncreated", "datetime",
    ),
    "agencies": (
        "agencies", "agency", "source", "sources", "infosources", "provider", "publisher", "credit", "creditline",
        "outlet", "copyrightholder",
    ),
    "url": ("url", "link", "permalink", "canonical_url", "uri"),
    "language": ("language", "lang", "inLanguage"),
    "place": ("place", "dateline", "located", "locationCreated"),
    "byline": ("byline", "by", "author", "authors"),
    "subtitle": ("subtitle", "subheadline", "alternativeHeadline", "deck"),
    "kind": ("kind",),
}  # fmt: skip
_INNER = ("value", "name", "text", "title")  # Where an object in place of a string keeps its string.
_SEVERAL = {"text": "\n\n", "html": "\n\n"}
_CANCELLED = frozenset({"canceled", "cancelled", "stat:canceled", "withheld", "stat:withheld"})
_MAX_PARTS = 1000


def article(packet: Packet, fields: Mapping[str, Any], source: str | None = None) -> RawArticle | Failure:
    """The article that these fields hold, by the packet's own map first and the names in use after."""
    stated = {name: tidy(value) for name in SYNONYMS if (value := _named(fields, name, dict(packet.fields)))}
    html, text = stated.pop("html", ""), stated.pop("text", "")
    text = paragraphs(html) if html and not text else paragraphs(text) if has_markup(text) else text
    if "published" in stated:
        stated["published"] = day(stated["published"])
    if str(fields.get("pubstatus", "")).lower() in _CANCELLED:
        stated["kind"] = "kill"
    if not text.strip() and not stated.get("title"):
        return failure(packet, "no_text", f"no title and no text among the fields {_names(fields)}; see --map")
    if len(text) > MAX_TEXT_CHARS:
        return failure(packet, "too_large", f"a text of more than {MAX_TEXT_CHARS} characters is no article")
    return RawArticle(source or packet.source, text, {**stated, **packet.stated})


def _named(fields: Mapping[str, Any], name: str, mapped: Mapping[str, str]) -> str:
    separator = _SEVERAL.get(name, ", ")
    if name in mapped and (text := as_text(_follow(fields, mapped[name]), separator)):
        return text
    return next((text for other in SYNONYMS[name] if (text := as_text(fields.get(other), separator))), "")


def _follow(fields: Any, path: str) -> Any:
    """The value at a name, or at names joined by dots."""
    if isinstance(fields, dict) and path in fields:
        return fields[path]
    for name in path.split("."):
        fields = fields.get(name) if isinstance(fields, dict) else None
    return fields


def as_text(value: Any, separator: str = ", ") -> str:
    """A value as text: a string, a number, an object with its text inside, or a list of these."""
    return separator.join(part for part in _parts(value, 0) if part)[: MAX_TEXT_CHARS * 2]


def _parts(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value.strip()
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, dict) and depth < len(_INNER):
        inner = next((value[name] for name in _INNER if value.get(name)), None)
        yield from _parts(inner, depth + 1)
    elif isinstance(value, list) and depth < len(_INNER):
        for item in value[:_MAX_PARTS]:
            yield from _parts(item, depth + 1)


def _names(fields: Mapping[str, Any]) -> str:
    return label(", ".join(list(map(str, fields))[:12])[:200]) or "(none)"
