"""Phrases we know, found in a sentence of folded words: the longest match wins, a particle may stand before it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from entities.clitics import readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Match(Generic[Value]):
    """Words `start` to `end` of a sentence are a known phrase; `cut` letters of the first are particles."""

    start: int
    end: int
    value: Value
    cut: int


@dataclass(frozen=True, slots=True)
class Gazetteer(Generic[Value]):
    """Known phrases by their folded words; `longest` bounds the search for each first word."""

    phrases: Mapping[tuple[str, ...], Value]
    longest: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, phrases: Mapping[tuple[str, ...], Value]) -> Gazetteer[Value]:
        longest: dict[str, int] = {}
        for phrase in phrases:
            if phrase and longest.get(phrase[0], 0) < len(phrase):
                longest[phrase[0]] = len(phrase)
        return cls(phrases, longest)

    def get(self, *keys: str) -> Value | None:
        return self.phrases.get(keys)

    def matches(self, keys: Sequence[str]) -> list[Match[Value]]:
        """Non-overlapping matches from left to right."""
        found: list[Match[Value]] = []
        at = 0
        while at < len(keys):
            match = self.match_at(keys, at)
            if match is None:
                at += 1
            else:
                found.append(match)
                at = match.end
        return found

    def match_at(self, keys: Sequence[str], at: int) -> Match[Value] | None:
        """The longest known phrase that begins at word `at`; of equally long ones, that with fewer particles."""
        best: Match[Value] | None = None
        for reading in readings(keys[at]):
            end = self._end(keys, at, reading.stem)
            if end is not None and (best is None or end > best.end):
                value = self.phrases[(reading.stem, *keys[at + 1 : end])]
                best = Match(at, end, value, reading.cut)
        return best

    def _end(self, keys: Sequence[str], at: int, stem: str) -> int | None:
        for length in range(min(self.longest.get(stem, 0), len(keys) - at), 0, -1):
            if (stem, *keys[at + 1 : at + length]) in self.phrases:
                return at + length
        return None


def merged(parts: Iterable[tuple[str, Mapping[tuple[str, ...], object]]]) -> Gazetteer[frozenset[str]]:
    """One gazetteer over several lists; its values are the names of the lists that hold the phrase."""
    kinds: dict[tuple[str, ...], frozenset[str]] = {}
    for kind, phrases in parts:
        for phrase in phrases:
            kinds[phrase] = kinds.get(phrase, frozenset()) | {kind}
    return Gazetteer.of(kinds)
