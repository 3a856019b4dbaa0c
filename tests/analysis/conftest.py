"""The analyser with the lexicon that ships, loaded once a run."""

from __future__ import annotations

import pytest

from arabic.analysis import Analyser, load_analyser


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    return load_analyser()
