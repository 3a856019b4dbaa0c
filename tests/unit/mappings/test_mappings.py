"""The definition of the index is complete, strict, and named after what it says."""

import json
from pathlib import Path

import pytest

import mappings
from mappings import fields, load

FILE = Path(mappings.__file__).parent / "articles.v1.json"


def _properties() -> dict[str, object]:
    properties: dict[str, object] = load.articles().body["mappings"]["properties"]
    return properties


def test_every_field_that_the_code_names_exists() -> None:
    properties = _properties()
    streams = [level.format(text) for text in fields.TEXTS for level in fields.STREAMS]
    named = [
        *fields.TEXTS, *streams, *fields.FILTERS.values(), *fields.FACETS.values(), *fields.DISPLAY,
        fields.PUBLISHED, fields.INDEXED_AT, fields.STORY_ID, fields.CHECKSUM, fields.WITHDRAWN, fields.KEY,
    ]  # fmt: skip
    assert [name for name in named if name not in properties] == []


def test_unknown_fields_are_refused_and_streams_are_not_stored() -> None:
    definition = load.articles().body["mappings"]
    assert definition["dynamic"] == "strict"
    streams = {level.format(text) for text in fields.TEXTS for level in fields.STREAMS}
    assert set(definition["_source"]["excludes"]) == streams


def test_no_placeholder_is_left() -> None:
    assert '"@' not in json.dumps(load.articles().body)


def test_the_name_carries_version_and_fingerprint() -> None:
    definition = load.articles()
    fingerprint = definition.body["mappings"]["_meta"]["fihris"]["fingerprint"]
    assert definition.name == f"articles-v1-{fingerprint}"
    assert definition.alias == "articles"


def test_another_letter_table_makes_another_index(monkeypatch: pytest.MonkeyPatch) -> None:
    before = load.articles().name
    monkeypatch.setattr(load, "LETTER_MAP", {"ٮ": "ب"})
    assert load.articles().name != before


def test_stop_words_are_folded_like_the_text() -> None:
    stopwords = load.articles().body["settings"]["analysis"]["filter"]["arabic_stop"]["stopwords"]
    assert "علي" in stopwords
    assert "الي" in stopwords
    assert "على" not in stopwords
    assert not any(word.startswith("#") for word in stopwords)


def test_the_change_log_knows_the_current_version() -> None:
    assert f"| {load.VERSION} |" in (FILE.parent / "CHANGES.md").read_text("utf-8")
