"""Searching articles: the one door for the API, the command line and whoever else asks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from engine.errors import EngineNotReady, NotFound
from mappings.fields import ALIAS
from search.build import TIMEOUT_S, build_body
from search.cursor import Position
from search.errors import ArticleNotFound, Code, SearchTimeout
from search.facets import read_values, values_body
from search.highlight import Chunks, Highlighter
from search.labels import asked_labels, known_ids, lookup_body, read_lookup
from search.read import read_page
from search.request import sendable
from search.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from arabic.analysis import Analyser
    from engine.protocol import EngineResponse, SearchEngine
    from search import tree
    from search.clauses import Labels
    from search.cursor import CursorSigner
    from search.page import FacetValue, SearchPage, Source
    from search.request import SearchRequest

# The engine is asked to answer within TIMEOUT_S; the connection waits a little longer for what it has to say.
_GRACE_S = 2.0


def utc_today() -> date:
    """Today, for relative dates: the same day for all readers."""
    return datetime.now(UTC).date()


class ArticleSearch:
    """Answers searches. Holds no state of its own; `today` is given so that tests may choose it."""

    def __init__(
        self,
        engine: SearchEngine,
        analyser: Analyser,
        signer: CursorSigner,
        *,
        stopwords: frozenset[str],
        index: str = ALIAS,
        today: Callable[[], date] = utc_today,
    ) -> None:
        self._engine = engine
        self._analyser = analyser
        self._chunks = Chunks(analyser)
        self._signer = signer
        self._stopwords = stopwords
        self._index = index
        self.today = today

    async def search(self, request: SearchRequest) -> SearchPage:
        """One page of results; raises `SearchError` for what was asked, `EngineError` for what the engine cannot."""
        query = parse(request.q)
        position = self._signer.read(request.cursor, request.fingerprint) if request.cursor else None
        today = position.today if position else self.today()
        labels = await self._labels(request, query)
        body = build_body(
            request,
            query,
            analyser=self._analyser,
            stopwords=self._stopwords,
            labels=labels,
            today=today,
            after=position.after if position else None,
        )
        response = await self._run(body)
        return read_page(
            response,
            request,
            query,
            labels=labels,
            highlighter=Highlighter(query, self._chunks, request.match, self._stopwords),
            next_cursor=self._next(request, response, today),
        )

    async def article(self, article_id: str) -> Source:
        """The whole document of an article; `ArticleNotFound` if there is none."""
        try:
            return (await self._engine.get(self._index, article_id)).source
        except NotFound as error:
            raise ArticleNotFound(Code.ARTICLE_NOT_FOUND, param="id", values={"id": article_id}) from error

    async def facet_values(self, name: str, text: str, limit: int) -> tuple[FacetValue, ...]:
        """The commonest values of a facet (`mappings.fields.FACETS`) with a word that begins with the text."""
        response = await self._run(values_body(name, sendable(text), limit))
        return read_values(response.aggregations, limit)

    async def _labels(self, request: SearchRequest, query: tree.Node) -> Labels:
        """The ids behind every facet value that is named; one look-up for all that are not ids."""
        asked = asked_labels(request, query)
        known: Mapping[tuple[str, str], tuple[str, ...]] = known_ids(asked, self._analyser)
        unknown = asked - known.keys()
        if not unknown:
            return known
        response = await self._run(lookup_body(unknown))
        return {**known, **read_lookup(unknown, response.aggregations)}

    async def _run(self, body: Mapping[str, Any]) -> EngineResponse:
        try:
            response = await self._engine.search(self._index, body, timeout_s=TIMEOUT_S + _GRACE_S)
        except NotFound as error:
            raise EngineNotReady(
                "There is no index of articles yet; `fihris index` or `fihris run` makes it."
            ) from error
        if response.timed_out:
            raise SearchTimeout(Code.SEARCH_TIMEOUT, values={"seconds": TIMEOUT_S})
        return response

    def _next(self, request: SearchRequest, response: EngineResponse, today: date) -> str | None:
        """The cursor of the next page; none after a page that is not full."""
        if len(response.hits) < request.limit:
            return None
        return self._signer.write(Position(response.hits[-1].sort, today), request.fingerprint)
