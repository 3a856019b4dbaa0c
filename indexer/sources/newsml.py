"""News in XML → raw articles: NewsML-G2 messages and items with NITF, HTML or plain text inside, and plain NITF."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from indexer.sources.fields import article
from indexer.sources.packets import Failure, Media, Packet, failure
from indexer.sources.paragraphs import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articles.stages import RawArticle

_MAX_DEPTH = 200
_CORRECTIONS = ("correction", "sig:correction")


def open_xml(packet: Packet) -> Iterator[RawArticle | Failure]:
    """The news items of an XML document; entities and document types are refused, not resolved."""
    root = parse_xml(packet)
    if isinstance(root, Failure):
        yield root
        return
    items = [root] if local(root) in {"newsItem", "nitf"} else _descendants(root, "newsItem")
    for number, item in enumerate(items, 1):
        part = packet if len(items) == 1 else _part(packet, item, number)
        yield article(part, nitf_fields(item) if local(item) == "nitf" else news_item_fields(item))
    if not items:
        yield failure(packet, "no_article", f"XML without news items (root element {local(root)[:40]!r})")


def parse_xml(packet: Packet) -> Element | Failure:
    """The document's root; XML that is broken, deep or names entities is a failure."""
    try:
        root = fromstring(packet.data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        return failure(packet, "unsafe_xml", f"XML that defines entities is not read: {error}")
    except (ParseError, ValueError, LookupError) as error:
        return failure(packet, "broken_xml", f"not well-formed XML: {error}")
    if _depth(root) > _MAX_DEPTH:
        return failure(packet, "too_deep", f"XML nested more than {_MAX_DEPTH} levels")
    return root


def _depth(root: Element) -> int:
    level, depth = [root], 0
    while level and depth <= _MAX_DEPTH:
        level, depth = [child for node in level for child in node], depth + 1
    return depth


def local(node: Element) -> str:
    """The element's name without its namespace."""
    return str(node.tag).rpartition("}")[2]


def _descendants(node: Element, *path: str) -> list[Element]:
    """All elements of that name below the node; of a path, each name somewhere below the one before."""
    found = [node]
    for name in path:
        found = [child for parent in found for child in parent.iter() if child is not parent and local(child) == name]
    return found


def words(node: Element, *path: str) -> str:
    """The text of the first element at a path that has any."""
    texts = (" ".join("".join(found.itertext()).split()) for found in _descendants(node, *path))
    return next((text for text in texts if text), "")


def _part(packet: Packet, item: Element, number: int) -> Packet:
    return Packet(f"{packet.source}#{number}", Media.XML, tostring(item), packet.fields, packet.stated)


def news_item_fields(item: Element) -> dict[str, str]:
    """The fields of a NewsML-G2 item, by ParsedArticle's names."""
    status = next((_code(node) for node in _descendants(item, "itemMeta", "pubStatus")), "")
    signals = {_code(node) for node in _descendants(item, "itemMeta", "signal")}
    headlines = _descendants(item, "contentMeta", "headline")
    subtitle = next((words_of(node) for node in headlines if "sub" in node.get("role", "").lower()), "")
    content = [node for name in ("inlineXML", "inlineData") for node in _descendants(item, "contentSet", name)]
    return {
        "title": next((words_of(node) for node in headlines if "sub" not in node.get("role", "").lower()), "")
        or words(item, "itemMeta", "title"),
        "subtitle": subtitle,
        "byline": words(item, "contentMeta", "by"),
        "agencies": words(item, "contentMeta", "creditline") or words(item, "contentMeta", "infoSource", "name")
        or words(item, "itemMeta", "provider", "name"),
        "place": words(item, "contentMeta", "located", "name"),
        "published": words(item, "contentMeta", "contentCreated") or words(item, "itemMeta", "firstCreated")
        or words(item, "itemMeta", "versionCreated"),
        "language": next((node.get("tag", "") for node in _descendants(item, "contentMeta", "language")), ""),
        "pubstatus": status,
        "kind": "correction" if signals & {*_CORRECTIONS} else "",
        "text": next((text for node in content if (text := _body(node))), ""),
    }  # fmt: skip


def nitf_fields(root: Element) -> dict[str, str]:
    """The fields of an NITF document, by ParsedArticle's names."""
    issued = [node.get("norm", "") for node in _descendants(root, "docdata", "date.issue")]
    return {
        "title": words(root, "hedline", "hl1") or words(root, "head", "title"),
        "subtitle": words(root, "hedline", "hl2"),
        "byline": words(root, "byline"),
        "agencies": words(root, "distributor"),
        "place": words(root, "dateline", "location"),
        "published": issued[0] if issued else words(root, "dateline", "story.date"),
        "text": _body(root),
    }


def words_of(node: Element) -> str:
    return " ".join("".join(node.itertext()).split())


def _code(node: Element) -> str:
    return (node.get("qcode") or node.get("uri", "").rpartition("/")[2]).lower()


def _body(node: Element) -> str:
    """The paragraphs of NITF's body.content or of an HTML body, or plain text with the line ends it has."""
    if not len(node):
        return (node.text or "").strip()
    inner = _descendants(node, "body.content") or _descendants(node, "body") or [node]
    return paragraphs(tostring(inner[0], encoding="unicode", default_namespace=None))
