"""The dateline: where, from whom and when, before the first words of a story.

    ( أردو بوينت نتورك / سبوتنيك - 18 كانون الثاني 2022ء) أعلنت …
    بيروت، 3 تموز 2024 (وكالة المشرق) - غيّب الموت …
    الرياض 20 شوال 1445 هـ الموافق 29 أبريل 2024 م واس

A dateline is a row of short segments between signs. Each is a date, a place, an agency or a byline by what is
known of it; one that is not known takes its part from where it stands. The row ends at the last sign behind which
the story can begin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.parse.segments import Role, Segment, is_full_date, segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from arabic.dates import Expression
    from indexer.parse.lexicon import Lexicon

_CLOSERS = frozenset("()[]/|–—-:»؛")
_DASHES = frozenset("–—-:|")
_SIGNS = re.compile(r"[\s)\]}/|\\–—―:»؛،,.•·=*_-]*")
_END_OF_SENTENCE = (".", "؟", "!")
_TELLING = frozenset((Role.DATE, Role.AGENCY, Role.PLACE, Role.OUTLET, Role.BYLINE))
_NAMES = frozenset((Role.DATE, Role.AGENCY, Role.BYLINE))
_LAST_NAME_WORDS = 3
_PREPOSITION = (" ل", " لـ", " عن", " من", " في", " مع", " إلى", " على")
_SPACED_OUT = re.compile(r"(?<=\w)\.\s*(?=\w\b)")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says; the story begins at `end` of the line.

    `sure` says that nothing in it is guessed and an agency or a full date is there: no headline looks like that.
    """

    end: int
    sure: bool = False
    agencies: tuple[str, ...] = ()
    place: str | None = None
    dates: tuple[Expression, ...] = ()
    byline: str | None = None


def read_dateline(line: str, lexicon: Lexicon) -> Dateline | None:
    """The dateline at the start of a line; None if there is none."""
    found = segments(line, lexicon)
    count = _length(found, line)
    if not count:
        return None
    row = found[:count]
    parts = _parts(row)
    credited = (_credited(name, lexicon) for name in parts.get(Role.AGENCY, ()))
    places = (*parts.get(Role.PLACE, ()), *parts.get(Role.COUNTRY, ()))
    return Dateline(
        _past_signs(line, row[-1].end),
        _is_sure(row),
        tuple(dict.fromkeys(credited)),
        next(iter(places), None),
        tuple(segment.date for segment in row if segment.date is not None),
        next(iter(parts.get(Role.BYLINE, ())), None),
    )


def _is_sure(row: Sequence[Segment]) -> bool:
    if not any(segment.role is Role.AGENCY or is_full_date(segment) for segment in row):
        return False
    return all(segment.role is not Role.UNKNOWN or _is_label(segment) for segment in row)


def _is_label(segment: Segment) -> bool:
    """Whether a name that is not known is the section of a site beside a date: one word behind a bar."""
    return len(segment.text.split()) == 1 and segment.before.endswith(("|", "/", "»"))


def _credited(name: str, lexicon: Lexicon) -> str:
    return lexicon.agency(name) or _SPACED_OUT.sub(" ", name).strip(" .")


def _past_signs(line: str, at: int) -> int:
    """Where the story begins: past the signs behind the last segment, but not past an opening quote or bracket."""
    match = _SIGNS.match(line, at)
    return match.end() if match else at


def _length(found: Sequence[Segment], line: str) -> int:
    """How many segments the dateline has; 0 if there is none."""
    best = 0
    for index, segment in enumerate(found):
        if segment.role in {Role.UNKNOWN, Role.OUTLET} and not _may_belong(found, index, line):
            break
        if segment.role is Role.DATE and not (is_full_date(segment) or _is_led(found[:index])):
            break
        if _may_end(found[: index + 1], line):
            best = index + 1
    return best


def _may_belong(found: Sequence[Segment], index: int, line: str) -> bool:
    """Whether a segment that is not known can be a name of the dateline."""
    segment = found[index]
    if not segment.is_short or segment.text.endswith(_PREPOSITION):
        return False
    few_words = len(segment.text.split()) <= _LAST_NAME_WORDS
    if not index and segment.role is Role.UNKNOWN:
        return few_words and _is_followed(found, index)
    if index and _is_last(segment, line):
        named = few_words or segment.role is Role.OUTLET
        return named and found[0].role is not Role.UNKNOWN and not line.rstrip().endswith(_END_OF_SENTENCE)
    return _may_stand(found, index)


def _may_stand(found: Sequence[Segment], index: int) -> bool:
    """Whether a name that is not known may stand between others, by its signs and by what is around it."""
    segment = found[index]
    dated = index + 1 < len(found) and found[index + 1].role is Role.DATE
    if not segment.after and not dated:
        return False
    outlet = segment.role is Role.OUTLET
    if segment.enclosed:
        told = any(other.role in _NAMES | {Role.PLACE} for other in found[:index])
        return outlet or told or _is_followed(found, index)
    return (outlet and segment.after[:1] not in {"،", ","}) or _is_followed(found, index)


