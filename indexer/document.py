"""EnrichedArticle → the document that the index holds: exactly the fields of `mappings/`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hijridate import Gregorian

from arabic.fold import fold
from articles.identity import content_hash, label_id
from articles.stages import Kind
from mappings.fields import FACET_SEPARATOR
from mappings.streams import streams

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from arabic.analysis import Analyser
    from articles.stages import EnrichedArticle, Entity, ParsedArticle

Document = dict[str, Any]


def build_document(enriched: EnrichedArticle, analyser: Analyser) -> Document:
    """The document of an article; the same article always gives the same one, `checksum` included."""
    article = enriched.article
    document: Document = {
        **_text(article, analyser),
        **_facts(article),
        **_agencies(article.agencies),
        **_dateline(enriched),
        **_entities("person", "persons", enriched.persons),
        **_entities("place", "places", enriched.places),
        **_entities("org", "orgs", enriched.orgs),
        **_facet("topic", [(topic.id, topic.label) for topic in enriched.topics]),
        **_facet("phrase", [(phrase_id(p.text, analyser), p.text) for p in enriched.phrases]),
        "topics": [{"id": t.id, "label": t.label, "confidence": round(t.confidence, 3)} for t in enriched.topics],
        "phrases": [{"label": p.text, "confidence": round(p.confidence, 3)} for p in enriched.phrases],
    }
    document["checksum"] = content_hash(json.dumps(document, ensure_ascii=False, sort_keys=True))
    return document


def phrase_id(text: str, analyser: Analyser) -> str:
    """A phrase without clitics and articles, so that its attached forms are one facet value."""
    return analyser.fields(text).words or fold(text)


def hijri(day: date) -> str | None:
    """An ISO-like Hijri date (Umm al-Qura), or None outside the years that the calendar's tables cover."""
    try:
        return str(Gregorian(day.year, day.month, day.day).to_hijri().isoformat())
    except OverflowError:
        return None


def _text(article: ParsedArticle, analyser: Analyser) -> Document:
    return {
        "title": article.title,
        **streams("title", article.title, analyser),
        "body": article.body,
        **streams("body", article.body, analyser),
        "subtitle": article.subtitle,
        "byline": article.byline,
        "raw": article.raw,
    }


def _facts(article: ParsedArticle) -> Document:
    return {
        "id": article.id,
        "source": article.source,
        "url": article.url,
        "kind": article.kind.value,
        "language": article.language,
        "withdrawn": article.kind is Kind.KILL,
        "published": article.published.isoformat() if article.published else None,
        "published_hijri": hijri(article.published) if article.published else None,
        "published_note": article.published_note,
        "calendar": article.calendar.value,
        "mentioned_dates": list(article.mentioned_dates),
    }


def _agencies(agencies: tuple[str, ...]) -> Document:
    return {"agencies": list(agencies), **_facet("agency", [(label_id(name), name) for name in agencies])}


def _dateline(enriched: EnrichedArticle) -> Document:
    label = enriched.article.place
    if label is None:
        return {"dateline": None}
    known = {label_id(place.name): place.key for place in enriched.places}
    return {"dateline": {"id": known.get(label_id(label), label_id(label)), "label": label}}


def _entities(facet: str, field: str, entities: tuple[Entity, ...]) -> Document:
    return {
        **_facet(facet, [(entity.key, entity.name) for entity in entities if entity.in_facets]),
        field: [_display(entity) for entity in entities],
    }


def _facet(name: str, values: Iterable[tuple[str, str]]) -> Document:
    unique = dict(values)
    return {
        f"{name}_ids": list(unique),
        f"{name}_facet": [f"{key}{FACET_SEPARATOR}{label}" for key, label in unique.items()],
    }


def _display(entity: Entity) -> Document:
    return {
        "id": entity.key,
        "label": entity.name,
        "role": entity.role,
        "confidence": round(entity.confidence, 3),
        "in_facets": entity.in_facets,
        "mentions": [[mention.start, mention.end] for mention in entity.mentions],
    }
