"""What Fihris makes of a text before the engine sees it, and of a query: one analysis for both.

    level   الضَّمانات الأمنيّة          what it forgives
    exact   الضَّمانات الأمنيّة          letter case
    orth    الضمانات الامنيه          spelling: marks, hamza seats, ة/ه, ى/ي, keyboards, digit sets
    word    ضمانات امنيه              proclitics and the article; what "quotes" search
    stem    ضمان امني                 number, gender, person, pronouns, spellings of foreign names
    root    ضمن امن                   derivation

Each level forgives what the ones above it forgive, but for words whose ending tells more than `orth` keeps: عمره is his
age, عمرة a pilgrimage. A level is a stream of tokens, one a word; names that are
written as one word or as two (أبو ظبي) are one token in every stream, so that positions agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from arabic.fold import strip_marks
from arabic.lemmas import FATHER, SERVANT, analyse_key
from arabic.lexicon import load_lexicon
from arabic.roots import root_of
from arabic.words import Token, is_spelt_ha, letters, orth, settle, tokenise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from arabic.lexicon import Lexicon

__all__ = [
    "AnalysedText",
    "Analyser",
    "Analysis",
    "Explanation",
    "Level",
    "Match",
    "Token",
    "Unit",
    "load_analyser",
    "tokenise",
]

_CACHED_WORDS = 200_000
_SHORTEST_NAME = 3
_LONGEST_PROCLITICS = 4


class Level(StrEnum):
    """How much two words may differ and still meet; from the strictest to the most forgiving."""

    EXACT = "exact"
    ORTH = "orth"
    WORD = "word"
    STEM = "stem"
    ROOT = "root"


@dataclass(frozen=True, slots=True)
class Analysis:
    """A word at every level, with what was taken off it, in the order written.

    `known` is False where no lexicon vouches for the lemma. `root` is None where none is evident.
    """

    exact: str
    orth: str
    word: str
    lemma: str
    root: str | None
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    known: bool

    def at(self, level: Level) -> str:
        """The word as it is compared at a level; where no root is evident, the lemma stands for it."""
        match level:
            case Level.EXACT:
                return self.exact
            case Level.ORTH:
                return self.orth
            case Level.WORD:
                return self.word
            case Level.STEM:
                return self.lemma
            case _:
                return self.root or self.lemma


@dataclass(frozen=True, slots=True)
class Unit:
    """One token of the streams, and the span of the text behind it in code points: a word, or two that are a name."""

    start: int
    end: int
    analysis: Analysis


@dataclass(frozen=True, slots=True)
class AnalysedText:
    """The streams of a text, tokens separated by spaces; the n-th token of each comes from the same word."""

    orth: str
    words: str
    lemmas: str
    roots: str


@dataclass(frozen=True, slots=True)
class Match:
    """A word of the text that a query found, by the strictest level at which it does; offsets in code points."""

    start: int
    end: int
    level: Level


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a word was found: the level, what both share there, and what the found word carries beyond it."""

    level: Level
    shared: str
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]

    def spelled_out(self, word: str) -> str:
        """For people: `بالحكومة ← بـ + الـ + حكومة`."""
        parts = [*(f"{prefix}ـ" for prefix in self.prefixes), self.shared, *(f"ـ{suffix}" for suffix in self.suffixes)]
        return f"{word} ← {' + '.join(parts)}"


