"""`fihris persons`: who is who; merges and splits, all recorded, all undoable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from arabic.analysis import load_analyser
from cli.console import fail, finish, open_engine, print_json, settings
from mappings.fields import ALIAS
from persons.errors import PersonError
from persons.reconcile import Reconciler
from persons.registry import PersonRegistry, Verdict
from store.database import open_database
from store.settings import StoreSettings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from persons.changes import Change
    from persons.registry import Applied

app = typer.Typer(help="Persons: merge, split, undo, accept, reject, history, sync.", no_args_is_help=True)
_USER = "operator"
Ids = Annotated[list[str], typer.Argument(help="Ids of persons, such as p:محمود_عباس.", show_default=False)]
Target = Annotated[str, typer.Argument(help="Id of the person that stays.", show_default=False)]
Label = Annotated[str | None, typer.Option(help="The name to show; else the one that is shown now.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Number = Annotated[int, typer.Argument(help="Number of a change, as `history` shows it.", show_default=False)]


@app.command()
def merge(target: Target, others: Ids, label: Label = None, as_json: AsJson = False) -> None:
    """Make persons one: the facets of all their articles follow."""
    _report(finish(_change(lambda registry: registry.merge(target, others, actor=_USER, label=label))), as_json=as_json)


@app.command()
def split(keys: Ids, label: Label = None, as_json: AsJson = False) -> None:
    """Make keys of one person a person apart."""
    _report(finish(_change(lambda registry: registry.split(keys, actor=_USER, label=label))), as_json=as_json)


@app.command()
def undo(number: Number, as_json: AsJson = False) -> None:
    """Undo a merge or a split; later ones stay in effect."""
    _report(finish(_change(lambda registry: registry.decide(number, Verdict.UNDO))), as_json=as_json)


@app.command()
def accept(number: Number, as_json: AsJson = False) -> None:
    """Let a proposed, rejected or undone change take effect."""
    _report(finish(_change(lambda registry: registry.decide(number, Verdict.ACCEPT))), as_json=as_json)


@app.command()
def history(limit: Annotated[int, typer.Option(min=1, max=1000)] = 50, as_json: AsJson = False) -> None:
    """List merges and splits with their evidence, the latest first."""
    found = finish(_history(limit))
    if as_json:
        print_json([_as_json(change) for change in found])
        return
    for change in found:
        typer.echo(f"{change.number}  {change.status}  {change.kind}  {change.target}  {' '.join(change.keys)}")


@app.command()
def sync(as_json: AsJson = False) -> None:
    """Compare the index with all merges and bring it in line; for after a crash or a restored backup."""
    written = finish(_sync())
    if as_json:
        print_json({"articles": written})
    else:
        typer.echo(f"{written} articles brought in line")


async def _change(act: Callable[[PersonRegistry], Awaitable[Applied]]) -> tuple[Applied, int]:
    async with open_database(settings(StoreSettings).url) as database, open_engine() as engine:
        registry = PersonRegistry(database)
        reconciler = Reconciler(engine, ALIAS, registry, load_analyser())
        await reconciler.run()  # What a killed command left undone.
        try:
            done = await act(registry)
        except PersonError as error:
            fail(str(error))
        return done, await reconciler.run()


async def _history(limit: int) -> list[Change]:
    async with open_database(settings(StoreSettings).url) as database:
        return await PersonRegistry(database).changes(limit=limit)


async def _sync() -> int:
    async with open_database(settings(StoreSettings).url) as database, open_engine() as engine:
        registry = PersonRegistry(database)
        await registry.soil()
        return await Reconciler(engine, ALIAS, registry, load_analyser()).run()


def _report(result: tuple[Applied, int], *, as_json: bool) -> None:
    done, written = result
    if as_json:
        print_json(_as_json(done.change) | {"articles": written})
    else:
        typer.echo(f"change {done.change.number} {done.change.status}; {written} articles follow")


def _as_json(change: Change) -> dict[str, Any]:
    return {
        "number": change.number,
        "kind": change.kind.value,
        "status": change.status.value,
        "actor": change.actor,
        "target": change.target,
        "keys": list(change.keys),
        "label": change.label,
        "score": change.score,
        "evidence": [{"kind": e.kind, "detail": e.detail, "weight": e.weight} for e in change.evidence],
        "created_at": change.created_at,
        "decided_at": change.decided_at,
    }
