"""Reads an index definition and gives it its name: `articles-v1-<fingerprint of the definition>`.

The fingerprint covers everything that the engine would analyse differently, so that a change of the letters or of
the stop words makes a new index as surely as a change of the file does. Readers use the alias.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, cast

from arabic.fold import LETTER_MAP, fold
from mappings.fields import ALIAS

VERSION = 1
_BARE_ALEF = str.maketrans("أإآ", "ااا")


@dataclass(frozen=True, slots=True)
class IndexDefinition:
    """What the engine is told when an index is made; `name` changes whenever `body` does."""

    alias: str
    name: str
    body: dict[str, Any]


def articles(version: int = VERSION) -> IndexDefinition:
    """The definition of the index of articles.

    >>> articles().name.startswith("articles-v1-")
    True
    """
    template = json.loads(_text(f"articles.v{version}.json"))
    body = cast(
        "dict[str, Any]",
        _fill(template, {"@letters": _letters(), "@stopwords": sorted({fold(word) for word in stopwords()})}),
    )
    fingerprint = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:10]
    body["mappings"]["_meta"] = {"fihris": {"version": version, "fingerprint": fingerprint}}
    return IndexDefinition(ALIAS, f"{ALIAS}-v{version}-{fingerprint}", body)


def _text(name: str) -> str:
    return (files("mappings") / name).read_text("utf-8")


def _letters() -> list[str]:
    """The encoding repairs of `arabic.fold`, as rules of the engine's mapping character filter."""
    return [f"{_escape(old)} => {_escape(new)}" for old, new in sorted(LETTER_MAP.items())]


def _escape(chars: str) -> str:
    return "".join(f"\\u{ord(char):04x}" for char in chars)


def stopwords() -> frozenset[str]:
    """Words that say nothing about what an article is about, with and without the hamza on alef."""
    lines = (line.strip() for line in _text("stopwords.ar.txt").splitlines())
    usual = {line for line in lines if line and not line.startswith("#")}
    return frozenset(usual | {word.translate(_BARE_ALEF) for word in usual})


def _fill(node: Any, values: dict[str, list[str]]) -> Any:
    """The template with each `@name` replaced by its list."""
    if isinstance(node, dict):
        return {key: _fill(value, values) for key, value in node.items()}
    if isinstance(node, list):
        return [_fill(value, values) for value in node]
    return values.get(node, node) if isinstance(node, str) else node
