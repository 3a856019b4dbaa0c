"""What Arabic writes onto a word, and every way to take it off. Nothing here knows which ways are right.

    و + ب + ال + حكومة + —    proclitics stack before the word; `heads` lists the ways to cut them
    بيان + ات + هم            number and pronoun after it; `tails` lists the ways to cut those

All strings are plain letters (`arabic.words.letters`): ة stands as ه, hamza seats as ء. Costs are decimal orders
of magnitude: how much rarer a word is with the affix than without. They were read off frequencies of words that
can only be cut in one way (والولايات, للحكومة, بضمانات) beside those of the bare words.
"""

from __future__ import annotations

from dataclasses import dataclass

SHORTEST = 2
"""What is left after a cut has at least so many letters."""


@dataclass(frozen=True, slots=True)
class Head:
    """Proclitics in order, as grammar names them, what is left of the word, and what the cut costs."""

    prefixes: tuple[str, ...]
    rest: str
    cost: float

    @property
    def definite(self) -> bool:
        return "ال" in self.prefixes


@dataclass(frozen=True, slots=True)
class Tail:
    """Suffixes in order, the word restored to the form that it has without them, and what the cut costs."""

    suffixes: tuple[str, ...]
    stem: str
    cost: float


_CONJUNCTIONS = {"": 0.0, "و": 1.1, "ف": 2.0}
_PREPOSITIONS = {"": 0.0, "ب": 1.3, "ل": 1.4, "ك": 2.3}
_FUTURE, _FUTURE_COST = "س", 1.5
_ARTICLE_COST = 0.2
_QUESTION_COST = 3.0


def _all_prefixes() -> dict[str, tuple[tuple[str, ...], float]]:
    found: dict[str, tuple[tuple[str, ...], float]] = {}
    for conjunction, first in _CONJUNCTIONS.items():
        for preposition, second in _PREPOSITIONS.items():
            parts = tuple(part for part in (conjunction, preposition) if part)
            cost = first + second
            found["".join(parts)] = (parts, cost)
            written = conjunction + ("لل" if preposition == "ل" else preposition + "ال")
            found[written] = ((*parts, "ال"), cost + _ARTICLE_COST)
        future = (*filter(None, [conjunction]), _FUTURE)
        found["".join(future)] = (future, first + _FUTURE_COST)
    found["اال"] = (("أ", "ال"), _QUESTION_COST)
    del found[""]
    return found


_PREFIXES = _all_prefixes()
_LONGEST_PREFIX = max(map(len, _PREFIXES))

# suffix, what stands in its place in the bare form, the parts by name, cost
_PRONOUNS = {"ه": 0.9, "ها": 0.9, "هم": 1.1, "نا": 1.4, "ي": 1.5, "ك": 1.8, "هما": 2.0, "كم": 1.8, "هن": 2.3, "كن": 2.8,
             "كما": 3.0, "ني": 1.8}  # fmt: skip
_NUMBERS: tuple[tuple[str, tuple[str, ...], str, float], ...] = (
    ("ات", ("ه", ""), "ات", 0.5),
    ("يات", ("ي", "يه"), "ات", 0.6),
    ("وات", ("", "ه"), "ات", 1.2),
    ("ون", ("", "ي"), "ون", 0.7),
    ("ين", ("", "ي"), "ين", 0.6),
    ("ان", ("",), "ان", 0.9),
    ("تين", ("ه",), "ين", 0.8),
    ("تان", ("ه",), "ان", 1.0),
    ("وا", ("",), "وا", 0.9),
    ("تا", ("ه", ""), "ا", 1.5),
    ("تي", ("ه",), "ي", 1.5),
    ("ت", ("", "ي", "ا"), "ت", 0.8),
    ("ا", ("",), "ا", 0.8),
    ("و", ("",), "و", 1.3),
    ("ي", ("",), "ي", 1.6),
    ("ه", ("",), "ة", 0.7),
    ("تم", ("",), "تم", 2.0),
    ("ن", ("",), "ن", 1.8),
    ("نا", ("",), "نا", 1.4),
)


