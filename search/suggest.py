"""What a reader may be about to type: persons, organisations, places, topics, phrases, and titles.

Words of labels are met by their beginnings, in any spelling, with or without article and clitics. The engine counts
values in a sample of the articles that have such a label; what it finds is judged and put in order here.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from arabic.affixes import SHORTEST, heads
from arabic.fold import fold
from arabic.words import letters, orth, tokenise
from mappings.fields import FACETS, KEY, LABEL_SOUNDS, LABELLED, LABELS, PUBLISHED, TITLE, WITHDRAWN, WORD
from search.build import TIMEOUT_S
from search.labels import beginning_pattern, split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.protocol import EngineResponse
    from search.collapse import Run

Body = dict[str, Any]
TITLES: Final = "title"
KINDS: Final = (*LABELLED, TITLES)
MAX_QUERY: Final = 100
_MAX_WORDS: Final = 6
_CUTS: Final = 2
# A longer pattern costs the engine more to read than it allows; the rest of the word is judged here.
_LONGEST: Final = 6
# So many articles are looked into: enough to tell common values from rare ones, few enough to be quick.
_SAMPLE: Final = 1_000
_SPARE: Final = 3
_SEATS: Final = str.maketrans({"ؤ": "و", "ئ": "ي", "ء": None})


@dataclass(frozen=True, slots=True)
class Completion:
    """Something that a reader may mean. `value` is the id of a facet value or article; titles have no count."""

    kind: str
    value: str
    label: str
    articles: int | None = None


def readings(text: str) -> list[tuple[str, ...]]:
    """The words typed, the last one unfinished: as they stand, and without the clitics before the first one."""
    words = [token.text for token in tokenise(text[:MAX_QUERY])][:_MAX_WORDS]
    if not words:
        return []
    key = letters(words[0])
    cuts = sorted((head for head in heads(key) if len(head.rest) > SHORTEST), key=lambda head: head.cost)[:_CUTS]
    return [tuple(words), *((head.rest, *words[1:]) for head in cuts)]


def fit(words: Sequence[str], label: str) -> int | None:
    """How well a label meets the words: 0 begins with them, 1 has words that do, in any order; None for no match."""
    have = [_plain(part) for part in label.split()]
    want = [_plain(word) for word in words]
    if all(map(str.startswith, have, want)) and len(have) >= len(want):
        return 0
    return 1 if all(any(part.startswith(word) for part in have) for word in want) else None


def _plain(word: str) -> str:
    key = fold(word).translate(_SEATS)
    return key[2:] if key.startswith("ال") and len(key) > len("ال") else key


class Suggest:
    """Completes what is typed. `run` asks the engine."""

    def __init__(self, run: Run) -> None:
        self._run = run

    async def complete(self, text: str, limit: int, kinds: Sequence[str] = KINDS) -> tuple[Completion, ...]:
        """The likeliest completions, at most `limit` of each kind; values that begin with the text first."""
        read = readings(text)
        facets = [kind for kind in kinds if kind != TITLES]
        if not read:
            return ()
        labels, titles = await asyncio.gather(self._labels(read, facets, limit), self._titles(read, kinds, limit))
        return (*labels, *titles)

    async def _labels(self, read: Sequence[tuple[str, ...]], facets: Sequence[str], limit: int) -> list[Completion]:
        if not facets:
            return []
        response = await self._run(labels_body(read, facets, limit))
        return [each for facet in facets for each in read_labels(response, facet, read, limit)]

    async def _titles(self, read: Sequence[tuple[str, ...]], kinds: Sequence[str], limit: int) -> list[Completion]:
        if TITLES not in kinds:
            return []
        response = await self._run(titles_body(read, limit))
        found = {fold(hit.source[TITLE]): Completion(TITLES, hit.id, hit.source[TITLE]) for hit in response.hits}
        return list(found.values())[:limit]


def labels_body(read: Sequence[tuple[str, ...]], facets: Sequence[str], limit: int) -> Body:
    """The request for facet values of which a label word begins with each word, by letters or at least by sound."""
    by_letters = [{"match": {LABELS: {"query": " ".join(words), "operator": "and"}}} for words in read]
    by_sound = {"match": {LABEL_SOUNDS: {"query": " ".join(read[0]), "operator": "and"}}}
    scored = [
        *({"constant_score": {"filter": clause, "boost": 2.0}} for clause in by_letters),
        {"constant_score": {"filter": by_sound, "boost": 1.0}},
    ]
    include = "|".join(
        f"({pattern})" for pattern in dict.fromkeys(beginning_pattern(words[-1][:_LONGEST]) for words in read)
    )
    terms = {
        facet: {"terms": {"field": FACETS[facet], "include": include, "size": limit * _SPARE, "execution_hint": "map"}}
        for facet in facets
    }
    return {
        "size": 0,
        "track_total_hits": False,
        "query": {"bool": {"should": scored, "minimum_should_match": 1, "must_not": [{"term": {WITHDRAWN: True}}]}},
        "aggs": {"sample": {"sampler": {"shard_size": _SAMPLE}, "aggs": terms}},
        "timeout": f"{TIMEOUT_S}s",
    }


def titles_body(read: Sequence[tuple[str, ...]], limit: int) -> Body:
    """The request for articles whose title has the words, the last one begun, in this order if possible."""
    field = WORD.format(TITLE)
    texts = [" ".join(_bare(word) for word in words) for words in read]
    return {
        "size": limit * _SPARE,
        "track_total_hits": False,
        "query": {
            "bool": {
                "should": [{"match_phrase_prefix": {field: {"query": text, "slop": 1, "boost": 3}}} for text in texts]
                + [{"match_bool_prefix": {field: {"query": text, "operator": "and"}}} for text in texts],
                "minimum_should_match": 1,
                "must_not": [{"term": {WITHDRAWN: True}}],
            }
        },
        "sort": [{"_score": {"order": "desc"}}, {PUBLISHED: {"order": "desc", "missing": "_last"}}, {KEY: "asc"}],
        "_source": [TITLE],
        "timeout": f"{TIMEOUT_S}s",
    }


def _bare(word: str) -> str:
    key = orth(word)
    return key[2:] if key.startswith("ال") and len(key) > len("ال") else key


def read_labels(response: EngineResponse, facet: str, read: Sequence[tuple[str, ...]], limit: int) -> list[Completion]:
    """The values of one facet: as typed, then without clitics, then by sound."""
    buckets = response.aggregations["sample"][facet]["buckets"]
    ranked: dict[str, tuple[int, int, Completion]] = {}
    for bucket in buckets:
        key, label = split(bucket["key"])
        place = _place(read, label)
        count = bucket["doc_count"] + (-ranked[key][1] if key in ranked else 0)
        first = ranked[key][2].label if key in ranked else label
        best = min(place, ranked[key][0]) if key in ranked else place
        ranked[key] = (best, -count, Completion(facet, key, first, count))
    return [each for _, _, each in sorted(ranked.values(), key=lambda one: (*one[:2], one[2].value))][:limit]


def _place(read: Sequence[tuple[str, ...]], label: str) -> int:
    places = [2 * number + fitting for number, words in enumerate(read) if (fitting := fit(words, label)) is not None]
    return min(places, default=2 * len(read))
