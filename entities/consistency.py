"""A second look at a whole document: what is a name in one sentence is a name in the others.

A surname after the full name, a name with a particle before it, an organisation named again: the tagger sees one
sentence at a time and misses some of them. Only words that it left unlabelled are changed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from arabic.fold import fold
from entities.clitics import readings
from entities.corpus import spans

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_OUTSIDE = "O"
_MIN_SURNAME, _MIN_SINGLE = 3, 4
_EVERYDAY = 48
_LONGEST = 8


@dataclass(slots=True)
class _Known:
    """Names of the document: whole phrases by type, and surnames with what speaks for them."""

    phrases: dict[tuple[str, ...], Counter[str]] = field(default_factory=dict)
    surnames: Counter[str] = field(default_factory=Counter)


def consistent(
    document: Sequence[Sequence[str]], labels: Sequence[Sequence[str]], frequent: Mapping[str, int]
) -> list[list[str]]:
    """Labels for all sentences of a document, with names repeated where the words are; `frequent` as in Knowledge."""
    keys = [[fold(word) or word for word in words] for words in document]
    known = _learn(keys, labels)
    result = [list(row) for row in labels]
    for words, row in zip(keys, result, strict=True):
        _repeat_phrases(words, row, known, frequent)
        _repeat_surnames(words, row, known, frequent)
    return result


def _learn(document: Sequence[Sequence[str]], labels: Sequence[Sequence[str]]) -> _Known:
    known = _Known()
    for words, row in zip(document, labels, strict=True):
        for span in spans(list(row)):
            phrase = tuple(words[span.start : span.end])
            if len(phrase) <= _LONGEST:
                known.phrases.setdefault(phrase, Counter())[span.type] += 1
            if span.type == "PERS" and len(phrase[-1]) >= _MIN_SURNAME:
                strong = 2 if len(phrase) > 1 else int(len(phrase[-1]) >= _MIN_SINGLE)
                known.surnames[phrase[-1]] += strong
    return known


def _repeat_phrases(words: Sequence[str], row: list[str], known: _Known, frequent: Mapping[str, int]) -> None:
    for at in range(len(words)):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            if all(label == _OUTSIDE for label in row[at : at + length]):
                kind = _phrase_type(words[at : at + length], known, frequent)
                if kind:
                    row[at : at + length] = [f"B-{kind}"] + [f"I-{kind}"] * (length - 1)
                    break


def _phrase_type(words: Sequence[str], known: _Known, frequent: Mapping[str, int]) -> str | None:
    for reading in readings(words[0]):
        types = known.phrases.get((reading.stem, *words[1:]))
        if not types:
            continue
        kind, count = types.most_common(1)[0]
        if len(words) > 1 or (kind != "PERS" and count > 1 and frequent.get(reading.stem, 0) < _EVERYDAY):
            return kind
    return None


def _repeat_surnames(words: Sequence[str], row: list[str], known: _Known, frequent: Mapping[str, int]) -> None:
    for at, key in enumerate(words):
        if row[at] != _OUTSIDE:
            continue
        for reading in readings(key):
            if known.surnames[reading.stem] > 1 and frequent.get(key, 0) < _EVERYDAY:
                inside = at > 0 and row[at - 1].endswith("PERS") and not reading.cut
                row[at] = "I-PERS" if inside else "B-PERS"
                break
