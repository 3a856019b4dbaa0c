"""The headline: found once although it is printed twice, and freed of what the wire puts before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from arabic.fold import fold_text
from indexer.parse.lexicon import key

if TYPE_CHECKING:
    from collections.abc import Collection

    from arabic.align import AlignedText
    from indexer.parse.lexicon import Lexicon

_FLASH = re.compile(
    r"^[\W_]*(?:خبر\s+)?(?:عاجل(?:\s+جدا)?|urgent|breaking(?:\s+news)?|flash)(?:\s*[\])]|\s*[|:：/\\–—!.،…-]+|\s*$)[\s|:–—-]*",
    re.IGNORECASE,
)
_UPDATE = re.compile(r"^[\W_]*(?:تحديث|محدث|updated?)(?:\s*\d+)?\s*[:：|)\]–—/-][\s|:–—-]*", re.IGNORECASE)
_FLASH_BRACKET = re.compile(r"\s*[(\[|–-]\s*عاجل\s*[)\]]?\s*$")
_SECTION = re.compile(
    r"^(?:سياسي|اقتصادي|رياضي|ثقافي|عام|اجتماعي|محلي|دولي|علمي|صحي|طقس|سياسة|اقتصاد|رياضة|ثقافة|محليات|دوليات|منوعات)\s*/{1,2}\s*"
)
_ELLIPSIS = ("...", "…", "..")
_SAME = 0.86
_LONGEST_COMPARED = 400
_LEAST_LETTERS = 8


@dataclass(frozen=True, slots=True)
class Headline:
    """A printed headline: the clean one, and where in its line it stands.

    `flash` says that it is marked عاجل; `slug` is the headline with any other mark of the wire (تحديث 2: …).
    """

    text: AlignedText
    slug: str
    flash: bool
    cut_before: int
    cut_after: int


def read_headline(line: AlignedText, lexicon: Lexicon) -> Headline:
    """A headline without the marks of the wire, the section of the paper and the name of the site.

    A headline that begins with تصحيح or إلغاء keeps it: without it, it would say the opposite.
    """
    flash = _FLASH.match(line.text)
    start, end = flash.end() if flash else 0, len(line)
    closing = _FLASH_BRACKET.search(line.text)
    if closing is not None and closing.start() > start:
        end = closing.start()
    slug = line.text[start:end]
    for mark in (_UPDATE, _SECTION):
        found = mark.match(line.text[start:end])
        start += found.end() if found is not None and found.end() < end - start else 0
    end = _before_site(line.text, start, end, lexicon)
    return Headline(line[start:end].strip(), slug, flash is not None or closing is not None, start, end)


def _before_site(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Where the name of the site begins that page titles end with (… | اليوم السابع)."""
    at = max(text.rfind(sign, start, end) for sign in ("|", "»", " — "))
    if at <= start:
        return end
    return at if lexicon.agency(text[at + 1 : end].strip(" —")) is not None else end


def without_outlet(headline: AlignedText, agencies: Collection[str], lexicon: Lexicon) -> AlignedText:
    """The headline without the outlet behind its last dash, if the article is that outlet's own: none quotes itself."""
    head, _, tail = headline.text.rpartition(" - ")
    name = lexicon.agency(tail.split(",")[0].strip())
    known = name is not None and {name, lexicon.mains.get(name, name)} & {*agencies}
    return headline[: len(head)].strip() if head and known else headline


def is_flash_marker(line: str) -> bool:
    """Whether a line says عاجل and nothing else."""
    marker = _FLASH.match(line)
    return marker is not None and not any(char.isalnum() for char in line[marker.end() :])


def same_headline(one: str, other: str) -> bool:
    """Whether two lines print one headline: in another spelling, with another dash, or one of them cut short."""
    first, second = key(one), key(other)
    if not first or not second:
        return False
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    clipped = one if len(first) < len(second) else other
    if clipped.endswith(_ELLIPSIS) and len(short) >= _LEAST_LETTERS and long.startswith(short):
        return True
    if len(short) < _LEAST_LETTERS or len(long) > _LONGEST_COMPARED or len(short) < _SAME * len(long) - 2:
        return False
    matcher = SequenceMatcher(None, fold_text(one), fold_text(other), autojunk=False)
    return matcher.quick_ratio() >= _SAME and matcher.ratio() >= _SAME


def best_first(copies: list[AlignedText]) -> tuple[AlignedText, ...]:
    """The copies of a headline, whole ones before those that are cut short."""
    return tuple(sorted(copies, key=lambda copy: copy.text.endswith(_ELLIPSIS)))
