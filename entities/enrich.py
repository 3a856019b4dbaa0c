"""From a clean article to the same article with persons, places, organisations, topics and key phrases."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from arabic.fold import fold, strip_marks
from articles.stages import EnrichedArticle, Entity, Mention, ParsedArticle
from entities.document import Document, Spot, read_document
from entities.gate import Evidence, confidence, in_facets
from entities.locations import LocationFinder, LocationSpot
from entities.mentions import MentionFinder
from entities.names import person_key
from entities.nicknames import NicknameReader
from entities.orgs import OrgFinder, OrgSpot, load_orgs
from entities.people import Linker, Person
from entities.phrases import PhraseReader, load_phrases
from entities.places import Places, load_places
from entities.resources import load_given, load_knowledge, load_name_words
from entities.roles import RoleReader
from entities.tagger import Tagger, load_tagger
from entities.topics import TopicReader, load_topics

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Enricher:
    """Finds who, where, which organisations and about what. Pure: the same article gives the same answer."""

    tagger: Tagger
    mentions: MentionFinder
    linker: Linker
    roles: RoleReader
    locations: LocationFinder
    orgs: OrgFinder
    topics: TopicReader
    phrases: PhraseReader
    names: frozenset[str]
    given: frozenset[str]
    places: Places

    def enrich(self, article: ParsedArticle) -> EnrichedArticle:
        """The article with its entities; offsets lead into `article.raw`, mentions are in reading order."""
        document = read_document(article, self.tagger.tag)
        people = self.linker.link(document, self.mentions.find(document))
        persons = _words(spot for person in people for spot in person.spots)
        orgs = [org for org in self.orgs.find(document) if persons.isdisjoint(_words([org.spot]))]
        long = _words(org.spot for org in orgs if org.spot.end - org.spot.start > 1)
        places = self.locations.find(document, persons | long)
        return EnrichedArticle(
            article,
            persons=tuple(self._person(document, person) for person in people),
            places=self._places(article, document, places),
            orgs=_orgs(document, orgs),
            topics=self.topics.topics(document),
            phrases=self.phrases.phrases(document, persons | _words(place.spot for place in places)),
        )

    def _person(self, document: Document, person: Person) -> Entity:
        evidence = Evidence(
            tagger=max(candidate.confidence for candidate in person.mentions),
            full=person.name.is_full,
            titled=any(candidate.titled for candidate in person.mentions),
            mentions=len(person.spots),
            known_units=sum(unit.rpartition("_")[2] in self.names for unit in person.name.units)
            / len(person.name.units),
            place_inside=any(unit not in self.given and self.places.get(unit) for unit in person.name.units[:1]),
            begins="_" not in person.name.units[0],
        )
        roles = (
            self.roles.role(document, candidate.spot) for candidate in sorted(person.mentions, key=lambda c: c.spot)
        )
        return Entity(
            key=person_key(person.name.units, self.given),
            name=strip_marks(person.name.text),
            confidence=confidence(evidence),
            mentions=tuple(document.mention(spot) for spot in person.spots),
            role=next((role for role in roles if role), None),
            in_facets=in_facets(evidence),
        )

    def _places(self, article: ParsedArticle, document: Document, found: Sequence[LocationSpot]) -> tuple[Entity, ...]:
        groups = _Groups()
        if article.place:
            place = self.locations.resolve(article.place, fold(article.place).split(), found)
            groups.add(place.key, place.label, 1.0, *_dateline_mention(article))
        for location in found:
            place = location.place
            groups.add(place.key, place.label, location.confidence, document.mention(location.spot))
        return groups.entities()


@dataclass(slots=True)
class _Groups:
    """Mentions by key, in the order of the first; the surest confidence counts."""

    labels: dict[str, str] = field(default_factory=dict)
    sure: dict[str, float] = field(default_factory=dict)
    mentions: dict[str, list[Mention]] = field(default_factory=dict)

    def add(self, key: str, label: str, sure: float, *mentions: Mention) -> None:
        self.labels.setdefault(key, label)
        self.sure[key] = max(sure, self.sure.get(key, 0.0))
        self.mentions.setdefault(key, []).extend(mentions)

    def entities(self) -> tuple[Entity, ...]:
        return tuple(
            Entity(key, label, round(self.sure[key], 3), tuple(sorted(self.mentions[key], key=lambda m: m.start)))
            for key, label in self.labels.items()
        )


def _orgs(document: Document, found: Sequence[OrgSpot]) -> tuple[Entity, ...]:
    groups = _Groups()
    for org in found:
        groups.add(org.key, org.label, org.confidence, document.mention(org.spot))
    return groups.entities()


def _words(spots: Iterable[Spot]) -> frozenset[tuple[int, int]]:
    return frozenset((spot.line, at) for spot in spots for at in range(spot.start, spot.end))


def _dateline_mention(article: ParsedArticle) -> list[Mention]:
    """Where the dateline names its city, if it is written there as it is known."""
    at = article.raw.find(article.place) if article.place else -1
    return [Mention(article.place, at, at + len(article.place))] if at >= 0 and article.place else []


def load_enricher() -> Enricher:
    """The enricher with all that ships with Fihris; takes less than a second."""
    places = load_places()
    knowledge = load_knowledge(places)
    given = load_given()
    words = load_name_words(knowledge, given)
    finder = MentionFinder(knowledge, words)
    return Enricher(
        tagger=load_tagger(knowledge),
        mentions=finder,
        linker=Linker(knowledge, given, finder, NicknameReader(words, places)),
        roles=RoleReader(knowledge),
        locations=LocationFinder(places, knowledge),
        orgs=OrgFinder(load_orgs(), knowledge, words),
        topics=load_topics(),
        phrases=load_phrases(knowledge.frequent),
        names=frozenset(knowledge.names),
        given=given.all,
        places=places,
    )
