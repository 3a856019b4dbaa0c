"""Document → what its story is recognised by: a few hundred numbers, whatever the length of the article."""

from __future__ import annotations

import sys
from array import array
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, combinations, islice
from typing import TYPE_CHECKING, Any

from rensa import RMinHash

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# 24 bands of 4 values: two texts that share 70 % of their shingles meet in 998 of 1000 cases, 30 % in 18 of 100.
BANDS, ROWS = 24, 4
_SEED = 1958
_SHINGLE = 3
_FEWEST_SHINGLES = 8
_LEAD_WORDS = 40
_MOST_TERMS = 160
_KEY_TITLE, _KEY_LEAD, _KEY_PERSONS = 6, 3, 3
# Weights are tenths of orders of magnitude below the frequency of the commonest content words.
_COMMON = 55
_UNKNOWN = 20


@dataclass(frozen=True, slots=True)
class Traits:
    """What an article is compared by. Words, names and places are 32-bit hashes, `day` an ordinal or None.

    `terms` are the lemmas that say something and how much each says, those of the title first, then those of the
    lead; `titles` and `leads` count these. `signature` is empty where a text is too short to be a copy. `keys` are the
    64-bit numbers under which candidates are found; what is remembered of an earlier article comes without them.
    """

    article: str
    kind: str
    day: int | None
    terms: dict[int, int]
    titles: int
    leads: int
    persons: frozenset[int]
    places: frozenset[int]
    agencies: frozenset[int]
    dateline: int | None
    signature: tuple[int, ...]
    keys: tuple[int, ...] = field(default=(), compare=False)

    @property
    def title(self) -> dict[int, int]:
        return dict(islice(self.terms.items(), self.titles))

    @property
    def lead(self) -> dict[int, int]:
        return dict(islice(self.terms.items(), self.leads))


def traits_of(document: Mapping[str, Any], frequent: Mapping[str, int]) -> Traits:
    """The traits of a document as it is made for the index; `frequent` is ten times the Zipf frequency of words."""
    title, body = _words(document, "title"), _words(document, "body")
    weights: dict[int, int] = {}
    titles = _weigh(title, weights, frequent)
    leads = _weigh(islice(body, _LEAD_WORDS), weights, frequent)
    _weigh(body, weights, frequent)
    fixed = dict(islice(weights.items(), leads))
    rest = sorted(islice(weights.items(), leads, None), key=lambda term: -term[1])[: max(0, _MOST_TERMS - leads)]
    published, dateline = document["published"], document["dateline"]
    traits = Traits(
        article=document["id"],
        kind=document["kind"],
        day=date.fromisoformat(published).toordinal() if published else None,
        terms=fixed | dict(rest),
        titles=titles,
        leads=leads,
        persons=frozenset(map(_short, document["person_ids"][:30])),
        places=frozenset(map(_short, document["place_ids"][:20])),
        agencies=frozenset(map(_short, document["agency_ids"][:10])),
        dateline=_short(dateline["id"]) if dateline else None,
        signature=_signature([lemma for _, lemma in body]),
    )
    return replace(traits, keys=_keys(traits))


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The estimated share of shingles that two texts have in common; 0 where one is too short to say."""
    if not one or not other:
        return 0.0
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def pack(traits: Traits) -> bytes:
    """The traits as bytes, the same on every machine; article, kind and day are kept beside them."""
    groups = [
        [traits.titles, traits.leads, traits.dateline or 0, int(traits.dateline is not None)],
        list(traits.terms), list(traits.terms.values()),
        sorted(traits.persons), sorted(traits.places), sorted(traits.agencies), list(traits.signature),
    ]  # fmt: skip
    numbers = array("I", [len(group) for group in groups] + list(chain.from_iterable(groups)))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def unpack(article: str, kind: str, day: int | None, data: bytes) -> Traits:
    """The opposite of `pack`."""
    numbers = array("I", data)
    if sys.byteorder == "big":
        numbers.byteswap()
    rest = iter(numbers[7:])
    (titles, leads, dateline, has_dateline), terms, weights, persons, places, agencies, signature = (
        tuple(islice(rest, count)) for count in numbers[:7]
    )
    return Traits(
        article, kind, day, dict(zip(terms, weights, strict=True)), titles, leads,
        frozenset(persons), frozenset(places), frozenset(agencies), dateline if has_dateline else None, signature,
    )  # fmt: skip


def _keys(traits: Traits) -> tuple[int, ...]:
    """A key for each band of the signature and for each pair of telling words and names."""
    bands = (traits.signature[at : at + ROWS] for at in range(0, len(traits.signature), ROWS))
    title, lead = traits.title, traits.lead
    telling = [*_rarest(title, _KEY_TITLE), *_rarest({k: lead[k] for k in lead.keys() - title}, _KEY_LEAD)]
    tokens = sorted({*telling, *sorted(traits.persons)[:_KEY_PERSONS]})
    found = [_long("band", number, *band) for number, band in enumerate(bands)]
    return tuple(dict.fromkeys(found + [_long("pair", *pair) for pair in combinations(tokens, 2)]))


def _rarest(terms: Mapping[int, int], count: int) -> list[int]:
    return sorted(terms, key=lambda term: (-terms[term], term))[:count]


def _words(document: Mapping[str, Any], field: str) -> list[tuple[str, str]]:
    """The words of a text without clitics, each with its lemma."""
    return list(zip(document[f"{field}_word"].split(), document[f"{field}_lemma"].split(), strict=False))


def _weigh(words: Iterable[tuple[str, str]], weights: dict[int, int], frequent: Mapping[str, int]) -> int:
    """Add the lemmas that say something, each at its commonest form's weight; how many there are by now."""
    for word, lemma in words:
        known = max(_frequency(word, frequent), _frequency(lemma, frequent))
        if known < _COMMON:
            key = _short(lemma)
            weights[key] = min(weights.get(key, _COMMON), _COMMON - known)
    return len(weights)


def _frequency(word: str, frequent: Mapping[str, int]) -> int:
    return max(frequent.get(word, _UNKNOWN), frequent.get("ال" + word, _UNKNOWN))


def _signature(lemmas: list[str]) -> tuple[int, ...]:
    shingles = [" ".join(lemmas[at : at + _SHINGLE]) for at in range(len(lemmas) - _SHINGLE + 1)]
    if len(shingles) < _FEWEST_SHINGLES:
        return ()
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    sketch.update(shingles)
    return tuple(sketch.digest())


@lru_cache(maxsize=100_000)
def _short(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big")


def _long(*parts: object) -> int:
    """A key that fits a database's signed 64-bit integers."""
    return int.from_bytes(blake2b(repr(parts).encode(), digest_size=8).digest(), "big", signed=True)
