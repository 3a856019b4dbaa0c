"""The words of a query as the index knows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from arabic.fold import strip_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from arabic.analysis import Analyser, Analysis
    from search import tree


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the query, or two that are one name, as typed and as analysed."""

    text: str
    analysis: Analysis


def terms_of(text: str, analyser: Analyser) -> list[Term]:
    """The words of a text; a run of nothing but tatweel or marks is none."""
    return [
        Term(text[unit.start : unit.end], unit.analysis) for unit in analyser.units(text) if unit.analysis.orth.strip()
    ]


def sorted_out(words: Sequence[tree.Word], analyser: Analyser) -> tuple[list[Term], list[Term]]:
    """The words that are meant as written, and the others."""
    exact = " ".join(word.text for word in words if word.exact)
    loose = " ".join(word.text for word in words if not word.exact)
    return terms_of(exact, analyser), terms_of(loose, analyser)


def is_stop(text: str, stopwords: frozenset[str]) -> bool:
    """Whether a word as typed says nothing about what is sought."""
    return strip_marks(text) in stopwords


def telling(terms: list[Term], stopwords: frozenset[str]) -> list[Term]:
    """Those that say what is sought; stop words count only among themselves."""
    return [term for term in terms if not is_stop(term.text, stopwords)] or terms
