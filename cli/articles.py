"""`fihris parse` and `enrich`: what Fihris makes of raw articles, without an index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from articles.stages import Rejected
from cli.console import messages, print_json
from cli.loading import Map, Sources, checked, read_options
from indexer.parse import parse as parse_article
from indexer.sources import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from articles.stages import EnrichedArticle, Entity, ParsedArticle


def parse(
    sources: Sources,
    explain: Annotated[bool, typer.Option(help="Also say what was cut and by which rule.")] = False,
    fields: Map = None,
) -> None:
    """Print each article's title, body, agencies, place and dates as a line of JSON."""
    for article in _parsed(sources, fields):
        print_json(parsed_json(article, explain=explain))


def enrich(sources: Sources, fields: Map = None) -> None:
    """Print each article with its persons, places, organisations, topics and key phrases as a line of JSON."""
    from entities import load_enricher  # noqa: PLC0415 - models are loaded for the commands that use them.

    enricher = load_enricher()
    for article in _parsed(sources, fields):
        print_json(enriched_json(enricher.enrich(article)))


def _parsed(sources: list[str], fields: list[str] | None) -> Iterator[ParsedArticle]:
    """The articles that parse; the others are named on standard error."""
    found = rejected = 0
    for raw in read(checked(sources), read_options(fields)):
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
