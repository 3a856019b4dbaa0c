"""Organisations: known ones under one key for all their names, others by the word that begins their name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from arabic.fold import fold, strip_marks
from entities.chains import LINKS, OPENERS, NameWords
from entities.clitics import readings
from entities.document import Document, Line, Spot
from entities.gazetteer import Gazetteer
from entities.lexicon import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from entities.features import Knowledge

_SURE = 0.5
_LONGEST = 7
_KNOWN, _PATTERN = 0.95, 0.7
_EVERYDAY = 48
_GENERIC = frozenset({("مجلس", "الوزراء"), ("مجلس", "الاداره"), ("مجلس", "الاسره")})


@dataclass(frozen=True, slots=True)
class OrgSpot:
    """An organisation at a place of the article."""

    spot: Spot
    key: str
    label: str
    confidence: float


def load_orgs() -> Gazetteer[tuple[str, str]]:
    """Key and label of known organisations by their folded names."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for key, label, *others in read_table("orgs.txt"):
        for name in (label, *"|".join(others).split("|")):
            if name:
                found[tuple(fold(name).split())] = (key, label)
    return Gazetteer.of(found)


class OrgFinder:
    """Finds organisations in tagged documents."""

    def __init__(self, known: Gazetteer[tuple[str, str]], knowledge: Knowledge, words: NameWords) -> None:
        self._known = known
        self._heads = knowledge.triggers["org_head"]
        self._loose = knowledge.triggers["org_head_loose"]
        self._definite = knowledge.triggers["org_head_definite"]
        self._adjectives = knowledge.triggers["org_adjective"]
        self._named_after = knowledge.triggers["named_after"]
        self._honorifics = knowledge.triggers["honorific"]
        self._names = knowledge.names
        self._frequent = knowledge.frequent
        self._words = words

    def find(self, document: Document) -> list[OrgSpot]:
        """Organisations in reading order; of overlapping ones the longest, then the surest."""
        found = [spot for at, line in enumerate(document.lines) for spot in self._line(document, at, line)]
        found.sort(key=lambda org: (org.spot.start - org.spot.end, -org.confidence, org.spot))
        taken: set[tuple[int, int]] = set()
        kept: list[OrgSpot] = []
        for org in found:
            places = {(org.spot.line, at) for at in range(org.spot.start, org.spot.end)}
            if taken.isdisjoint(places):
                taken |= places
                kept.append(org)
        return sorted(kept, key=lambda org: org.spot)

    def _line(self, document: Document, number: int, line: Line) -> Iterator[OrgSpot]:
        for match in self._known.matches(line.keys):
            key, label = match.value
            yield OrgSpot(Spot(number, match.start, match.end, match.cut), key, label, _KNOWN)
        for at in range(len(line.keys)):
            end, cut = self._headed(line, at)
            if end > at + 1:
                spot = Spot(number, at, end, cut)
                if document.keys(spot) not in _GENERIC:
                    yield self._named(document, spot, _PATTERN)
        for span in line.tagged.spans:
            if span.type == "ORG" and span.confidence >= _SURE and line.words[span.start].text[0].isalnum():
                cut, end = self._cut(line.keys[span.start]), span.end
                while end > span.start + 1 and self._words.is_stop(line.keys[end - 1]):
                    end -= 1
                yield self._named(document, Spot(number, span.start, end, cut), span.confidence)

    def _named(self, document: Document, spot: Spot, confidence: float) -> OrgSpot:
        known = self._known.get(*document.keys(spot))
        if known is not None:
            return OrgSpot(spot, *known, _KNOWN)
        key = "o:" + "_".join(document.keys(spot))
        return OrgSpot(spot, key, strip_marks(document.text(spot)), confidence)

    def _headed(self, line: Line, at: int) -> tuple[int, int]:
        """The end of a name that begins with a word like وزارة, and the particles before that word."""
        for reading in readings(line.keys[at]):
            head = reading.stem.removeprefix("ال")
            definite = reading.stem.startswith("ال")
            if head in (self._definite if definite else self._heads) and self._is_head(line, at, head):
                end = at + 1
                while end < len(line.keys) and end - at < _LONGEST and self._belongs(line, at, end, definite=definite):
                    end += 1
                return end, reading.cut
        return at, 0

    def _is_head(self, line: Line, at: int, head: str) -> bool:
        """Words like موقع begin a name only where the tagger sees one."""
        return head not in self._loose or line.tagged.labels[at].endswith("ORG")

    def _belongs(self, line: Line, head: int, at: int, *, definite: bool) -> bool:
        key = line.keys[at]
        if not self._words.is_word(line, at) or key in _CLAUSE:
            return False
        if line.tagged.labels[at].endswith("ORG"):
            return True
        if self._words.is_title(key) and key not in self._honorifics:
            return False
        if definite:
            return (
                key in self._adjectives or self._words.is_nationality(key) or (at > head + 1 and key.startswith("لل"))
            )
        if key.startswith("ال"):
            return at == head + 1 or not line.keys[at - 1].startswith("ال") or self._is_attribute(key)
        return key.startswith(("وال", "لل")) or (self._may_bear_name(line, head) and self._is_name(line, at))

    def _is_attribute(self, key: str) -> bool:
        """An adjective of institutions or of a country, or one formed with ي, as behind a definite noun."""
        return key in self._adjectives or self._words.is_nationality(key) or key.endswith(("يه", "ي"))

    def _may_bear_name(self, line: Line, head: int) -> bool:
        """Whether such an organisation is named after people: مستشفى الشهيد أحمد عصام."""
        return any(r.stem.removeprefix("ال") in self._named_after for r in readings(line.keys[head]))

    def _is_name(self, line: Line, at: int) -> bool:
        key = line.keys[at]
        if key in LINKS | OPENERS or self._words.is_given(key) or line.tagged.labels[at].endswith("PERS"):
            return True
        return key in self._names and not self._words.is_stop(key) and self._frequent.get(key, 0) < _EVERYDAY

    def _cut(self, key: str) -> int:
        for reading in readings(key)[1:]:
            if reading.stem.removeprefix("ال") in self._heads or reading.stem.startswith("ال"):
                return reading.cut
        return 0


_CLAUSE = frozenset(
    map(
        fold,
        (
            "الذي",
            "التي",
            "الذين",
            "اليوم",
            "الآن",
            "الماضي",
            "المقبل",
            "الاثنين",
            "الثلاثاء",
            "الأربعاء",
            "الخميس",
            "الجمعة",
            "السبت",
            "الأحد",
            "والتي",
            "والذي",
        ),
    )
)
