"""Suggestions while a reader types."""

from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Query
from starlette.responses import JSONResponse, Response

from api.deps import SearchDep
from api.schemas_suggest import Completions
from search.request import sendable
from search.suggest import KINDS, MAX_QUERY

router = APIRouter(prefix="/v1/suggest", tags=["suggest"])

Kind = Literal["person", "org", "place", "topic", "phrase", "title"]
Text = Annotated[
    str, Query(max_length=MAX_QUERY, description="What is typed so far, in any spelling.", examples=["سيرغي لاف"])
]
Kinds = Annotated[list[Kind], Query(max_length=len(KINDS), description="What to suggest; all kinds if none is named.")]
Limit = Annotated[int, Query(ge=1, le=20, description="Suggestions of each kind.")]
_DEFAULT: Final = 5
_ANSWER: Final = {"data": [{"kind": "person", "value": "p:1", "label": "سيرغي لافروف", "articles": 41}]}
_EXAMPLE: Final[dict[int | str, dict[str, Any]]] = {200: {"content": {"application/json": {"example": _ANSWER}}}}


@router.get(
    "", operation_id="suggest", summary="Complete what is typed", response_model=Completions, responses=_EXAMPLE
)
async def suggest(search: SearchDep, q: Text = "", kind: Kinds = [], limit: Limit = _DEFAULT) -> Response:  # noqa: B006
    """Persons, organisations, places, topics, phrases and titles with words that begin so.

    Any spelling will do; article and clitics are ignored.
    """
    found = await search.suggest.complete(sendable(q), limit, kind or KINDS)
    data = [{"kind": one.kind, "value": one.value, "label": one.label, "articles": one.articles} for one in found]
    return JSONResponse({"data": data})
