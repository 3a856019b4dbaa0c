"""SearchRequest → the body for the engine. Pure: no clock, no client, no settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.fields import KEY, PUBLISHED, WITHDRAWN
from search import tree
from search.clauses import EVERYTHING, Clause, Compiler
from search.facets import aggregations, filter_groups
from search.request import Sort
from search.signals import MOST_RANKED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from arabic.analysis import Analyser
    from search.clauses import Labels
    from search.request import SearchRequest

Body = dict[str, Any]
TIMEOUT_S: Final = 10
# What no list of results shows; the article's own page reads the whole document.
_UNSHOWN: Final = ["raw", "checksum", "*_facet"]
_NEWEST: Final = {PUBLISHED: {"order": "desc", "missing": "_last"}}
_OLDEST: Final = {PUBLISHED: {"order": "asc", "missing": "_last"}}
_BY_KEY: Final = {KEY: {"order": "asc"}}


def build_body(
    request: SearchRequest,
    query: tree.Node,
    *,
    analyser: Analyser,
    stopwords: frozenset[str],
    labels: Labels,
    today: date,
    after: Sequence[Any] | None = None,
) -> Body:
    """The body of one page. `labels` gives the ids behind what readers call facet values; `after` continues a walk."""
    ranked = is_ranked(request, query)
    signalled = ranked and _length(query) <= MOST_RANKED
    compiler = Compiler(analyser, stopwords, request.match, today, labels, request.breadth, ranked=signalled)
    clause = compiler.compile(query)
    groups = filter_groups(request, labels, today)
    body: Body = {
        "size": request.limit,
        "query": _query(clause, [] if request.facets else list(groups.values()), request, ranked=ranked),
        "sort": _sort(request, ranked=ranked),
        "track_total_hits": True,
        "_source": {"excludes": _UNSHOWN},
        "timeout": f"{TIMEOUT_S}s",
    }
    if request.facets:
        body["aggs"] = aggregations(request, groups, labels)
        if groups:
            body["post_filter"] = {"bool": {"filter": list(groups.values())}}
    if after:
        body["search_after"] = list(after)
    return body


def is_ranked(request: SearchRequest, query: tree.Node) -> bool:
    """Whether hits come by how well they match; a query without words has nothing to rank by."""
    return request.sort is Sort.RELEVANCE and any(
        isinstance(leaf, tree.Words | tree.Phrase | tree.Prefix) for leaf in tree.leaves(query)
    )


def _length(query: tree.Node) -> int:
    """How many words there are to rank by."""
    return sum(len(leaf.words) for leaf in tree.leaves(query) if isinstance(leaf, tree.Words))


def _query(clause: Clause, filters: list[Clause], request: SearchRequest, *, ranked: bool) -> Clause:
    """Only a ranked query scores; without facets to count beside them, filters narrow the query itself."""
    parts: dict[str, list[Clause]] = {}
    if ranked:
        parts["must"] = [clause]
    elif clause != EVERYTHING:
        filters = [clause, *filters]
    if filters:
        parts["filter"] = filters
    if not request.withdrawn:
        parts["must_not"] = [{"term": {WITHDRAWN: True}}]
    return {"bool": parts} if parts else EVERYTHING


def _sort(request: SearchRequest, *, ranked: bool) -> list[Body]:
    """The last key is the article's id, which no two share: a walk by cursor skips and repeats nothing."""
    if ranked:
        return [{"_score": {"order": "desc"}}, _NEWEST, _BY_KEY]
    return [_OLDEST if request.sort is Sort.OLDEST else _NEWEST, _BY_KEY]
