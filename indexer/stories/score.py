"""When two articles belong to one story: the same text again, or evidently the same event.

The numbers were set on articles with known stories and read off a stream of 6,000 newspaper articles until what
joined there belonged together; see `docs/decisions/0004-ingestion.md`. Doubt keeps articles apart: a missing link
costs a reader a click, a false one hides an article.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from articles.stages import Kind
from indexer.stories.traits import likeness

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indexer.stories.traits import Traits

# Shares of shingles, estimated with an error of 0.05. Reprints with other spellings have 0.7 and more in common,
# articles of different hands on one event 0.1; in between stand templates (congratulations, bulletins, weather).
_SURE_COPY = 0.85
_LIKELY_COPY = 0.55
_COPY_TITLE = 0.5
_NEXT_EDITION = 0.95
_COPY_DAYS = 4

_EVENT_DAYS = 3
_STORY_DAYS = 1
# How surely a piece of news of each kind must fit to another one.
_NEEDED = {Kind.KILL: 0.55, Kind.CORRECTION: 0.55, Kind.UPDATE: 0.62, Kind.FLASH: 0.62}
_NEEDED_OF_OTHER_DESKS = 0.7
_NEEDED_OF_STORIES = 0.9
# Between plain stories each must tell the other's headline and lead again; one-sided likeness is a template's.
_STORY_TITLE, _STORY_LEAD = 0.85, 0.6
# The least that must be shared, in the weights of `traits`: three words that are rare in news. What corrects or
# withdraws names its object, often in no more than a name.
_SUBSTANCE = 80
_SUBSTANCE_OF_NOTICES = 40
_NOTICES = frozenset({Kind.KILL, Kind.CORRECTION})


class Link(StrEnum):
    """How two articles belong together."""

    COPY = "copy"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class _Told:
    """How much of each other's headline and lead two articles tell, as shares of weight: the better and the worse."""

    title: float
    title_back: float
    lead: float
    lead_back: float
    substance: int


def link(one: Traits, other: Traits) -> tuple[Link, float] | None:
    """How two articles belong together and how surely, in (0, 2]; None where it is not evident."""
    told = _compare(one, other)
    same = likeness(one.signature, other.signature)
    if _is_copy(one, other, same, told):
        return Link.COPY, 1 + same
    score = _score(one, other, told)
    return (Link.EVENT, min(score, 1.0)) if _is_event(one, other, score, told) else None


def is_copy(one: Traits, other: Traits) -> bool:
    """Whether two articles are one text, with other spellings, datelines and footers."""
    return _is_copy(one, other, likeness(one.signature, other.signature), _compare(one, other))


def _days(one: Traits, other: Traits) -> int:
    return abs(one.day - other.day) if one.day is not None and other.day is not None else 0


def _is_copy(one: Traits, other: Traits, same: float, told: _Told) -> bool:
    days = _days(one, other)
    if days > _COPY_DAYS or same < _LIKELY_COPY:
        return False
    if days and one.agencies & other.agencies:
        return same >= _NEXT_EDITION
    return same >= _SURE_COPY or told.title_back >= _COPY_TITLE


def _is_event(one: Traits, other: Traits, score: float, told: _Told) -> bool:
    kinds, days = {one.kind, other.kind}, _days(one, other)
    same_desk = bool(one.agencies & other.agencies)
    notice = not _NOTICES.isdisjoint(kinds)
    if days > _EVENT_DAYS or told.substance < (_SUBSTANCE_OF_NOTICES if notice else _SUBSTANCE):
        return False
    if not same_desk and (
        (Kind.KILL in kinds and one.agencies and other.agencies) or (one.day is None and other.day is None)
    ):
        return False
    if kinds == {Kind.STORY}:
        both = told.title_back >= _STORY_TITLE and told.lead_back >= _STORY_LEAD
        return both and days <= _STORY_DAYS and score >= _NEEDED_OF_STORIES
    needed = min(_NEEDED.get(Kind(kind), 1.0) for kind in kinds)
    return score >= (needed if same_desk else max(needed, _NEEDED_OF_OTHER_DESKS))


def _score(one: Traits, other: Traits, told: _Told) -> float:
    """How much of the one's headline and lead the other tells, and whether who, where and from whom agree."""
    same_desk = bool(one.agencies & other.agencies)
    same_place = one.dateline is not None and one.dateline == other.dateline
    persons, places = min(2, len(one.persons & other.persons)), min(3, len(one.places & other.places))
    return (told.title + told.lead) / 2 + 0.08 * same_desk + 0.08 * same_place + 0.05 * persons + 0.02 * places


def _compare(one: Traits, other: Traits) -> _Told:
    titles = sorted((_told(one.title, other.terms)[0], _told(other.title, one.terms)[0]))
    (lead_back, _), (lead, substance) = sorted((_told(one.lead, other.terms), _told(other.lead, one.terms)))
    return _Told(titles[1], titles[0], lead, lead_back, substance)


def _told(words: Mapping[int, int], again: Mapping[int, int]) -> tuple[float, int]:
    """Which share of the words' weight is told again, and that weight."""
    weight = sum(words[word] for word in words.keys() & again.keys())
    return weight / (sum(words.values()) or 1), weight
