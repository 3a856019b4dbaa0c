"""Which names of a corpus are worth comparing, and what to do about those that agree. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING, Final

from persons.changes import RULES, Draft, Kind
from persons.evidence import LIKELY, SURE, Finding, compare
from persons.model import Merge, People
from persons.sounds import ARTICLE, arabic_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from persons.profile import Profile

_BLOCK: Final = 250
_PARTS: Final = 2
Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Plan:
    """Merges to make now, and merges that wait for a review."""

    sure: tuple[Draft, ...]
    likely: tuple[Draft, ...]


def findings(profiles: Mapping[str, Profile], given: frozenset[str]) -> list[Finding]:
    """All pairs of names that may be one person, the surest first."""
    holders = Counter(_surname(profile) for profile in profiles.values())
    compared = (
        compare(profiles[one], profiles[other], given=given, holders=holders[_surname(profiles[one])])
        for one, other in sorted(_pairs(profiles))
    )
    found = [finding for finding in compared if finding is not None and finding.score >= LIKELY]
    return sorted(found, key=lambda finding: (-finding.score, finding.first, finding.second))


def plan(
    found: Iterable[Finding],
    profiles: Mapping[str, Profile],
    people: People,
    *,
    apart: frozenset[Pair] = frozenset(),
    waiting: frozenset[Pair] = frozenset(),
) -> Plan:
    """What to do about findings, given who is who already. `people` is changed as the plan would change it.

    `apart` are pairs of keys that somebody said are two, `waiting` pairs of persons whose merge waits already.
    A shorter name that several longer ones could explain is never decided here.
    """
    listed = list(found)
    unclear = _unclear(listed, people)
    sure, likely = [], []
    for finding in listed:
        target, source = _order(finding, profiles, people)
        if target == source or not _may_be_one(people.keys(target), people.keys(source), profiles, apart):
            continue
        label = people.label(target) or profiles[target].label
        draft = Draft(Kind.MERGE, RULES, target, (source,), label, score=finding.score, evidence=finding.evidence)
        if finding.score >= SURE and not unclear & {finding.first, finding.second}:
            people.apply(Merge(target, (source,), label))
            sure.append(draft)
        elif (pair := frozenset((target, source))) not in waiting:
            waiting |= {pair}
            likely.append(draft)
    return Plan(tuple(sure), tuple(likely))


def _pairs(profiles: Mapping[str, Profile]) -> set[tuple[str, str]]:
    blocks: dict[tuple[str, ...], list[Profile]] = defaultdict(list)
    for profile in profiles.values():
        for block in _blocks(profile.units):
            blocks[block].append(profile)
    return {pair for held in blocks.values() if len(held) > 1 for pair in _within(held)}


def _within(held: list[Profile]) -> Iterator[tuple[str, str]]:
    """The pairs of a block; of a very common name, those of the persons most written about."""
    kept = sorted(held, key=lambda profile: (-profile.span.articles, profile.key))[:_BLOCK]
    yield from combinations(sorted(profile.key for profile in kept), 2)


def _blocks(units: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if len(units) >= _PARTS:
        yield "last", _sound(units[-1])
        yield "first", _sound(units[0]), _sound(units[1])


def _sound(unit: str) -> str:
    bare = unit.removeprefix(ARTICLE) if len(unit) > len(ARTICLE) + 1 else unit
    return arabic_code(bare) or bare


def _surname(profile: Profile) -> str:
    units = profile.units
    return _sound(units[-1]) if units else ""


def _unclear(found: Iterable[Finding], people: People) -> frozenset[str]:
    """Names that are short for several persons, who are not one by a sure finding."""
    longer: dict[str, set[str]] = defaultdict(set)
    alike = set()
    for finding in found:
        kind = finding.evidence[0].kind
        if kind == "spelling" and finding.score >= SURE:
            alike.add(frozenset((people.person(finding.first), people.person(finding.second))))
        elif kind == "shorter":
            short, long = sorted((finding.first, finding.second), key=len)
            longer[short].add(people.person(long))
    return frozenset(
        short
        for short, persons in longer.items()
        if any(frozenset(pair) not in alike for pair in combinations(sorted(persons), 2))
    )


def _order(finding: Finding, profiles: Mapping[str, Profile], people: People) -> tuple[str, str]:
    """The persons of a finding, the one most written about first: its id stays."""

    def articles(person: str) -> int:
        return sum(profiles[key].span.articles for key in people.keys(person) if key in profiles)

    persons = people.person(finding.first), people.person(finding.second)
    first, second = sorted(persons, key=lambda person: (-articles(person), person))
    return first, second


def _may_be_one(
    first: Iterable[str], second: Iterable[str], profiles: Mapping[str, Profile], apart: frozenset[Pair]
) -> bool:
    """Whether no name of the one stands beside one of the other in an article, and nobody said they are two."""
    for one, other in product(first, second):
        if frozenset((one, other)) in apart:
            return False
        if one in profiles and other in profiles and profiles[one].seen & profiles[other].seen:
            return False
    return True
