"""What Fihris asks of a search engine: intents, not client verbs.

Both adapters speak the engines' common query language, so that bodies and definitions stay plain dictionaries;
what the engine answers becomes the small types below.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Body = dict[str, Any]


class EngineKind(StrEnum):
    """Which of the two servers answers."""

    ELASTICSEARCH = "elasticsearch"
    OPENSEARCH = "opensearch"


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """The server as it presents itself, and which optional modules it has."""

    kind: EngineKind
    version: tuple[int, ...]
    cluster: str
    percolator: bool

    @property
    def label(self) -> str:
        return f"{self.kind.value} {'.'.join(map(str, self.version))}"


class HealthColour(StrEnum):
    """green: all copies assigned; yellow: all data readable; red: some data missing."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class Outcome(StrEnum):
    """What became of one document of a bulk request."""

    CREATED = "created"
    UPDATED = "updated"
    DELETED = "deleted"
    MISSING = "missing"  # Asked to delete what was not there.
    REJECTED = "rejected"  # This document will never be accepted as it is.
    DEFERRED = "deferred"  # The engine was too busy or too full for it; it may be tried again.


@dataclass(frozen=True, slots=True)
class BulkItem:
    """One document's outcome; `reason` is set for rejected and deferred ones."""

    id: str
    outcome: Outcome
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Write:
    """One operation of a bulk request: index `source` under `id`, or delete `id` when there is no source."""

    id: str
    source: Body | None


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document by its id."""

    id: str
    source: Body


@dataclass(frozen=True, slots=True)
class EngineHit:
    """One hit of a search; `sort` holds the values that a cursor continues from."""

    id: str
    score: float | None
    source: Body
    highlight: dict[str, list[str]]
    sort: tuple[Any, ...]
    inner: dict[str, Any]
    matched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EngineResponse:
    """The answer to a search. `total_exact` is False where the engine stopped counting at `total`."""

    hits: tuple[EngineHit, ...]
    total: int
    total_exact: bool
    took_ms: int
    timed_out: bool
    aggregations: Body
    suggest: Body


@dataclass(frozen=True, slots=True)
class Token:
    """One token of an analysed text; offsets count UTF-16 units, as the engines do."""

    text: str
    position: int
    start: int
    end: int


class SearchEngine(Protocol):
    """A search engine. All methods raise `engine.errors.EngineError` and nothing else of the client."""

    @property
    def info(self) -> EngineInfo: ...

    async def health(self, *, timeout_s: float = 5.0) -> HealthColour: ...

    async def create_index(self, name: str, definition: Mapping[str, Any]) -> None:
        """Make an index of `settings` and `mappings`; `Conflict` if it exists."""

    async def delete_index(self, name: str) -> None: ...

    async def indices(self, pattern: str) -> tuple[str, ...]:
        """Names of the indices that match a pattern with `*`, sorted."""

    async def index_definition(self, name: str) -> Body:
        """The live `mappings` and `settings` of an index, by alias or name."""

    async def alias_targets(self, alias: str) -> tuple[str, ...]:
        """The indices behind an alias, sorted; none if there is no such alias."""

    async def point_alias(self, alias: str, indices: Sequence[str]) -> None:
        """Make the alias mean exactly these indices, in one step."""

    async def bulk(self, index: str, writes: Sequence[Write], *, refresh: bool = False) -> tuple[BulkItem, ...]:
        """Write many documents; one outcome each, in the order given. Raises only when nothing was decided."""

    async def get(self, index: str, doc_id: str, *, fields: Sequence[str] | None = None) -> StoredDocument:
        """One document, as last written; `NotFound` if there is none."""

    async def get_many(
        self, index: str, doc_ids: Sequence[str], *, fields: Sequence[str] | None = None
    ) -> dict[str, StoredDocument]:
        """Those of the documents that exist, by id, as last written. `fields` limits the source."""

    async def search(self, index: str, body: Mapping[str, Any], *, timeout_s: float | None = None) -> EngineResponse:
        """Run a search body; `BadQuery` where the engine refuses it."""

    async def count(self, index: str, query: Mapping[str, Any] | None = None) -> int: ...

    async def refresh(self, index: str) -> None:
        """Make all that was written so far visible to searches."""

    async def analyze(
        self, text: str, *, index: str | None = None, analyzer: str | None = None, field: str | None = None
    ) -> tuple[Token, ...]:
        """What an analyser (by its name, or that of a field of an index) makes of a text."""

    async def close(self) -> None: ...
