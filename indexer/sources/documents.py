"""JSON documents → raw articles: one object, a list of them, ninjs, JSON Feed, search responses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from indexer.sources.decode import UndecodableError, decode
from indexer.sources.fields import article
from indexer.sources.packets import Failure, Media, Packet, failure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articles.stages import RawArticle

# Where collections keep their articles: JSON Feed, NewsAPI, ninjs packages, exports of other systems.
_COLLECTIONS = ("items", "articles", "stories", "results", "data", "docs")


def open_json(packet: Packet) -> Iterator[RawArticle | Failure]:
    """The article or articles of a JSON document; each that is none fails by itself."""
    try:
        value = json.loads(decode(packet.data, packet.encoding))
    except UndecodableError as error:
        yield failure(packet, error.code, str(error))
    except RecursionError:
        yield failure(packet, "too_deep", "JSON nested so deeply that it can only be an attack or an accident")
    except ValueError as error:
        yield failure(packet, "broken_json", f"not valid JSON: {error}")
    else:
        yield from _articles(packet, value)


def _articles(packet: Packet, value: Any) -> Iterator[RawArticle | Failure]:
    collection = _collection(value)
    if collection is None:
        yield _article(packet, value)
        return
    for number, item in enumerate(collection, 1):
        yield _article(_part(packet, item, number), item)
    if not collection:
        yield failure(packet, "empty", "a list without articles")


def _collection(value: Any) -> list[Any] | None:
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        for name in _COLLECTIONS:
            if isinstance(items := value.get(name), list) and all(isinstance(item, dict) for item in items):
                return items
    return None


def _part(packet: Packet, item: Any, number: int) -> Packet:
    data = json.dumps(item, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return Packet(f"{packet.source}#{number}", Media.JSON, data, packet.fields, packet.stated)


def _article(packet: Packet, value: Any) -> RawArticle | Failure:
    if isinstance(value, dict):
        return article(packet, value)
    return failure(packet, "no_object", f"JSON, but a {type(value).__name__} where an object of fields should be")
