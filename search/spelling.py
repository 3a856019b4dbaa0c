"""What a mistyped word was meant to be: words of the corpus that are near it, weighed by how such mistakes happen.

The engine knows the words (term suggester, on the text as written); here they are judged. A distance of 1 is a letter
too many, too few or wrong; letters that sound alike, stand side by side on the keyboard or are vowels, and letters
that changed places, count less. Of what is near enough, the commoner word is likelier.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from math import log10
from typing import TYPE_CHECKING, Any, Final

from arabic.affixes import SHORTEST, heads
from arabic.fold import strip_marks
from arabic.words import LONGEST_WORD, letters, orth
from mappings.fields import EXACT, TEXTS
from search.keyboards import neighbours

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from arabic.analysis import Analyser

_ALIKE: Final = ("صض", "ضظذدز", "سصثش", "تطث", "قكغج", "هحخ", "عغا", "ءاوي")
_VOWELS: Final = frozenset("اويء")
_ARTICLE: Final = "ال"
_ALIKE_COST, _NEIGHBOUR_COST, _VOWEL_COST, _SWAP_COST = 0.5, 0.7, 0.6, 0.7
_FIRST_LETTER: Final = 0.3
# How far a word of so many letters may be off; a shorter one would meet too many others.
_REACH: Final = ((3, 0.6), (4, 1.0), (6, 1.3), (LONGEST_WORD, 2.0))
_SHORTEST_WORD: Final = 3
_EDITS: Final = 2
_PER_DISTANCE: Final = 2.0
_MAX_OPTIONS: Final = 12
_OPTIONS: Final = {
    "suggest_mode": "always",
    "max_edits": _EDITS,
    "prefix_length": 0,
    "min_word_length": _SHORTEST_WORD,
    "size": _MAX_OPTIONS,
    "string_distance": "damerau_levenshtein",
    "accuracy": 0.4,
}


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the corpus in its own spelling, how far the typed one was off, and in how many articles it stands."""

    word: str
    distance: float
    articles: int

    @property
    def price(self) -> float:
        """How unlikely the mistake is, in decimal orders of magnitude."""
        return _PER_DISTANCE * self.distance

    @property
    def rank(self) -> float:
        """The smaller the likelier: an unlikely mistake in a common word is as likely as the contrary."""
        return self.price - log10(self.articles + 1)


@dataclass(frozen=True, slots=True)
class Part:
    """What is to be corrected of a word: the word itself, or what is left without the proclitics before it.

    `definite` looks for it with the article, with which alone a corpus may have it.
    """

    before: str
    rest: str
    definite: bool = False

    @property
    def asked(self) -> str:
        """What the engine is asked about."""
        return _ARTICLE + self.rest if self.definite else self.rest

    def whole(self, found: str) -> str | None:
        """The corrected word, if what the engine found is of this kind."""
        if self.definite and not found.startswith(_ARTICLE):
            return None
        return self.before + (found[len(_ARTICLE) :] if self.definite else found)


def parts(word: str, analyser: Analyser) -> tuple[Part, ...]:
    """The ways to take a word apart for correction: whole, without its clitics, without what ends in the article."""
    plain = strip_marks(word)
    key = letters(plain)
    found = [Part("", plain)]
    if len(key) == len(plain):
        analysed = analyser.analyse(word).prefixes
        cuts = [head for head in heads(key) if head.definite or (analysed and head.prefixes == analysed)]
        found += [
            Part(plain[: -len(head.rest)], plain[-len(head.rest) :]) for head in cuts if len(head.rest) > SHORTEST
        ]
    definite = [Part(part.before, part.rest, definite=True) for part in found if not part.rest.startswith(_ARTICLE)]
    return tuple(dict.fromkeys((*found, *definite)))


def respellings(plain: str) -> tuple[Part, ...]:
    """What to ask about a word in plain letters, to have it as the corpus writes it."""
    return Part("", plain), Part("", plain, definite=True)


