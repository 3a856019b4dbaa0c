"""The dateline: where, from whom and when, before the first words of a story.

    ( أردو بوينت نتورك / سبوتنيك - 18 كانون الثاني 2022ء) أعلنت …
    بيروت، 3 تموز 2024 (وكالة المشرق) - غيّب الموت …
    الرياض 20 شوال 1445 هـ الموافق 29 أبريل 2024 م واس

A dateline is a row of short segments between signs. Each segment is a date, a place, an agency or a byline by what
is known; a segment that is not known takes its part from where it stands. The row ends at the last sign behind
which the story can begin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from arabic.dates import scan
from arabic.dates.model import Point, Relative, Unit
from indexer.parse.lexicon import looks_like_outlet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from arabic.dates import Expression
    from indexer.parse.lexicon import Lexicon

HEAD = 240
_MOST_SEGMENTS = 12
_UNKNOWN_WORDS = 5
_UNKNOWN_LETTERS = 40
_SIGN = re.compile(r"[()\[\]{}/|\\–—―:«»؛،,•·=*_]+|(?<=\s)-+|-+(?=\s|$)|--+|-(?=\()|(?<=\))-")
_TIME = re.compile(
    r"(?:الساعة\s*)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:(?:بتوقيت\s+\S+)|صباحا|صباحًا|مساء|مساءً|ص|م|ت\s?م|AM|PM|am|pm|GMT|UTC|جمت|غ)?(?=[\s\W]|$)"
)
_BYLINE = re.compile(
    r"(?:كتبت?|بقلم|أعدته?|أعده|مراسلتنا|مراسلنا|مراسل[ةت]?|تقرير|حوار|تحقيق|حاوره|حاورها|من)\s*[:：/]\s*(?P<name>[^\W\d_][^/|()\n:–—،]{2,40}?)\s*(?=$|[/|()–—،]|\s-)"
)
_FILLERS = re.compile(
    r"^(?:(?:في|فى|يوم|بتاريخ|الموافق|من|م|هـ|ه|ء|ل|و|خاص|خاصة|بالساعة|الساعة|ميلادي|ميلادية|هجري|مساء|صباح|ظهر|متابعات?|وكالات|الوكالات|رصد|تقرير|نقلا عن|عن)(?=\s|$)\s*)+"
)
_TRAILING_FILLERS = re.compile(r"(?:\s+(?:في|فى|يوم|بتاريخ|الموافق|من|م|هـ|ه|و))+$")
_CLOSERS = "()[]/|–—-:»؛"


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says; the story begins at `end` of the line."""

    end: int
    agencies: tuple[str, ...] = ()
    place: str | None = None
    dates: tuple[Expression, ...] = ()
    byline: str | None = None


@dataclass(frozen=True, slots=True)
class _Segment:
    """What stands between two signs: `role` is date, time, byline, agency, place, country, filler or unknown."""

    role: str
    start: int
    end: int
    text: str
    before: str = ""
    after: str = ""
    date: Expression | None = None


def read_dateline(line: str, lexicon: Lexicon) -> Dateline | None:
    """The dateline at the start of a line; None if there is none."""
    segments = _segments(line[:HEAD], lexicon)
    end = _story_at(segments, line)
    if not end:
        return None
    row = segments[:end]
    roles = _settled(row)
    agencies = tuple(dict.fromkeys(_credited(segment.text, lexicon) for segment, role in roles if role == "agency"))
    places = [segment.text for segment, role in roles if role == "place"]
    countries = [segment.text for segment, role in roles if role == "country"]
    bylines = [segment.text for segment, role in roles if role == "byline"]
    return Dateline(
        _past_signs(line, row[-1]),
        agencies,
        next(iter(places + countries), None),
        tuple(segment.date for segment in row if segment.date is not None),
        next(iter(bylines), None),
    )


def _credited(name: str, lexicon: Lexicon) -> str:
    return lexicon.agency(name) or re.sub(r"(?<=\w)\.\s*(?=\w\b)", " ", name).strip(" .")


def _past_signs(line: str, last: _Segment) -> int:
    """Where the story begins: past the signs behind the last segment, but not past an opening quote."""
    match = re.compile(r"[\s)\]}/|\\–—―:»؛،,•·=*_-]*").match(line, last.end)
    return match.end() if match else last.end


