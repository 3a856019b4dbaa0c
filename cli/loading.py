"""`fihris index`: articles from anywhere into the index."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from cli.console import fail, finish, messages, open_engine, print_json, settings
from indexer.counts import Counts, summary
from indexer.settings import IndexerSettings
from indexer.sources import ReadOptions, receive
from indexer.sources.fetch import FetchSettings
from indexer.sources.fields import SYNONYMS
from indexer.sources.receive import STANDARD_INPUT, is_address, total_bytes
from indexer.sources.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from engine.protocol import SearchEngine

_SOURCES = typer.Argument(help="Files, folders, addresses of feeds, sitemaps or pages, or - for standard input.")
Sources = Annotated[list[str], _SOURCES]
Map = Annotated[
    list[str] | None,
    typer.Option("--map", help="Where JSON has a field, as OURS=THEIRS: --map title=headline --map text=story.body."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def index(
    sources: Annotated[list[str] | None, _SOURCES] = None,
    fields: Map = None,
    watch: Annotated[
        list[Path] | None, typer.Option(help="Go on loading what is put into this folder, until interrupted.")
    ] = None,
    dry_run: Annotated[bool, typer.Option(help="Read and parse, but write nothing and start no engine.")] = False,
    as_json: AsJson = False,
) -> None:
    """Load articles into the index; loading the same again changes nothing."""
    if not sources and not watch:
        fail("nothing to index: name files, folders or addresses, or give --watch DIR", status=2)
    found = checked(sources or [])
    checked([str(folder) for folder in watch or []])
    options = read_options(fields)
    if dry_run:
        finish(_rehearse(found, options, as_json=as_json))
    else:
        finish(_index(found, options, watch or [], as_json=as_json))


def checked(sources: list[str]) -> list[str]:
    """The sources, if all files and folders among them are there; otherwise the command ends."""
    for source in sources:
        if source != STANDARD_INPUT and not is_address(source) and not Path(source).exists():
            fail(f"{source}: no such file or folder", status=2)
    return sources


def read_options(fields: list[str] | None) -> ReadOptions:
    """How sources are read, from `--map` and the settings; a wrong mapping ends the command."""
    mapped = [tuple(field.split("=", 1)) for field in fields or []]
    for pair in mapped:
        if len(pair) != 2 or pair[0] not in SYNONYMS or not pair[1]:  # noqa: PLR2004
            fail(f"--map {'='.join(pair)}: say OURS=THEIRS, where OURS is one of {', '.join(SYNONYMS)}", status=2)
    found = settings(IndexerSettings)
    fetch = FetchSettings(
        tuple(found.fetch_allow.split(",")), found.fetch_max_mb << 20, found.fetch_timeout_s, found.fetch_max_pages
    )
    return ReadOptions(tuple((pair[0], pair[1]) for pair in mapped), fetch)


async def _index(sources: list[str], options: ReadOptions, folders: list[Path], *, as_json: bool) -> None:
    from indexer.pipeline import load  # noqa: PLC0415 - models are loaded for the commands that use them.

    async with open_engine() as engine:
        if sources:
            with _progress(sources) as (show, read):
                opened = ReadOptions(options.fields, options.fetch, read)
                counts = await load(engine, receive(sources, opened), settings(IndexerSettings), show)
            report(counts, as_json=as_json)
        if folders:
            await _watch(engine, folders, options, as_json=as_json)


async def _watch(engine: SearchEngine, folders: list[Path], options: ReadOptions, *, as_json: bool) -> None:
    from indexer.pipeline import load  # noqa: PLC0415 - as above.
    from indexer.prepare import load_tools  # noqa: PLC0415

    found = settings(IndexerSettings)
    tools, watch = load_tools(found.languages), Watch(folders)
    messages.print(f"watching {', '.join(map(str, folders))}", markup=False)
    while True:
        if new := await asyncio.to_thread(watch.look):
            report(await load(engine, receive(new, options), found, tools=tools), as_json=as_json)
        await asyncio.sleep(watch.pause_s)


async def _rehearse(sources: list[str], options: ReadOptions, *, as_json: bool) -> None:
    from indexer.pipeline import rehearse  # noqa: PLC0415 - as above.

    with _progress(sources) as (show, read):
        opened = ReadOptions(options.fields, options.fetch, read)
        counts = await rehearse(receive(sources, opened), settings(IndexerSettings), show)
    if as_json:
        print_json(
            {"articles": counts.new} | {name: summary(counts)[name] for name in ("rejected", "reasons", "rejects")}
        )
    else:
        typer.echo(f"{counts.new} articles could be indexed, {counts.rejects} would be rejected; nothing was written")
        _list_rejects(counts)


def report(counts: Counts, *, as_json: bool) -> None:
    """Print what became of the articles, for people or for programs."""
    if as_json:
        print_json(summary(counts))
        return
    typer.echo(
        f"{counts.total} articles: {counts.new} new, {counts.updated} updated, "
        f"{counts.unchanged} unchanged, {counts.rejects} rejected"
    )
    _list_rejects(counts)


def _list_rejects(counts: Counts) -> None:
    for reject in counts.rejected:
        typer.echo(f"  {reject.source}: {reject.reason} [{reject.code}]")
    if counts.rejects > len(counts.rejected):
        typer.echo(f"  and {counts.rejects - len(counts.rejected)} more; `fihris quarantine list` has them all")


@contextmanager
def _progress(sources: list[str]) -> Iterator[tuple[Callable[[Counts], None], Callable[[int], None]]]:
    """A bar on standard error: told of counts and of bytes read, it shows rate, time left and rejects."""
    total = total_bytes(sources) if messages.is_terminal else None
    with Progress(
        TextColumn("indexing"), BarColumn(), TextColumn("{task.fields[done]}"), TimeElapsedColumn(),
        TextColumn("left"), TimeRemainingColumn(),
        console=messages, transient=True, disable=not messages.is_terminal,
    ) as bar:  # fmt: skip
        task = bar.add_task("indexing", total=total, done="")

        def show(counts: Counts) -> None:
            rate = counts.total / max(bar.tasks[0].elapsed or 0, 0.1)
            done = f"{counts.total} articles, {rate:.0f} a second, {counts.rejects} rejected"
            bar.update(task, done=done)

        yield show, lambda count: bar.advance(task, count)
