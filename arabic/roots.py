"""The root of a dictionary form, where the lexicon bears it out. For the `root` level only: it joins a lot.

A pattern such as مفاعلة fits many words by chance; it counts when its three root letters are a word of the
dictionary themselves, as the verb nearly always is. A relative adjective (لبناني) has the root of what it relates to.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from arabic.lexicon import Lexicon

_PATTERNS = """
    استفعال استفعاله مستفعل استفعل افتعال مفتعل افتعل انفعال منفعل انفعل متفاعل متفعل تفاعل تفعيل تفعله مفاعله مفاعل
    مفعول مفعال مفعله مفعل فاعول فاعله فاعل فعاله فعال فعيله فعيل فعوله فعول فعلان فعلاء افعال افعاله افعله افعل تفعل
    فعله فعل
"""
_ROOT_LENGTH = 3


@cache
def _by_length() -> dict[int, list[tuple[tuple[int, int, int], tuple[tuple[int, str], ...]]]]:
    """Patterns by length: where the root letters stand, and which letter stands where beside them."""
    table: dict[int, list[tuple[tuple[int, int, int], tuple[tuple[int, str], ...]]]] = {}
    for pattern in _PATTERNS.split():
        first = pattern.index("ف")
        middle = pattern.index("ع", first)
        last = pattern.index("ل", middle)
        fixed = tuple((at, letter) for at, letter in enumerate(pattern) if at not in (first, middle, last))
        table.setdefault(len(pattern), []).append(((first, middle, last), fixed))
    return table


def root_of(lemma: str, lexicon: Lexicon) -> str | None:
    """Three root letters of a lemma in plain letters, the word behind a relative adjective, or None."""
    if root := _fits(lemma, lexicon):
        return root
    for ending in ("يه", "ي"):
        base = lemma.removesuffix(ending)
        if base != lemma and len(base) >= _ROOT_LENGTH:
            for form in (base, base + "ه", base + "ا"):
                if entry := lexicon.get(form):
                    return _fits(entry.lemma, lexicon) or entry.lemma
    return None


def _fits(lemma: str, lexicon: Lexicon) -> str | None:
    for (first, middle, last), fixed in _by_length().get(len(lemma), ()):
        if all(lemma[at] == letter for at, letter in fixed):
            root = lemma[first] + lemma[middle] + lemma[last]
            entry = lexicon.get(root)
            if entry and not entry.is_name:
                return root
    return None
