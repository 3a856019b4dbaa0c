"""Particles that Arabic writes together with the next word: و ف ب ل ك, their pairs, and the article.

A split is only a possibility: بلينكن and وليد begin with letters of their own. Callers accept one when they
know the rest of the word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

# ل with the article loses its alef: ل + البنك is للبنك.
_SINGLE = ("و", "ف", "ب", "ل", "ك")
_DOUBLE = ("وب", "ول", "وك", "فب", "فل", "فك")
_LAM_LAM = ("لل", "ولل", "فلل")
_MIN_STEM = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """A folded word as particles and the word they stand before; the particles take `cut` letters."""

    particles: str
    stem: str
    cut: int


@lru_cache(maxsize=65_536)
def readings(key: str) -> tuple[Reading, ...]:
    """All ways to read a folded word, the whole word first, then shorter stems."""
    found = [Reading("", key, 0)]
    for particles, article in [*((p, "") for p in (*_SINGLE, *_DOUBLE)), *((p, "ال") for p in _LAM_LAM)]:
        if key.startswith(particles) and len(key) - len(particles) >= _MIN_STEM:
            found += [Reading(particles, article + key[len(particles) :], len(particles))]
    return tuple(found)


def stem(word: str, cut: int) -> str:
    """What a word is without its first `cut` letters, particles as in `readings`: للبنك without لل is البنك."""
    return ("ال" if word[:cut].endswith("لل") else "") + word[cut:]
