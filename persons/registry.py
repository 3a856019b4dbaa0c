"""The registry in SQL: who is who now, the merges and splits that made it so, and what the index has yet to follow.

A change is one transaction: recorded, in effect, and its keys marked dirty. Killed at any moment, all of that stands
or none of it; the dirty keys are brought in line by `persons.reconcile` whenever it next runs.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar
from uuid import uuid4

from sqlalchemy import delete, insert, select

from persons import changes
from persons.changes import Change, Draft, Kind, Status
from persons.errors import CannotChange
from persons.model import Identity, replay
from persons.tables import DIRTY, LINKS, MAX_KEY, MAX_TEXT, MEMBERS, NAMES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

    from persons.changes import Evidence
    from store.database import Database

T = TypeVar("T")
_PARAMETERS: Final = 500
MAX_KEYS: Final = 200


class Verdict:
    """What may be decided about a recorded change, and from which statuses."""

    ACCEPT, REJECT, UNDO = "accept", "reject", "undo"
    OUTCOMES: Final[Mapping[str, tuple[frozenset[Status], Status]]] = {
        ACCEPT: (frozenset({Status.PROPOSED, Status.REJECTED, Status.UNDONE}), Status.APPLIED),
        REJECT: (frozenset({Status.PROPOSED}), Status.REJECTED),
        UNDO: (frozenset({Status.APPLIED}), Status.UNDONE),
    }


@dataclass(frozen=True, slots=True)
class Applied:
    """A change that took effect, and the keys whose articles it concerns."""

    change: Change
    keys: frozenset[str]


class PersonRegistry:
    """Who is who. Other processes may use the same database at the same time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def identities(self, keys: Iterable[str]) -> dict[str, Identity]:
        """Whom those of the keys mean that belong to a person of several keys; the others mean themselves."""
        found = {}
        async with self._database.read() as connection:
            for part in parts({key for key in keys if len(key) <= MAX_KEY}):
                query = select(MEMBERS).where(MEMBERS.c.key.in_(part))
                for row in (await connection.execute(query)).all():
                    found[row.key] = Identity(row.person, row.label)
        return found

    async def canonical(self, ids: Iterable[str]) -> dict[str, str]:
        """The id that each id stands for now: ids of merged persons stay valid."""
        asked = tuple(ids)
        known = await self.identities(asked)
        return {key: known[key].person if key in known else key for key in asked}

    async def keys(self, person: str) -> tuple[str, ...]:
        """All keys of a person, by its id, sorted."""
        async with self._database.read() as connection:
            query = select(MEMBERS.c.key).where(MEMBERS.c.person == person)
            found = (await connection.execute(query)).scalars().all()
        return tuple(sorted(found)) or (person,)

    async def merge(
        self,
        target: str,
        sources: Sequence[str],
        *,
        actor: str,
        label: str | None = None,
        score: float | None = None,
        evidence: Sequence[Evidence] = (),
    ) -> Applied:
        """Make the persons of the sources one with that of the target, whose id stays."""
        async with self._changing() as connection:
            now = await _identities(connection, [target, *sources])
            persons = {key: now[key].person if key in now else key for key in (target, *sources)}
            others = tuple(dict.fromkeys(p for key in sources if (p := persons[key]) != persons[target]))
            if not others:
                raise CannotChange("these are one person already")
            shown = label or (now[target].label if target in now else await _label(connection, target))
            draft = Draft(
                Kind.MERGE, actor, persons[target], others, shown[:MAX_TEXT], score=score, evidence=tuple(evidence)
            )
            change = await changes.record(connection, draft, Status.APPLIED)
            return Applied(change, await _settle(connection))

    async def split(self, keys: Sequence[str], *, actor: str, label: str | None = None) -> Applied:
        """Make these keys of one person a person apart; whoever has the person's id keeps it."""
        async with self._changing() as connection:
            now = await _identities(connection, keys)
            persons = {now[key].person if key in now else key for key in keys}
            if len(persons) != 1:
                raise CannotChange("these belong to several persons; split one at a time")
            person = persons.pop()
            query = select(MEMBERS.c.key).where(MEMBERS.c.person == person)
            every = set((await connection.execute(query)).scalars().all())
            leaving = every - set(keys) if person in keys else set(keys)
            if not leaving or leaving == every:
                raise CannotChange("that would leave nobody to split from")
            ordered = await _commonest_first(connection, leaving)
            shown = label or await _label(connection, ordered[0])
            draft = Draft(Kind.SPLIT, actor, person, ordered, shown[:MAX_TEXT], staying=tuple(sorted(every - leaving)))
            change = await changes.record(connection, draft, Status.APPLIED)
            return Applied(change, await _settle(connection))

    async def record(self, sure: Sequence[Draft], likely: Sequence[Draft]) -> frozenset[str]:
        """Merges found by rules: the sure ones take effect, the likely ones wait for a review; the keys concerned."""
        async with self._changing() as connection:
            for draft in sure:
                await changes.record(connection, draft, Status.APPLIED)
            for draft in likely:
                await changes.record(connection, draft, Status.PROPOSED)
            return await _settle(connection)

    async def decide(self, number: int, verdict: str) -> Applied:
        """Accept, reject or undo a recorded change (`Verdict`); undoing an old one leaves later ones in effect.

        Raises `ChangeNotFound`, or `CannotChange` where it stands so that this cannot be decided.
        """
        allowed, outcome = Verdict.OUTCOMES[verdict]
        async with self._changing() as connection:
            change = await changes.get(connection, number)
            if change.status not in allowed:
                raise CannotChange(f"change {number} is {change.status.value}: it cannot be {outcome.value} now")
            decided = await changes.set_status(connection, number, outcome)
            return Applied(decided, await _settle(connection))

    async def change(self, number: int) -> Change:
        """A recorded change; `ChangeNotFound` if there is none."""
        async with self._database.read() as connection:
            return await changes.get(connection, number)

    async def changes(
        self,
        *,
        statuses: Sequence[Status] = (),
        keys: Sequence[str] = (),
        limit: int = 50,
        before: int | None = None,
    ) -> list[Change]:
        """Recorded changes, the latest first; `before` is the number to go on from."""
        async with self._database.read() as connection:
            return await changes.listed(connection, statuses=statuses, keys=keys, limit=limit, before=before)

    async def dirty(self, limit: int) -> dict[str, str]:
        """Keys whose articles have to be brought in line, each with the mark of the change that made it so."""
        async with self._database.read() as connection:
            rows = (await connection.execute(select(DIRTY).order_by(DIRTY.c.key).limit(limit))).all()
        return {row.key: row.mark for row in rows}

    async def clean(self, agreed: Mapping[str, str]) -> None:
        """The index follows these keys now; those that changed meanwhile stay dirty."""
        async with self._database.begin() as connection:
            for key, mark in agreed.items():
                await connection.execute(delete(DIRTY).where(DIRTY.c.key == key, DIRTY.c.mark == mark))

    async def soil(self) -> int:
        """Mark all keys of all persons with several keys, to be compared with the index; how many there are."""
        async with self._changing() as connection:
            return len(await _mark(connection, await _current(connection)))

    async def link(self, person: str, wikidata: str | None) -> None:
        """Note the Wikidata item of a person, or that there is none."""
        async with self._database.begin() as connection:
            await connection.execute(delete(LINKS).where(LINKS.c.key.in_(await _keys(connection, person))))
            if wikidata:
                await connection.execute(insert(LINKS).values(key=person, wikidata=wikidata))

    async def wikidata(self, keys: Sequence[str]) -> str | None:
        """The Wikidata item noted for a person, by its keys."""
        async with self._database.read() as connection:
            query = select(LINKS.c.wikidata).where(LINKS.c.key.in_(keys)).order_by(LINKS.c.key).limit(1)
            found: str | None = (await connection.execute(query)).scalar()
        return found

    @asynccontextmanager
    async def _changing(self) -> AsyncIterator[AsyncConnection]:
        """A write transaction in which no other process changes the registry."""
        async with self._database.begin() as connection:
            await changes.lock(connection)
            yield connection


