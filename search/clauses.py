"""A query tree as the engine's clauses. Pure: the same tree and the same analysis always give the same clauses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from arabic.analysis import Level
from arabic.words import orth, tokenise
from mappings.fields import EXACT, FILTERS, LEMMA, ORTH, PUBLISHED, ROOT, WHOLE, WORD
from search import tree
from search.boosts import ENOUGH_WORDS, PHRASE_LEVELS, PREFIX_LEVELS, TEXT_WEIGHTS, WORD_LEVELS, Weighted
from search.dates import parse_period
from search.errors import Code, InvalidQuery
from search.request import Breadth, Match
from search.signals import signals
from search.terms import Term, is_stop, sorted_out, telling, terms_of
from search.vocabulary import Field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from arabic.analysis import Analyser

Clause: TypeAlias = dict[str, Any]
Labels: TypeAlias = "Mapping[tuple[str, str], tuple[str, ...]]"
NOTHING: Final[Clause] = {"match_none": {}}
EVERYTHING: Final[Clause] = {"match_all": {}}
_ARTICLE: Final = "ال"


@dataclass(frozen=True, slots=True)
class Compiler:
    """What a tree needs to become clauses: the analysis, how near words must match, today, ids behind labels.

    `ranked` adds what only tells better hits from worse; what is found is the same without.
    """

    analyser: Analyser
    stopwords: frozenset[str]
    match: Match
    today: date
    labels: Labels
    breadth: Breadth = Breadth.MOST
    texts: tuple[str, ...] = tuple(TEXT_WEIGHTS)
    ranked: bool = False

    def compile(self, node: tree.Node) -> Clause:
        """The clause of a query. A query without a single word that can be looked up finds nothing."""
        return self._clause(node) or NOTHING

    def _clause(self, node: tree.Node) -> Clause | None:
        """The clause of a part; None if nothing in it can be looked up, and the part is to be left out."""
        found: Clause | None = EVERYTHING
        match node:
            case tree.Words(words):
                found = self._words(words)
            case tree.Phrase():
                found = self._phrase(node)
            case tree.Prefix(text):
                found = self._prefix(text)
            case tree.All(parts):
                found = self._all(parts)
            case tree.Any(parts):
                found = _either([clause for part in parts if (clause := self._clause(part))])
            case tree.Not():
                found = self._all([node])
            case tree.Scoped(field, part):
                found = replace(self, texts=(field.value,))._clause(part)  # noqa: SLF001 - the same class.
            case tree.Facet(field, value):
                found = any_of(FILTERS[field.value], self.labels.get((field.value, value), ()))
            case tree.Dated():
                found = self._dated(node)
        return found

    def _all(self, parts: Sequence[tree.Node]) -> Clause | None:
        """Conditions on facets and dates only filter; what is excluded is excluded; the rest also ranks."""
        sides: dict[str, list[Clause]] = {"must": [], "filter": [], "must_not": []}
        for part in parts:
            side, bare = _side(part)
            compiler = self if side == "must" else replace(self, ranked=False)
            if clause := compiler._clause(bare):  # noqa: SLF001 - the same class.
                sides[side].append(clause)
        used = {side: clauses for side, clauses in sides.items() if clauses}
        if list(used) == ["must"] and len(used["must"]) == 1:
            return used["must"][0]
        return {"bool": used} if used else None

    def _words(self, words: Sequence[tree.Word]) -> Clause | None:
        """Words typed as exact must all be there; of the others most; stop words count only among themselves."""
        exact, loose = sorted_out(words, self.analyser)
        asked = telling(loose, self.stopwords)
        must = [self._word(term, Match.EXACT) for term in exact]
        if asked:
            enough = ENOUGH_WORDS[self.breadth] if not is_stop(asked[0].text, self.stopwords) else 1
            must.append(_most([self._word(term, self.match) for term in asked], enough))
        better = signals(asked, self.match, self.texts, whole=self._whole) if self.ranked else []
        if better:
            return {"bool": {"must": must, "should": better}}
        if len(must) > 1:
            return {"bool": {"must": must}}
        return must[0] if must else None

    @property
    def _whole(self) -> bool:
        return len(self.texts) == len(TEXT_WEIGHTS)

    def _word(self, term: Term, match: Match) -> Clause:
        """One word at the level of the match; a lemma is looked for in the text as a whole."""
        level = WORD_LEVELS[match]
        if level.pattern == LEMMA and self._whole:
            return _word_clause(LEMMA.format(WHOLE), level, 1.0, term)
        clauses = [_word_clause(level.pattern.format(text), level, TEXT_WEIGHTS[text], term) for text in self.texts]
        return _either(clauses) or NOTHING

    def _phrase(self, phrase: tree.Phrase) -> Clause | None:
        weighted = PHRASE_LEVELS[Match.EXACT if phrase.exact else self.match]
        streams = self.analyser.fields(phrase.text)
        stream = {
            EXACT: phrase.text,
            ORTH: streams.orth,
            WORD: streams.words,
            LEMMA: streams.lemmas,
            ROOT: streams.roots,
        }
        if not streams.orth.strip():
            return None
        query: Clause = {"query": stream[weighted.pattern]} | ({"slop": phrase.slop} if phrase.slop else {})
        return _either(
            [
                {"match_phrase": {weighted.pattern.format(text): query | {"boost": TEXT_WEIGHTS[text]}}}
                for text in self.texts
            ]
        )

    def _prefix(self, text: str) -> Clause | None:
        """Words that begin so, whether or not clitics and the article stand before them."""
        tokens = tokenise(text)
        if not tokens:
            return None
        start = orth(tokens[-1].text)
        bare = start.removeprefix(_ARTICLE)
        starts = {ORTH: start, WORD: bare if len(bare) > 1 else start}
        last = _either(
            [
                {"prefix": {pattern.format(text): {"value": starts[pattern], "boost": TEXT_WEIGHTS[text]}}}
                for text in self.texts
                for pattern in PREFIX_LEVELS
            ]
        )
        before = [self._word(term, self.match) for term in terms_of(text[: tokens[-1].start], self.analyser)]
        return {"bool": {"must": [*before, last]}} if before else last

    def _dated(self, node: tree.Dated) -> Clause:
        period = parse_period(node.value, self.today)
        if period is None:
            raise InvalidQuery(Code.QUERY_BAD_DATE, param="q", at=node.at, values={"value": node.value})
        last = period.start if period.relative else period.end
        return {
            Field.SINCE: published_between(period.start, None),
            Field.UNTIL: published_between(None, last),
            Field.ON: published_between(period.start, period.end),
        }[node.field]


def any_of(field: str, values: Sequence[str]) -> Clause:
    """Documents whose field has one of the values."""
    return {"terms": {field: sorted(values)}} if values else NOTHING


def published_between(first: date | None, last: date | None) -> Clause:
    """Articles published from the first day to the last, both included."""
    limits = {"gte": first.isoformat() if first else None, "lte": last.isoformat() if last else None}
    return {"range": {PUBLISHED: {name: day for name, day in limits.items() if day}}}


def _side(part: tree.Node) -> tuple[str, tree.Node]:
    match part:
        case tree.Not(inner):
            return "must_not", inner
        case tree.Facet() | tree.Dated():
            return "filter", part
        case _:
            return "must", part


def _word_clause(field: str, level: Weighted, weight: float, term: Term) -> Clause:
    """One word in one field. What the engine analyses itself it takes as typed."""
    boost = round(weight * level.weight, 3)
    if level.pattern == EXACT:
        return {"match": {field: {"query": term.text, "operator": "and", "boost": boost}}}
    value = {ORTH: term.analysis.orth, ROOT: term.analysis.at(Level.ROOT)}.get(level.pattern, term.analysis.lemma)
    return {"term": {field: {"value": value, "boost": boost}}}


def _either(clauses: list[Clause]) -> Clause | None:
    if len(clauses) > 1:
        return {"bool": {"should": clauses, "minimum_should_match": 1}}
    return clauses[0] if clauses else None


def _most(clauses: list[Clause], enough: str | int) -> Clause:
    return clauses[0] if len(clauses) == 1 else {"bool": {"should": clauses, "minimum_should_match": enough}}
