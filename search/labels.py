"""From what a reader calls a facet value to its id.

An id is taken as it stands. A label is looked up among the values of the facet in any spelling: the engine is asked
for those that could be it, by a pattern in which each letter stands for all its spellings.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from arabic.fold import fold
from arabic.skeletons import skeleton
from articles.identity import label_id
from mappings.fields import FACET_SEPARATOR, FACETS
from search import tree
from search.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from arabic.analysis import Analyser
    from search.request import SearchRequest

Asked = tuple[str, str]

MAX_CANDIDATES: Final = 50
_MAX_LABEL: Final = 30
_ID: Final = re.compile(r"[a-z]{1,8}:\S+|[a-z0-9][a-z0-9_./-]*")
_RESERVED: Final = frozenset('.?+*|{}[]()"\\#@&<>~^$-')
_LETTERS: Final = tuple(map(chr, (*range(0x0621, 0x063B), *range(0x0641, 0x064B))))
# Letters that transcriptions of one sound vary between, as `arabic.skeletons` has it, and those that they leave out.
_SOUNDS: Final = ("جغقك", "سشثصز", "ذدض", "تط")
_VOWELS: Final = "اويه"
_BETWEEN: Final = f"[ {_VOWELS}]{{0,2}}"


def asked_labels(request: SearchRequest, query: tree.Node) -> frozenset[Asked]:
    """Every (facet, value) that the request names, in its filters or in its query."""
    in_filters = {
        (name, value) for name, chosen in request.filters.items() for value in (*chosen.include, *chosen.exclude)
    }
    in_query = {(leaf.field.value, leaf.value) for leaf in tree.leaves(query) if isinstance(leaf, tree.Facet)}
    return frozenset(in_filters | in_query)


def known_ids(asked: Iterable[Asked], analyser: Analyser) -> dict[Asked, tuple[str, ...]]:
    """Those that need no look-up: ids, and values whose id is made of their letters."""
    return {(facet, value): ids for facet, value in asked if (ids := _own_ids(facet, value, analyser))}


def _own_ids(facet: str, value: str, analyser: Analyser) -> tuple[str, ...]:
    match facet:
        case "kind":
            return (KINDS.get(fold(value), value),)
        case "phrase":
            return (analyser.fields(value).words or fold(value),)
        case "agency":
            return (label_id(value),)
        case _:
            return (value,) if _ID.fullmatch(value) else ()


def lookup_body(asked: Iterable[Asked]) -> dict[str, Any]:
    """The request that finds the facet values which could be meant."""
    return {
        "size": 0,
        "track_total_hits": False,
        "aggs": {
            str(number): {"terms": {"field": FACETS[facet], "include": label_pattern(value), "size": MAX_CANDIDATES}}
            for number, (facet, value) in enumerate(sorted(asked))
        },
    }


def read_lookup(asked: Iterable[Asked], aggregations: Mapping[str, Any]) -> dict[Asked, tuple[str, ...]]:
    """The ids behind the labels, by the nearest likeness that any candidate has."""
    found: dict[Asked, tuple[str, ...]] = {}
    for number, (facet, value) in enumerate(sorted(asked)):
        pairs = [split(bucket["key"]) for bucket in aggregations[str(number)]["buckets"]]
        found[facet, value] = choose(value, pairs)
    return found


def choose(value: str, candidates: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The ids of the (id, label) pairs that a reader means by `value`, each once.

    Those that are written the same, spelling aside; or else those that sound the same (a foreign name); or else
    those that have its words among theirs.
    """
    pairs = list(candidates)
    for alike in (_same_letters, _same_sound, _contains):
        if chosen := [key for key, label in pairs if alike(value, label)]:
            return tuple(dict.fromkeys(chosen))
    return ()


def _same_letters(value: str, label: str) -> bool:
    return "".join(fold(value).split()) == "".join(fold(label).split())


def _same_sound(value: str, label: str) -> bool:
    return "".join(_sounds(value)) == "".join(_sounds(label))


def _contains(value: str, label: str) -> bool:
    return f" {' '.join(_sounds(value))} " in f" {' '.join(_sounds(label))} "


def _sounds(name: str) -> list[str]:
    return [skeleton(fold(word)) for word in name.split()]


def split(value: str) -> tuple[str, str]:
    """The id and the label of a facet value; a value without a label is its own."""
    key, found, label = value.partition(FACET_SEPARATOR)
    return (key, label) if found else (key, key)


def label_pattern(label: str) -> str:
    """A pattern, in the engines' syntax, for facet values with these words in their label.

    It lets through all that `choose` may choose, and some more.
    """
    inner = _BETWEEN.join(_letter(char) for char in fold(label)[:_MAX_LABEL] if not char.isspace())
    return f"[^{FACET_SEPARATOR}]*{FACET_SEPARATOR}(.* )?{inner}{_BETWEEN}( .*)?"


def beginning_pattern(label: str) -> str:
    """A pattern for facet values with a word in their label that begins so, in any spelling, article or not."""
    inner = _BETWEEN.join(_letter(char) for char in fold(label)[:_MAX_LABEL] if not char.isspace())
    return f"[^{FACET_SEPARATOR}]*{FACET_SEPARATOR}(.* )?و?(ال)?{inner}.*"


def exactly(value: str) -> str:
    """A pattern for the value of a facet with this id."""
    return "".join(f"\\{char}" if char in _RESERVED else char for char in value) + f"({FACET_SEPARATOR}.*)?"


def _letter(char: str) -> str:
    """The pattern of a folded letter: all letters of its sound in all their spellings."""
    if char in _VOWELS:
        return f"[{letters_like(_VOWELS)}]?"
    sound = next((letters for letters in _SOUNDS if char in letters), char)
    spellings = letters_like(sound) or (char.upper() + char if char.isalpha() else char)
    if len(spellings) > 1:
        return f"[{spellings}]"
    return f"\\{char}" if char in _RESERVED else char


@lru_cache(maxsize=256)
def letters_like(sounds: str) -> str:
    """All Arabic letters that are folded to one of these (folded) letters."""
    return "".join(char for char in _LETTERS if fold(char) in sounds)
