"""Searching articles: the one door for the API, the command line and whoever else asks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from engine.errors import EngineNotReady, NotFound
from mappings.fields import ALIAS, STORY_ID
from search.build import TIMEOUT_S, build_body
from search.clauses import Compiler
from search.collapse import Collapsed, collapsed
from search.cursor import Position
from search.errors import ArticleNotFound, Code, SearchTimeout
from search.facets import filter_groups, read_values, values_body
from search.highlight import Chunks, Highlighter
from search.labels import asked_labels, known_ids, lookup_body, read_lookup
from search.offers import FEW, Offers
from search.read import read_page
from search.request import Collapse, sendable
from search.stories import Stories, read_entries
from search.suggest import Suggest
from search.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from arabic.analysis import Analyser
    from engine.protocol import EngineResponse, SearchEngine
    from search import tree
    from search.clauses import Labels
    from search.cursor import CursorSigner
    from search.page import FacetValue, Offer, SearchPage, Source
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
        self.stories = Stories(self._run, self.article)
        self._offers = Offers(self._run, analyser)
        self.suggest = Suggest(self._run)

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
        found = await self._found(request, body)
        shown = {story for hit in found.response.hits if (story := hit.source.get(STORY_ID))}
        collapses = request.collapse is Collapse.STORY
        return read_page(
            found,
            request,
            query,
            labels=labels,
            highlighter=Highlighter(query, self._chunks, request.match, self._stopwords),
            stories=await read_entries(self._run, shown, withdrawn=request.withdrawn) if collapses else {},
            next_cursor=self._next(request, found, today),
            offers=await self._offered(request, found, labels, today),
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

    async def _found(self, request: SearchRequest, body: Mapping[str, Any]) -> Collapsed:
        """The hits: one a story where that is asked for, else all as they are."""
        if request.collapse is Collapse.STORY:
            return await collapsed(self._run, body, request.limit)
        response = await self._run(body)
        full = len(response.hits) >= request.limit
        return Collapsed(response, response.total, response.hits[-1].sort if full else None)

    async def _offered(
        self, request: SearchRequest, found: Collapsed, labels: Labels, today: date
    ) -> tuple[Offer, ...]:
        """Other queries, where a first page has next to nothing on it."""
        if request.cursor or found.articles > FEW:
            return ()
        compiler = Compiler(self._analyser, self._stopwords, request.match, today, labels, request.breadth)
        filters = list(filter_groups(request, labels, today).values())
        return await self._offers.find(request.q, compiler, filters, found.articles)

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

    def _next(self, request: SearchRequest, found: Collapsed, today: date) -> str | None:
        """The cursor of the next page; none after the last one."""
        return self._signer.write(Position(found.last, today), request.fingerprint) if found.last else None
