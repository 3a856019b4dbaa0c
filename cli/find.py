"""`fihris search`: hits in the terminal."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from arabic.analysis import load_analyser
from cli.console import fail, finish, open_engine, print_json
from mappings.load import stopwords
from search.cursor import CursorSigner
from search.errors import SearchError
from search.request import read_request
from search.service import ArticleSearch, utc_today

if TYPE_CHECKING:
    from search.page import Hit, Passage, SearchPage
    from search.request import SearchRequest


def search(
    query: Annotated[str, typer.Argument(help='Words and "quoted phrases".', show_default=False)],
    limit: Annotated[int, typer.Option(min=1, max=100, help="Hits to show.")] = 10,
    sort: Annotated[str, typer.Option(help="relevance, newest or oldest.")] = "relevance",
    match: Annotated[str, typer.Option(help="auto, exact, orth or stem.")] = "auto",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a hit.")] = False,
) -> None:
    """Search the index and print the hits."""
    try:
        request = read_request(today=utc_today(), q=query, limit=limit, sort=sort, match=match)
        page = finish(_search(request))
    except SearchError as error:
        fail(str(error), status=2)
    if as_json:
        for hit in page.hits:
            print_json(_as_json(hit))
        return
    _show(page)


async def _search(request: SearchRequest) -> SearchPage:
    async with open_engine() as engine:
        signer = CursorSigner(secrets.token_bytes(32))
        service = ArticleSearch(engine, load_analyser(), signer, stopwords=stopwords())
        return await service.search(request)


def _as_json(hit: Hit) -> dict[str, Any]:
    source = hit.source
    return {
        "id": hit.id,
        "score": hit.score,
        "title": source["title"],
        "agencies": source["agencies"],
        "published": source["published"],
        "persons": [person["label"] for person in source["persons"] if person["in_facets"]],
        "topics": [topic["label"] for topic in source["topics"]],
        "snippet": hit.snippet.text,
    }


def _show(page: SearchPage) -> None:
    out = Console(highlight=False)
    out.print(f"{page.total}{'' if page.total_exact else '+'} articles in {page.took_ms} ms", style="dim")
    for hit in page.hits:
        out.print(_marked(hit.title, "bold"))
        where = " · ".join([*hit.source["agencies"], hit.source["published"] or "بلا تاريخ"])
        out.print(Text(where, style="dim"))
        out.print(_marked(hit.snippet, ""), "\n", sep="")


def _marked(passage: Passage, style: str) -> Text:
    text = Text(passage.text, style=style)
    for mark in passage.marks:
        text.stylize("bold yellow", mark.start, mark.end)
    return text
