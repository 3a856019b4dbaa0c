"""Searching articles, and reading one."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Body, Header, Path, Query
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.deps import SearchDep, language_of
from api.params import ArticleQuery, ArticleQueryBody
from api.schemas import ArticleAnswer, ArticlePage
from api.wire import article_to_json, page_to_json
from search.errors import ArticleNotFound, Code

router = APIRouter(prefix="/v1/articles", tags=["articles"])

ArticleId = Annotated[
    str,
    Path(min_length=1, max_length=128, description="The article's id.", examples=["gq3tembzhazdcmrtgi2tmnzyhe"]),
]
_LINK: Final[dict[str, Any]] = {"Link": {"description": "The next page (RFC 8288).", "schema": {"type": "string"}}}
_EXAMPLE: Final = {
    "phrase": {
        "summary": "عبارة مع واجهات",
        "value": {"q": '"الضمانات الأمنية"', "facets": ["person,topic,date:month"]},
    },
    "filters": {"summary": "شخص ومدة", "value": {"person": ["سيرغي لافروف"], "from": "2022-01", "sort": "newest"}},
}


@router.get(
    "",
    operation_id="searchArticles",
    summary="Search articles",
    response_model=ArticlePage,
    responses={200: {"headers": _LINK}},
)
async def search_articles(query: Annotated[ArticleQuery, Query()], search: SearchDep, request: Request) -> Response:
    """Articles that match a text and filters, with facet counts and highlights.

    No hits is an answer with an empty list. Walk through all hits by following `links.next`.
    """
    return await _answer(query, search, request)


@router.post(
    "/search",
    operation_id="searchArticlesByBody",
    summary="Search articles, the query in the body",
    response_model=ArticlePage,
    responses={200: {"headers": _LINK}},
)
async def search_articles_by_body(
    query: Annotated[ArticleQueryBody, Body(openapi_examples=_EXAMPLE)], search: SearchDep, request: Request
) -> Response:
    """The same as `GET /v1/articles`, for queries too long for a URL."""
    return await _answer(query, search, request)


async def _answer(query: ArticleQuery, search: SearchDep, request: Request) -> Response:
    page = await search.search(query.to_request(search.today()))
    body = page_to_json(page, query, language_of(request, "ar"))
    following = body["links"]["next"]
    link = {"Link": f'<{following}>; rel="next"'} if following else {}
    return JSONResponse(body, headers={"Vary": "Accept-Language", **link})


@router.get(
    "/{article_id}",
    operation_id="getArticle",
    summary="Read an article",
    response_model=ArticleAnswer,
    responses={304: {"description": "The article is as the client has it (`If-None-Match`)."}},
)
async def get_article(
    article_id: ArticleId,
    search: SearchDep,
    if_none_match: Annotated[str | None, Header(description="ETag of the copy that the client has.")] = None,
) -> Response:
    """One article with everything that is kept of it: clean text, raw copy, who and what it names, and where."""
    if not article_id.isprintable():
        raise ArticleNotFound(Code.ARTICLE_NOT_FOUND, param="article_id", values={"id": article_id})
    source = await search.article(article_id)
    etag = f'"{source.get("checksum", "")}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if if_none_match and etag in {part.strip().removeprefix("W/") for part in if_none_match.split(",")}:
        return Response(status_code=304, headers=headers)
    return JSONResponse(article_to_json(source), headers=headers)
