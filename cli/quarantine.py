"""`fihris quarantine`: what could not be loaded, to look at, repair and try again."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from cli.console import fail, finish, open_engine, print_json, settings
from cli.loading import AsJson, report
from indexer.quarantine import NotHeldError, Quarantine
from indexer.settings import IndexerSettings

if TYPE_CHECKING:
    from indexer.counts import Counts
    from indexer.quarantine import Held

app = typer.Typer(help="What could not be loaded: list, show, retry, drop.", no_args_is_help=True)

Keys = Annotated[list[str] | None, typer.Argument(help="Keys of items, as `list` shows them.", show_default=False)]
All = Annotated[bool, typer.Option("--all", help="Every item.")]


@app.command("list")
def list_items(as_json: AsJson = False) -> None:
    """List what is held: key, when, size, reason, source."""
    items = list(_quarantine())
    if as_json:
        print_json([_as_json(held) for held in items])
        return
    for held in items:
        typer.echo(f"{held.key}  {held.held_at}  {held.size:>9}  {held.source}: {held.reason} [{held.code}]")


@app.command()
def show(key: Annotated[str, typer.Argument(help="Key of an item.")], as_json: AsJson = False) -> None:
    """Print the bytes of an item as they came; with --json, where they lie and why they are held.

    To repair an item, edit the file at that path, then retry it.
    """
    try:
        held = _quarantine().get(key)
    except NotHeldError as error:
        fail(str(error))
    if as_json:
        print_json(_as_json(held))
    else:
        sys.stdout.buffer.write(held.path.read_bytes())


@app.command()
def retry(keys: Keys = None, every: All = False, as_json: AsJson = False) -> None:
    """Load items again; those that give their articles now leave quarantine."""
    held = _quarantine()
    counts = finish(_retry(held, _chosen(held, keys, every=every)))
    report(counts, as_json=as_json)


@app.command()
def drop(keys: Keys = None, every: All = False) -> None:
    """Throw items away for good."""
    held = _quarantine()
    chosen = _chosen(held, keys, every=every)
    for key in chosen:
        held.drop(key)
    typer.echo(f"{len(chosen)} dropped")


async def _retry(held: Quarantine, keys: list[str]) -> Counts:
    from indexer.pipeline import load  # noqa: PLC0415 - models are loaded for the commands that use them.

    async with open_engine() as engine:
        with held.retrying(keys) as packets:
            return await load(engine, packets, settings(IndexerSettings), quarantine=held)


def _quarantine() -> Quarantine:
    return Quarantine(settings(IndexerSettings).quarantine_dir)


def _chosen(held: Quarantine, keys: list[str] | None, *, every: bool) -> list[str]:
    if every == bool(keys):
        fail("say which: keys, or --all", status=2)
    chosen = [item.key for item in held] if every else list(dict.fromkeys(keys or []))
    try:
        return [held.get(key).key for key in chosen]
    except NotHeldError as error:
        fail(str(error))


def _as_json(held: Held) -> dict[str, object]:
    return {
        "key": held.key,
        "source": held.source,
        "code": held.code,
        "reason": held.reason,
        "held_at": held.held_at,
        "bytes": held.size,
        "path": str(held.path),
    }
