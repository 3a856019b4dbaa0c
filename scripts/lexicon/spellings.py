"""Which spellings of a foreign name are one name: those with the same skeleton and a like Latin spelling."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from arabic.skeletons import is_foreign_looking, skeleton
from scripts.lexicon.sources import OFTEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scripts.lexicon.sources import Levels, Names

LIKE = 0.75
"""Similarity in [0, 1] above which two Latin spellings are taken for one name: Guterres, Gutierrez."""
COMMONER = 0.7
"""An unknown spelling goes to the commonest name of its skeleton if that is so many orders of magnitude commoner."""
Group = list[str]


def canonical_spellings(forms: Iterable[str], names: Names, levels: Levels) -> tuple[dict[str, str], dict[str, str]]:
    """Form to the commonest spelling of the same name, and skeleton to that of an unknown spelling."""
    by_hand = {form: row[0] for row in names.same for form in row}
    by_skeleton: defaultdict[str, Group] = defaultdict(list)
    for form in sorted(forms):
        if is_foreign_looking(form):
            by_skeleton[skeleton(form)].append(form)
    lemmas: dict[str, str] = {}
    spellings: dict[str, str] = {}
    for bones, family in by_skeleton.items():
        groups = sorted(_groups(family, names, by_hand), key=lambda group: -max(map(levels, group)))
        best = [max(group, key=lambda form: (form in by_hand, levels(form), form)) for group in groups]
        for group, form in zip(groups, best, strict=True):
            lemmas.update(dict.fromkeys(group, by_hand.get(form, form)))
        if len(groups) == 1 or levels(best[0]) - levels(best[1]) >= COMMONER:
            spellings[bones] = lemmas[best[0]]
    return lemmas | by_hand, spellings | {skeleton(form): lemma for form, lemma in by_hand.items()}


def _groups(family: Group, names: Names, by_hand: dict[str, str]) -> list[Group]:
    """The family split by name; each form goes to the commonest that it may be a spelling of, which stands first."""
    groups: list[Group] = []
    for form in sorted(family, key=lambda form: (-names.count.get(form, 0), form)):
        mine = next((group for group in groups if _are_one(form, group[0], names, by_hand)), None)
        if mine is None:
            groups.append([form])
        else:
            mine.append(form)
    return groups


def _are_one(one: str, other: str, names: Names, by_hand: dict[str, str]) -> bool:
    if one in by_hand and other in by_hand:
        return by_hand[one] == by_hand[other]
    first, second = names.latin.get(one, ()), names.latin.get(other, ())
    if not first or not second:
        return one in by_hand or other in by_hand
    if min(names.count[one], names.count[other]) >= OFTEN:
        return first[0] == second[0]
    return bool(set(first[:3]) & set(second[:3])) or SequenceMatcher(None, first[0], second[0]).ratio() >= LIKE
