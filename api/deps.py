"""What routes are given: opened once when the application starts, closed when it ends."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from jinja2 import Environment

from api.keys.ring import KeyRing
from api.languages import Language, preferred
from api.limits import Limiter
from api.pages.texts import Texts
from engine.protocol import SearchEngine
from search.service import ArticleSearch
from store.database import Database


@dataclass(frozen=True, slots=True)
class Services:
    """Everything with a life of its own that requests share."""

    engine: SearchEngine
    search: ArticleSearch
    templates: Environment
    texts: dict[Language, Texts]
    database: Database
    keys: KeyRing
    limiter: Limiter


def services(request: Request) -> Services:
    """The services of the application that the request came to."""
    found: Services = request.app.state.services
    return found


def _search(request: Request) -> ArticleSearch:
    return services(request).search


def language_of(request: Request, default: Language = "en") -> Language:
    """The language that the client reads."""
    return preferred(request.headers.get("accept-language"), default)


SearchDep = Annotated[ArticleSearch, Depends(_search)]
ServicesDep = Annotated[Services, Depends(services)]
