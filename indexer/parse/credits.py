"""Agencies credited elsewhere than in the dateline: source lines, signatures, rights lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from indexer.parse.lexicon import Lexicon

SOURCE = re.compile(r"[\s\W]*(?:المصدر|المصادر|مصدر الخبر|source)\s*[:：|]\s*(?P<names>.{1,120})", re.IGNORECASE)
_SPLIT = re.compile(r"\s*[+،,/|&–—-]+\s*|\s+و(?=\S)|\s+\+\s+")
_CLOSING = re.compile(r"(?<=[.؟!»\"”])\s*[(\[/]\s*([^()\[\]/.]{2,30}?)\s*[)\]/]\s*\.?$")
_GENERIC = frozenset(
    ("وكالات", "الوكالات", "مواقع", "وكالة", "صحف", "خاص", "متابعات", "مواقع إلكترونية", "وسائل إعلام")
)
_NAME_WORDS = 4
_PARTS = re.compile(r"\s*[©®|/–—:()\[\]،,-]+\s*|\s+-\s+|\s*\b(?:19|20)\d\d\b\s*")
_SIGNED = frozenset(("agency_signature", "rights", "more_at"))


def sources(line: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The agencies of a line such as "المصدر: RT + تسنيم", in their clean form."""
    match = SOURCE.fullmatch(line.strip())
    if match is None:
        return ()
    whole = match["names"].strip(" .")
    names = [whole] if lexicon.agency(whole) is not None else _SPLIT.split(whole)
    return tuple(
        lexicon.agency(name) or name
        for name in (part.strip(" .") for part in names)
        if name and name not in _GENERIC and len(name.split()) <= _NAME_WORDS
    )


def closing_credit(paragraph: str, lexicon: Lexicon) -> int | None:
    """Where a credit in brackets begins that closes a paragraph after its full stop; None if there is none."""
    match = _CLOSING.search(paragraph[-60:])
    if match is None or lexicon.agency(match.group(1)) is None:
        return None
    return max(0, len(paragraph) - 60) + match.start()


def signed(noise: Iterable[tuple[str, str]], lexicon: Lexicon) -> tuple[str, ...]:
    """The known agencies that sign an article at its end: the first that any signature or rights line names."""
    for rule, text in noise:
        if rule not in _SIGNED:
            continue
        for part in _PARTS.split(text):
            name = lexicon.agency(part.strip(" ."))
            if name is not None:
                return (name,)
    return ()
