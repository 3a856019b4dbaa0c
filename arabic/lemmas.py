"""The analysis of one word: which affixes it carries and what it is a form of. A lexicon decides, rules only propose.

A form that the lexicon knows is never cut. Of the ways to cut an unknown one, those count whose rest is known; the
most likely wins: how common the rest is, less the cost of the affixes. Where nothing is known, only the article and
what stands before it comes off, and the spelling of foreign names is unified.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from arabic.affixes import Head, Tail, heads, repairs, tails
from arabic.lexicon import PRONOUN_MARK, Entry
from arabic.skeletons import is_foreign_looking, skeleton
from arabic.words import LONGEST_WORD, is_arabic, settle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from arabic.lexicon import Lexicon

_NUMBER = re.compile("([وفبلك]?)([0-9]+)([مه]?)")
_RELATIVE = re.compile("(.+ي)(ه|ين|ون|ات)")
_LATIN = re.compile("([وف]?)([بلك]?)((?:ال)?)([a-z].*)", re.DOTALL)
ENOUGH_EVIDENCE = (9.0, 9.0, 1.8, 1.8, 1.0, 0.0)
"""How common a stem of so many letters must be, less the cost of its affixes, to be no chance; longer ones as the last.

In decimal orders of magnitude (`arabic.lexicon.Entry.level`)."""
_SHORT = 3
_LEAST_AFTER_ARTICLE = 3
_REPAIR_COST = 0.5
_OPEN_NAME_LEVEL = 5.0
# كالفورنيا is no ك + ال + فورنيا.
_RARE_BEFORE_NAMES = frozenset({"ك", "ف", "أ"})
SERVANT, FATHER = "عبد", "ابو"


@dataclass(frozen=True, slots=True)
class Cut:
    """A word taken apart: `word` without its proclitics, `stem` also without suffixes, `lemma` the dictionary form."""

    prefixes: tuple[str, ...]
    word: str
    suffixes: tuple[str, ...]
    stem: str
    lemma: str
    known: bool


def analyse_key(key: str, lexicon: Lexicon, *, spelt_ha: bool = False) -> Cut:
    """Take apart a word in plain letters. `spelt_ha` says that it was written with ه at its end and not with ة."""
    if foreign := _NUMBER.fullmatch(key) or _LATIN.fullmatch(key):
        return _of_foreign_script(foreign.groups())
    if len(key) > LONGEST_WORD or not is_arabic(key):
        return Cut((), key, (), key, key, known=False)
    key = _restored(key, lexicon)
    if spelt_ha and (cut := _with_pronoun(key, lexicon)):
        return cut
    if entry := lexicon.get(key):
        return Cut((), key, (), key, entry.lemma, known=True)
    cut = cut_word(key, lexicon) or _by_rule(key, lexicon)
    return replace(cut, suffixes=(*cut.suffixes[:-1], "ه")) if spelt_ha and cut.suffixes[-1:] == ("ة",) else cut


def _of_foreign_script(parts: tuple[str, ...]) -> Cut:
    """و2014م, وNATO: clitics written onto numbers and Latin letters."""
    at = next(at for at, part in enumerate(parts) if part and part[0].isascii())
    before, after = tuple(filter(None, parts[:at])), tuple(filter(None, parts[at + 1 :]))
    return Cut(before, parts[at], after, parts[at], parts[at], known=parts[at].isdigit())


def _with_pronoun(key: str, lexicon: Lexicon) -> Cut | None:
    """عمره is mostly his age, not عمرة with careless spelling; the lexicon lists such words."""
    for head in (Head((), key, 0.0), *heads(key)):
        if not head.definite and (entry := lexicon.get(head.rest + PRONOUN_MARK)):
            return Cut(head.prefixes, head.rest, ("ه",), head.rest[:-1], entry.lemma, known=True)
    return None


def _restored(key: str, lexicon: Lexicon) -> str:
    """The word with the ending that `settle` takes for the same, if only that is known: all levels must agree."""
    for fuller in repairs(key):
        if settle(fuller) == settle(key):
            for rest in (fuller, *(head.rest for head in heads(fuller))):
                if rest in lexicon:
                    return fuller
    return key


def cut_word(key: str, lexicon: Lexicon) -> Cut | None:
    """The most likely way to read the word as affixes and a word that the lexicon knows."""
    best: tuple[float, Cut] | None = None
    for score, head, tail, entry in _readings(key, lexicon):
        if best is None or score > best[0]:
            best = score, Cut(head.prefixes, head.rest, tail.suffixes, tail.stem, entry.lemma, known=True)
    return best[1] if best else None


def _readings(key: str, lexicon: Lexicon) -> Iterator[tuple[float, Head, Tail, Entry]]:
    for head in (Head((), key, 0.0), *heads(key)):
        for tail in _tails(head, lexicon):
            entry = lexicon.get(tail.stem) or _open_name(tail.stem)
            if entry and _is_evident(entry, head, tail):
                yield entry.level - head.cost - tail.cost, head, tail, entry


def _tails(head: Head, lexicon: Lexicon) -> Iterable[Tail]:
    bare = Tail((), head.rest, 0.0)
    if head.rest in lexicon:
        return (bare,)
    repaired = [Tail((), stem, _REPAIR_COST) for stem in repairs(head.rest)]
    return (bare, *repaired, *tails(head.rest, definite=head.definite))


def _is_evident(entry: Entry, head: Head, tail: Tail) -> bool:
    """Whether so much of the word is explained that chance is unlikely. The article speaks for itself."""
    evidence = entry.level - tail.cost - (0.0 if head.definite else head.cost)
    enough = evidence >= ENOUGH_EVIDENCE[min(len(tail.stem), len(ENOUGH_EVIDENCE) - 1)]
    return enough and (len(tail.stem) > _SHORT or len(tail.suffixes) <= len(tail.stem) - _SHORT + 1)


def _open_name(key: str) -> Entry | None:
    """Names like عبدالفتاح and أبومازن in one word are open in number."""
    for opener, least in ((SERVANT + "ال", _SHORT - 1), (FATHER, _SHORT)):
        if key.startswith(opener) and len(key) >= len(opener) + least:
            return Entry(key, _OPEN_NAME_LEVEL, "n")
    return None


def _by_rule(key: str, lexicon: Lexicon) -> Cut:
    """Without evidence only what is rarely part of a name comes off: the article, the endings of an adjective in ي."""
    definite = [
        head
        for head in heads(key)
        if head.definite and len(head.rest) >= _LEAST_AFTER_ARTICLE and _RARE_BEFORE_NAMES.isdisjoint(head.prefixes)
    ]
    head = min(definite, key=lambda head: head.cost, default=Head((), key, 0.0))
    if (relative := _RELATIVE.fullmatch(head.rest)) and len(relative.group(1)) > _SHORT:
        stem, ending = relative.groups()
        suffix = ending.replace("ه", "ة")
        return Cut(head.prefixes, head.rest, (suffix,), stem, unify_spelling(stem, lexicon, invent=False), known=False)
    lemma = unify_spelling(head.rest, lexicon, invent=not head.prefixes)
    return Cut(head.prefixes, head.rest, (), head.rest, lemma, known=False)


def unify_spelling(key: str, lexicon: Lexicon, *, invent: bool) -> str:
    """The commonest spelling of a name that no dictionary knows; if none is known, what its spellings share.

    Without `invent` a word of unknown skeleton stays as it is: with the article it is hardly a foreign name.
    """
    if not is_foreign_looking(key):
        return key
    bones = skeleton(key)
    return lexicon.spellings.get(bones, bones if invent else key)
