"""Labelled text in CoNLL columns: a word and its label on each line, an empty line after each sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TYPES = ("PERS", "LOC", "ORG", "MISC")
_NAMES = {"PER": "PERS", "GPE": "LOC", "FAC": "LOC", "MIS": "MISC", "EVENT": "MISC", "PRODUCT": "MISC", "LAW": "MISC"}
_OUTSIDE = "O"
_MAX_SENTENCE = 120


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words as written and a label for each: B-, I- with one of TYPES, or O; `origin` names another corpus."""

    words: tuple[str, ...]
    labels: tuple[str, ...]
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Words `start` to `end` of a sentence name something of a type."""

    start: int
    end: int
    type: str


def read_conll(path: Path, *, origin: str = "") -> list[Sentence]:
    """The sentences of a file; a sentence also ends at a full stop once it is long, as some corpora mark none."""
    result: list[Sentence] = []
    pairs: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        cells = line.split()
        if len(cells) > 1:
            pairs.append((cells[0], _label(cells[-1])))
        if pairs and (len(cells) < len(("word", "label")) or _full(pairs)):
            result.append(_sentence(pairs, origin))
            pairs = []
    return [*result, _sentence(pairs, origin)] if pairs else result


def _full(pairs: list[tuple[str, str]]) -> bool:
    return len(pairs) >= _MAX_SENTENCE and pairs[-1][0] in {".", "،", ","}


def _sentence(pairs: list[tuple[str, str]], origin: str) -> Sentence:
    return Sentence(tuple(word for word, _ in pairs), tuple(label for _, label in pairs), origin)


def _label(label: str) -> str:
    """Labels of the corpora on the four types; kinds of the AQMAR articles (MIS0 to MIS9) are all MISC."""
    prefix, _, name = label.partition("-")
    name = "MISC" if name.startswith(("MIS", "ENGLISH")) else _NAMES.get(name, name)
    return f"{prefix}-{name}" if name in TYPES else _OUTSIDE


def spans(labels: tuple[str, ...] | list[str]) -> list[Span]:
    """Named spans; an I- label that continues nothing begins a span, as conlleval has it."""
    found: list[Span] = []
    start, kind = 0, ""
    for at, label in enumerate([*labels, _OUTSIDE]):
        prefix, _, name = label.partition("-")
        if kind and (prefix != "I" or name != kind):
            found.append(Span(start, at, kind))
            kind = ""
        if prefix in {"B", "I"} and not kind:
            start, kind = at, name
    return found
