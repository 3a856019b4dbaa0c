"""How well whole articles are enriched: mentions, links, facets, merges, places, organisations, topics.

The folder holds raw articles and `gold.jsonl` with one object an article: `file`, `persons` (name, mentions), `places`,
`orgs`, `topics`; and, if it has it, `same_person.json`: the same individual across articles.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any

from arabic.fold import fold
from articles.stages import EnrichedArticle, Entity, ParsedArticle, RawArticle
from entities.names import split_units
from evaluation.entities import Count
from indexer.parse import load_lexicon, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from entities import Enricher

_PARTICLES = ("وال", "فال", "بال", "ال", "و", "ف", "ب", "ل", "ك")


@dataclass(slots=True)
class Gold:
    """The figures of a folder. `wrong` lists what differs, as (file, kind, expected or found)."""

    mentions: Count = field(default_factory=Count)
    aliases: Count = field(default_factory=Count)
    facets: Count = field(default_factory=Count)
    places: Count = field(default_factory=Count)
    orgs: Count = field(default_factory=Count)
    topics: Count = field(default_factory=Count)
    same: int = 0
    wrong_splits: int = 0
    keyed: int = 0
    wrong_merges: int = 0
    articles: int = 0
    seconds: float = 0.0
    wrong: list[tuple[str, str, str]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Shares in [0, 1], counts, and milliseconds of one processor an article."""
        return {
            "articles": self.articles,
            "mention_f1": self.mentions.f1,
            "alias_links": self.aliases.recall,
            "person_facets": self.facets.as_dict(),
            "wrong_merges": self.wrong_merges / max(1, self.keyed),
            "wrong_splits": self.wrong_splits / max(1, self.same),
            "places": self.places.as_dict(),
            "orgs": self.orgs.as_dict(),
            "topics": self.topics.as_dict(),
            "ms_per_article": 1000 * self.seconds / max(1, self.articles),
            "wrong": [{"file": file, "what": what, "text": text} for file, what, text in self.wrong],
        }


def evaluate_gold(folder: Path, enricher: Enricher) -> Gold:
    """Parse and enrich every annotated article of a folder and compare.

    Raises FileNotFoundError where the folder has no gold.jsonl or lacks a file that it names.
    """
    result = Gold()
    lexicon = load_lexicon()
    linked: dict[tuple[str, str], Entity] = {}
    for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        article = parse(RawArticle(gold["file"], (folder / gold["file"]).read_bytes().decode("utf-8")), lexicon=lexicon)
        result.articles += 1
        if not isinstance(article, ParsedArticle):
            result.wrong.append((gold["file"], "rejected", article.reason))
            continue
        started = time.process_time()
        enriched = enricher.enrich(article)
        result.seconds += time.process_time() - started
        linked.update(_compare_persons(result, gold, enriched))
        _compare_sets(result, gold, enriched)
    _compare_keys(result, folder, linked)
    return result


def _compare_persons(
    result: Gold, gold: dict[str, Any], enriched: EnrichedArticle
) -> Iterator[tuple[tuple[str, str], Entity]]:
    file = gold["file"]
    surfaces = Counter(surface for person in gold["persons"] for surface in person["mentions"])
    found = Counter(mention.surface for person in enriched.persons for mention in person.mentions)
    result.mentions.add(surfaces, found)
    result.wrong += [(file, "mention missed", text) for text in (surfaces - found).elements()]
    result.wrong += [(file, "mention too many", text) for text in (found - surfaces).elements()]
    faceted = [person for person in enriched.persons if person.in_facets]
    result.facets.found += len(faceted)
    matched: set[str] = set()
    for person in gold["persons"]:
        entity = _match(person, enriched.persons, matched)
        if " " in person["name"]:
            result.facets.expected += 1
            right = entity is not None and entity.in_facets and same_name(entity.name, person["name"])
            result.facets.right += right
            if not right:
                result.wrong.append((file, "facet missed", f"{person['name']} ({entity.name if entity else ''})"))
        _compare_aliases(result, file, person, entity)
        if entity is not None:
            matched.add(entity.key)
            yield (file.removesuffix(".txt"), person["name"]), entity
    names = [person["name"] for person in gold["persons"]]
    result.wrong += [
        (file, "facet too many", person.name)
        for person in faceted
        if not any(same_name(person.name, name) for name in names)
    ]


