"""The table of problems is complete, and speaks both languages."""

import inspect

import pytest

from api.problems import BY_STATUS, CODES, INVALID_REQUEST, PROBLEMS, Problem, describe, problem_of
from engine import errors as engine
from search import errors as search
from search.messages import Code

ROWS = [*PROBLEMS.values(), *BY_STATUS.values(), INVALID_REQUEST]


def _classes(module: object, root: type[Exception]) -> list[type[Exception]]:
    return [each for _, each in inspect.getmembers(module, inspect.isclass) if issubclass(each, root)]


def test_every_error_of_engine_and_search_has_a_status_of_its_own() -> None:
    errors = [*_classes(engine, engine.EngineError), *_classes(search, search.SearchError)]
    assert [error for error in errors if error not in PROBLEMS and error is not search.SearchError] == []


@pytest.mark.parametrize("kind", PROBLEMS)
def test_the_special_stands_before_the_general(kind: type[Exception]) -> None:
    made = kind(Code.ARTICLE_NOT_FOUND, values={"id": "1"}) if issubclass(kind, search.SearchError) else kind("reason")
    assert problem_of(made) is PROBLEMS[kind]


@pytest.mark.parametrize("problem", ROWS)
def test_every_row_can_be_told_in_both_languages(problem: Problem) -> None:
    error = None if problem.code else search.InvalidQuery(Code.QUERY_TOO_LONG, values={"limit": 1})
    arabic, english = describe(problem, error, "ar", "urn:x"), describe(problem, error, "en", "urn:x")
    assert arabic["code"] == english["code"]
    assert arabic["code"] in CODES
    assert arabic["type"] == f"urn:fihris:problem:{arabic['code']}"
    for part in ("title", "detail"):
        assert english[part].replace("…", "").replace("“", "").isascii()
        assert not arabic[part].isascii()


def test_what_operators_read_is_not_told_to_clients() -> None:
    error = engine.EngineUnavailable("http://user:password@10.0.0.1:9200 refuses")
    assert "10.0.0.1" not in str(describe(problem_of(error), error, "en", ""))


def test_a_query_error_says_where_and_offers_a_repair() -> None:
    error = search.InvalidQuery(Code.QUERY_UNCLOSED_QUOTE, param="q", at=(0, 4), hint='"abc"', values={"position": 1})
    body = describe(problem_of(error), error, "en", "urn:x")
    assert body == {
        "type": "urn:fihris:problem:query_unclosed_quote",
        "title": "The query cannot be read",
        "status": 400,
        "detail": "The quotation mark at position 1 is never closed.",
        "instance": "urn:x",
        "code": "query_unclosed_quote",
        "errors": [{"param": "q", "detail": "The quotation mark at position 1 is never closed.", "at": [0, 4]}],
        "hint": '"abc"',
    }


def test_an_error_of_nobodys_making_is_internal() -> None:
    assert problem_of(KeyError("x")).status == 500
