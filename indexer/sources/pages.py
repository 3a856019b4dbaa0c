"""A web page → the raw article on it, without menus, links to other articles and adverts."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from articles.stages import RawArticle
from indexer.sources.decode import UndecodableError, decode
from indexer.sources.packets import MAX_TEXT_CHARS, Failure, failure, tidy
from indexer.sources.paragraphs import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.sources.packets import Packet

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_HEAD = 4096
_LITTLE = 40  # Characters; less than this is what extraction leaves of a page that it did not understand.


def open_page(packet: Packet) -> Iterator[RawArticle | Failure]:
    """The article of a page, with the title, day, outlet and address that the page states in its head."""
    try:
        html = decode(packet.data, packet.encoding or _declared(packet.data))
    except UndecodableError as error:
        yield failure(packet, error.code, str(error))
        return
    try:
        text, stated = _extract(html)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError) as error:
        # The extractor walks whatever tree the parser mends; pages that break it are to be looked at, not lost.
        yield failure(packet, "broken_html", f"the page could not be taken apart: {type(error).__name__}: {error}")
        return
    if not text:
        yield failure(packet, "no_article", "a page without running text")
    elif len(text) > MAX_TEXT_CHARS:
        yield failure(packet, "too_large", f"a text of more than {MAX_TEXT_CHARS} characters is no article")
    else:
        yield RawArticle(packet.source, tidy(text), {**{k: tidy(v) for k, v in stated.items()}, **packet.stated})


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data, 0, _HEAD)
    return found[1].decode("ascii") if found else None


def _extract(html: str) -> tuple[str, dict[str, str]]:
    # Imported here, in the worker that meets the first page: it takes a third of a second.
    from trafilatura import bare_extraction  # noqa: PLC0415

    # What it says of broken pages in its log is said in the reject.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    page = bare_extraction(
        html,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    values = {} if page is None else page if isinstance(page, dict) else page.as_dict()
    text = "\n\n".join(filter(None, map(str.strip, str(values.get("text") or "").split("\n"))))
    if len(text) < _LITTLE:
        text = paragraphs(html)
    names = {"title": "title", "date": "published", "sitename": "agencies", "author": "byline", "url": "url"}
    return text, {ours: str(values[name]) for name, ours in names.items() if values.get(name)}