def _compare_aliases(result: Gold, file: str, person: dict[str, Any], entity: Entity | None) -> None:
    """Mentions that are shorter than the longest: each should belong to the right person."""
    longest = max((len(split_units(fold(m).split())) for m in person["mentions"]), default=0)
    aliases = Counter(m for m in person["mentions"] if len(split_units(fold(m).split())) < longest)
    mine = Counter(mention.surface for mention in entity.mentions) if entity else Counter()
    result.aliases.add(aliases, mine)
    result.wrong += [(file, "alias not linked", f"{text} → {person['name']}") for text in (aliases - mine).elements()]


def _match(person: dict[str, Any], entities: Iterable[Entity], matched: set[str]) -> Entity | None:
    """The entity that stands for an annotated person: the one of the same name, else that with most mentions."""
    free = [entity for entity in entities if entity.key not in matched]
    for entity in free:
        if same_name(entity.name, person["name"]):
            return entity
    wanted = Counter(person["mentions"])
    overlaps = [((Counter(m.surface for m in e.mentions) & wanted).total(), e) for e in free]
    best = max(overlaps, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] else None


def same_name(one: str, other: str) -> bool:
    """Whether two names are equal but for spelling (عبد الله and عبدالله, hamza, ta marbuta)."""
    return [unit.key for unit in split_units(fold(one).split())] == [
        unit.key for unit in split_units(fold(other).split())
    ]


def _compare_sets(result: Gold, gold: dict[str, Any], enriched: EnrichedArticle) -> None:
    for name, count in (("places", result.places), ("orgs", result.orgs)):
        expected = {_plain(text): text for text in gold[name]}
        found = {_plain(entity.name): entity.name for entity in getattr(enriched, name)}
        count.add(Counter(expected.keys()), Counter(found.keys()))
        result.wrong += [(gold["file"], f"{name} missed", expected[key]) for key in expected.keys() - found.keys()]
        result.wrong += [(gold["file"], f"{name} too many", found[key]) for key in found.keys() - expected.keys()]
    expected_topics, found_topics = set(gold["topics"]), {topic.id for topic in enriched.topics}
    result.topics.add(Counter(expected_topics), Counter(found_topics))
    result.wrong += [(gold["file"], "topic missed", t) for t in sorted(expected_topics - found_topics)]
    result.wrong += [(gold["file"], "topic too many", t) for t in sorted(found_topics - expected_topics)]


def _plain(name: str) -> str:
    words = fold(name).replace("-", " ").replace("–", " ").split()
    return " ".join(word.removeprefix("ال") for word in words)


def _compare_keys(result: Gold, folder: Path, linked: dict[tuple[str, str], Entity]) -> None:
    """Keys across articles: one individual under two is a wrong split, two under one a wrong merge."""
    path = folder / "same_person.json"
    groups = json.loads(path.read_text("utf-8")) if path.exists() else {}
    individual = {(file, name): group for group, members in groups.items() for file, name in members}
    for (one, first), (other, second) in combinations(linked.items(), 2):
        known = individual.get(one) is not None and individual.get(one) == individual.get(other)
        same = known or same_name(one[1], other[1])
        result.same += known
        result.keyed += first.key == second.key
        if first.key == second.key and not same:
            result.wrong_merges += 1
            result.wrong.append((f"{one[0]} {other[0]}", "wrong merge", f"{one[1]} = {other[1]}"))
        if known and first.key != second.key:
            result.wrong_splits += 1
            result.wrong.append((f"{one[0]} {other[0]}", "wrong split", f"{first.name} / {second.name}"))
