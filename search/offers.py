"""Other queries to try where one finds nothing or next to nothing: offered with a label, never run in silence.

    spelling   a word of the corpus that is nearly the typed one           الضمنات → الضمانات
    layout     the same keys on the other keyboard                         hgqlhkhj → الضمانات
    letters    an Arabic word in Latin letters                             Lavrov → لافروف
    joined     two words that are one                                      الضما نات → الضمانات
    split      one word that is two                                        رئيسالوزراء → رئيس الوزراء

Nothing is offered that would not find more: every offer has been counted, under the filters of the search.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from math import log10
from typing import TYPE_CHECKING, Any, Final

from arabic.words import is_arabic, orth
from mappings.fields import FACETS, WITHDRAWN
from search import latin, tree
from search.build import TIMEOUT_S
from search.errors import InvalidQuery
from search.keyboards import other_layouts
from search.labels import split
from search.page import Offer, OfferKind
from search.spelling import Part, corrections, parts, respellings, respelt, suggesters, words_of
from search.syntax import parse
from search.typed import Typed, neighbours_in, replaced, typed_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from arabic.analysis import Analyser
    from search.clauses import Clause, Compiler
    from search.collapse import Run

MAX_OFFERS: Final = 3
# With so few hits a reader may have mistyped; more than so many times as many must another word find.
FEW: Final = 3
_MORE: Final = 10
# Longer queries are sentences, in which one word more or less matters little.
MAX_WORDS: Final = 8
_MAX_LENGTH: Final = 200
_CORRECTIONS: Final = 3
_READINGS: Final = 6
_LABELS: Final = ("person", "org", "place")
_MAX_LABELS: Final = 20
_SHORTEST_PART: Final = 2
_SHORTEST_JOIN: Final = 5
# What a keystroke on the wrong layout may still be off, beside a slip.
_SLIP: Final = 0.8
# An order of magnitude in frequency makes up for so much of what a reading of Latin letters costs ...
_PER_COST: Final = 4.0
# ... and to be a name of a person, place or organisation for so much of that cost.
_NAMED: Final = 0.2
_PER_NAME: Final = 20
# What is so many orders of magnitude less likely than the best offer is not worth a line.
_WORTH: Final = 1.5


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A query that may be offered; `proof` is what must find something for it to be.

    `price` is how unlikely it is to be meant, in decimal orders of magnitude.
    """

    kind: OfferKind
    q: str
    proof: str
    price: float


class Offers:
    """Finds other queries. `run` asks the engine."""

    def __init__(self, run: Run, analyser: Analyser) -> None:
        self._run = run
        self._analyser = analyser

    async def find(self, q: str, compiler: Compiler, filters: Sequence[Clause], total: int) -> tuple[Offer, ...]:
        """The best offers for a query that found `total` articles; `compiler` and `filters` are those of its search."""
        words = typed_words(q)
        if total > FEW or not words or len(words) > MAX_WORDS or len(q) > _MAX_LENGTH:
            return ()
        search = _Search(self._run, self._analyser, compiler)
        found = [*await self._misspelt(q, words, search, total), *_joined(q, words)]
        if not total:
            found += [*await self._retyped(q, search), *await self._latin(q, words, search)]
        return await _proven(found, search, filters, total)

    async def _misspelt(self, q: str, words: list[Typed], search: _Search, total: int) -> list[_Candidate]:
        """The query with its rarest words corrected, or cut in two."""
        counts = await search.count(word.text for word in words)
        suspects = [word for word in words if counts[word.text] <= total]
        fixed = await search.correct({word.text: parts(word.text, self._analyser) for word in suspects})
        found = []
        for number in range(_CORRECTIONS):
            changes, price = _changes(suspects, fixed, number)
            if changes:
                changed = replaced(q, changes)
                found.append(_Candidate(OfferKind.SPELLING, changed, changed, price))
        return found + [each for word in suspects if not word.quoted for each in _split(q, word)]

    async def _retyped(self, q: str, search: _Search) -> list[_Candidate]:
        """The query as the other keyboard has it, slips mended."""
        found = []
        for number, text in enumerate(other_layouts(q)):
            words = typed_words(text)
            if not words or len(words) > MAX_WORDS or _unreadable(text):
                continue
            counts = await search.count(word.text for word in words)
            fixed = await search.correct({word.text: (Part("", word.text),) for word in words}, most=_SLIP)
            missing = [word for word in words if not counts[word.text]]
            for mended in (missing, words):
                changes, price = _changes(mended, fixed, 0)
                if all((word.start, word.end) in changes for word in missing):
                    changed = replaced(text, changes)
                    found.append(_Candidate(OfferKind.LAYOUT, changed, changed, number + price))
        return found

    async def _latin(self, q: str, words: list[Typed], search: _Search) -> list[_Candidate]:
        """The query with its Latin words in Arabic letters."""
        foreign = [word for word in words if not is_arabic(word.text) and len(word.text) >= latin.MIN_LETTERS]
        read = await search.read_latin([word.text for word in foreign])
        found = []
        for number in range(_CORRECTIONS):
            changes, price = _changes(foreign, read, number)
            if changes:
                changed = replaced(q, changes)
                found.append(_Candidate(OfferKind.LETTERS, changed, changed, price))
        return found


