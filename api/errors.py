"""Every error leaves as `application/problem+json`, whatever raised it."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from api.access import AccessError, TooManyRequests
from api.deps import language_of
from api.middleware import request_id
from api.problems import BY_STATUS, INVALID_REQUEST, Problem, describe, problem_of
from engine.errors import EngineError
from search.errors import SearchError
from store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI
    from starlette.requests import Request

MEDIA_TYPE: Final = "application/problem+json"
_SERVER_ERROR: Final = 500
_UNAUTHORISED: Final = 401
_MAX_ERRORS: Final = 20
_log = logging.getLogger("fihris.api")


def install(app: FastAPI) -> None:
    """Let the application answer every error with a problem."""
    app.add_exception_handler(SearchError, _ours)
    app.add_exception_handler(EngineError, _ours)
    app.add_exception_handler(StoreError, _ours)
    app.add_exception_handler(AccessError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unforeseen)


async def _ours(request: Request, error: Exception) -> JSONResponse:
    problem = problem_of(error)
    if problem.status >= _SERVER_ERROR:
        _log.warning("trouble behind the API", extra={"error": str(error), "request_id": request_id(request)})
    headers = {"Retry-After": str(problem.retry_after_s)} if problem.retry_after_s else {}
    return answer(request, problem, error, headers=headers)


async def _refused(request: Request, error: Exception) -> JSONResponse:
    return refusal(request, error)


def refusal(request: Request, error: Exception) -> JSONResponse:
    """The answer to who may not ask this, or not now."""
    problem = problem_of(error)
    wait = error.retry_after_s if isinstance(error, TooManyRequests) else problem.retry_after_s
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": str(wait)} if wait else {})
    if problem.status == _UNAUTHORISED:
        # For pages and feeds, browsers and feed readers ask for the key as a password; programs send it anyway.
        path = request.scope["path"]
        by_people = not path.startswith("/v1/") or path.startswith("/v1/feed")
        headers["WWW-Authenticate"] = 'Basic realm="Fihris", charset="UTF-8"' if by_people else 'Bearer realm="Fihris"'
    return answer(request, problem, error, headers=headers)


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class.
    items = [_item(each) for each in error.errors()[:_MAX_ERRORS]]
    return answer(request, INVALID_REQUEST, None, more={"errors": items})


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class.
    known = BY_STATUS.get(error.status_code)
    phrase = HTTPStatus(error.status_code).phrase
    problem = known or Problem(error.status_code, "bad_request", phrase, phrase)
    return answer(request, problem, None, headers=error.headers)


async def _unforeseen(request: Request, error: Exception) -> JSONResponse:
    _log.error("unforeseen error", exc_info=error, extra={"request_id": request_id(request)})
    return answer(request, BY_STATUS[_SERVER_ERROR], None)


def answer(
    request: Request,
    problem: Problem,
    error: Exception | None,
    *,
    headers: Mapping[str, str] | None = None,
    more: Mapping[str, Any] | None = None,
) -> JSONResponse:
    """The response for a problem, in the language of the client."""
    instance = f"urn:fihris:request:{request_id(request)}"
    body = describe(problem, error, language_of(request), instance) | dict(more or {})
    language = language_of(request)
    return JSONResponse(
        body,
        problem.status,
        {**(headers or {}), "Content-Language": language, "Vary": "Accept-Language"},
        MEDIA_TYPE,
    )


def _item(error: Mapping[str, Any]) -> dict[str, Any]:
    """One complaint of the validation: a parameter by name, a part of the body by JSON Pointer."""
    where, *path = error["loc"]
    if where == "body":
        return {"pointer": "".join(f"/{_escaped(str(part))}" for part in path), "detail": error["msg"]}
    return {"param": str(path[0]) if path else str(where), "detail": error["msg"]}


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")
