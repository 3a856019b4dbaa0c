"""Everything the enricher knows, opened once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entities.chains import Given, NameWords
from entities.features import Knowledge
from entities.gazetteer import Gazetteer
from entities.lexicon import read_rows, word_sets
from entities.orgs import load_orgs

if TYPE_CHECKING:
    from entities.places import Places


def load_knowledge(places: Places) -> Knowledge:
    """The lists behind the tagger's features."""
    return Knowledge(
        phrases=Gazetteer.of(_phrases(places)),
        names={name: int(count) for name, count in read_rows("names.tsv.gz")},
        triggers={**word_sets("words.txt"), **word_sets("given.txt")},
        frequent={word: int(zipf) for word, zipf in read_rows("frequent.tsv.gz")},
        clusters={word: tuple(classes) for word, *classes in read_rows("clusters.tsv.gz")},
    )


def load_given() -> Given:
    """The given names of the package."""
    lists = word_sets("given.txt")
    return Given(lists["female"], lists["male"], lists["ambiguous"], lists["foreign"])


def load_name_words(knowledge: Knowledge, given: Given) -> NameWords:
    """What tells words of names from others."""
    stops = frozenset().union(*word_sets("stops.txt").values())
    nations = (phrase for kind, phrase, _ in read_rows("phrases.tsv.gz") if kind == "nationality")
    return NameWords(knowledge, given, stops - given.all, nations)


def _phrases(places: Places) -> dict[tuple[str, ...], frozenset[str]]:
    kinds: dict[tuple[str, ...], set[str]] = {}
    for kind, phrase, _ in read_rows("phrases.tsv.gz"):
        kinds.setdefault(tuple(phrase.split()), set()).add(kind)
    for org in load_orgs().phrases:
        kinds.setdefault(org, set()).add("org")
    for name, candidates in places.phrases.items():
        kinds.setdefault(name, set()).update(place.kind for place in candidates)
    return {phrase: frozenset(found) for phrase, found in kinds.items()}
