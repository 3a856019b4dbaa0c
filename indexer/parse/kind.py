"""What a piece of copy is to its story, as far as the piece itself tells."""

from __future__ import annotations

from functools import cache, reduce
from typing import TYPE_CHECKING, NamedTuple

from arabic.fold import fold_text
from articles.stages import Kind
from indexer.parse.patterns import compiled, rows

if TYPE_CHECKING:
    import re

_LEAD = 400


class _Sign(NamedTuple):
    kind: Kind
    part: str
    pattern: re.Pattern[str]


def kind_of(title: str, body: str, *, flash: bool) -> Kind:
    """The kind of an article. `flash` says that it is marked عاجل; a correction or kill of a flash is none.

    An update is told only where the headline says that something known has moved on: a marker, a toll that rose,
    a death confirmed. Whether an article follows up another one is for the identity of stories to find.
    """
    parts = {"title": fold_text(title), "lead": fold_text(body[:_LEAD])}
    kind = next((sign.kind for sign in _signs() if sign.pattern.search(parts[sign.part])), Kind.STORY)
    return Kind.FLASH if flash and kind not in {Kind.KILL, Kind.CORRECTION} else kind


@cache
def _signs() -> tuple[_Sign, ...]:
    names: dict[str, str] = {}
    signs: list[_Sign] = []
    for name, part, pattern in rows("kinds.tsv"):
        if part == "=":
            names[name] = pattern
            continue
        whole = reduce(lambda text, known: text.replace(f"{{{known}}}", names[known]), names, pattern)
        signs.append(_Sign(Kind(name), part, compiled(whole)))
    return tuple(signs)
