"""A query as a tree. The same tree serves search, alerts and the line that tells readers how they were understood.

Node = Everything | Words | Phrase | Prefix | Facet | Dated | Scoped | All | Any | Not
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from search.vocabulary import Field

Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Everything:
    """No condition at all."""


@dataclass(frozen=True, slots=True)
class Word:
    """One run of letters as typed; `exact` asks for it as written."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Words side by side: most of them are wanted, all of them help."""

    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order, with at most `slop` other words between; `exact` asks for them as written."""

    text: str
    exact: bool = False
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so."""

    text: str


@dataclass(frozen=True, slots=True)
class Facet:
    """Articles under a facet value, given by its id or by its label in any spelling."""

    field: Field
    value: str


@dataclass(frozen=True, slots=True)
class Dated:
    """Articles published since, until or on a date or period; `at` is where the reader wrote it."""

    field: Field
    value: str
    at: Span


@dataclass(frozen=True, slots=True)
class Scoped:
    """The part looks at one text field only."""

    field: Field
    part: Node


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Node


Node: TypeAlias = Everything | Words | Phrase | Prefix | Facet | Dated | Scoped | All | Any | Not


def children(node: Node) -> tuple[Node, ...]:
    """The parts directly below a node."""
    match node:
        case All(parts) | Any(parts):
            return parts
        case Not(part) | Scoped(_, part):
            return (part,)
        case _:
            return ()


def leaves(node: Node) -> list[Node]:
    """The nodes without parts, in reading order."""
    below = children(node)
    return [leaf for part in below for leaf in leaves(part)] if below else [node]
