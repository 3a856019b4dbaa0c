"""Marks in the text of an article the persons, places and organisations that it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from arabic.align import AlignedText
from arabic.fold import fold_aligned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FIELDS: Final = (("person", "persons"), ("place", "places"), ("org", "orgs"))
_SHORTEST: Final = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `facet` and `id` where it names somebody or something."""

    text: str
    facet: str = ""
    id: str = ""


def named_pieces(text: str, article: Mapping[str, Any]) -> list[Piece]:
    """The text cut at its names. Names are known by their place in the raw copy, and found again in the clean text.

    Whole words alone count, the longest name first, so that no link begins or ends inside a word.
    """
    aligned = fold_aligned(AlignedText.of(text))
    surfaces = dict(_surfaces(article))
    spans: list[tuple[int, int, str, str]] = []
    for surface in sorted(surfaces, key=len, reverse=True):
        facet, key = surfaces[surface]
        for start, end in _occurrences(aligned.text, surface):
            first, last = aligned.raw_span(start, end)
            if not any(first < other[1] and other[0] < last for other in spans):
                spans.append((first, last, facet, key))
    return _cut(text, sorted(spans))


def _surfaces(article: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    raw = article.get("raw") or ""
    for facet, field in reversed(_FIELDS):
        for entity in article.get(field) or []:
            for start, end in entity.get("mentions") or []:
                surface = fold_aligned(AlignedText.of(raw[start:end])).text.strip()
                if len(surface) >= _SHORTEST:
                    yield surface, (facet, entity["id"])


def _occurrences(text: str, surface: str) -> Iterator[tuple[int, int]]:
    at = text.find(surface)
    while at >= 0:
        end = at + len(surface)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            yield at, end
        at = text.find(surface, at + 1)


def _cut(text: str, spans: list[tuple[int, int, str, str]]) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for start, end, facet, key in spans:
        pieces += [Piece(text[at:start]), Piece(text[start:end], facet, key)]
        at = end
    return [piece for piece in (*pieces, Piece(text[at:])) if piece.text]
