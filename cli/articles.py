"""`fihris index`, `parse` and `enrich`: raw articles in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from articles.stages import Rejected
from cli.console import fail, finish, messages, open_engine, print_json, settings
from indexer.parse import parse as parse_article
from indexer.pipeline import load
from indexer.settings import IndexerSettings
from indexer.sources import read
from indexer.write import Counts, summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from articles.stages import EnrichedArticle, Entity, ParsedArticle

Paths = Annotated[list[Path], typer.Argument(help="Files and folders of raw articles.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def index(paths: Paths, as_json: AsJson = False) -> None:
    """Load articles into the index; loading the same again changes nothing."""
    _must_exist(paths)
    counts = finish(_index(paths))
    result = summary(counts)
    if as_json:
        print_json(result)
        return
    typer.echo(
        f"{counts.total} articles: {counts.new} new, {counts.updated} updated, "
        f"{counts.unchanged} unchanged, {len(counts.rejected)} rejected"
    )
    for reject in counts.rejected:
        typer.echo(f"  {reject.source}: {reject.reason} [{reject.code}]")


async def _index(paths: list[Path]) -> Counts:
    async with open_engine() as engine:
        with _progress() as bar:
            task = bar.add_task("indexing", total=None, detail="")

            def show(counts: Counts) -> None:
                detail = f"{counts.new} new, {counts.updated} updated, {len(counts.rejected)} rejected"
                bar.update(task, completed=counts.total, detail=detail)

            return await load(engine, read(paths), settings(IndexerSettings), show)


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[detail]}"),
        console=messages,
        transient=True,
    )


def parse(
    paths: Paths,
    explain: Annotated[bool, typer.Option(help="Also say what was cut and by which rule.")] = False,
) -> None:
    """Print each article's title, body, agencies, place and dates as a line of JSON."""
    for article in _parsed(paths):
        print_json(parsed_json(article, explain=explain))


def enrich(paths: Paths) -> None:
    """Print each article with its persons, places, organisations, topics and key phrases as a line of JSON."""
    from entities import load_enricher  # noqa: PLC0415 - models are loaded for the commands that use them.

    enricher = load_enricher()
    for article in _parsed(paths):
        print_json(enriched_json(enricher.enrich(article)))


def _must_exist(paths: list[Path]) -> None:
    for path in paths:
        if not path.exists():
            fail(f"{path}: no such file or folder", status=2)


def _parsed(paths: list[Path]) -> Iterator[ParsedArticle]:
    """The articles that parse; the others are named on standard error."""
    _must_exist(paths)
    found = rejected = 0
    for raw in read(paths):
        article = raw if isinstance(raw, Rejected) else parse_article(raw)
        if isinstance(article, Rejected):
            rejected += 1
            messages.print(f"{article.source}: {article.reason} [{article.code}]", markup=False, soft_wrap=True)
        else:
            found += 1
            yield article
    if rejected and not found:
        raise typer.Exit(1)


def parsed_json(article: ParsedArticle, *, explain: bool = False) -> dict[str, Any]:
    """An article as `fihris parse` prints it; `published` is null with the reason in `published_note`."""
    result: dict[str, Any] = {
        "id": article.id,
        "file": article.source,
        "kind": article.kind.value,
        "title": article.title,
        "subtitle": article.subtitle,
        "body": article.body,
        "agencies": list(article.agencies),
        "place": article.place,
        "published": article.published.isoformat() if article.published else None,
        "published_note": article.published_note,
        "calendar": article.calendar.value,
        "mentioned_dates": list(article.mentioned_dates),
        "byline": article.byline,
        "url": article.url,
        "language": article.language,
    }
    if explain:
        result["cuts"] = [
            {"start": cut.start, "end": cut.end, "rule": cut.rule, "text": article.raw[cut.start : cut.end]}
            for cut in article.cuts
        ]
    return result


def enriched_json(enriched: EnrichedArticle) -> dict[str, Any]:
    """An article as `fihris enrich` prints it; offsets are code points of the raw text."""
    return {
        **parsed_json(enriched.article),
        "persons": _entities(enriched.persons),
        "places": _entities(enriched.places),
        "orgs": _entities(enriched.orgs),
        "topics": [{"id": t.id, "label": t.label, "confidence": round(t.confidence, 3)} for t in enriched.topics],
        "phrases": [{"text": p.text, "confidence": round(p.confidence, 3)} for p in enriched.phrases],
    }


def _entities(entities: Iterable[Entity]) -> list[dict[str, Any]]:
    return [
        {
            "key": entity.key,
            "name": entity.name,
            "role": entity.role,
            "confidence": round(entity.confidence, 3),
            "in_facets": entity.in_facets,
            "mentions": [{"surface": m.surface, "start": m.start, "end": m.end} for m in entity.mentions],
        }
        for entity in entities
    ]
