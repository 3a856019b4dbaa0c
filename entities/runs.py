"""Names that the tagger did not see: chains that begin with a given name, rare words where a name is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entities.chains import LINKS, OPENERS, NameWords

if TYPE_CHECKING:
    from collections.abc import Iterator

    from entities.document import Line
    from entities.surroundings import Surroundings

_RULE, _RULE_KNOWN, _RULE_HINT = 0.45, 0.55, 0.12
_LIKELY = 0.25
_REACH, _PAIR = 4, 2


class ChainFinder:
    """Finds names by rule in a tagged line."""

    def __init__(self, words: NameWords, around: Surroundings) -> None:
        self._words = words
        self._around = around

    def spans(self, line: Line, at: int) -> Iterator[tuple[int, int, float]]:
        """The name that begins at an untagged word, if one does, with its confidence."""
        opened = self._words.opens(line, at) is not None
        end = self._chain(line, at) if opened else self._foreign(line, at)
        said = self._around.said_until(line, at) if opened else None
        if said is not None and said - at >= max(_PAIR, end - at) and self.is_name_until(line, at, said):
            yield at, said, _RULE_KNOWN
            return
        if end - at < _PAIR:
            return
        likely = sum(line.tagged.person[at:end]) / (end - at)
        if likely >= _RULE_HINT or (self._is_chain(line, at) if opened else self._words.is_unheard(line.keys[at])):
            known = opened and all(
                self._words.is_known(key) or key in LINKS | OPENERS for key in line.keys[at + 1 : end]
            )
            yield at, end, max(_RULE_KNOWN if known else _RULE, likely)

    def is_name_until(self, line: Line, start: int, end: int) -> bool:
        """Whether all words behind the first can be parts of a name."""
        return all(self._words.may_end_name(line, at) for at in range(start + 1, end))

    def _foreign(self, line: Line, at: int) -> int:
        """The end of a run of rare words behind a title or a verb of speech: a name that no list has."""
        end = at
        if self._around.is_titled(line, at) or self._around.is_spoken(line, at):
            while end - at < _REACH and self._words.is_word(line, end) and self._is_foreign(line, at, end):
                end += 1
        return end

    def _is_foreign(self, line: Line, start: int, at: int) -> bool:
        key = line.keys[at]
        if at > start and (key in LINKS | OPENERS or line.keys[at - 1] in OPENERS):
            return True
        if self._words.is_stop(key) or self._words.is_title(key) or self._words.is_nationality(key):
            return False
        if line.tagged.person[at] >= _LIKELY or (at > start and self._words.is_given(key)):
            return True
        usual = key.startswith(("ال", "لل", "وال")) or self._words.is_place(key)
        return self._words.is_rare(key) and line.tagged.labels[at] == "O" and not usual

    def _is_chain(self, line: Line, at: int) -> bool:
        stem = line.keys[at][self._words.opens(line, at) or 0 :]
        return self._words.is_plain_given(stem) or stem in OPENERS or self._around.is_titled(line, at)

    def _chain(self, line: Line, at: int) -> int:
        end, titled = at + 1, self._around.is_titled(line, at)
        while self._words.continues(line, at, end, titled=titled):
            end += 1
        while end - at > 1 and line.keys[end - 1] in LINKS | OPENERS:
            end -= 1
        return end