def suggesters(words: Iterable[str], *, popular: bool = False) -> dict[str, Any]:
    """The part of a body that asks the engine for words near these; `popular` for those commoner than they are."""
    options = {**_OPTIONS, **({"suggest_mode": "popular", "max_edits": 1} if popular else {})}
    return {
        f"{text}:{word}": {"text": word, "term": {"field": EXACT.format(text), **options}}
        for word in dict.fromkeys(words)
        for text in TEXTS
    }


def near(word: str, answer: Mapping[str, Any]) -> dict[str, int]:
    """The words near one, and in how many articles each stands, out of what the engine answered."""
    found: dict[str, int] = {}
    for text in TEXTS:
        for entry in answer.get(f"{text}:{word}", ()):
            for option in entry["options"]:
                found[option["text"]] = max(found.get(option["text"], 0), int(option["freq"]))
    return found


def corrections(word: str, options: Sequence[Part], answer: Mapping[str, Any], *, limit: int) -> list[Correction]:
    """The likeliest corrections of a word, at most `limit`; none that only spells it differently."""
    typed = orth(word)
    best: dict[str, Correction] = {}
    for part in options:
        for candidate, articles in near(part.asked, answer).items():
            whole = part.whole(candidate)
            if whole is None or orth(whole) == typed:
                continue
            off = distance(orth(part.rest), orth(whole[len(part.before) :]))
            if off > reach(part.rest):
                continue
            found = Correction(whole, off, articles)
            best[orth(whole)] = min(found, best.get(orth(whole), found), key=lambda each: each.rank)
    return sorted(best.values(), key=lambda each: (each.rank, each.word))[:limit]


def respelt(plain: str, answer: Mapping[str, Any]) -> str:
    """A word in plain letters as the corpus writes it: with hamza, ة and ى where they belong."""
    found = [
        (part.whole(word), articles)
        for part in respellings(plain)
        for word, articles in near(part.asked, answer).items()
    ]
    same = {word: articles for word, articles in found if word and orth(word) == orth(plain)}
    return max(same, key=lambda word: (same[word], word)) if same else plain


def reach(word: str) -> float:
    """How far a correction may be from the word."""
    key = orth(word)
    if len(key) < _SHORTEST_WORD or any(char.isdigit() for char in key):
        return 0.0
    return next((most for length, most in _REACH if len(key) <= length), 0.0)


def distance(one: str, other: str) -> float:
    """How far two words in plain letters are apart, by the mistakes that would make one of the other."""
    if len(one) > LONGEST_WORD or len(other) > LONGEST_WORD:
        return float(LONGEST_WORD)
    before: list[float] = []
    row = [0.0]
    for letter in other:
        row.append(row[-1] + _gap(letter))
    for at, letter in enumerate(one, 1):
        before, previous = row, before
        row = [before[0] + _gap(letter)]
        for to, wanted in enumerate(other, 1):
            step = min(before[to] + _gap(letter), row[to - 1] + _gap(wanted), before[to - 1] + _wrong(letter, wanted))
            if at > 1 and to > 1 and letter == other[to - 2] and wanted == one[at - 2] and letter != wanted:
                step = min(step, previous[to - 2] + _SWAP_COST)
            row.append(step)
    return row[-1] + (_FIRST_LETTER if one[:1] != other[:1] else 0.0)


def _gap(letter: str) -> float:
    return _VOWEL_COST if letter in _VOWELS else 1.0


def _wrong(letter: str, wanted: str) -> float:
    if letter == wanted:
        return 0.0
    pair = (letter, wanted)
    if any(letter in alike and wanted in alike for alike in _ALIKE):
        return _ALIKE_COST
    return _NEIGHBOUR_COST if pair in neighbours() else 1.0


def words_of(options: Mapping[str, Sequence[Part]]) -> list[str]:
    """Every word that the engine is to be asked about."""
    return list(dict.fromkeys(part.asked for part in chain.from_iterable(options.values())))
