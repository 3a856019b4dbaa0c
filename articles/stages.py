"""An article at each stage: raw, parsed, enriched; or rejected, with the reason.

    RawArticle ─parse→ ParsedArticle ─enrich→ EnrichedArticle
         └───────────→ Rejected

Every offset counts Unicode code points of `RawArticle.text`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from arabic.align import AlignedText


class Kind(StrEnum):
    """What a piece of agency copy is to its story."""

    FLASH = "flash"
    STORY = "story"
    UPDATE = "update"
    CORRECTION = "correction"
    KILL = "kill"


class Calendar(StrEnum):
    """How the publication date is written; of a double date, the form that stands first."""

    GREGORIAN = "gregorian"
    LEVANTINE = "levantine"
    MAGHREBI = "maghrebi"
    HIJRI = "hijri"
    ISO = "iso"
    RELATIVE = "relative"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One article as it arrived: decoded, otherwise untouched.

    `source` says where it came from (a path, a URL, `-` and a line number). What the source states beside the
    text (a JSON field, a feed entry) stands in `stated`, by the names of ParsedArticle's fields, as strings.
    """

    source: str
    text: str
    stated: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of the raw text that is not part of the clean article, and the rule that says so."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """A clean article.

    `headlines` are all printed copies of the title; `content` is the clean body, paragraphs separated by an empty
    line; both lead back to `raw`. `published` is None where the text gives no date, and
    `published_note` then says why. Mentioned dates are ISO days or months, in reading order, each once.
    """

    id: str
    source: str
    raw: str
    kind: Kind
    headlines: tuple[AlignedText, ...]
    content: AlignedText
    agencies: tuple[str, ...] = ()
    place: str | None = None
    published: date | None = None
    published_note: str | None = None
    calendar: Calendar = Calendar.NONE
    mentioned_dates: tuple[str, ...] = ()
    subtitle: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str = "ar"
    cuts: tuple[Cut, ...] = ()

    @property
    def title(self) -> str:
        return self.headlines[0].text if self.headlines else ""

    @property
    def body(self) -> str:
        return self.content.text


@dataclass(frozen=True, slots=True)
class Rejected:
    """An article that cannot be indexed: `code` for programs, `reason` for people."""

    source: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the raw text names something: the name with its clitics, without titles."""

    surface: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that an article names. `key` is stable across articles, `name` is for people.

    `confidence` is in [0, 1]. `in_facets` is False for what is searchable but not sure enough to be counted.
    """

    key: str
    name: str
    confidence: float
    mentions: tuple[Mention, ...] = ()
    role: str | None = None
    in_facets: bool = True


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject of the article: an IPTC Media Topics top-level concept, `id` in English, `label` in Arabic."""

    id: str
    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """A key phrase as a reader would search for it, and its weight within the article in [0, 1]."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class EnrichedArticle:
    """A clean article with who, where, which organisations and about what."""

    article: ParsedArticle
    persons: tuple[Entity, ...] = ()
    places: tuple[Entity, ...] = ()
    orgs: tuple[Entity, ...] = ()
    topics: tuple[Topic, ...] = ()
    phrases: tuple[Phrase, ...] = ()
