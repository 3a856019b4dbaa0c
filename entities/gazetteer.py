"""Phrases we know, found in a sentence of folded words: the longest match wins, a particle may stand before it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from entities.clitics import readings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
            longest = self.longest.get(reading.stem, 0)
            if longest:
                end = self._end(keys, at, reading.stem, longest)
                if end and (best is None or end > best.end):
                    value = self.phrases[(reading.stem, *keys[at + 1 : end])]
                    best = Match(at, end, value, reading.cut)
        return best

    def _end(self, keys: Sequence[str], at: int, stem: str, longest: int) -> int:
        """Where the longest phrase ends that begins with `stem` at word `at`; 0 where none does."""
        for length in range(min(longest, len(keys) - at), 0, -1):
            if (stem, *keys[at + 1 : at + length]) in self.phrases:
                return at + length
        return 0
