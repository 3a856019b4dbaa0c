"""The start of a line, cut into the segments that a dateline can be made of, each with what is known of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from arabic.dates import Doubt, Expression, Notation, scan
from arabic.dates.model import Point, Relative, Unit
from indexer.parse.lexicon import looks_like_outlet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.parse.lexicon import Lexicon

HEAD = 240
NAME_WORDS, NAME_LETTERS = 5, 40
_MOST_SEGMENTS = 12
_BYLINE_WORDS = 4
_PAIR_WORDS = 6
_LAST_DAY, _LAST_MONTH = 31, 12
_SIGN = re.compile(r"[()\[\]{}/|\\–—―:«»؛،,•·=*_]+|(?<=\s)-+|-+(?=\s|$)|--+|-(?=\()|(?<=\))-|(?<=[^\W\d_]{2})\.(?=\s)")
_ZONE = r"(?:بتوقيت\s+\S+|صباحا|صباحًا|مساء|مساءً|ص|م|ت\s?م|AM|PM|am|pm|جمت|غ)"
_TIME = re.compile(
    rf"(?:الساعة\s*)?(?:\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?(?!\d|[./-]\d)(?:\s*{_ZONE})?|\d{{4}}\s+(?:جمت|غ))"
    r"(?:\s*(?:GMT|UTC|GST|جمت))?(?=[\s\W]|$)"
)
_SHORT_DATE = re.compile(r"(?<![\d/.:-])(\d{1,2})(?P<sign>\s-\s|[/-]|\s/\s)(\d{1,2})(?![\d.:/]|\s?-\s?\d)")
_BYLINE = re.compile(
    r"(?:كتبت?|بقلم|أعدته?|أعده|مراسلتنا|مراسلنا|مراسل[ةت]?|تقرير|حوار|تحقيق|حاوره|حاورها|من)\s*[:：/]\s*"
    r"(?P<name>[^\W\d_][^/|()\n:–—،]{2,40}?)\s*(?=$|[/|()–—،]|\s-)"
)
_DESK = re.compile(r"(?:تحرير|إعداد|ترجمة)\s+(?P<name>[^\W\d_]+(?:\s+[^\W\d_]+){1,3})(?=\s*[)/|])")
_FILLERS = re.compile(
    r"(?:(?:في|فى|يوم|بتاريخ|ا?لموافق|من|م|هـ|ه|ء|ل|و|خاص|خاصة|الساعة|ميلادي|ميلادية|هجري|مساء|صباح|ظهر|متابعات?|"
    r"وكالات|مراسل(?:نا|تنا|ة|و|ي)?|موفد(?:نا|تنا)?|الوكالات|رصد|نقلا عن|عن|GST|نشر|نشرت?|آخر تحديث)(?=\s|$)\s*)+"
)
_TRAILING_FILLERS = re.compile(r"(?:\s+(?:في|فى|يوم|بتاريخ|الموافق|من|م|هـ|ه|و|خاص))+$")
_PAIRED = re.compile(r"\s*-\s*|\s+")


class Role(StrEnum):
    """What a segment is in a dateline. An `OUTLET` is built like the name of an agency that is not known."""

    DATE = "date"
    TIME = "time"
    BYLINE = "byline"
    AGENCY = "agency"
    OUTLET = "outlet"
    PLACE = "place"
    COUNTRY = "country"
    FILLER = "filler"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Segment:
    """What stands between two signs: from `start` to before `end` of the line, with the signs on either side.

    `is_outlet` says that a place is the name of a paper too (الرياض).
    """

    role: Role
    start: int
    end: int
    text: str
    before: str = ""
    after: str = ""
    date: Expression | None = None
    is_outlet: bool = False

    @property
    def enclosed(self) -> bool:
        """Whether it stands in brackets, guillemets or slashes."""
        return (self.before[-1:], self.after[:1]) in {("(", ")"), ("[", "]"), ("/", "/"), ("«", "»"), ("|", "|")}

    @property
    def is_short(self) -> bool:
        """Whether it is no longer than a name."""
        return len(self.text.split()) <= NAME_WORDS and len(self.text) <= NAME_LETTERS


def segments(line: str, lexicon: Lexicon) -> list[Segment]:
    """The head of a line, cut at signs and around dates, times and bylines."""
    head = line[:HEAD]
    found: list[Segment] = []
    at = 0
    for known in sorted(_known(head), key=lambda segment: segment.start):
        found.extend(_between(head, at, known.start, lexicon))
        found.append(known)
        at = known.end
    found.extend(_between(head, at, len(head), lexicon))
    return [_with_signs(head, found, index) for index in range(min(len(found), _MOST_SEGMENTS))]


def is_full_date(segment: Segment) -> bool:
    """Whether a segment is a date that names its month in words, or its year: not a weekday, not 21 - 2."""
    written = segment.date.written if segment.date is not None else None
    return isinstance(written, Point) and (written.year is not None or written.doubt is not Doubt.VAGUE)


def _known(head: str) -> list[Segment]:
    """Bylines, dates and times; of two that overlap, the first kind."""
    found: list[Segment] = []
    for segment in (*_bylines(head), *_dates(head), *_short_dates(head), *_times(head)):
        if all(segment.end <= other.start or segment.start >= other.end for other in found):
            found.append(segment)
    return found


def _bylines(head: str) -> Iterator[Segment]:
    for match in (*_BYLINE.finditer(head), *_DESK.finditer(head)):
        name = match["name"].strip()
        if len(name.split()) <= _BYLINE_WORDS:
            yield Segment(Role.BYLINE, *match.span(), name)


def _dates(head: str) -> Iterator[Segment]:
    """Words told from the day of writing (اليوم, أمس) belong to the story; a weekday may stand in a dateline."""
    for date in scan(head):
        written = date.written
        weekday = isinstance(written, Relative) and written.unit is Unit.WEEK and written.weekday is not None
        day = isinstance(written, Point) and written.shift is None and written.day is not None
        bare = isinstance(written, Relative) and written.count == 0 and written.doubt is not None
        if day or (weekday and bare):
            yield Segment(Role.DATE, date.start, date.end, head[date.start : date.end], date=date)


def _short_dates(head: str) -> Iterator[Segment]:
    """Day and month in numbers, without a year: only a dateline may be so short."""
    for match in _SHORT_DATE.finditer(head):
        day, month = int(match[1]), int(match[3])
        if 1 <= day <= _LAST_DAY and 1 <= month <= _LAST_MONTH:
            date = Expression(*match.span(), Point(Notation.GREGORIAN, day, month, doubt=Doubt.VAGUE))
            yield Segment(Role.DATE, *match.span(), match.group(), date=date)


def _times(head: str) -> Iterator[Segment]:
    for match in _TIME.finditer(head):
        yield Segment(Role.TIME, *match.span(), match.group())


def _between(head: str, start: int, stop: int, lexicon: Lexicon) -> Iterator[Segment]:
    at = start
    for match in _SIGN.finditer(head, start, stop):
        yield from _classified(head, at, match.start(), lexicon)
        at = match.end()
    yield from _classified(head, at, stop, lexicon)


def _classified(head: str, start: int, stop: int, lexicon: Lexicon) -> Iterator[Segment]:
    """One segment by what is known of its words; two where a place and an agency stand side by side."""
    text = head[start:stop].strip(" .\"“”'")
    if not any(char.isalnum() for char in text):
        return
    start = head.index(text, start)
    known = lexicon.agency(text) is not None
    filler = None if known else _FILLERS.match(text)
    bare = text if known else _TRAILING_FILLERS.sub("", text[filler.end() :] if filler else text)
    base = Segment(Role.FILLER, start, start + len(text), bare or text)
    if not bare:
        yield base
        return
    role = _role(bare, lexicon)
    special = filler is not None and "خاص" in filler.group()
    if role is Role.UNKNOWN and special and base.is_short:
        role = Role.AGENCY
    few_words = len(bare.split()) <= _PAIR_WORDS
    pair = _pair(bare, lexicon) if role is Role.UNKNOWN and few_words else ()
    if pair:
        yield from (replace(base, role=kind, text=name) for kind, name in pair)
    else:
        yield replace(base, role=role, is_outlet=lexicon.agency(bare) is not None)


def _role(text: str, lexicon: Lexicon) -> Role:
    if lexicon.is_place(text):
        return Role.PLACE
    if lexicon.agency(text) is not None:
        return Role.AGENCY
    if lexicon.is_country(text):
        return Role.COUNTRY
    short = len(text.split()) <= NAME_WORDS and len(text) <= NAME_LETTERS
    return Role.OUTLET if short and looks_like_outlet(text) else Role.UNKNOWN


def _pair(text: str, lexicon: Lexicon) -> tuple[tuple[Role, str], ...]:
    """الرياض واس, القاهرة-أ ش أ: two known names with no more than a hyphen between."""
    for match in _PAIRED.finditer(text):
        sides = tuple((_role(side, lexicon), side) for side in (text[: match.start()], text[match.end() :]))
        if {role for role, _ in sides} == {Role.PLACE, Role.AGENCY}:
            return sides
    return ()


def _with_signs(head: str, found: list[Segment], index: int) -> Segment:
    segment = found[index]
    before = found[index - 1].end if index else 0
    after = found[index + 1].start if index + 1 < len(found) else len(head)
    return replace(
        segment, before=head[before : segment.start].strip(), after=head[segment.end : max(after, segment.end)].strip()
    )
