"""Packet → the raw articles in it: pure, so that it can run in any process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.stages import RawArticle
from indexer.sources.decode import UndecodableError, decode
from indexer.sources.documents import open_json
from indexer.sources.newsml import open_xml
from indexer.sources.packets import MAX_TEXT_CHARS, Failure, Media, Packet, failure, tidy
from indexer.sources.pages import open_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ARCHIVES = {b"PK\x03\x04": "ZIP", b"\x1f\x8b": "gzip", b"7z\xbc\xaf": "7z", b"BZh": "bzip2", b"%PDF": "PDF"}


def open_packet(packet: Packet) -> Iterator[RawArticle | Failure]:
    """Every article in the packet, and a failure for each part that gives none; never nothing, never an exception."""
    kind = next((name for magic, name in _ARCHIVES.items() if packet.data.startswith(magic)), None)
    if kind:
        yield failure(packet, "archive", f"a {kind} file, not text; unpack it first")
    elif not packet.data.strip():
        yield failure(packet, "empty", "there is nothing in it")
    else:
        yield from _OPENERS[packet.media](packet)


def open_text(packet: Packet) -> Iterator[RawArticle | Failure]:
    """The text of a file as it is."""
    try:
        text = tidy(decode(packet.data, packet.encoding))
    except UndecodableError as error:
        yield failure(packet, error.code, str(error))
        return
    if not text.strip():
        yield failure(packet, "empty", "there is nothing in it but white space")
    elif len(text) > MAX_TEXT_CHARS:
        yield failure(packet, "too_large", f"a text of more than {MAX_TEXT_CHARS} characters is no article")
    else:
        yield RawArticle(packet.source, text, dict(packet.stated))


_OPENERS: dict[Media, Callable[[Packet], Iterator[RawArticle | Failure]]] = {
    Media.TEXT: open_text,
    Media.HTML: open_page,
    Media.JSON: open_json,
    Media.XML: open_xml,
}
