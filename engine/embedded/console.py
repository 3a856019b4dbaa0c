"""Show on standard error how the embedded engine comes up: a bar while it downloads, one line otherwise."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, SpinnerColumn, TextColumn, TransferSpeedColumn
from rich.table import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from engine.embedded.wire import Progress as Step


@contextmanager
def shown(console: Console | None = None) -> Iterator[Callable[[Step], None]]:
    """A `progress` for `acquire` that draws on standard error, and leaves nothing there when the block ends.

    Where standard error is no terminal, nothing but the start of a download is told, in one line.
    """
    console = console or Console(stderr=True)
    if not console.is_terminal:
        yield _once(console)
        return
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True)),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        console=console,
        transient=True,
    ) as bars:
        yield _drawer(bars)


def _drawer(bars: Progress) -> Callable[[Step], None]:
    full = bars.columns
    task = bars.add_task("", total=None)

    def draw(step: Step) -> None:
        # Before the size is known, the spinner and the words are all there is to say.
        bars.columns = full if step.total else full[:2]
        words = step.partition(":")[0] if step.total else str(step)
        bars.update(task, description=words, completed=step.done, total=step.total or None, refresh=True)

    return draw


def _once(console: Console) -> Callable[[Step], None]:
    told = False

    def tell(step: Step) -> None:
        nonlocal told
        if step.total and not told:
            told = True
            console.print(step.partition(":")[0], highlight=False, markup=False)

    return tell
