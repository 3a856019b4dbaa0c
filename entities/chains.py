"""What a word can be in a name: a given name, a link of the chain, something that a surname looks like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from arabic.fold import fold
from entities.clitics import readings

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from entities.document import Line
    from entities.features import Knowledge

LINKS = frozenset({"بن", "بنت", "ال", "ابن"})
OPENERS = frozenset({"عبد", "ابو", "ابي", "ابا"})
_CHAIN = frozenset({"بن", "بنت", "ال", "عبد", "ابو", "ابي"})
ORDINALS = frozenset(
    map(
        fold,
        [
            "الأول",
            "الثاني",
            "الثالث",
            "الرابع",
            "الخامس",
            "السادس",
            "السابع",
            "الثامن",
            "التاسع",
            "العاشر",
            "الحادي",
            "الثانية",
        ],
    )
)
_TEN = "عشر"
_LONGEST = 9
_EVERYDAY, _COMMON, _USUAL = 47, 52, 58
_LIKELY, _HINT = 0.3, 0.05
_PLACES = frozenset({"country", "region", "city", "town"})
_KNOWN_WORD, _SURE, _SHORT = 36, 0.5, 3
_PRONOUNS = ("ها", "هما", "هم")
_DICTIONARY, _STEM = 30, 36
_ENDINGS = ("ا", "ين", "ان", "ها", "هما", "هم", "ه")
_COMPOUND = ("وال", "بال", "فال", "كال", "لل", "ولل")
_ON = "على"


@dataclass(frozen=True, slots=True)
class Given:
    """Folded given names; `ambiguous` ones are words of the language too (أمل, سلام), `foreign` ones transliterated."""

    women: frozenset[str]
    men: frozenset[str]
    ambiguous: frozenset[str]
    foreign: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        """Given names of the region: of women and men, and those that both bear or that are words too."""
        return self.women | self.men | self.ambiguous


class NameWords:
    """Answers what a word of a sentence can be in a name."""

    def __init__(self, knowledge: Knowledge, given: Given, stops: Iterable[str], nationalities: Iterable[str]) -> None:
        self._knowledge = knowledge
        self._given = given.all | given.foreign
        self._native = given.all
        self._ambiguous = given.ambiguous
        self._stops = frozenset(stops) | knowledge.triggers["speech"]
        self._nationalities = frozenset(nationalities)
        self._titles = knowledge.triggers["title"]

    def is_given(self, key: str) -> bool:
        """A known given name, عبد with what follows included."""
        return key in self._given

    def is_plain_given(self, key: str) -> bool:
        """A given name that is hardly anything else."""
        return key in self._given and key not in self._ambiguous

    def is_stop(self, key: str) -> bool:
        """A word that no name holds: a function word or a verb, و before it or not."""
        if key in self._stops:
            return True
        return key[:1] in {"و", "ف"} and key[1:] in self._stops and not self.is_known(key)

    def is_nationality(self, key: str) -> bool:
        """An adjective of a country or people; it often stands between a title and a name."""
        stems = (reading.stem for reading in readings(key))
        return any(stem in self._nationalities or stem[:-2] in self._nationalities for stem in stems)

    def is_title(self, key: str) -> bool:
        """A title, with or without particles and the article."""
        return any(r.stem.removeprefix("ال") in self._titles or r.stem in self._titles for r in readings(key))

    def is_word(self, line: Line, at: int) -> bool:
        """Whether letters stand there at all."""
        return at < len(line.keys) and line.words[at].text[0].isalpha() and line.keys[at].isalpha()

    def opens(self, line: Line, at: int) -> int | None:
        """How many letters are particles before a given name or a link that opens one; None where neither is."""
        if line.words[at].text == _ON:
            return None
        for reading in readings(line.keys[at]):
            if reading.stem in OPENERS and self.is_word(line, at + 1) and "ك" not in reading.particles:
                return reading.cut
            if reading.stem in self._given and "ك" not in reading.particles:
                return reading.cut
        return None

    def continues(  # noqa: PLR0911 - each question that is answered ends it.
        self, line: Line, start: int, at: int, *, titled: bool = False, seen: Container[str] = ()
    ) -> bool:
        """Whether the word at `at` goes on with the name that begins at `start`."""
        if at - start >= _LONGEST or not self.is_word(line, at):
            return False
        key, before = line.keys[at], line.keys[at - 1]
        if before in LINKS | OPENERS:
            return True
        if key in _CHAIN:
            return self.is_word(line, at + 1)
        if line.tagged.labels[at].endswith(("LOC", "ORG")) or self.is_joined(key, seen):
            return False
        if key in ORDINALS or (key == _TEN and before in ORDINALS):
            return True
        if self.is_stop(key) or self.is_preposition(line, at) or self._is_object(key, seen):
            return False
        if self.is_title(key):
            return self._is_title_as_surname(line, at)
        named = titled and self.is_given(before)
        if self.is_nationality(key) and line.tagged.person[at] < _SURE and not named:
            return False
        return self._is_surname(line, start, at, titled=titled)

    def is_preposition(self, line: Line, at: int) -> bool:
        """على is the preposition, unless a name goes on behind it: some write علي so."""
        if line.words[at].text != _ON:
            return False
        after = line.keys[at + 1] if at + 1 < len(line.keys) else ""
        return after not in LINKS and after not in self._given

    def is_joined(self, key: str, seen: Container[str] = ()) -> bool:
        """Whether و and the next name, or what else comes next, are one word; `seen` are words of the article."""
        if not key.startswith("و") or self.is_known(key) or len(key) <= _SHORT:
            return False
        stem = key[1:]
        known = self.is_known(stem) or stem in self._knowledge.frequent or stem in seen
        return known or key.endswith(_PRONOUNS)

    def _is_object(self, key: str, seen: Container[str]) -> bool:
        """Whether a particle or a pronoun shows that the word is no name: تعازيه, or لخامنئي beside خامنئي."""
        if self.is_known(key):
            return False
        return self.is_attached(key) or (key[:1] in {"ل", "ب"} and len(key) > _SHORT and key[1:] in seen)

    def is_rare(self, key: str) -> bool:
        """A word that could well be a foreign name: the language hardly uses it."""
        known = self.is_known(key)
        return self._knowledge.frequent.get(key, 0) < (_EVERYDAY if known else _KNOWN_WORD)

    def is_dictionary_word(self, key: str) -> bool:
        """A word of the language that nobody is known to be called."""
        if self.is_known(key):
            return False
        frequent = self._knowledge.frequent
        if any(frequent.get(key.removesuffix(ending), 0) >= _STEM for ending in _ENDINGS if key.endswith(ending)):
            return True
        return any(frequent.get(reading.stem, 0) >= _DICTIONARY for reading in readings(key))

    def is_bare(self, key: str) -> bool:
        """A word without particles, article or pronoun: it may be a surname although the language uses it."""
        return not key.startswith(("ال", "ب", "ل", "و", "ف", "ك", "س", "ي")) and not key.endswith(("ها", "هم", "هما"))

    def may_end_name(self, line: Line, at: int) -> bool:
        """Whether a word can be the unknown last part of a name where the sentence says that a name ends there."""
        key = line.keys[at]
        if key in LINKS | OPENERS or line.keys[at - 1] in LINKS | OPENERS:
            return True
        if self.is_stop(key) or self.is_preposition(line, at) or self.is_attached(key) or self.is_joined(key):
            return False
        if line.tagged.labels[at].endswith(("LOC", "ORG")) or (self.is_title(key) and not self.is_known(key)):
            return False
        if key.startswith(_COMPOUND) or self.is_nationality(key):
            return False
        if key.endswith("ا") and self.is_dictionary_word(key):
            return False
        return self.is_known(key) or self._knowledge.frequent.get(key, 0) < _COMMON

    def is_attached(self, key: str) -> bool:
        """A word with a particle before and a pronoun behind, or a verb with its object: no name."""
        return key[:1] in set("وفبلكيت") and key.endswith((*_PRONOUNS, "ه")) and not self.is_known(key)

    def is_place(self, key: str) -> bool:
        """The name of a country, region or city, alone."""
        return not _PLACES.isdisjoint(self._knowledge.phrases.get(key) or ())

    def is_unheard(self, key: str) -> bool:
        """A word that the language does not use, however its first letters are read."""
        return not any(reading.stem in self._knowledge.frequent for reading in readings(key))

    def is_known(self, key: str) -> bool:
        """A given name, or a name that somebody bears."""
        return key in self._given or key in self._knowledge.names

    def _is_title_as_surname(self, line: Line, at: int) -> bool:
        """Whether a title behind a given name is the surname: حسين الشيخ, but not محمد الشيخ علي."""
        key = line.keys[at]
        after = line.keys[at + 1] if at + 1 < len(line.keys) else ""
        followed = self.is_given(after) or (after and line.tagged.labels[at + 1].endswith("PERS"))
        named = self.is_given(line.keys[at - 1]) and key.startswith("ال") and self.is_known(key)
        return named and not followed

    def _is_surname(self, line: Line, start: int, at: int, *, titled: bool) -> bool:
        key, likely = line.keys[at], line.tagged.person[at]
        frequent = self._knowledge.frequent.get(key, 0)
        plain = any(self.is_plain_given(key) or key in OPENERS for key in line.keys[start:at])
        if key in self._given:
            return plain or key not in self._ambiguous or likely >= _HINT
        if self.is_known(key):
            chained = plain and (titled or at - start > 1) and key.startswith("ال")
            given = titled and self.is_given(line.keys[at - 1])
            limit = _USUAL if given else _COMMON if chained or likely >= _HINT else _EVERYDAY
            return frequent < limit
        if likely >= _LIKELY or (titled and plain and at - start == 1):
            return frequent < _EVERYDAY
        if key.startswith("ال") and at - start > 1 and line.keys[at - 1] not in self._native:
            return likely >= _HINT and frequent < _KNOWN_WORD
        rare = plain and key.startswith("ال") and frequent < _KNOWN_WORD
        if self.is_plain_given(line.keys[at - 1]) and self.is_unheard(key) and self.is_bare(key):
            return True
        return rare or (frequent < _KNOWN_WORD and likely >= _HINT)
