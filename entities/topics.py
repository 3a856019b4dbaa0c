"""The subjects of an article: top-level concepts of the IPTC Media Topics, by words and phrases that speak of them.

Each entry of the lexicon has a weight; an entry counts with the logarithm of its occurrences, more in the headline.
A topic is given when its score passes a threshold of its own and comes near the best; an article may have none.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from arabic.fold import fold
from articles.stages import Topic
from entities.clitics import readings
from entities.gazetteer import Gazetteer
from entities.lexicon import read_sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from entities.document import Document

LABELS = {
    "politics": "سياسة",
    "conflict": "نزاعات وحروب",
    "economy": "اقتصاد وأعمال",
    "crime": "جريمة وقضاء",
    "disaster": "كوارث وحوادث",
    "education": "تعليم",
    "environment": "بيئة",
    "health": "صحة",
    "labour": "عمل ونقابات",
    "lifestyle": "أسلوب حياة وترفيه",
    "religion": "دين ومعتقدات",
    "science": "علوم وتقنية",
    "society": "مجتمع",
    "sport": "رياضة",
    "culture": "فنون وثقافة وإعلام",
    "weather": "طقس",
    "human_interest": "منوعات واهتمامات إنسانية",
}
_THRESHOLD, _SHARE, _MOST = 3.5, 0.27, 3
_HEADLINE = 1.5
_FULL = 12.0


@dataclass(frozen=True, slots=True)
class TopicReader:
    """Scores the topics of documents."""

    lexicon: Gazetteer[tuple[tuple[str, float], ...]]

    def topics(self, document: Document) -> tuple[Topic, ...]:
        """Topics, most important first; at most three."""
        scores = self.scores(document)
        best = max(scores.values(), default=0.0)
        chosen = [(s, t) for t, s in scores.items() if s >= max(_THRESHOLD, _SHARE * best)]
        ranked = sorted(chosen, key=lambda pair: (-pair[0], pair[1]))[:_MOST]
        return tuple(Topic(t, LABELS[t], round(min(1.0, s / _FULL), 3)) for s, t in ranked)

    def scores(self, document: Document) -> dict[str, float]:
        """The score of each topic that any entry speaks for."""
        counts: Counter[tuple[str, ...]] = Counter()
        headline: set[tuple[str, ...]] = set()
        for line in document.lines:
            if line.headline > 0:
                continue
            for entry in _entries(self.lexicon, line.keys):
                counts[entry] += 1
                if line.headline == 0:
                    headline.add(entry)
        scores: dict[str, float] = {}
        for entry, count in counts.items():
            boost = _HEADLINE if entry in headline else 1.0
            for topic, weight in self.lexicon.phrases[entry]:
                scores[topic] = scores.get(topic, 0.0) + weight * boost * (1 + math.log(count))
        return scores


def _entries(lexicon: Gazetteer[tuple[tuple[str, float], ...]], keys: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Entries of the lexicon in a sentence, with and without the article."""
    bare = [_bare(key) for key in keys]
    for match in lexicon.matches(bare):
        first = next(r.stem for r in readings(bare[match.start]) if r.cut == match.cut)
        yield (first, *bare[match.start + 1 : match.end])


def _bare(key: str) -> str:
    """A word without the article, and without what stands before the article."""
    for article in ("وبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال"):
        if key.startswith(article) and len(key) - len(article) > 1:
            return key[len(article) :]
    return key


def load_topics() -> TopicReader:
    """The lexicon: sections name the topic, lines hold entries separated by «،»; `*` doubles, `-` halves a weight."""
    weights: dict[tuple[str, ...], dict[str, float]] = {}
    for topic, lines in read_sections("topics.txt").items():
        for entry in (entry.strip() for line in lines for entry in line.split("،")):
            if entry:
                words = tuple(_bare(word) for word in fold(entry.strip("*-")).split())
                weight = 2.0 if entry.endswith("*") else 0.5 if entry.endswith("-") else 1.0
                weights.setdefault(words, {})[topic] = weight
    table: Mapping[tuple[str, ...], tuple[tuple[str, float], ...]] = {
        words: tuple(topics.items()) for words, topics in weights.items()
    }
    return TopicReader(Gazetteer.of(table))
