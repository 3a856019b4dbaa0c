"""Makes the application: settings in, routes and errors and resources put together."""

from __future__ import annotations

from contextlib import asynccontextmanager
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fastapi import FastAPI
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from api import errors
from api.access import Scope, require
from api.deps import Services
from api.gate import Gate
from api.keys.book import KeyBook
from api.keys.ring import KeyRing
from api.limits import MEMORY, Limiter
from api.middleware import HEADER, BodyGuard, RequestContext
from api.pages.texts import load_texts
from api.proxies import TrustedProxies, read_networks
from api.routes import articles, docs, facets, health, pages, stories, suggest
from api.schemas import PROBLEM_RESPONSE, ProblemDetails
from api.secret import cursor_secret
from api.settings import ApiSettings
from arabic.analysis import load_analyser
from engine.open import engine_session
from engine.settings import EngineSettings
from mappings.fields import ALIAS
from mappings.load import stopwords
from search.cursor import CursorSigner
from search.service import ArticleSearch
from store.database import open_database
from store.settings import StoreSettings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fastapi.routing import APIRoute
    from starlette.types import ASGIApp

_DESCRIPTION: Final = """
Search for Arabic news: full text in any spelling and with any clitics, facets by person, topic, place, agency and
date, highlights that say why a word matched.

- Text is UTF-8; offsets count Unicode code points.
- Errors are `application/problem+json` (RFC 9457) with a stable `code`; titles and details are in Arabic or English,
  by `Accept-Language`.
- Follow `links.next` to walk through results; cursors are opaque.
"""
_TAGS: Final = [
    {"name": "articles", "description": "Search articles, and read them."},
    {"name": "facets", "description": "Search the values of facets."},
    {"name": "stories", "description": "Read what became of a report."},
    {"name": "suggest", "description": "Complete what a reader types."},
    {"name": "health", "description": "For load balancers and monitors."},
]
_SMALLEST_TO_COMPRESS: Final = 1_024
_COMPRESSION: Final = 4


class _Application(FastAPI):
    """Puts the context around everything, so that refusals of the framework itself have their id and headers too."""

    def build_middleware_stack(self) -> ASGIApp:
        return RequestContext(super().build_middleware_stack())


def create_app(
    settings: ApiSettings | None = None, engine_settings: EngineSettings | None = None, *, index: str = ALIAS
) -> FastAPI:
    """The application; opens engine and analysis when it starts, and closes them when it ends.

    Settings that are not given are read from the environment. `index` is the index or alias to search.
    """
    settings = settings or ApiSettings()
    app = _Application(
        title="Fihris",
        summary="Open search for Arabic news",
        description=_DESCRIPTION,
        version=version("fihris"),
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        openapi_tags=_TAGS,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        responses=PROBLEM_RESPONSE,
        generate_unique_id_function=_operation_id,
        lifespan=lambda app: _lifespan(app, settings, engine_settings or EngineSettings(), index),
    )
    for router in (articles.router, facets.router, stories.router, suggest.router, pages.router):
        app.include_router(router, dependencies=[require(Scope.READ)])
    for router in (health.router, docs.router):
        app.include_router(router)
    app.mount(docs.ASSETS, docs.assets(), name="docs-assets")
    app.mount("/static", StaticFiles(directory=_web("static")), name="static")
    errors.install(app)
    _add_middleware(app, settings)
    _describe_problems(app)
    return app


@asynccontextmanager
async def _lifespan(
    app: FastAPI, settings: ApiSettings, engine_settings: EngineSettings, index: str
) -> AsyncIterator[None]:
    store = StoreSettings(data_dir=engine_settings.data_dir)
    async with engine_session(engine_settings) as engine, open_database(store.url) as database:
        signer = CursorSigner(cursor_secret(settings, engine_settings.data_dir))
        search = ArticleSearch(engine, load_analyser(), signer, stopwords=stopwords(), index=index)
        keys = KeyRing(KeyBook(database))
        app.state.services = Services(engine, search, _templates(), load_texts(), database, keys, _limiter(settings))
        yield
        await keys.close()


def _limiter(settings: ApiSettings) -> Limiter:
    return Limiter(settings.limits_url.get_secret_value() if settings.limits_url else MEMORY)


def _add_middleware(app: FastAPI, settings: ApiSettings) -> None:
    """From the inside out: the last one added sees a request first."""
    app.add_middleware(BodyGuard, limit=settings.max_body_bytes, patience_s=settings.body_timeout_s)
    app.add_middleware(Gate, settings=settings)
    app.add_middleware(GZipMiddleware, minimum_size=_SMALLEST_TO_COMPRESS, compresslevel=_COMPRESSION)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.cors_origins),
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type", "If-None-Match", "X-API-Key", HEADER],
            expose_headers=["Link", "ETag", "Retry-After", HEADER],
        )
    if settings.trusted_proxies:
        app.add_middleware(TrustedProxies, networks=read_networks(settings.trusted_proxies))


def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(_web("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _web(folder: str) -> Path:
    """A folder of the page's files, as installed beside this package."""
    return Path(str(files("web") / folder))


def _operation_id(route: APIRoute) -> str:
    return route.operation_id or route.name


def _describe_problems(app: FastAPI) -> None:
    """Put the schema of problems into OpenAPI, where every operation refers to it."""
    original = app.openapi

    def openapi() -> dict[str, Any]:
        described = original()
        schemas = described["components"]["schemas"]
        if "ProblemDetails" not in schemas:
            schema = ProblemDetails.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas |= schema.pop("$defs", {}) | {"ProblemDetails": schema}
        return described

    app.openapi = openapi  # type: ignore[method-assign]