# --- Segments -------------------------------------------------------------------------------------------------


def _segments(head: str, lexicon: Lexicon) -> list[_Segment]:
    """The head of a line, cut at signs and around dates, times and bylines."""
    known = sorted(_known(head), key=lambda segment: segment.start)
    found: list[_Segment] = []
    at = 0
    for segment in [*known, None]:
        stop = len(head) if segment is None else segment.start
        if stop < at:
            continue
        found.extend(_between(head, at, stop, lexicon))
        if segment is not None:
            found.append(segment)
            at = segment.end
    return [_with_signs(head, found, index) for index in range(min(len(found), _MOST_SEGMENTS))]


def _known(head: str) -> list[_Segment]:
    bylines = [_Segment("byline", *m.span(), m["name"].strip()) for m in _BYLINE.finditer(head)]
    times = [_Segment("time", *m.span(), m.group()) for m in _TIME.finditer(head)]
    dates = [
        _Segment("date", date.start, date.end, head[date.start : date.end], date=date)
        for date in scan(head)
        if _is_of_dateline(date)
    ]
    found: list[_Segment] = []
    for segment in [*bylines, *dates, *times]:
        if all(segment.end <= other.start or segment.start >= other.end for other in found):
            found.append(segment)
    return found


def _is_of_dateline(date: Expression) -> bool:
    """Words told from the day of writing (اليوم, أمس) belong to the story; a weekday may stand before it."""
    written = date.written
    if isinstance(written, Relative):
        return written.unit is Unit.WEEK and written.weekday is not None and written.count == 0
    return isinstance(written, Point) and written.shift is None and written.day is not None


def _between(head: str, start: int, stop: int, lexicon: Lexicon) -> list[_Segment]:
    found: list[_Segment] = []
    at = start
    for match in _SIGN.finditer(head, start, stop):
        found.extend(_classified(head, at, match.start(), lexicon))
        at = match.end()
    found.extend(_classified(head, at, stop, lexicon))
    return found


def _classified(head: str, start: int, stop: int, lexicon: Lexicon) -> list[_Segment]:
    """One segment by what is known of its words; two where a place and an agency stand side by side."""
    text = head[start:stop]
    start += len(text) - len(text.lstrip())
    text = text.strip(" .\"“”'")
    if not any(char.isalnum() for char in text):
        return []
    start = head.index(text[0], start) if text else start
    filler = None if lexicon.agency(text) is not None else _FILLERS.match(text)
    bare = _TRAILING_FILLERS.sub("", text[filler.end() :] if filler else text)
    special = filler is not None and "خاص" in filler.group()
    end = start + len(text)
    if not bare:
        return [_Segment("filler", start, end, text)]
    role = _role(bare, lexicon)
    if role == "unknown" and special:
        role = "agency"
    pair = _pair(bare, lexicon) if role == "unknown" else None
    if pair is not None:
        return [_Segment(kind, start, end, name) for kind, name in pair]
    return [_Segment(role, start, end, bare)]


def _role(text: str, lexicon: Lexicon) -> str:
    if lexicon.is_place(text):
        return "place"
    if lexicon.agency(text) is not None:
        return "agency"
    if lexicon.is_country(text):
        return "country"
    short = len(text.split()) <= _UNKNOWN_WORDS and len(text) <= _UNKNOWN_LETTERS
    return "outlet" if short and looks_like_outlet(text) else "unknown"


def _pair(text: str, lexicon: Lexicon) -> list[tuple[str, str]] | None:
    """الرياض واس, القاهرة-أ ش أ: two known names with no more than a hyphen between."""
    for match in re.finditer(r"\s*-\s*|\s+", text[: 2 * _UNKNOWN_LETTERS]):
        left, right = text[: match.start()], text[match.end() :]
        sides = [("place" if lexicon.is_place(side) else "agency", side) for side in (left, right)]
        if {kind for kind, _ in sides} == {"place", "agency"} and all(
            kind == "place" or lexicon.agency(side) for kind, side in sides
        ):
            return sides
    return None


def _with_signs(head: str, segments: list[_Segment], index: int) -> _Segment:
    segment = segments[index]
    before = segments[index - 1].end if index else 0
    after = segments[index + 1].start if index + 1 < len(segments) else len(head)
    return _Segment(
        segment.role, segment.start, segment.end, segment.text,
        head[before : segment.start].strip(), head[segment.end : after].strip(), segment.date,
    )  # fmt: skip


