"""What the tests of search share: one analysis for all of them, and a way to make hits without an engine."""

from datetime import date

import pytest

from arabic.analysis import Analyser, load_analyser
from mappings.load import stopwords as load_stopwords
from search.highlight import Chunks

TODAY = date(2024, 3, 31)


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    return load_analyser()


@pytest.fixture(scope="session")
def chunks(analyser: Analyser) -> Chunks:
    return Chunks(analyser)


@pytest.fixture(scope="session")
def stopwords() -> frozenset[str]:
    return load_stopwords()


@pytest.fixture
def today() -> date:
    return TODAY
