"""Everything the enricher knows, opened once."""

from __future__ import annotations

from entities.features import Knowledge
from entities.gazetteer import Gazetteer
from entities.lexicon import read_rows, word_sets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entities.places import Places


def load_knowledge(places: Places) -> Knowledge:
    """The lists behind the tagger's features."""
    return Knowledge(
        phrases=Gazetteer.of(_phrases(places)),
        names={name: int(count) for name, count in read_rows("names.tsv.gz")},
        triggers=word_sets("words.txt"),
        frequent={word: int(zipf) for word, zipf in read_rows("frequent.tsv.gz")},
    )


def _phrases(places: Places) -> dict[tuple[str, ...], frozenset[str]]:
    kinds: dict[tuple[str, ...], set[str]] = {}
    for kind, phrase, _ in read_rows("phrases.tsv.gz"):
        kinds.setdefault(tuple(phrase.split()), set()).add(kind)
    for name, candidates in places.phrases.items():
        kinds.setdefault(name, set()).update(place.kind for place in candidates)
    return {phrase: frozenset(found) for phrase, found in kinds.items()}
