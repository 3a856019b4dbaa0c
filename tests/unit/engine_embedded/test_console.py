from __future__ import annotations

import io

from rich.console import Console

from engine.embedded.console import shown
from engine.embedded.wire import Progress

STEPS = [Progress("Downloading OpenSearch 3.8.0: 1 of 2 MB", n, 2_000_000) for n in range(0, 2_000_001, 500_000)]


def drawn(*, terminal: bool) -> str:
    out = io.StringIO()
    with shown(Console(file=out, force_terminal=terminal, width=120)) as progress:
        progress(Progress("Starting the search engine"))
        for step in STEPS:
            progress(step)
        progress(Progress("Starting [it] now"))
    return out.getvalue()


def test_a_terminal_sees_a_bar_with_bytes() -> None:
    out = drawn(terminal=True)
    assert "Downloading OpenSearch 3.8.0" in out
    assert "2.0/2.0 MB" in out


def test_a_log_file_sees_one_line_about_the_download() -> None:
    assert drawn(terminal=False) == "Downloading OpenSearch 3.8.0\n"


def test_standard_error_is_where_it_goes() -> None:
    with shown() as progress:
        progress(Progress("nothing to see"))
