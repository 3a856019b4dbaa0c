"""A page of results or an article as the JSON that `api.schemas` describes.

Plain dictionaries: validating every answer against the models would cost more than the search.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlencode

from api.params import HighlightMode
from search.messages import OFFER_LABELS
from search.page import Histogram
from search.request import Collapse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from api.languages import Language
    from api.params import ArticleQuery
    from search.page import FacetValue, Hit, Offer, Passage, SearchPage, Source, StoryEntry

Json = dict[str, Any]
ARTICLES_PATH: Final = "/v1/articles"
_AS_STORED: Final = (
    "id", "kind", "subtitle", "byline", "raw", "published", "published_hijri", "published_note", "calendar", "source",
    "url", "indexed_at",
)  # fmt: skip
_LISTS: Final = ("agencies", "mentioned_dates", "persons", "places", "orgs", "topics", "phrases")
_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "ur", "ckb", "he", "ps"})


def page_to_json(page: SearchPage, query: ArticleQuery, language: Language = "ar") -> Json:
    """The answer to a search; suggestions have their labels in the language."""
    return {
        "data": [_hit(hit, query.highlight) for hit in page.hits],
        "meta": {
            "total": page.total,
            "total_relation": _relation(page),
            "unit": "story" if page.unit is Collapse.STORY else "article",
            "articles": page.articles,
            "took_ms": page.took_ms,
            "query": {
                "raw": page.query.raw,
                "normalized": page.query.normalized,
                "match": page.query.match.value,
            },
            "suggestions": [offer_to_json(offer, language) for offer in page.offers],
        },
        "facets": {name: _facet(values) for name, values in page.facets.items()},
        "links": {
            "self": search_url(query),
            "next": search_url(query, cursor=page.next_cursor) if page.next_cursor else None,
        },
    }


def offer_to_json(offer: Offer, language: Language) -> Json:
    """A query worth trying, as `Suggestion` has it."""
    label = OFFER_LABELS[offer.kind]
    text = (label.ar if language == "ar" else label.en).format(q=offer.q)
    return {"kind": offer.kind.value, "q": offer.q, "label": text, "articles": offer.articles}


def _relation(page: SearchPage) -> str:
    if page.total_exact:
        return "eq"
    return "approx" if page.unit is Collapse.STORY else "gte"


def search_url(query: ArticleQuery, path: str = ARTICLES_PATH, **changes: str | None) -> str:
    """The address of a search, with some parameters replaced, or removed by None."""
    pairs = query.pairs(**changes)
    return f"{path}?{urlencode(pairs)}" if pairs else path


def text_to_json(value: str, language: str) -> Json:
    """A text with its language and direction."""
    return {"value": value, "lang": language, "dir": "rtl" if language in _RIGHT_TO_LEFT else "ltr"}


def to_html(passage: Passage) -> str:
    """A passage as HTML: everything escaped, `<mark>` around whole words, never inside one."""
    parts: list[str] = []
    at = 0
    for mark in passage.marks:
        parts += [escape(passage.text[at : mark.start]), "<mark>", escape(passage.text[mark.start : mark.end])]
        parts.append("</mark>")
        at = mark.end
    return "".join([*parts, escape(passage.text[at:])])


def article_to_json(source: Source) -> Json:
    """One article with all that is kept of it."""
    language = source.get("language") or "ar"
    return {
        "data": {
            **{name: source.get(name) for name in _AS_STORED},
            **{name: source.get(name) or [] for name in _LISTS},
            "persons": [_as_published(person) for person in source.get("persons") or []],
            "withdrawn": bool(source.get("withdrawn")),
            "story": story_to_json(source),
            "place": source.get("dateline"),
            "title": text_to_json(source.get("title") or "", language),
            "body": text_to_json(source.get("body") or "", language),
        },
        "links": {"self": f"{ARTICLES_PATH}/{quote(source['id'], safe='')}"},
    }


def _hit(hit: Hit, mode: HighlightMode) -> Json:
    source = hit.source
    return {
        "id": hit.id,
        "story": story_to_json(source, hit.story),
        "kind": source["kind"],
        "title": text_to_json(hit.title.text, source.get("language") or "ar"),
        "snippet": hit.snippet.text,
        "agencies": source.get("agencies") or [],
        "place": source.get("dateline"),
        "published": source.get("published"),
        "published_hijri": source.get("published_hijri"),
        "persons": _once(person for person in source.get("persons") or [] if person.get("in_facets")),
        "topics": [_named(topic) for topic in source.get("topics") or []],
        "phrases": [phrase["label"] for phrase in source.get("phrases") or []],
        "url": source.get("url"),
        "score": hit.score,
        "highlights": _highlights(hit, mode),
    }


def _highlights(hit: Hit, mode: HighlightMode) -> Json | None:
    if mode is HighlightMode.NONE:
        return None
    show = to_html if mode is HighlightMode.HTML else _spans
    title = [hit.title] if hit.title.marks else []
    return {"title": [show(each) for each in title], "body": [show(each) for each in hit.body]}


def _spans(passage: Passage) -> Json:
    return {"text": passage.text, "spans": [[mark.start, mark.end, mark.level] for mark in passage.marks]}


def story_to_json(source: Source, entry: StoryEntry | None = None) -> Json | None:
    """The story of an article, with what is known of it where it stands for the whole story."""
    if not source.get("story_id"):
        return None
    first = {"agencies": list(entry.agencies), "published": entry.published} if entry else None
    return {"id": source["story_id"], "versions": entry.versions if entry else None, "first": first}


def _named(value: Json) -> Json:
    return {"id": value["id"], "label": value["label"]}


def _once(values: Iterable[Json]) -> list[Json]:
    """Ids and labels; two names in one article may be one person by now."""
    return list({value["id"]: _named(value) for value in values}.values())


def _as_published(person: Json) -> Json:
    """Without what a merge keeps to be undone: the key and the name that the article itself gives."""
    return {name: value for name, value in person.items() if name not in {"key", "name"}}


def _facet(values: Sequence[FacetValue] | Histogram) -> list[Json] | Json:
    if isinstance(values, Histogram):
        buckets = [{"from": bucket.start, "count": bucket.count} for bucket in values.buckets]
        return {"interval": values.interval.value, "buckets": buckets}
    return [
        {
            "value": value.value,
            "label": value.label,
            "count": value.count,
            "selected": value.selected,
            "excluded": value.excluded,
        }
        for value in values
    ]