class _Search:
    """What the engine is asked on the way to offers."""

    def __init__(self, run: Run, analyser: Analyser, compiler: Compiler) -> None:
        self._run = run
        self._analyser = analyser
        self._compiler = compiler

    def meaning(self, q: str) -> str:
        """The same for queries that differ in spelling, number or clitics alone."""
        return self._analyser.fields(q).lemmas

    async def count(self, words: Iterable[str]) -> dict[str, int]:
        """In how many articles each word is found, at the level of the search."""
        distinct = list(dict.fromkeys(words))
        return dict(
            zip(
                distinct,
                await self.count_queries([tree.Words((tree.Word(word),)) for word in distinct], ()),
                strict=True,
            )
        )

    async def count_queries(self, queries: Sequence[tree.Node], filters: Sequence[Clause]) -> list[int]:
        """How many articles each query finds under the filters."""
        if not queries:
            return []
        clauses = {str(number): self._compiler.compile(query) for number, query in enumerate(queries)}
        narrowed = {"must_not": [{"term": {WITHDRAWN: True}}], **({"filter": list(filters)} if filters else {})}
        body = {**_BARE, "query": {"bool": narrowed}, "aggs": {"queries": {"filters": {"filters": clauses}}}}
        buckets = (await self._run(body)).aggregations["queries"]["buckets"]
        return [buckets[str(number)]["doc_count"] for number in range(len(queries))]

    async def correct(
        self, words: Mapping[str, tuple[Part, ...]], *, most: float | None = None
    ) -> dict[str, list[tuple[str, float]]]:
        """Corrections of each word with their ranks, the best first; `most` bounds how far off they are."""
        if not words:
            return {}
        answer = (await self._run({**_BARE, "suggest": suggesters(words_of(words))})).suggest
        return {
            word: [
                (each.word, each.price)
                for each in corrections(word, options, answer, limit=_CORRECTIONS)
                if most is None or each.distance <= most
            ]
            for word, options in words.items()
        }

    async def read_latin(self, words: Sequence[str]) -> dict[str, list[tuple[str, float]]]:
        """What each Latin word is in Arabic letters, as the corpus writes it, the likeliest first, with prices."""
        heard = {word: sounds for word in words if (sounds := latin.sounds(word))}
        if not heard:
            return {}
        known = {word: latin.readings(sounds, self._level, _READINGS) for word, sounds in heard.items()}
        aggs = {
            f"{facet}:{word}": {
                "terms": {"field": FACETS[facet], "include": latin.pattern(sounds), "size": _MAX_LABELS}
            }
            for word, sounds in heard.items()
            for facet in _LABELS
        }
        plain = {each: respellings(each) for each in chain.from_iterable(known.values())}
        respell = suggesters(words_of(plain), popular=True)
        response = await self._run({**_BARE, "aggs": aggs, "suggest": respell})
        candidates = {
            word: {
                **{respelt(plain, response.suggest): 0.0 for plain in known[word]},
                **_label_words(word, sounds, response.aggregations),
            }
            for word, sounds in heard.items()
        }
        counts = await self.count(chain.from_iterable(candidates.values()))
        return {word: _likeliest(sounds, candidates[word], counts) for word, sounds in heard.items()}

    def _level(self, word: str) -> float | None:
        bare = word.removeprefix("ال")
        entry = self._analyser.lexicon.get(word) or self._analyser.lexicon.get(bare)
        return entry.level if entry else None


