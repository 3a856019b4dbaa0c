"""The pure half of loading, in one process or several: packet → documents, and failures with their reasons."""

from __future__ import annotations

import json
import multiprocessing
import os
import threading
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from arabic.analysis import Analyser, load_analyser
from articles.stages import RawArticle, Rejected
from entities import load_enricher
from indexer.document import Document, build_document
from indexer.parse import load_lexicon, parse
from indexer.sources.opening import open_packet
from indexer.sources.packets import Failure, Media, Packet
from indexer.stories.traits import Traits, traits_of
from mappings.streams import with_streams

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from entities import Enricher
    from indexer.parse import Lexicon


@dataclass(frozen=True, slots=True)
class Ready:
    """A document that can be written once its story is known; `part` is its place among the articles of its packet."""

    document: Document
    traits: Traits
    part: int


Prepared = Ready | Failure


@dataclass(frozen=True, slots=True)
class Tools:
    """What turning raw copy into documents needs, loaded once a process."""

    enricher: Enricher
    analyser: Analyser
    lexicon: Lexicon
    frequent: Mapping[str, int]
    languages: frozenset[str] = frozenset()


def load_tools(languages: frozenset[str] = frozenset()) -> Tools:
    """Load models and lexicons; takes about a second. Where `languages` are given, articles in others are rejected."""
    enricher = load_enricher()
    return Tools(enricher, load_analyser(), load_lexicon(), enricher.phrases.frequent, languages)


def prepare(packets: Iterable[Packet], tools: Tools) -> list[list[Prepared]]:
    """For each packet its documents and failures, all in order."""
    return [list(_prepare(packet, tools)) for packet in packets]


def _prepare(packet: Packet, tools: Tools) -> Iterator[Prepared]:
    for part, item in enumerate(_articles(packet)):
        if isinstance(item, Failure):
            yield item
            continue
        prepared = _prepare_one(item, part, tools)
        if isinstance(prepared, Rejected):
            yield Failure(prepared, packet if item.source == packet.source else packet_of(item))
        else:
            yield prepared


def _articles(packet: Packet) -> Iterator[RawArticle | Failure]:
    try:
        yield from open_packet(packet)
    except Exception as error:  # noqa: BLE001 - as below.
        yield Failure(_unforeseen(packet.source, error), packet)


def _prepare_one(raw: RawArticle, part: int, tools: Tools) -> Ready | Rejected:
    # One article must never stop the others: what the code did not foresee becomes a reject that names the place.
    try:
        article = parse(raw, lexicon=tools.lexicon)
        if isinstance(article, Rejected):
            return article
        if tools.languages and article.language not in tools.languages:
            return Rejected(raw.source, "language", f"in the language {article.language!r}, which is not kept")
        document = build_document(tools.enricher.enrich(article), tools.analyser)
        return Ready(document, traits_of(document, tools.frequent), part)
    except Exception as error:  # noqa: BLE001
        return _unforeseen(raw.source, error)


def _unforeseen(source: str, error: Exception) -> Rejected:
    where = traceback.extract_tb(error.__traceback__)[-1]
    return Rejected(source, "internal", f"{type(error).__name__}: {error} ({where.name}:{where.lineno})")


def packet_of(raw: RawArticle) -> Packet:
    """A packet that opens as this article."""
    if not raw.stated:
        return Packet(raw.source, Media.TEXT, raw.text.encode("utf-8", "replace"))
    fields = {**raw.stated, "text": raw.text}
    return Packet(raw.source, Media.JSON, json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace"))


_tools: list[Tools] = []


def start_worker(languages: frozenset[str]) -> None:
    """Initialise a worker process; it ends when the process that started it does, however that ends."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _tools.append(load_tools(languages))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def prepare_in_worker(packets: list[Packet]) -> list[list[Prepared]]:
    """`prepare` with the tools of this worker process."""
    return prepare(packets, _tools[0])


def restore_in_worker(documents: list[Document]) -> list[Document]:
    """`restore` with the tools of this worker process."""
    return restore(documents, _tools[0])


def restore(documents: Iterable[Document], tools: Tools) -> list[Document]:
    """Documents as the index gave them back, whole again: with the streams that it searches but does not keep."""
    return [with_streams(document, tools.analyser) for document in documents]
