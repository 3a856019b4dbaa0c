"""What ranks the articles that were found: signals that are too weak to find anything by themselves. Pure."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from mappings.fields import EXACT, GRAM, LEMMA, ROOT, WHOLE
from search.boosts import PAIRS, SIGNALS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.request import Match
    from search.terms import Term

Clause = dict[str, Any]
# An engine takes 1,024 clauses in a query, and each run of three letters is one. Longer queries are pasted prose.
MOST_RANKED: Final = 40
_LETTERS_RANKED: Final = 15


def signals(terms: Sequence[Term], match: Match, texts: Sequence[str], *, whole: bool) -> list[Clause]:
    """Clauses that add to the score of what was found in the texts; `whole` says that these are all texts."""
    places = {*texts, WHOLE} if whole else set(texts)
    found: list[Clause] = [
        {"match": {signal.field: {"query": query, "boost": signal.weight}}}
        for signal in SIGNALS[match]
        if signal.text in places and (query := " ".join(_at(term, signal.pattern) for term in terms))
    ]
    if weight := PAIRS.get(match):
        fields = [LEMMA.format(WHOLE)] if whole else [LEMMA.format(text) for text in texts]
        found += [_pair(field, one, two, weight) for field in fields for one, two in pairwise(terms)]
    return found


def _at(term: Term, pattern: str) -> str:
    match pattern:
        case _ if pattern == EXACT:
            return term.text
        case _ if pattern == GRAM:
            return term.analysis.word[:_LETTERS_RANKED]
        case _ if pattern == ROOT:
            return term.analysis.root or term.analysis.lemma
        case _:
            return term.analysis.lemma


def _pair(field: str, one: Term, two: Term, weight: float) -> Clause:
    return {"match_phrase": {field: {"query": f"{one.analysis.lemma} {two.analysis.lemma}", "boost": weight}}}