def _pronoun_cuts() -> list[tuple[str, str, tuple[str, ...], float]]:
    cuts: list[tuple[str, str, tuple[str, ...], float]] = []
    for pronoun, cost in _PRONOUNS.items():
        cuts += [(pronoun, "", (pronoun,), cost), ("ت" + pronoun, "ه", (pronoun,), cost)]
        if pronoun not in {"ي", "ني"}:
            cuts += [
                ("ا" + pronoun, "ي", (pronoun,), cost + 0.3),
                ("و" + pronoun, "وا", ("وا", pronoun), cost + 0.9),
                ("و" + pronoun, "", ("و", pronoun), cost + 1.2),
                ("ي" + pronoun, "", ("ي", pronoun), cost + 1.0),
                ("تي" + pronoun, "ه", ("ي", pronoun), cost + 1.6),
            ]
    return cuts


def _by_ending(
    cuts: list[tuple[str, str, tuple[str, ...], float]],
) -> dict[str, list[tuple[str, tuple[str, ...], float]]]:
    table: dict[str, list[tuple[str, tuple[str, ...], float]]] = {}
    for ending, restored, parts, cost in cuts:
        table.setdefault(ending, []).append((restored, parts, cost))
    return table


_PRONOUN_CUTS = _by_ending(_pronoun_cuts())
_BEFORE_PRONOUNS = frozenset({"ات", "ون", "ين", "ت", "وا", "ا"})
# ة becomes ت before any suffix, so that a ه there is one of the few that are root letters.
_AFTER_HA = 1.5
_LONGEST_SUFFIX = max(map(len, _PRONOUN_CUTS))
_NUMBER_CUTS = _by_ending(
    [(ending, restored, (name,), cost) for ending, forms, name, cost in _NUMBERS for restored in forms]
)


def heads(key: str) -> list[Head]:
    """Every way to cut proclitics off a word; the word as it stands is not among them."""
    found = []
    for length in range(1, min(_LONGEST_PREFIX, len(key) - SHORTEST) + 1):
        known = _PREFIXES.get(key[:length])
        if known and (known[0][-1] != _FUTURE or key[length] in "يتنا"):
            found.append(Head(known[0], key[length:], known[1]))
    return found


def tails(key: str, *, definite: bool = False) -> list[Tail]:
    """Every way to cut number and pronoun off a word; a word with the article carries no pronoun."""
    found = _cut(key, _NUMBER_CUTS)
    if definite:
        return found
    for outer in _cut(key, _PRONOUN_CUTS):
        found.append(outer)
        found += [
            Tail((*inner.suffixes, *outer.suffixes), inner.stem, inner.cost + outer.cost)
            for inner in _cut(outer.stem, _NUMBER_CUTS)
            if inner.suffixes[0] in _BEFORE_PRONOUNS
        ]
    return found


def repairs(key: str) -> list[str]:
    """Spellings with the hamza that careless writing leaves out: وزرا, شاطيء, دايما."""
    found = []
    if key.endswith(("ا", "و")):
        found.append(key + "ء")
    if key.endswith("يء"):
        found.append(key[:-2] + "ء")
    if "اي" in key[:-1]:
        found.append(key.replace("اي", "اء", 1))
    return found


def _cut(key: str, table: dict[str, list[tuple[str, tuple[str, ...], float]]]) -> list[Tail]:
    longest = min(_LONGEST_SUFFIX, len(key) - SHORTEST)
    return [
        Tail(parts, key[:-length] + restored, cost + (_AFTER_HA if not restored and key[-length - 1] == "ه" else 0.0))
        for length in range(1, longest + 1)
        for restored, parts, cost in table.get(key[-length:], ())
    ]
