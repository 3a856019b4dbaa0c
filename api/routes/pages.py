"""The search page and the page of an article: the same search, shown by the server."""

from itertools import pairwise
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import HTMLResponse

from api.deps import Services, ServicesDep, services
from api.pages.compare import compare
from api.pages.links import FILTERS, PATH, Links, chosen_values
from api.pages.named import named_pieces
from api.pages.reader import Reader
from api.pages.timeline import Timeline, interval_for, timeline
from api.params import ArticleQuery
from api.problems import BY_STATUS, describe, problem_of
from api.wire import offer_to_json, text_to_json
from engine.errors import EngineError
from search.errors import SearchError
from search.page import FacetValue, Histogram, SearchPage, Source
from search.request import Collapse, Match, bounds

router = APIRouter(include_in_schema=False)

_FACETS: Final = "person:12,topic:17,phrase:12,place:12,agency:12,kind"
_SINGLE: Final = ("q", "from", "to", "sort", "match", "cursor", "withdrawn", "collapse")
_HIJRI: Final = "hijri"
_MOST_FOUND: Final = 20
_LONGEST_FIND: Final = 100


def reader(request: Request, found: Annotated[Services, Depends(services)]) -> Reader:
    """The reader of a page, for routes."""
    return Reader.of(request, found.templates, found.texts)


ReaderDep = Annotated[Reader, Depends(reader)]


@router.get(PATH)
async def search_page(reader: ReaderDep, services: ServicesDep) -> HTMLResponse:
    """The form, the facets and the timeline as links, and the results."""
    query, calendar = ArticleQuery(), _calendar(reader)
    try:
        query = _query(reader, services, calendar)
        page = await services.search.search(query.to_request(services.search.today()))
        found = await _found(reader, services)
    except (ValidationError, SearchError, EngineError) as error:
        return failed(reader, query, error)
    return reader.show("search.html", **_shown(query, calendar), **_results(reader, services, query, page, found))


@router.get("/articles/{article_id}")
async def article_page(article_id: str, reader: ReaderDep, services: ServicesDep) -> HTMLResponse:
    """One article to read, with its names as links."""
    try:
        article = await services.search.article(article_id)
    except (SearchError, EngineError) as error:
        return failed(reader, ArticleQuery(), error)
    title = text_to_json(article["title"] or "", article["language"] or "ar")
    paragraphs = [part for part in (article["body"] or "").split("\n") if part.strip()]
    return reader.show(
        "article.html",
        article=article,
        title=title,
        paragraphs=[named_pieces(part, article) for part in paragraphs],
        revisions=_changes(article),
        similar=[],
    )


def failed(reader: Reader, query: ArticleQuery, error: Exception) -> HTMLResponse:
    """The page with what went wrong, in the reader's language, and the repaired query if there is one."""
    problem = BY_STATUS[400] if isinstance(error, ValidationError) else problem_of(error)
    body = describe(problem, error, reader.texts.language, "")
    repaired = _links(query, _calendar(reader)).url(q=body["hint"]) if "hint" in body else None
    return reader.show(
        "search.html", status=problem.status, **_shown(query, _calendar(reader)), page=None,
        problem={**body, "repaired": repaired},
    )  # fmt: skip


def _changes(article: Source) -> list[dict[str, Any]]:
    """Earlier wordings of the article, the latest first, each with what came after it."""
    wordings = [*(article.get("revisions") or []), article]
    return [
        {"at": old.get("indexed_at"), "changes": compare(_wording(old), _wording(new))}
        for old, new in reversed(list(pairwise(wordings)))
    ]


def _wording(article: Source) -> str:
    return "\n".join(part for part in (article.get("title"), article.get("body")) if part)


def _calendar(reader: Reader) -> str:
    return _HIJRI if reader.request.query_params.get("calendar") == _HIJRI else "gregorian"


def _query(reader: Reader, services: Services, calendar: str) -> ArticleQuery:
    """The query of the page's address; what it does not know (tracking marks of others) is left aside."""
    given = reader.request.query_params
    values: dict[str, Any] = {name: given[name] for name in _SINGLE if given.get(name)}
    values |= {name: [value for value in given.getlist(name) if value] for name in FILTERS}
    query = ArticleQuery.model_validate({"collapse": Collapse.STORY, **values, "facets": [_FACETS]})
    first, last = bounds(query.since, query.until, services.search.today())
    facets = [f"{_FACETS},date:{interval_for(first, last, calendar)}"]
    return query.model_copy(update={"facets": facets})


async def _found(reader: Reader, services: Services) -> dict[str, tuple[FacetValue, ...]]:
    """The values that readers look for within facets: `find.person=…`."""
    asked = {name: reader.request.query_params.get(f"find.{name}", "").strip()[:_LONGEST_FIND] for name in FILTERS}
    return {
        name: await services.search.facet_values(name, text, _MOST_FOUND)
        for name, text in asked.items()
        if text and name != "kind"
    }


def _shown(query: ArticleQuery, calendar: str) -> dict[str, Any]:
    links = _links(query, calendar)
    return {"query": query, "calendar": calendar, "links": links, "matches": [level.value for level in Match]}


def _links(query: ArticleQuery, calendar: str) -> Links:
    """The addresses around a query. Results are stories unless the address says otherwise."""
    every = query.collapse is Collapse.NONE
    return Links(query, {"calendar": _HIJRI if calendar == _HIJRI else "", "collapse": "none" if every else ""})


def _results(
    reader: Reader, services: Services, query: ArticleQuery, page: SearchPage, found: dict[str, tuple[FacetValue, ...]]
) -> dict[str, Any]:
    calendar = _calendar(reader)
    links = _links(query, calendar)
    facets = {name: values for name, values in page.facets.items() if not isinstance(values, Histogram)}
    return {
        "page": page,
        "problem": None,
        "suggestions": [offer_to_json(offer, reader.texts.language) for offer in page.offers],
        "facets": {name: values for name, values in facets.items() if values or name in found},
        "found": found,
        "chosen": chosen_values(facets),
        "timeline": _timeline(services, query, page, calendar),
        "next_page": links.url(cursor=page.next_cursor) if page.next_cursor else None,
    }


def _timeline(services: Services, query: ArticleQuery, page: SearchPage, calendar: str) -> Timeline:
    histogram = page.facets.get("date")
    if not isinstance(histogram, Histogram):
        return Timeline(())
    first, last = bounds(query.since, query.until, services.search.today())
    return timeline(histogram, calendar, first, last)
