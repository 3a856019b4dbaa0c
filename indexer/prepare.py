"""The pure half of loading, in one process or several: raw article → document, or the reason why not."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from arabic.analysis import Analyser, load_analyser

from articles.stages import Rejected
from entities import load_enricher
from indexer.document import Document, build_document
from indexer.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from articles.stages import RawArticle
    from entities import Enricher

Prepared = Document | Rejected


@dataclass(frozen=True, slots=True)
class Tools:
    """What turning raw copy into documents needs, loaded once a process."""

    enricher: Enricher
    analyser: Analyser


def load_tools() -> Tools:
    """Load models and lexicons; takes about a second."""
    return Tools(load_enricher(), load_analyser())


def prepare(raws: Iterable[RawArticle | Rejected], tools: Tools) -> list[Prepared]:
    """Documents and rejects, one for each article, in order."""
    return [_prepare_one(raw, tools) for raw in raws]


def _prepare_one(raw: RawArticle | Rejected, tools: Tools) -> Prepared:
    if isinstance(raw, Rejected):
        return raw
    # One article must never stop the others: what the code did not foresee becomes a reject that names the place.
    try:
        article = parse(raw)
        if isinstance(article, Rejected):
            return article
        return build_document(tools.enricher.enrich(article), tools.analyser)
    except Exception as error:  # noqa: BLE001
        where = traceback.extract_tb(error.__traceback__)[-1]
        return Rejected(raw.source, "internal", f"{type(error).__name__}: {error} ({where.name}:{where.lineno})")


_tools: list[Tools] = []


def start_worker() -> None:
    """Initialise a worker process."""
    _tools.append(load_tools())


def prepare_in_worker(raws: list[RawArticle | Rejected]) -> list[Prepared]:
    """`prepare` with the tools of this worker process."""
    return prepare(raws, _tools[0])
