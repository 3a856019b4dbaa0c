"""How much each kind of match is worth: the one table of weights, each with its reason.

The weights of words were measured with the fields summed (`most_fields`), BM25 k1 1.2, b 0.75.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mappings.fields import BODY, EXACT, LEMMA, LIGHT, ORTH, TITLE, WORD
from search.request import Breadth, Match


@dataclass(frozen=True, slots=True)
class Weighted:
    """A level of a text field, as a pattern of its name, and its weight."""

    pattern: str
    weight: float


# A word in the headline says what the article is about, one in the body only that it comes up.
TEXT_WEIGHTS: Final = {TITLE: 2.0, BODY: 1.0}

WORD_LEVELS: Final[dict[Match, tuple[Weighted, ...]]] = {
    Match.AUTO: (
        Weighted(LEMMA, 1.0),  # The dictionary form ranks best of all single levels.
        Weighted(LIGHT, 0.5),  # Still finds what no dictionary knows: foreign names with clitics.
        Weighted(EXACT, 0.3),  # The very form that was typed is a little better than its relatives.
    ),
    Match.STEM: (Weighted(LEMMA, 1.0), Weighted(LIGHT, 0.5)),
    Match.ORTH: (Weighted(ORTH, 1.0),),
    Match.EXACT: (Weighted(EXACT, 1.0),),
}
# Quotes keep order and number, but the words may carry the article and clitics: readers quote a name or a
# set phrase, and Arabic attaches to it. `stem` goes further on request.
PHRASE_LEVELS: Final[dict[Match, Weighted]] = {
    Match.AUTO: Weighted(WORD, 1.0),
    Match.STEM: Weighted(LEMMA, 1.0),
    Match.ORTH: Weighted(ORTH, 1.0),
    Match.EXACT: Weighted(EXACT, 1.0),
}
PREFIX_LEVELS: Final = (ORTH, WORD)

# Of up to three words all are needed: two words are a name, three a subject. Of longer queries, which tend to be
# sentences, most of the words: one unlucky word must not empty the page.
MOST_WORDS: Final = "3<70%"
# Whoever asks a question in prose asks for any of its words: on the development questions "3<70%" finds 75 % of the
# answers among the first hundred, one word 99 % (`fihris eval retrieval`).
ENOUGH_WORDS: Final[dict[Breadth, str | int]] = {Breadth.MOST: MOST_WORDS, Breadth.ALL: "100%", Breadth.ANY: 1}