_BARE: Final[dict[str, Any]] = {"size": 0, "track_total_hits": False, "timeout": f"{TIMEOUT_S}s"}


def _likeliest(
    sounds: Sequence[latin.Sound], words: Mapping[str, float], counts: Mapping[str, int]
) -> list[tuple[str, float]]:
    """Those of the words that stand somewhere, with their prices, by how well they fit and how common they are."""
    prices = {
        word: _PER_COST * ((latin.cost(sounds, word) or 0.0) - bonus) for word, bonus in words.items() if counts[word]
    }
    return sorted(prices.items(), key=lambda pair: (pair[1] - log10(counts[pair[0]] + 1), pair[0]))


def _label_words(word: str, sounds: Sequence[latin.Sound], answer: Mapping[str, Any]) -> dict[str, float]:
    """The words of names that the sounds may be, each with its bonus: the better known, the more."""
    found: dict[str, float] = {}
    for bucket in chain.from_iterable(answer[f"{facet}:{word}"]["buckets"] for facet in _LABELS):
        for part in split(bucket["key"])[1].split():
            if latin.cost(sounds, part) is not None:
                found[part] = max(found.get(part, 0.0), _NAMED + log10(bucket["doc_count"] + 1) / _PER_NAME)
    return found


def _changes(
    words: Sequence[Typed], fixed: Mapping[str, list[tuple[str, float]]], number: int
) -> tuple[dict[tuple[int, int], str], float]:
    """Other words for all that have some, and their price: the best of each, but for the first one the n-th."""
    changes: dict[tuple[int, int], str] = {}
    total = 0.0
    for word in words:
        options = fixed.get(word.text, [])
        at = number if not changes else 0
        if at < len(options):
            changes[word.start, word.end], price = options[at]
            total += price
        elif not changes and number:
            return {}, 0.0
    return changes, total


def _joined(q: str, words: list[Typed]) -> list[_Candidate]:
    found = []
    for one, two in neighbours_in(q, words):
        if len(orth(one.text + two.text)) >= _SHORTEST_JOIN:
            changed = replaced(q, {(one.start, two.end): one.text + two.text})
            found.append(_Candidate(OfferKind.JOINED, changed, changed, 0.0))
    return found


def _split(q: str, word: Typed) -> list[_Candidate]:
    """The query with a word cut in two, at each place; both halves must stand side by side somewhere."""
    found = []
    for at in range(_SHORTEST_PART, len(word.text) - _SHORTEST_PART + 1):
        one, two = word.text[:at], word.text[at:]
        proof = replaced(q, {(word.start, word.end): f'"{one} {two}"'})
        changed = replaced(q, {(word.start, word.end): f"{one} {two}"})
        found.append(_Candidate(OfferKind.SPLIT, changed, proof, 0.0))
    return found


async def _proven(
    candidates: list[_Candidate], search: _Search, filters: Sequence[Clause], total: int
) -> tuple[Offer, ...]:
    """The candidates that find more than the query did, one of a meaning, the likeliest first."""
    readable = [each for each in candidates if not _unreadable(each.proof)]
    counts = await search.count_queries([parse(each.proof) for each in readable], filters)
    enough = total * _MORE
    good = [(each, count) for each, count in zip(readable, counts, strict=True) if count > enough]
    ranked = sorted(good, key=lambda pair: (pair[0].price - log10(pair[1]), len(pair[0].q), pair[0].q))
    found: dict[str, Offer] = {}
    for each, count in ranked:
        best, most = ranked[0]
        if each.price - log10(count) - (best.price - log10(most)) <= _WORTH:
            found.setdefault(search.meaning(each.q), Offer(each.kind, each.q, count))
    return tuple(found.values())[:MAX_OFFERS]


def _unreadable(q: str) -> bool:
    try:
        return not tree.leaves(parse(q))
    except InvalidQuery:
        return True
