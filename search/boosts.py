"""How much each kind of match is worth: the one table of weights, each with its reason.

A word of a query does two things. It *finds* articles, at the level that the reader chose (`WORD_LEVELS`,
`PHRASE_LEVELS`, `PREFIX_LEVELS`). And it *ranks* those that were found, by signals that alone are too weak to find
anything (`SIGNALS`, `PAIRS`). All scores are summed. Figures are macro nDCG@10 over the three development sets,
`fihris eval retrieval`; docs/analysis.md has the whole table. BM25 has k1 0.9 (with 1.2: -0.0016) and b 0.75.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mappings.fields import BODY, EXACT, GRAM, LEMMA, ORTH, ROOT, TITLE, WHOLE, WORD
from search.request import Breadth, Match


@dataclass(frozen=True, slots=True)
class Weighted:
    """A level of a text field, as a pattern of its name, and its weight."""

    pattern: str
    weight: float


@dataclass(frozen=True, slots=True)
class Signal:
    """All words of the query at one level of one text; what it is worth to an article that was found."""

    pattern: str
    text: str
    weight: float

    @property
    def field(self) -> str:
        return self.pattern.format(self.text)


# A word in the headline says what the article is about, one in the body only that it comes up.
TEXT_WEIGHTS: Final = {TITLE: 2.0, BODY: 1.0}

WORD_LEVELS: Final[dict[Match, Weighted]] = {
    Match.AUTO: Weighted(LEMMA, 1.0),  # Ranks best of all single levels: .715, the light stem .700, as spelt .649.
    Match.ROOT: Weighted(ROOT, 1.0),
    Match.STEM: Weighted(LEMMA, 1.0),
    Match.ORTH: Weighted(ORTH, 1.0),
    Match.EXACT: Weighted(EXACT, 1.0),
}
# Quotes keep order and number, but the words may carry the article and clitics: readers quote a name or a
# set phrase, and Arabic attaches to it. `stem` and `root` go further on request.
PHRASE_LEVELS: Final[dict[Match, Weighted]] = {
    Match.AUTO: Weighted(WORD, 1.0),
    Match.ROOT: Weighted(ROOT, 1.0),
    Match.STEM: Weighted(LEMMA, 1.0),
    Match.ORTH: Weighted(ORTH, 1.0),
    Match.EXACT: Weighted(EXACT, 1.0),
}
PREFIX_LEVELS: Final = (ORTH, WORD)

_TITLED: Final = Signal(LEMMA, TITLE, 0.5)  # Title over body, which both count in the lemmas of the whole: +.007.
_AS_TYPED: Final = (Signal(EXACT, TITLE, 0.15), Signal(EXACT, BODY, 0.3))  # The very form that was typed: +.003.
SIGNALS: Final[dict[Match, tuple[Signal, ...]]] = {
    Match.AUTO: (
        _TITLED,
        *_AS_TYPED,
        Signal(ROOT, TITLE, 0.25), Signal(ROOT, BODY, 0.5),  # Words that derive from the same: +.003.
        Signal(GRAM, WHOLE, 0.3),  # Spellings and forms that no lexicon joins: +.009.
    ),
    Match.ROOT: (Signal(LEMMA, WHOLE, 1.0), _TITLED, *_AS_TYPED),
    Match.STEM: (_TITLED,),
    Match.ORTH: (),
    Match.EXACT: (),
}  # fmt: skip
# Two words that follow each other in the query and in the article: +.003.
PAIRS: Final[dict[Match, float]] = {Match.AUTO: 0.3, Match.STEM: 0.3}

# Of up to three words all are needed: two words are a name, three a subject. Of longer queries, which tend to be
# sentences, most of the words: one unlucky word must not empty the page.
MOST_WORDS: Final = "3<70%"
# Whoever asks a question in prose asks for any of its words: on the development questions "3<70%" finds 75 % of the
# answers among the first hundred, one word 99 % (`fihris eval retrieval`).
ENOUGH_WORDS: Final[dict[Breadth, str | int]] = {Breadth.MOST: MOST_WORDS, Breadth.ALL: "100%", Breadth.ANY: 1}
