"""The search page: the same search, shown by the server; works without JavaScript."""

from typing import Any, Final
from urllib.parse import quote

from fastapi import APIRouter
from markupsafe import Markup
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import HTMLResponse

from api.deps import Services, ServicesDep, language_of
from api.params import ArticleQuery
from api.problems import BY_STATUS, describe, problem_of
from api.wire import search_url, text_to_json, to_html
from engine.errors import EngineError
from search.errors import SearchError
from search.page import FacetValue, Histogram, SearchPage

router = APIRouter(include_in_schema=False)

PATH: Final = "/"
_FACETS: Final = "person,topic,place,agency,date:month"
_MULTIPLE: Final = frozenset({"person", "topic", "phrase", "place", "org", "agency", "kind"})
_SHOWN: Final = frozenset({"q", "from", "to", "sort", "match", "cursor"})


@router.get(PATH)
async def search_page(request: Request, services: ServicesDep) -> HTMLResponse:
    """The form, the facets as links, and the results."""
    query = ArticleQuery()
    try:
        query = _read(request)
        page = await services.search.search(query.to_request(services.search.today()))
    except (ValidationError, SearchError, EngineError) as error:
        return _failed(request, services, query, error)
    return _show(services, "search.html", query=query, page=page, links=_Links(query, page), problem=None)


@router.get("/articles/{article_id}")
async def article_page(request: Request, article_id: str, services: ServicesDep) -> HTMLResponse:
    """One article to read."""
    try:
        article = await services.search.article(article_id)
    except (SearchError, EngineError) as error:
        return _failed(request, services, ArticleQuery(), error)
    title = text_to_json(article["title"], article["language"])
    return _show(services, "article.html", article=article, title=title, search_url=_search_for)


def _read(request: Request) -> ArticleQuery:
    """The query of the page's address; what it does not know (tracking marks of others) is left aside."""
    given = request.query_params
    values: dict[str, Any] = {name: given[name] for name in _SHOWN if given.get(name)}
    values |= {name: [value for value in given.getlist(name) if value] for name in _MULTIPLE}
    return ArticleQuery.model_validate({**values, "facets": [_FACETS]})


def _failed(request: Request, services: Services, query: ArticleQuery, error: Exception) -> HTMLResponse:
    """The page with what went wrong, in the reader's language, and the repaired query if there is one."""
    problem = BY_STATUS[400] if isinstance(error, ValidationError) else problem_of(error)
    body = describe(problem, error, language_of(request, "ar"), "")
    repaired = search_url(query, PATH, q=body["hint"], facets=None, cursor=None) if "hint" in body else None
    return _show(
        services, "search.html", status=problem.status, query=query, page=None, links=_Links(query, None),
        problem={**body, "repaired": repaired},
    )  # fmt: skip


def _show(services: Services, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    page = services.templates.get_template(template)
    return HTMLResponse(page.render(marked=_marked, article_url=_article_url, **values), status)


def _marked(passage: Any) -> Markup:
    """A passage with its matched words; `to_html` has escaped everything else."""
    return Markup(to_html(passage))  # noqa: S704


def _article_url(article_id: str) -> str:
    return f"/articles/{quote(article_id, safe='')}"


def _search_for(**values: str) -> str:
    return search_url(ArticleQuery.model_validate({name: [value] for name, value in values.items()}), PATH)


class _Links:
    """Addresses that the page offers: the next page, and the same search with a facet value put in or taken out."""

    def __init__(self, query: ArticleQuery, page: SearchPage | None) -> None:
        self._query = query
        self.facets: dict[str, tuple[FacetValue, ...]] = {
            name: values
            for name, values in (page.facets.items() if page else ())
            if not isinstance(values, Histogram) and values
        }
        histogram = page.facets.get("date") if page else None
        self.bars = histogram.buckets if isinstance(histogram, Histogram) else ()
        self.most = max((bar.count for bar in self.bars), default=1)
        self.next = self._url(cursor=page.next_cursor) if page and page.next_cursor else None

    def toggle(self, name: str, value: FacetValue) -> str:
        """The search with this value chosen, or no longer."""
        chosen = [each for each in getattr(self._query, name) if each not in value.asked]
        if not value.selected:
            chosen.append(value.value)
        return self._url(**{name: chosen})

    def month(self, start: str) -> str:
        """The search within one month."""
        return self._url(**{"from": start[:7], "to": start[:7]})

    def anytime(self) -> str:
        """The search without its period."""
        return self._url(**{"from": None, "to": None})

    def hidden(self) -> list[tuple[str, str]]:
        """What the form must carry along: the chosen facet values."""
        return [(name, value) for name, value in self._query.pairs() if name in _MULTIPLE]

    def _url(self, **changes: Any) -> str:
        return search_url(self._query, PATH, **{"facets": None, "cursor": None, **changes})
