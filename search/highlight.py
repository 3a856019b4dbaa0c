"""Which words of a stored text matched, and at what level: whole words, found by the same analysis as the search.

A word is marked with the strictest level at which it equals a word of the query. Texts are looked through in chunks
between spaces, whose forms are remembered across requests: only chunks that share a form with the query are analysed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from arabic.analysis import Analysis, Level, Unit
from arabic.words import orth, tokenise
from search import tree
from search.boosts import TEXT_WEIGHTS
from search.page import Mark
from search.request import Match
from search.terms import is_stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from arabic.analysis import Analyser

_LEVELS: Final = {
    Match.EXACT: (Level.EXACT,),
    Match.ORTH: (Level.EXACT, Level.ORTH),
    Match.STEM: (Level.EXACT, Level.ORTH, Level.WORD, Level.STEM),
    Match.ROOT: tuple(Level),
    Match.AUTO: (Level.EXACT, Level.ORTH, Level.WORD, Level.STEM),
}
_PHRASE_LEVEL: Final = {
    Match.EXACT: Level.EXACT,
    Match.ORTH: Level.ORTH,
    Match.STEM: Level.STEM,
    Match.ROOT: Level.ROOT,
    Match.AUTO: Level.WORD,
}
_CACHED_CHUNKS: Final = 50_000
_MIN_OPENING: Final = 2
# A text beyond this many chunks is only marked at its beginning: nobody reads a snippet from further down.
MAX_CHUNKS: Final = 20_000


class Chunks:
    """Every form of the words in a chunk of text, remembered. One for all requests."""

    def __init__(self, analyser: Analyser) -> None:
        self.analyser = analyser
        self.forms = lru_cache(maxsize=_CACHED_CHUNKS)(self._forms)

    def _forms(self, chunk: str) -> frozenset[str]:
        return frozenset(form for unit in self.analyser.units(chunk) for form in forms_of(unit.analysis))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A word of the query and how near a word of the text must come to it."""

    analysis: Analysis
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The words of a phrase, and the level at which they are compared."""

    words: tuple[Analysis, ...]
    level: Level
    slop: int


@dataclass(slots=True)
class _Sought:
    """All that a query seeks in one text. `forms` has every form that makes a chunk worth analysing."""

    words: list[_Wanted] = field(default_factory=list)
    phrases: list[_Phrase] = field(default_factory=list)
    prefixes: list[str] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    reach: int = 2

    def add(self, wanted: _Wanted) -> None:
        """Seek a word; a name of two words may begin with any beginning of it."""
        self.words.append(wanted)
        forms = {wanted.analysis.at(level) for level in wanted.levels} - {""}
        self.forms |= forms | {form[:end] for form in forms for end in range(_MIN_OPENING, len(form))}

    def add_phrase(self, phrase: _Phrase) -> None:
        """Seek a phrase, from its first word on."""
        self.phrases.append(phrase)
        self.forms.add(phrase.words[0].at(phrase.level))
        self.reach = max(self.reach, 2 * len(phrase.words) + phrase.slop)


class Highlighter:
    """Marks the words of one query in any number of texts."""

    def __init__(self, query: tree.Node, chunks: Chunks, match: Match, stopwords: frozenset[str] = frozenset()) -> None:
        self._chunks = chunks
        self._match = match
        self._stopwords = stopwords
        self._sought: dict[str, _Sought] = defaultdict(_Sought)
        self._collect(query, tuple(TEXT_WEIGHTS))

    def marks(self, text: str, where: str) -> tuple[Mark, ...]:
        """The marks of a text, in order; `where` is `title` or `body`."""
        sought = self._sought[where]
        if not (sought.forms or sought.prefixes):
            return ()
        found: dict[tuple[int, int], Level] = {}
        chunks = text.split(" ", MAX_CHUNKS)[:MAX_CHUNKS]
        at = 0
        for index, chunk in enumerate(chunks):
            forms = self._chunks.forms(chunk)
            if not forms.isdisjoint(sought.forms) or (sought.prefixes and _begins(forms, sought.prefixes)):
                window = " ".join(chunks[index : index + sought.reach])
                units = self._chunks.analyser.units(window)
                for unit, level in _marked(units, len(chunk), sought):
                    place = (at + unit.start, at + unit.end)
                    found[place] = min(level, found.get(place, level), key=_STRICTNESS.index)
            at += len(chunk) + 1
        return tuple(Mark(start, end, level.value) for (start, end), level in sorted(found.items()))

    def _collect(self, node: tree.Node, texts: tuple[str, ...]) -> None:
        match node:
            case tree.Words(words):
                self._collect_words(words, texts)
            case tree.Phrase(text, exact, slop):
                level = _PHRASE_LEVEL[Match.EXACT if exact else self._match]
                analyses = tuple(unit.analysis for unit in self._units(text))
                for where in texts if analyses else ():
                    self._sought[where].add_phrase(_Phrase(analyses, level, slop))
            case tree.Prefix(text):
                for where in texts:
                    self._sought[where].prefixes += [orth(token.text) for token in tokenise(text)[-1:]]
            case tree.Scoped(field, part):
                self._collect(part, (field.value,))
            case tree.All(parts) | tree.Any(parts):
                for part in parts:
                    self._collect(part, texts)
            case _:
                pass

    def _collect_words(self, words: Sequence[tree.Word], texts: tuple[str, ...]) -> None:
        for exact in (True, False):
            text = " ".join(word.text for word in words if word.exact is exact)
            units = self._units(text)
            telling = [unit for unit in units if exact or not is_stop(text[unit.start : unit.end], self._stopwords)]
            levels = _LEVELS[Match.EXACT if exact else self._match]
            for where in texts:
                for unit in telling or units:
                    self._sought[where].add(_Wanted(unit.analysis, levels))

    def _units(self, text: str) -> list[Unit]:
        """The words of a query's text; a run of nothing but tatweel or marks is none."""
        return [unit for unit in self._chunks.analyser.units(text) if unit.analysis.orth]


