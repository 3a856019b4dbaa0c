"""From a raw article to a clean one: what it says, who published it, where and when; and what was left out, and why.

An article needs nothing but text: without a headline its first sentence becomes one, a headline alone is an
article too (that is how flashes arrive). What a source states beside the text wins over what the text says; its
agencies are added to those of the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from arabic.align import AlignedText
from arabic.dates import Expression, scan
from articles.identity import article_id
from articles.stages import Calendar, Kind, ParsedArticle, RawArticle, Rejected
from indexer.parse.body import derived_headline, joined
from indexer.parse.clean import clean
from indexer.parse.credits import signed, sources
from indexer.parse.headline import best_first, without_outlet
from indexer.parse.kind import kind_of
from indexer.parse.language import detect
from indexer.parse.layout import Reader
from indexer.parse.lexicon import Lexicon, load_lexicon
from indexer.parse.lines import lines
from indexer.parse.published import Published, find_published, mentioned_dates, stated_day

if TYPE_CHECKING:
    from collections.abc import Collection

    from indexer.parse.layout import Layout

__all__ = ["Lexicon", "load_lexicon", "parse"]

MOST_CHARACTERS = 2_000_000
_MOST_GARBAGE = 0.05
_SAMPLE = 20_000
_GARBAGE = re.compile("[\ufffd\x00-\x08\x0e-\x1f]")
# Lines that print the day of publication, though they are no part of the article.
_DATED_NOISE = frozenset(("printed_at", "wire_code", "agency_signature"))


def parse(
    raw: RawArticle, *, lexicon: Lexicon | None = None, boilerplate: Collection[str] = frozenset()
) -> ParsedArticle | Rejected:
    """A clean article, or why there is none: its code is `empty`, `too_long`, `binary` or `only_boilerplate`.

    `boilerplate` are lines in folded letters that are no part of any article, as `Repetition` learns them.
    """
    refused = _refused(raw)
    if refused is not None:
        return refused
    lexicon = lexicon or load_lexicon()
    language = raw.stated.get("language", "")[:2].lower() or detect(raw.text)
    text = clean(raw.text, arabic=language == "ar")
    layout = Reader(lexicon, boilerplate, _stated_title(raw), arabic=language == "ar").read(lines(text))
    headlines = _headlines(raw, layout)
    if not headlines:
        return Rejected(raw.source, "only_boilerplate", "no line of the text belongs to an article")
    return _article(raw, layout, headlines, language, lexicon)


def _refused(raw: RawArticle) -> Rejected | None:
    text = raw.text
    if len(text) > MOST_CHARACTERS:
        return Rejected(raw.source, "too_long", f"{len(text)} characters; an article has at most {MOST_CHARACTERS}")
    sample = text[:_SAMPLE]
    garbage = len(_GARBAGE.findall(sample))
    if garbage > _MOST_GARBAGE * len(sample):
        return Rejected(raw.source, "binary", f"{garbage} of the first {len(sample)} characters are no text")
    if not any(char.isalpha() for char in text) and "title" not in raw.stated:
        return Rejected(raw.source, "empty", "there are no letters in the text")
    return None


def _stated_title(raw: RawArticle) -> str | None:
    return raw.stated.get("title", "").strip() or None


def _headlines(raw: RawArticle, layout: Layout) -> tuple[AlignedText, ...]:
    """All copies of the headline; a stated one that the text does not print stands behind no raw character."""
    printed = best_first([headline.text for headline in layout.headlines])
    stated = _stated_title(raw)
    if stated is not None and not printed:
        text = clean(stated)
        return (AlignedText(text.text.strip(), (0,) * len(text.text.strip()), (0,) * len(text.text.strip())),)
    return printed or derived_headline(layout.paragraphs)


def _article(
    raw: RawArticle, layout: Layout, headlines: tuple[AlignedText, ...], language: str, lexicon: Lexicon
) -> ParsedArticle:
    content = joined(layout.paragraphs)
    agencies = _agencies(raw, layout, lexicon)
    headlines = tuple(without_outlet(headline, agencies, lexicon) for headline in headlines)
    title = headlines[0].text
    dates = [(content.text[date.start : date.end], date) for date in scan(content.text)]
    published = _published(raw, layout, dates)
    slug = layout.headlines[0].slug if layout.headlines else title
    kind = _kind(raw, layout, slug, content.text)
    day = published.day.isoformat() if published.day else None
    bylines = [dateline.byline for _, dateline in layout.datelines if dateline.byline]
    places = [dateline.place for _, dateline in layout.datelines if dateline.place]
    return ParsedArticle(
        id=article_id(agencies=agencies, published=day, kind=kind, title=title),
        source=raw.source,
        raw=raw.text,
        kind=kind,
        headlines=headlines,
        content=content,
        agencies=agencies,
        place=raw.stated.get("place") or next(iter(places), None),
        published=published.day,
        published_note=published.note,
        calendar=published.calendar,
        mentioned_dates=mentioned_dates(dates, published.day),
        subtitle=raw.stated.get("subtitle") or (layout.subtitle.text if layout.subtitle else None),
        byline=raw.stated.get("byline") or next(iter(bylines), None),
        url=raw.stated.get("url"),
        language=language,
        cuts=tuple(sorted(layout.cuts, key=lambda cut: cut.start)),
    )


def _published(raw: RawArticle, layout: Layout, body: list[tuple[str, Expression]]) -> Published:
    stated = stated_day(raw.stated["published"]) if raw.stated.get("published") else None
    dates = [(words, date) for words, dateline in layout.datelines for date in dateline.dates]
    printed = [text for rule, text in layout.noise if rule in _DATED_NOISE]
    found = find_published(dates, printed, body)
    if stated is None:
        return found
    return found if found.day == stated else Published(stated, Calendar.ISO)


def _agencies(raw: RawArticle, layout: Layout, lexicon: Lexicon) -> tuple[str, ...]:
    stated = [name.strip() for name in raw.stated.get("agencies", "").replace("،", ",").split(",")]
    named = [lexicon.agency(name) or name for name in stated if name]
    named += [name for _, dateline in layout.datelines for name in dateline.agencies]
    named += [name for rule, text in layout.noise if rule == "source" for name in sources(text, lexicon)]
    return lexicon.credits(named or signed(layout.noise, lexicon))


def _kind(raw: RawArticle, layout: Layout, title: str, body: str) -> Kind:
    stated = raw.stated.get("kind", "").lower()
    return Kind(stated) if stated in set(Kind) else kind_of(title, body, flash=layout.flash)
