"""Searching the values of a facet, for a box in which readers type a name."""

from typing import Annotated, Final

from fastapi import APIRouter, Path, Query
from starlette.responses import JSONResponse, Response

from api.deps import SearchDep
from api.params import FacetName
from api.schemas import FacetChoices

router = APIRouter(prefix="/v1/facets", tags=["facets"])

Name = Annotated[FacetName, Path(description="The facet.", examples=["person"])]
Text = Annotated[
    str, Query(max_length=200, description="How a word of the label begins, in any spelling.", examples=["لافر"])
]
Limit = Annotated[int, Query(ge=1, le=100, description="Values to list.")]
_DEFAULT: Final = 20


@router.get(
    "/{name}", operation_id="searchFacetValues", summary="Search the values of a facet", response_model=FacetChoices
)
async def facet_values(name: Name, search: SearchDep, q: Text = "", limit: Limit = _DEFAULT) -> Response:
    """The commonest values of a facet, over all articles, whose label has a word that begins with `q`."""
    values = await search.facet_values(name.value, q, limit)
    return JSONResponse({"data": [{"value": v.value, "label": v.label, "count": v.count} for v in values]})
