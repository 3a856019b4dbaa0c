"""The samples, and a reading of them that shares no code with what Fihris does to articles."""

from __future__ import annotations

import html
import re
import unicodedata

import pytest

from samples import Sample, manifest, raw_text

_UNPRINTED = re.compile("[\u064b-\u0652\u0670\u0640\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SPELLINGS = str.maketrans("أإآىیکةھ", "اااييكهه")


def folded(text: str) -> str:
    """Text in one spelling: plain letters, no vowel signs, single spaces."""
    plain = unicodedata.normalize("NFKC", html.unescape(text))
    return " ".join(_UNPRINTED.sub("", plain).translate(_SPELLINGS).split())


@pytest.fixture(scope="session")
def samples() -> tuple[Sample, ...]:
    return manifest()


@pytest.fixture(scope="session")
def raw(samples: tuple[Sample, ...]) -> dict[str, str]:
    """Raw text by file name."""
    return {sample.file: raw_text(sample) for sample in samples}


@pytest.fixture(scope="session")
def plain(raw: dict[str, str]) -> dict[str, str]:
    """Folded text by file name."""
    return {file: folded(text) for file, text in raw.items()}