class Analyser:
    """Analyses words and texts by a lexicon; remembers words it has seen. Safe to share between threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._openers = frozenset(pair.partition(" ")[0] for pair in lexicon.compounds) | {SERVANT, FATHER}
        self.analyse = lru_cache(maxsize=_CACHED_WORDS)(self._analyse)

    @property
    def lexicon(self) -> Lexicon:
        """The words that it knows."""
        return self._lexicon

    def _analyse(self, word: str) -> Analysis:
        """One word at every level."""
        key = letters(word)
        cut = analyse_key(key, self._lexicon, spelt_ha=key.endswith("ه") and is_spelt_ha(word))
        return Analysis(
            exact=word.lower(),
            orth=settle(key),
            word=settle(cut.word),
            lemma=settle(cut.lemma),
            root=root_of(cut.lemma, self._lexicon),
            prefixes=cut.prefixes,
            suffixes=cut.suffixes,
            known=cut.known,
        )

    def units(self, text: str) -> list[Unit]:
        """The tokens of the streams, with their places in the text."""
        found: list[Unit] = []
        tokens = tokenise(text)
        analyses = [self.analyse(token.text) for token in tokens]
        at = 0
        while at < len(tokens):
            token, analysis, end = tokens[at], analyses[at], tokens[at].end
            opens = analysis.word in self._openers or analysis.lemma in self._openers
            if opens and at + 1 < len(tokens):
                joined = self._joined(text, tokens[at], tokens[at + 1])
                if joined:
                    at, analysis, end = at + 1, joined, tokens[at + 1].end
            if analysis.orth:
                found.append(Unit(token.start, end, analysis))
            at += 1
        return found

    def _joined(self, text: str, first: Token, second: Token) -> Analysis | None:
        """Both words as one where they are a name that is also written as one word."""
        between = text[first.end : second.start]
        if not between.isspace() or "\n" in between:
            return None
        one, two = self.analyse(first.text), self.analyse(second.text)
        if two.prefixes not in {(), ("ال",)}:
            return None
        joined = self._joined_key(one, two)
        if joined is None:
            return None
        whole = self.analyse(joined)
        return Analysis(
            exact=f"{one.exact} {two.exact}",
            orth=self._written(one) + whole.orth,
            word=whole.word,
            lemma=whole.lemma,
            root=whole.root,
            prefixes=one.prefixes,
            suffixes=whole.suffixes,
            known=True,
        )

    def _joined_key(self, one: Analysis, two: Analysis) -> str | None:
        compounds = self._lexicon.compounds
        for pair in (f"{one.word} {two.orth}", f"{one.lemma} {two.lemma}"):
            if pair in compounds:
                return compounds[pair]
        if one.word == SERVANT and two.orth.startswith("ال"):
            return SERVANT + two.orth
        return FATHER + two.orth if one.word == FATHER and len(two.orth) >= _SHORTEST_NAME else None

    @staticmethod
    def _written(analysis: Analysis) -> str:
        """The proclitics as they stand before the word."""
        return analysis.orth.removesuffix(analysis.word)

    def fields(self, text: str) -> AnalysedText:
        """The streams of a text, for fields that the engine splits at spaces."""
        analyses = [unit.analysis for unit in self.units(text)]
        return AnalysedText(
            " ".join([analysis.orth for analysis in analyses]),
            " ".join([analysis.word for analysis in analyses]),
            " ".join([analysis.lemma for analysis in analyses]),
            " ".join([analysis.at(Level.ROOT) for analysis in analyses]),
        )

    def highlight(self, text: str, terms: Mapping[Level, frozenset[str]]) -> list[Match]:
        """The words of the text that meet one of the terms, in reading order; terms are values of `Analysis.at`."""
        levels = [level for level in Level if terms.get(level)]
        found = []
        for unit in self.units(text):
            level = next((level for level in levels if unit.analysis.at(level) in terms[level]), None)
            if level:
                found.append(Match(unit.start, unit.end, level))
        return found

    def explain(self, found: str, asked: str) -> Explanation | None:
        """Why a word of a text meets a word of a query, at the strictest level; None if they do not meet."""
        text, query = self._whole(found), self._whole(asked)
        level = next((level for level in Level if text.at(level) == query.at(level)), None)
        if level is None:
            return None
        shared = _as_spelt(text.at(level), (found, asked))
        if level in {Level.EXACT, Level.ORTH}:
            return Explanation(level, shared, (), ())
        return Explanation(level, shared, text.prefixes, () if level is Level.WORD else text.suffixes)

    def _whole(self, words: str) -> Analysis:
        units = self.units(words)
        return units[0].analysis if len(units) == 1 else self.analyse(words)

    def matches(self, document: str, query: str, level: Level) -> bool:
        """Whether the words of the query stand next to each other, in order, in the document, at that level."""
        have = [unit.analysis.at(level) for unit in self.units(document)]
        want = [unit.analysis.at(level) for unit in self.units(query)]
        return bool(want) and any(have[at : at + len(want)] == want for at in range(len(have) - len(want) + 1))


def _as_spelt(shared: str, words: tuple[str, ...]) -> str:
    """What two words share, in the spelling of the first that shows it; else ه at its end is taken for ة."""
    for word in map(strip_marks, words):
        for start in range(min(len(word), _LONGEST_PROCLITICS + 1)):
            if orth(word[start:]) == shared:
                return word[start:]
    return shared[:-1] + "ة" if shared.endswith("ه") and len(shared) > _SHORTEST_NAME else shared


def load_analyser() -> Analyser:
    """An analyser with the lexicon that comes with the package; takes a fraction of a second, so do it once."""
    return Analyser(load_lexicon())