async def _settle(connection: AsyncConnection) -> frozenset[str]:
    """Let the decisions that stand take effect; the keys whose person or name changed, marked dirty."""
    before = await _current(connection)
    after = replay([change.decision for change in await changes.applied(connection)]).identities()
    moved = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    for part in parts(moved & before.keys()):
        await connection.execute(delete(MEMBERS).where(MEMBERS.c.key.in_(part)))
    rows = [
        {"key": key, "person": after[key].person, "label": after[key].label} for key in sorted(moved & after.keys())
    ]
    if rows:
        await connection.execute(insert(MEMBERS), rows)
    return await _mark(connection, moved)


async def _mark(connection: AsyncConnection, keys: Iterable[str]) -> frozenset[str]:
    marked = frozenset(keys)
    for part in parts(marked):
        await connection.execute(delete(DIRTY).where(DIRTY.c.key.in_(part)))
    if marked:
        # Who brought the index in line with an earlier mark must not wipe this one away.
        mark = uuid4().hex
        await connection.execute(insert(DIRTY), [{"key": key, "mark": mark} for key in sorted(marked)])
    return marked


async def _current(connection: AsyncConnection) -> dict[str, Identity]:
    rows = (await connection.execute(select(MEMBERS))).all()
    return {row.key: Identity(row.person, row.label) for row in rows}


async def _identities(connection: AsyncConnection, keys: Sequence[str]) -> dict[str, Identity]:
    if len(set(keys)) > MAX_KEYS or any(len(key) > MAX_KEY for key in keys):
        raise CannotChange(f"at most {MAX_KEYS} ids of {MAX_KEY} characters can be changed at once")
    rows = (await connection.execute(select(MEMBERS).where(MEMBERS.c.key.in_(list(keys))))).all()
    return {row.key: Identity(row.person, row.label) for row in rows}


async def _keys(connection: AsyncConnection, person: str) -> list[str]:
    query = select(MEMBERS.c.key).where(MEMBERS.c.person == person)
    return list((await connection.execute(query)).scalars().all()) or [person]


async def _label(connection: AsyncConnection, key: str) -> str:
    """The name that the articles give most often; before any is learnt, what the key says."""
    label = (await connection.execute(select(NAMES.c.label).where(NAMES.c.key == key))).scalar()
    return label or key.removeprefix("p:").replace("_", " ")


async def _commonest_first(connection: AsyncConnection, keys: set[str]) -> tuple[str, ...]:
    query = select(NAMES.c.key, NAMES.c.articles).where(NAMES.c.key.in_(keys))
    counts = {row.key: row.articles for row in (await connection.execute(query)).all()}
    return tuple(sorted(keys, key=lambda key: (-counts.get(key, 0), key)))


def parts(values: Iterable[T], size: int = _PARAMETERS) -> Iterator[list[T]]:
    """The values in lists that a statement of every database can take."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part
