"""Which story an article joins, and what that changes for the articles that came before: pure, on rows in memory.

Articles are placed in the order in which they come, each once: one that is known keeps its story. So the outcome
depends on the order of what is loaded, but not on how often, nor on where a load was interrupted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from articles.stages import Kind
from indexer.stories.score import Link, is_copy, link

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indexer.stories.traits import Traits

# Of what shares a key with an article, so many are compared, those first that share most.
_CANDIDATES = 40
# How many articles one key remembers: a pair of names that a year's news is full of says nothing.
KEPT_PER_KEY = 64
# News of one event spreads over days; what goes on longer is a topic, and would swallow others.
_STORY_SPAN_DAYS = 10
_STORY_PREFIX = "s:"


@dataclass(frozen=True, slots=True)
class Placed:
    """An article in its story. `number` counts articles in the order of arrival; `dirty` until the index agrees."""

    number: int
    traits: Traits
    story: str
    withdrawn: bool = False
    dirty: bool = False


@dataclass(slots=True)
class Slate:
    """The part of what is remembered that a batch touches, and what became of it.

    `rows` are articles by number; `keys` the numbers that each key remembers, the
    latest last; `new_keys` and `old_keys` are the pairs of key and number that came and went.
    """

    rows: dict[int, Placed] = field(default_factory=dict)
    keys: dict[int, list[int]] = field(default_factory=dict)
    next_number: int = 1
    changed: set[int] = field(default_factory=set)
    new_keys: set[tuple[int, int]] = field(default_factory=set)
    old_keys: set[tuple[int, int]] = field(default_factory=set)
    _stories: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _numbers: dict[str, int] = field(default_factory=dict)

    def add(self, rows: Iterable[Placed]) -> None:
        """Rows as they are remembered."""
        for row in rows:
            self.rows[row.number] = row
            self._stories[row.story].add(row.number)
            self._numbers[row.traits.article] = row.number

    def put(self, row: Placed) -> None:
        """A row that is new or changed."""
        if (old := self.rows.get(row.number)) is not None:
            self._stories[old.story].discard(row.number)
        self.add([row])
        self.changed.add(row.number)

    def row_of(self, article: str) -> Placed | None:
        number = self._numbers.get(article)
        return None if number is None else self.rows[number]

    def members(self, story: str) -> list[Placed]:
        """The articles of a story in the order of arrival."""
        return [self.rows[number] for number in sorted(self._stories.get(story, ()))]


def place_all(slate: Slate, arriving: Sequence[Traits]) -> None:
    """Place articles in their order; what is known keeps its story, in another wording too."""
    for traits in arriving:
        known = slate.row_of(traits.article)
        if known is None:
            _place(slate, traits)
        elif known.traits != traits:
            slate.put(replace(known, traits=traits))
            _remember(slate, known.number, traits)


def _place(slate: Slate, traits: Traits) -> None:
    number = slate.next_number
    slate.next_number += 1
    links = _links(slate, traits)
    stories = [row.story for _, _, row in links]
    story = stories[0] if stories else _STORY_PREFIX + traits.article
    slate.put(Placed(number, traits, story))
    _remember(slate, number, traits)
    for other in dict.fromkeys(stories[1:]):
        story = _merge(slate, story, other)
    if links:
        _withdraw(slate, slate.rows[number])


def _links(slate: Slate, traits: Traits) -> list[tuple[float, Link, Placed]]:
    """The articles that this one belongs to, the surest first; of a story that it would stretch too far, none."""
    shared = Counter(number for key in traits.keys for number in slate.keys.get(key, ()))
    best = sorted(shared, key=lambda number: (-shared[number], -number))[:_CANDIDATES]
    found = []
    for row in (slate.rows[number] for number in best):
        linked = link(traits, row.traits)
        if linked and (linked[0] is Link.COPY or _span([*slate.members(row.story), traits]) <= _STORY_SPAN_DAYS):
            found.append((linked[1], linked[0], row))
    return sorted(found, key=lambda one: (-one[0], one[2].number))


def _span(articles: Sequence[Placed | Traits]) -> int:
    traits = (one.traits if isinstance(one, Placed) else one for one in articles)
    days = [one.day for one in traits if one.day is not None]
    return max(days) - min(days) if days else 0


def _remember(slate: Slate, number: int, traits: Traits) -> None:
    for key in traits.keys:
        numbers = slate.keys.setdefault(key, [])
        if number in numbers:
            continue
        numbers.append(number)
        slate.new_keys.add((key, number))
        if len(numbers) > KEPT_PER_KEY:
            gone = (key, numbers.pop(0))
            if gone in slate.new_keys:
                slate.new_keys.remove(gone)
            else:
                slate.old_keys.add(gone)


def _merge(slate: Slate, one: str, other: str) -> str:
    """Both stories under the name of the older one, unless that would be a topic rather than an event."""
    members, others = slate.members(one), slate.members(other)
    if one == other or not others or _span([*members, *others]) > _STORY_SPAN_DAYS:
        return one
    old = one if members[0].number < others[0].number else other
    for row in others if old == one else members:
        slate.put(replace(row, story=old, dirty=True))
    for row in slate.members(old):
        _withdraw(slate, row)
    return old


def _withdraw(slate: Slate, row: Placed) -> None:
    """Mark what an arriving kill withdraws, or the arriving article when it was withdrawn before it came."""
    members = slate.members(row.story)
    if row.traits.kind == Kind.KILL:
        _mark(slate, [member for member in members if _kills(row, member)])
    elif any(_kills(kill, row) for kill in members if kill.traits.kind == Kind.KILL) or any(
        member.withdrawn and member.traits.kind != Kind.KILL and is_copy(member.traits, row.traits)
        for member in members
    ):
        _mark(slate, [row])


def _mark(slate: Slate, killed: Sequence[Placed]) -> None:
    """Mark articles as withdrawn, and every copy of them."""
    copies = [
        member
        for row in killed
        for member in slate.members(row.story)
        if member.traits.kind != Kind.KILL and is_copy(row.traits, member.traits)
    ]
    for row in {row.number: row for row in (*killed, *copies)}.values():
        if not slate.rows[row.number].withdrawn:
            slate.put(replace(slate.rows[row.number], withdrawn=True, dirty=True))


def _kills(kill: Placed, row: Placed) -> bool:
    """Whether a kill means an article: an earlier one of the same desk, as far as desks are named."""
    one, other = kill.traits, row.traits
    if other.kind == Kind.KILL or (one.agencies and other.agencies and not one.agencies & other.agencies):
        return False
    if one.day is not None and other.day is not None and one.day != other.day:
        return other.day < one.day
    return row.number < kill.number or other.day is None or one.day == other.day
