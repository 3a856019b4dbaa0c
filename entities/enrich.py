"""From a clean article to the same article with persons, places, organisations, topics and key phrases."""

from __future__ import annotations

from dataclasses import dataclass

from arabic.fold import fold, strip_marks
from articles.stages import EnrichedArticle, Entity, Mention, ParsedArticle
from entities.document import Document, Spot, read_document
from entities.gate import Evidence, confidence, in_facets
from entities.lexicon import word_sets
from entities.locations import LocationFinder
from entities.mentions import MentionFinder
from entities.names import person_key
from entities.orgs import OrgFinder, load_orgs
from entities.people import Linker, Person
from entities.phrases import PhraseReader, load_phrases
from entities.places import Places, load_places
from entities.resources import load_knowledge
from entities.roles import RoleReader
from entities.tagger import Tagger, load_tagger
from entities.topics import TopicReader, load_topics
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


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
        named = _words(spot for person in people for spot in person.spots)
        return EnrichedArticle(
            article,
            persons=tuple(self._person(document, person) for person in people),
            places=self._places(article, document, named),
            orgs=self._orgs(document, named),
            topics=self.topics.topics(document),
            phrases=self.phrases.phrases(document, named),
        )

    def _person(self, document: Document, person: Person) -> Entity:
        evidence = Evidence(
            tagger=max(candidate.confidence for candidate in person.mentions),
            full=person.name.is_full,
            titled=any(candidate.titled for candidate in person.mentions),
            mentions=len(person.spots),
            known_units=sum(unit.rpartition("_")[2] in self.names for unit in person.name.units)
            / len(person.name.units),
            place_inside=any(self.places.get(unit) for unit in person.name.units[:1]),
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

    def _places(
        self, article: ParsedArticle, document: Document, named: frozenset[tuple[int, int]]
    ) -> tuple[Entity, ...]:
        orgs = _words(org.spot for org in self.orgs.find(document) if org.spot.end - org.spot.start > 1)
        found = self.locations.find(document, named | orgs)
        spots: dict[str, list[Mention]] = {}
        labels: dict[str, tuple[str, float]] = {}
        if article.place:
            place = self.locations.resolve(article.place, fold(article.place).split(), found)
            labels[place.key] = (place.label, 1.0)
            spots[place.key] = _dateline_mention(article)
        for location in found:
            place = location.place
            label, sure = labels.get(place.key, (place.label, 0.0))
            labels[place.key] = (label, max(sure, location.confidence))
            spots.setdefault(place.key, []).append(document.mention(location.spot))
        return tuple(_entity(key, *labels[key], mentions) for key, mentions in spots.items())

    def _orgs(self, document: Document, named: frozenset[tuple[int, int]]) -> tuple[Entity, ...]:
        spots: dict[str, list[Mention]] = {}
        labels: dict[str, tuple[str, float]] = {}
        for org in self.orgs.find(document):
            if named.isdisjoint(_words([org.spot])):
                label, sure = labels.get(org.key, (org.label, 0.0))
                labels[org.key] = (label, max(sure, org.confidence))
                spots.setdefault(org.key, []).append(document.mention(org.spot))
        return tuple(_entity(key, *labels[key], mentions) for key, mentions in spots.items())


def _words(spots: Iterable[Spot]) -> frozenset[tuple[int, int]]:
    return frozenset((spot.line, at) for spot in spots for at in range(spot.start, spot.end))


def _dateline_mention(article: ParsedArticle) -> list[Mention]:
    """Where the dateline names its city, if it is written there as it is known."""
    at = article.raw.find(article.place) if article.place else -1
    return [Mention(article.place, at, at + len(article.place))] if at >= 0 and article.place else []


def _entity(key: str, label: str, sure: float, mentions: list[Mention]) -> Entity:
    return Entity(key, label, round(sure, 3), tuple(mentions))


def load_enricher() -> Enricher:
    """The enricher with all that ships with Fihris; takes less than a second."""
    places = load_places()
    knowledge = load_knowledge(places)
    given = word_sets("given.txt")
    return Enricher(
        tagger=load_tagger(knowledge),
        mentions=MentionFinder(knowledge),
        linker=Linker(knowledge, given["female"], given["male"]),
        roles=RoleReader(knowledge),
        locations=LocationFinder(places, knowledge),
        orgs=OrgFinder(load_orgs(), knowledge),
        topics=load_topics(),
        phrases=load_phrases(knowledge.frequent),
        names=frozenset(knowledge.names),
        given=given["female"] | given["male"],
        places=places,
    )