def _is_led(row: Sequence[Segment]) -> bool:
    """Whether a known name stands before a date so short that it could be anything."""
    return any(segment.role in {Role.AGENCY, Role.PLACE, Role.OUTLET} or is_full_date(segment) for segment in row)


def _is_last(segment: Segment, line: str) -> bool:
    return segment.end >= len(line.rstrip(" .)-–/|:»"))


def _is_followed(found: Sequence[Segment], index: int) -> bool:
    """Whether what follows shows that a name stands in a dateline: a date, an agency, or a name in brackets."""
    following = [*found[index + 1 : index + 3], None, None]
    first, second = following[0], following[1]
    if first is None or first.before.endswith("«"):
        return False
    if first.enclosed and first.role in {Role.AGENCY, Role.OUTLET, Role.DATE}:
        return second is None or second.role is Role.DATE or bool(set(first.after[1:]) & _CLOSERS)
    if first.role in _NAMES:
        return bool(first.after) or first.role is Role.DATE or second is None
    if second is None:
        return first.role is Role.PLACE and not first.after
    if first.role is Role.UNKNOWN:
        return index == 0 and first.is_short and is_full_date(second) and bool(set(first.before) & _DASHES)
    return first.role in {Role.PLACE, Role.COUNTRY, Role.OUTLET} and second.role in _NAMES


def _may_end(row: Sequence[Segment], line: str) -> bool:
    """Whether the story can begin behind this row."""
    last = row[-1]
    whole = not _past_rest(line, last.end)
    signed = any(sign in _CLOSERS for sign in last.after) or (last.role is Role.AGENCY and last.after == ".")
    if not (whole or signed) or _is_open(row, whole=whole):
        return False
    opens_story = last.after[-1:] in {"(", "«", "["} and not set(last.after[:-1]) & _CLOSERS
    if opens_story and not whole:
        return False
    return _convincing(row, whole=whole)


def _past_rest(line: str, at: int) -> str:
    return line[_past_signs(line, at) :].strip()


def _is_open(row: Sequence[Segment], *, whole: bool) -> bool:
    opened = sum(s.before.count("(") for s in row) - sum(s.before.count(")") for s in row)
    return opened > 0 and ")" not in row[-1].after and not whole


def _convincing(row: Sequence[Segment], *, whole: bool) -> bool:
    """One known name before a sign may also open a sentence: it takes a dash, brackets, or a second name."""
    telling = [segment.role for segment in row if segment.role in _TELLING]
    if not telling:
        return False
    if len(telling) > 1 or whole:
        return True
    last = row[-1]
    dashed = bool(set(last.after) & _DASHES)
    if telling[0] in {Role.AGENCY, Role.OUTLET}:
        return last.enclosed or (telling[0] is Role.AGENCY and dashed)
    return (dashed or "/" in last.after) and (telling[0] is not Role.DATE or len(row) == 1)


def _parts(row: Sequence[Segment]) -> dict[Role, list[str]]:
    """The names of each part, the unknown ones by where they stand."""
    parts: dict[Role, list[str]] = {}
    for index, segment in enumerate(row):
        role = _settled(row, index, seen=parts.keys())
        parts.setdefault(role, []).append(segment.text)
    return parts


def _settled(row: Sequence[Segment], index: int, *, seen: Iterable[Role]) -> Role:
    """The part of one segment, given the parts that stand before it."""
    segment, before = row[index], set(seen)
    if segment.role is Role.OUTLET:
        return Role.AGENCY
    if segment.role is Role.PLACE and Role.PLACE in before:
        return Role.AGENCY if segment.is_outlet else Role.FILLER
    return _placed(row, index, before) if segment.role is Role.UNKNOWN else segment.role


def _placed(row: Sequence[Segment], index: int, before: set[Role]) -> Role:
    """The part of a name that is not known, by where it stands."""
    segment = row[index]
    if index and _is_label(segment) and row[index - 1].role in {Role.DATE, Role.TIME}:
        return Role.FILLER
    if _names_writer(row, index, before):
        return Role.BYLINE
    if segment.enclosed or Role.PLACE in before:
        return Role.AGENCY
    return Role.PLACE if index == 0 or Role.AGENCY in before else Role.AGENCY


def _names_writer(row: Sequence[Segment], index: int, before: set[Role]) -> bool:
    """Whether an unknown name is the writer's: إسطنبول/ محمد أوزترك/ الأناضول; هسبريس - رشيد أمزيان."""
    words = len(row[index].text.split())
    following = [segment.role for segment in row[index + 1 :]]
    if words < 2:  # noqa: PLR2004
        return False
    if Role.PLACE in before and following[:1] == [Role.AGENCY] and not row[index + 1].enclosed:
        return True
    if index == 0:
        return following == [Role.PLACE]
    return not following and bool(before & {Role.AGENCY, Role.PLACE}) and not row[index].enclosed
