"""From what a reader calls a facet value to its id.

An id is taken as it stands. A label is looked up among the values of the facet in any spelling: the engine is asked
for those that could be it, by a pattern in which each letter stands for all its spellings.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from arabic.fold import fold
from mappings.fields import FACET_SEPARATOR, FACETS
from search import tree
from search.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from arabic.analysis import Analyser
    from search.request import SearchRequest

Asked = tuple[str, str]

MAX_VALUES: Final = 20
_MAX_LABEL: Final = 60
_ID: Final = re.compile(r"[a-z]{1,8}:\S+|[a-z0-9][a-z0-9_./-]*")
_RESERVED: Final = frozenset('.?+*|{}[]()"\\#@&<>~^$-')
_ARABIC_BLOCK: Final = range(0x0621, 0x06D4)


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
            return ("".join(fold(value).split()),)
        case _:
            return (value,) if _ID.fullmatch(value) else ()


def lookup_body(asked: Iterable[Asked]) -> dict[str, Any]:
    """The request that finds the facet values which could be meant."""
    return {
        "size": 0,
        "track_total_hits": False,
        "aggs": {
            str(number): {"terms": {"field": FACETS[facet], "include": label_pattern(value), "size": MAX_VALUES}}
            for number, (facet, value) in enumerate(sorted(asked))
        },
    }


def read_lookup(asked: Iterable[Asked], aggregations: Mapping[str, Any]) -> dict[Asked, tuple[str, ...]]:
    """The ids behind the labels: of values with this very name, or else of those whose name contains it."""
    found: dict[Asked, tuple[str, ...]] = {}
    for number, (facet, value) in enumerate(sorted(asked)):
        pairs = [split(bucket["key"]) for bucket in aggregations[str(number)]["buckets"]]
        same = [key for key, label in pairs if fold(label) == fold(value)]
        found[facet, value] = tuple(dict.fromkeys(same or [key for key, _ in pairs]))
    return found


def split(value: str) -> tuple[str, str]:
    """The id and the label of a facet value; a value without a label is its own."""
    key, found, label = value.partition(FACET_SEPARATOR)
    return (key, label) if found else (key, key)


def label_pattern(label: str) -> str:
    """A pattern, in the engines' syntax, for facet values whose label has these words, in any spelling."""
    words = "".join(_letter(char) for char in " ".join(fold(label).split())[:_MAX_LABEL])
    return f"[^{FACET_SEPARATOR}]*{FACET_SEPARATOR}(.* )?{words}( .*)?"


def exactly(value: str) -> str:
    """A pattern for the value of a facet with this id."""
    return "".join(f"\\{char}" if char in _RESERVED else char for char in value) + f"({FACET_SEPARATOR}.*)?"


def _letter(char: str) -> str:
    spellings = _spellings().get(char, char.upper() + char if char.isalpha() else char)
    if len(spellings) > 1:
        return f"[{spellings}]"
    return f"\\{char}" if char in _RESERVED else char


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    """For each folded letter, all that are folded to it."""
    found: dict[str, str] = {}
    for char in map(chr, _ARABIC_BLOCK):
        if len(folded := fold(char)) == 1:
            found[folded] = found.get(folded, "") + char
    return found
