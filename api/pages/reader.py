"""Who reads a page, and in which language: rendering templates for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.responses import HTMLResponse

from api.pages import links
from api.wire import to_html

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request

    from api.languages import Language
    from api.pages.texts import Texts
    from search.page import Passage

LANGUAGE: Final = "lang"
_YEAR_S: Final = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Reader:
    """A request for a page: its language is asked for (`?lang=en`, kept in a cookie), else Arabic."""

    request: Request
    templates: Environment
    texts: Texts
    asked: bool

    @classmethod
    def of(cls, request: Request, templates: Environment, texts: dict[Language, Texts]) -> Reader:
        asked = request.query_params.get(LANGUAGE)
        language = asked if asked in texts else request.cookies.get(LANGUAGE)
        known: Language = "en" if language == "en" else "ar"
        return cls(request, templates, texts[known], asked in texts)

    def show(self, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """A page made from a template."""
        page = self.templates.get_template(template).render(
            t=self.texts,
            marked=marked,
            article_url=links.article_url,
            filter_url=links.filter_url,
            other_language=self._in_other_language(),
            **values,
        )
        response = HTMLResponse(page, status, headers={"Content-Language": self.texts.language, "Vary": "Cookie"})
        if self.asked:
            response.set_cookie(
                LANGUAGE, self.texts.language, max_age=_YEAR_S, samesite="lax", httponly=True,
                secure=self.request.url.scheme == "https",
            )  # fmt: skip
        return response

    def _in_other_language(self) -> str:
        pairs = [(name, value) for name, value in self.request.query_params.multi_items() if name != LANGUAGE]
        return f"?{urlencode([*pairs, (LANGUAGE, self.texts['other_language_code'])])}"


def marked(passage: Passage) -> Markup:
    """A passage with its matched words; `to_html` has escaped everything else."""
    return Markup(to_html(passage))  # noqa: S704
