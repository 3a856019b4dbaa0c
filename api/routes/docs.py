"""The API's description for people: Swagger UI and ReDoc, from files that come with the package."""

from importlib.resources import files
from typing import Final

from fastapi import APIRouter
from starlette.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

from api.deps import ServicesDep

router = APIRouter(include_in_schema=False)

ASSETS: Final = "/docs/assets"
# Both viewers put styles into the page as they draw it; scripts still come from this server alone.
_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}


def assets() -> StaticFiles:
    """The viewers' own files."""
    return StaticFiles(directory=str(files("fastapi_offline") / "static"))


@router.get("/docs")
async def swagger(services: ServicesDep) -> HTMLResponse:
    """Swagger UI: read and try the API."""
    return HTMLResponse(services.templates.get_template("docs.html").render(viewer="swagger"), headers=_HEADERS)


@router.get("/redoc")
async def redoc(services: ServicesDep) -> HTMLResponse:
    """ReDoc: read the API on one page."""
    return HTMLResponse(services.templates.get_template("docs.html").render(viewer="redoc"), headers=_HEADERS)
