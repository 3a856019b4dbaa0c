"""The project keeps its own rules: sizes, settings that are documented, deployment files that are right."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml

from api.settings import ApiSettings
from engine.settings import EngineSettings
from indexer.settings import IndexerSettings
from store.settings import StoreSettings
from tests.support import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic_settings import BaseSettings

SETTINGS: tuple[type[BaseSettings], ...] = (EngineSettings, IndexerSettings, StoreSettings, ApiSettings)
LONGEST_MODULE = 320


def tracked(pattern: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", pattern],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).exists()]


def names(kind: type[BaseSettings]) -> set[str]:
    return {f"FIHRIS_{name.upper()}" for name in kind.model_fields}


def test_modules_stay_small() -> None:
    sources = [path for path in tracked("*.py") if path.relative_to(ROOT).parts[0] not in {"tests", "bench"}]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in sources}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_the_table_of_settings_says_what_the_code_says() -> None:
    rows = re.findall(r"^\| `(FIHRIS_[A-Z_]+)` \| ([^|]+) \| ([^|]+) \|$", _page("docs/settings.md"), re.MULTILINE)
    documented = {name: description.strip() for name, _default, description in rows}
    declared = {
        f"FIHRIS_{name.upper()}": field.description for kind in SETTINGS for name, field in kind.model_fields.items()
    }
    assert documented == declared


def test_compose_is_well_formed_and_sets_only_what_exists() -> None:
    compose = yaml.safe_load(_page("docker-compose.yml"))
    jsonschema.validate(compose, yaml.safe_load(_page("tests/data/compose.schema.yml")))
    declared = set().union(*(names(kind) for kind in SETTINGS))
    used = {name for service in compose["services"].values() for name in service.get("environment", {})}
    assert {name for name in used if name.startswith("FIHRIS_")} <= declared
    for service in compose["services"].values():
        assert set(service.get("depends_on", {})) <= set(compose["services"])
        mounted = {volume.split(":")[0] for volume in service.get("volumes", [])}
        assert mounted <= set(compose["volumes"])


def test_the_image_does_not_run_as_root_and_copies_what_exists() -> None:
    lines = _page("Dockerfile").splitlines()
    assert "USER fihris" in lines
    copied = next(line for line in lines if line.startswith("COPY pyproject.toml")).split()[1:-1]
    assert all((ROOT / name).exists() for name in copied)


def test_every_decision_is_numbered_once() -> None:
    numbers = [path.name[:4] for path in tracked("docs/decisions/*.md")]
    assert len(numbers) == len(set(numbers))
    assert all(number.isdigit() for number in numbers)


def test_links_between_documents_lead_somewhere() -> None:
    links = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
    pages = {page: links.findall(page.read_text("utf-8")) for page in tracked("*.md")}
    broken = [
        (str(page), target)
        for page, targets in pages.items()
        for target in targets
        if not (page.parent / target).exists()
    ]
    assert broken == []


def _page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")
