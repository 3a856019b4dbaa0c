"""What stands before a name: a title, a word of kinship, a street or prize that is named after somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entities.clitics import readings

if TYPE_CHECKING:
    from entities.chains import NameWords
    from entities.document import Line
    from entities.features import Knowledge

_REACH = 4
_COMMAS = frozenset({"،", ","})
_QUOTES = frozenset("\"«»“”'")
_SAYING = frozenset({"ان", "انه", "انها", "انهم", "بان", "لان", "بانه", "بانها", ":", "،", ",", "("})
_TOPIC = frozenset({"اما", "وفق", "بحسب", "حسب", "وبحسب", "ووفق", "لـ"})
_SAID_FAR, _SAID_WORDS = 10, 5


class Surroundings:
    """Reads the words before a place of a line."""

    def __init__(self, knowledge: Knowledge, words: NameWords) -> None:
        self._words = words
        self._named_after = knowledge.triggers["named_after"]
        self._honorifics = knowledge.triggers["honorific"]
        self._kin = knowledge.triggers["kin"]
        self._introducers = knowledge.triggers["introducer"]
        self._speech = knowledge.triggers["speech"]

    def is_titled(self, line: Line, at: int) -> bool:
        """Whether a title stands before the word, adjectives and one comma between them allowed."""
        before = [key for key in line.keys[max(0, at - _REACH) : at] if key not in _COMMAS]
        while before:
            if self._introduces(before[-1]):
                return True
            if not before[-1].startswith(("ال", "لل")) and not self._words.is_place(before[-1]):
                return False
            before.pop()
        return False

    def is_kin(self, line: Line, at: int) -> bool:
        """Whether a word of kinship introduces the name, one adjective between them allowed."""
        before = list(line.keys[max(0, at - 2) : at])
        if len(before) > 1 and before[-1].startswith("ال"):
            before.pop()
        return bool(before) and any(r.stem in self._kin for r in readings(before[-1]))

    def is_namesake(self, line: Line, at: int) -> bool:
        """Whether a street, a school or a prize bears the name: شارع الحبيب بورقيبة, مستشفى الشيخ زايد."""
        before = at - 1
        while before >= 0 and line.keys[before] in self._honorifics:
            before -= 1
        if before < 0:
            return False
        return any(reading.stem in self._named_after for reading in readings(line.keys[before]))

    def said_until(self, line: Line, at: int) -> int | None:
        """Where the subject ends that begins at a word, between a verb of speech and «أن» or a sign; None elsewhere.

        In «وأوضح مدير التربية نوفان الشرفات أن» whatever stands before أن is the speaker, however rare the name.
        """
        end = at
        while end < len(line.keys) and line.keys[end] not in _SAYING:
            if end - at >= _SAID_WORDS or not self._words.is_word(line, end):
                return None
            end += 1
        return end if end < len(line.keys) and self._is_after_speech(line, at) else None

    def is_spoken(self, line: Line, at: int) -> bool:
        """Whether a verb of speech stands right before the word."""
        return at > 0 and any(reading.stem in self._speech for reading in readings(line.keys[at - 1]))

    def _is_after_speech(self, line: Line, at: int) -> bool:
        for before in range(at - 1, max(-1, at - 1 - _SAID_FAR), -1):
            key = line.keys[before]
            if key in _TOPIC or any(reading.stem in self._speech for reading in readings(key)):
                return True
            if not self._words.is_word(line, before) and key not in _QUOTES:
                return False
        return False

    def _introduces(self, key: str) -> bool:
        if self._words.is_title(key) or self._words.is_nationality(key):
            return True
        return any(reading.stem in self._introducers for reading in readings(key))