# --- Which segments are the dateline ---------------------------------------------------------------------------


def _story_at(segments: Sequence[_Segment], line: str) -> int:
    """The count of segments of the dateline; 0 if there is none."""
    best = 0
    for index, segment in enumerate(segments):
        if segment.role in {"unknown", "outlet"} and not _may_belong(segments, index, line):
            break
        if _may_end(segments[: index + 1], line):
            best = index + 1
    return best


def _may_belong(segments: Sequence[_Segment], index: int, line: str) -> bool:
    """Whether a segment that is not known can be a name of the dateline."""
    segment = segments[index]
    text = segment.text
    if len(text.split()) > _UNKNOWN_WORDS or len(text) > _UNKNOWN_LETTERS:
        return False
    last = segment.end >= len(line.rstrip(" .)-–/|:"))
    if last and index:
        return segments[0].role != "unknown" and not line.rstrip().endswith((".", "؟", "!"))
    if not segment.after and not last:
        return False
    if _enclosed(segment):
        return (
            segment.role == "outlet" or any(_tells(other) for other in segments[:index]) or _tells_next(segments, index)
        )
    if segment.role == "outlet":
        return segment.after[:1] not in {"،", ","} or _tells_next(segments, index)
    return _tells_next(segments, index)


def _tells(segment: _Segment) -> bool:
    return segment.role in {"date", "agency", "place", "byline"}


def _tells_next(segments: Sequence[_Segment], index: int) -> bool:
    """Whether a known segment follows at once, or after one that is enclosed."""
    following = segments[index + 1 : index + 3]
    if not following:
        return False
    if following[0].role in {"date", "agency", "byline"}:
        return following[0].after != "" or following[0].role == "date"
    return (
        len(following) > 1
        and following[0].role in {"place", "country", "outlet"}
        and following[1].role in {"date", "agency"}
    )


def _enclosed(segment: _Segment) -> bool:
    left, right = segment.before[-1:], segment.after[:1]
    return (left, right) in {("(", ")"), ("[", "]"), ("/", "/"), ("«", "»"), ("|", "|")}


def _may_end(row: Sequence[_Segment], line: str) -> bool:
    """Whether the story can begin behind this row."""
    last = row[-1]
    whole = not line[last.end :].strip(_CLOSERS + " .،-*=")
    signed = bool(last.after) and any(sign in last.after for sign in _CLOSERS)
    if not (whole or signed):
        return False
    roles = [segment.role for segment in row]
    if not whole and last.after[-1:] in "(«[" and not set(last.after[:-1]) & set(_CLOSERS):
        return False
    open_brackets = sum(s.before.count("(") for s in row) - sum(s.before.count(")") for s in row)
    if open_brackets > 0 and ")" not in last.after and not whole:
        return False
    if not {"date", "agency", "place", "outlet", "byline"} & {*roles}:
        return False
    return _convincing(row, roles, whole=whole)


def _convincing(row: Sequence[_Segment], roles: list[str], *, whole: bool) -> bool:
    """One known name before a sign may also open a sentence: it takes a dash, brackets, or a second one."""
    telling = [role for role in roles if role in {"date", "agency", "place", "outlet", "byline"}]
    if len(telling) > 1 or whole:
        return True
    last, only = row[-1], telling[0]
    if only in {"agency", "outlet"}:
        return _enclosed(last) or (only == "agency" and any(sign in last.after for sign in "–—-:|"))
    return any(sign in last.after for sign in "–—-:|/") and (only != "date" or len(row) == 1)


def _settled(row: Sequence[_Segment]) -> list[tuple[_Segment, str]]:
    """Each segment with its part; the unknown by where they stand, a city named like a paper by its brackets."""
    roles = [segment.role for segment in row]
    for index, segment in enumerate(row):
        if roles[index] == "outlet":
            roles[index] = "agency"
        elif roles[index] == "unknown":
            placed = "place" in roles
            credited = any(role in {"agency", "outlet"} for role in roles)
            roles[index] = "agency" if _enclosed(segment) or placed or (credited is False and index > 0) else "place"
        elif roles[index] == "place" and "place" in roles[:index]:
            roles[index] = "agency" if _enclosed(segment) else "other"
    return list(zip(row, roles, strict=True))
