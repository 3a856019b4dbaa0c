"""`docs/api.md` says what the API does: compared with OpenAPI, with the table of problems and with the limits."""

import re
from pathlib import Path
from typing import Any

import pytest

from api.app import create_app
from api.problems import CODES
from search.request import MAX_FACET_SIZE, MAX_LIMIT, MAX_VALUES
from search.syntax import MAX_CLAUSES, MAX_DEPTH, MAX_LENGTH, parse
from search.tree import Everything, Words

PAGE = (Path(__file__).parents[3] / "docs" / "api.md").read_text("utf-8")


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return create_app().openapi()


def section(title: str) -> str:
    return PAGE.split(f"## {title}\n")[1].split("\n## ")[0]


def rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[1:]]


def test_every_endpoint_is_listed(described: dict[str, Any]) -> None:
    listed = {(row[0].strip("`"), row[1].strip("`")) for row in rows(PAGE.split("## Parameters")[0])}
    assert listed == {
        (f"{method.upper()} {path}", operation["operationId"])
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    }


def test_every_parameter_is_explained_as_in_the_contract(described: dict[str, Any]) -> None:
    parameters = described["paths"]["/v1/articles"]["get"]["parameters"]
    declared = {each["name"]: each.get("description") or each["schema"]["description"] for each in parameters}
    listed = {row[0].strip("`"): row[1].replace("\\|", "|") for row in rows(section("Parameters of a search"))}
    assert listed == declared


def test_every_code_is_listed() -> None:
    assert {row[0].strip("`") for row in rows(section("Errors"))} == CODES


def test_limits_are_those_of_the_code() -> None:
    numbers = [re.sub(r"[^\d]", "", row[1]) for row in rows(section("Limits"))[:6]]
    limits = [MAX_LENGTH, MAX_CLAUSES, MAX_DEPTH, MAX_LIMIT, MAX_VALUES, MAX_FACET_SIZE]
    assert numbers == [str(limit) for limit in limits]


def test_every_example_of_the_query_language_can_be_read() -> None:
    examples = [each for row in rows(section("The query language")) for each in re.findall(r"`([^`…]{3,})`", row[0])]
    assert len(examples) > 10
    for example in examples:
        assert parse(example.replace("\\|", "|")) not in {Everything(), Words(())}
