"""How sure it is that two names are one person. Pure; each reason is kept with its weight.

Names must first be able to be one: spelled alike, one shorter than the other, or of one surname and one office. What
the articles say around them then decides. Who stands in one article as two persons is two persons, whatever else
speaks for one. docs/persons.md has the weights and what they were read off.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from arabic.fold import fold
from entities.names import shortens
from persons.changes import Evidence
from persons.sounds import ARTICLE, arabic_code, variation

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from persons.profile import Profile

SURE: Final = 0.75
LIKELY: Final = 0.45
_SPELLING, _EDIT, _ARTICLE, _SHORT, _SURNAME = 0.5, 0.06, 0.1, 0.3, 0.15
_LONG, _RARE = 0.15, 0.1
_ROLE, _RELATED_ROLE, _PLAIN_ROLE, _OTHER_ROLE = 0.35, 0.2, 0.1, -0.15
_CONTEXT, _COMPANY = 0.2, 0.2
_LONG_CODE, _RARE_HOLDERS = 7, 3
_ALIKE, _UNLIKE = 0.5, 0.15
_FULL: Final = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """Two names that may be one person, with all that speaks for and against it."""

    first: str
    second: str
    evidence: tuple[Evidence, ...]

    @property
    def score(self) -> float:
        """From 0 to 1; from `SURE` on it is done, from `LIKELY` on it is worth a review."""
        return round(min(1.0, max(0.0, sum(item.weight for item in self.evidence))), 3)


def compare(first: Profile, second: Profile, *, given: frozenset[str], holders: int) -> Finding | None:
    """What speaks for one person; None for names that cannot be one. `holders` are the names with this surname."""
    if first.seen & second.seen:
        return None
    name = _names(first.units, second.units, given)
    if name is None:
        return None
    role = _roles(first, second)
    if name.kind == "surname" and (role is None or role.weight < _ROLE):
        return None
    rare = Evidence("rare", f"{holders}", _RARE) if holders <= _RARE_HOLDERS else None
    items = (name, _length(first.units, second.units, name), rare, role, *_around(first, second))
    return Finding(first.key, second.key, tuple(item for item in items if item is not None))


def _names(first: Sequence[str], second: Sequence[str], given: frozenset[str]) -> Evidence | None:
    """How the two names can be one."""
    if len(first) < _FULL or len(second) < _FULL:
        return None
    if len(first) == len(second) and (found := _spelling(first, second, given)):
        return found
    if shortens(first, second) or shortens(second, first):
        return Evidence("shorter", " ⊂ ".join(" ".join(units) for units in sorted((first, second), key=len)), _SHORT)
    same = first[-1] == second[-1] and "_" not in first[-1]
    unlike_given = {first[0], second[0]} <= given
    return Evidence("surname", first[-1], _SURNAME) if same and not unlike_given else None


def _spelling(first: Sequence[str], second: Sequence[str], given: frozenset[str]) -> Evidence | None:
    edits: list[str] = []
    for one, other in zip(first, second, strict=True):
        found = variation(one, other, given)
        if found is None and _bare(one) == _bare(other):
            found = (ARTICLE,)
        if found is None:
            return None
        edits += found
    less = _EDIT * max(0, len(edits) - 1) + _ARTICLE * (ARTICLE in edits)
    return Evidence("spelling", " ".join(edits) or "=", round(max(0.0, _SPELLING - less), 3))


def _length(first: Sequence[str], second: Sequence[str], name: Evidence) -> Evidence | None:
    """Long names hardly agree by chance."""
    code = min(("".join(map(arabic_code, units)) for units in (first, second)), key=len)
    return Evidence("long", code, _LONG) if name.kind == "spelling" and len(code) >= _LONG_CODE else None


def _roles(first: Profile, second: Profile) -> Evidence | None:
    """The nearest pair of roles: the same office, a related one, a plain title, or two offices that differ."""
    pairs = [(_likeness(a, b), a, b) for a in map(fold, _common(first)) for b in map(fold, _common(second))]
    if not pairs:
        return None
    likeness, one, other = max(pairs)
    specific = len(one.split()) > 1 and len(other.split()) > 1
    if likeness == 1.0:
        return Evidence("role", one, _ROLE if specific else _PLAIN_ROLE)
    if likeness >= _ALIKE and specific:
        return Evidence("role", f"{one} / {other}", _RELATED_ROLE)
    if likeness < _UNLIKE and specific:
        return Evidence("other_role", f"{one} / {other}", _OTHER_ROLE)
    return None


def _common(profile: Profile, most: int = 12) -> list[str]:
    return sorted(profile.roles, key=lambda role: (-profile.roles[role].articles, role))[:most]


@lru_cache(maxsize=65_536)
def _likeness(one: str, other: str) -> float:
    """The share of words that two folded roles have in common, the article aside."""
    first, second = (frozenset(map(_bare, role.split())) for role in (one, other))
    return len(first & second) / len(first | second)


def _around(first: Profile, second: Profile) -> list[Evidence]:
    places = _overlap(first.context, second.context)
    company = _overlap(first.companions, second.companions)
    return [
        Evidence(kind, f"{share:.2f}", round(weight * share, 3))
        for kind, share, weight in (("context", places, _CONTEXT), ("company", company, _COMPANY))
        if share > 0
    ]


def _overlap(first: Counter[str], second: Counter[str]) -> float:
    """How much two counts have in common, in proportion to each one's own total; 1 for the same proportions."""
    totals = first.total(), second.total()
    if not all(totals):
        return 0.0
    return sum(min(first[key] / totals[0], second[key] / totals[1]) for key in first.keys() & second.keys())


def _bare(unit: str) -> str:
    return unit.removeprefix(ARTICLE) if len(unit) > len(ARTICLE) + 1 else unit