_STRICTNESS: Final = tuple(Level)


def forms_of(analysis: Analysis) -> frozenset[str]:
    """A word at every level that an index holds."""
    return frozenset({analysis.at(level) for level in Level} - {""})


def strictest(have: Analysis, want: Analysis, levels: Sequence[Level] = _STRICTNESS) -> Level | None:
    """The strictest of the levels at which two words are the same; None if at none."""
    return next((level for level in levels if have.at(level) == want.at(level)), None)


def _begins(forms: frozenset[str], prefixes: Sequence[str]) -> bool:
    return any(form.startswith(prefix) for form in forms for prefix in prefixes)


def _marked(units: Sequence[Unit], end: int, sought: _Sought) -> list[tuple[Unit, Level]]:
    """The marks of the units that begin before `end`, and of the phrases that begin there."""
    found: list[tuple[Unit, Level]] = []
    for index, unit in enumerate(units):
        if unit.start >= end:
            break
        if level := _level(unit.analysis, sought):
            found.append((unit, level))
        for phrase in sought.phrases:
            places = _run([each.analysis.at(phrase.level) for each in units[index:]], phrase)
            for place, word in zip(places, phrase.words, strict=False):
                each = units[index + place]
                found.append((each, strictest(each.analysis, word) or phrase.level))
    return found


def _level(have: Analysis, sought: _Sought) -> Level | None:
    reached = {strictest(have, wanted.analysis, wanted.levels) for wanted in sought.words}
    best = next((level for level in _STRICTNESS if level in reached), None)
    if best is None and _begins(frozenset({have.orth, have.word}), sought.prefixes):
        return Level.WORD
    return best


def _run(keys: Sequence[str], phrase: _Phrase) -> list[int]:
    """Where the words of a phrase stand, the first at 0, with at most `slop` words between; empty if they do not."""
    wanted = [word.at(phrase.level) for word in phrase.words]
    if keys[0] != wanted[0]:
        return []
    places = [0]
    last = len(wanted) + phrase.slop
    for word in wanted[1:]:
        place = next((at for at in range(places[-1] + 1, min(last, len(keys))) if keys[at] == word), None)
        if place is None:
            return []
        places.append(place)
    return places
