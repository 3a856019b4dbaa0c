"""Merges and splits as they are recorded, read and written."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, or_, select, text, update

from persons.errors import ChangeNotFound
from persons.model import Decision, Merge, Split
from persons.tables import CHANGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Row
    from sqlalchemy.ext.asyncio import AsyncConnection

_LOCK = 0x50_45_52
RULES = "rules"


class Kind(StrEnum):
    """What a change does."""

    MERGE = "merge"
    SPLIT = "split"


class Status(StrEnum):
    """Where a change stands: only an applied one has an effect."""

    PROPOSED = "proposed"
    APPLIED = "applied"
    REJECTED = "rejected"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for or against two names being one person, and how much (below 0: against)."""

    kind: str
    detail: str
    weight: float


@dataclass(frozen=True, slots=True)
class Change:
    """A merge of the persons of `keys` into that of `target`, or the leaving of `keys` from `target`.

    `staying` are, for a split, the keys that stay. `actor` is who decided: `rules`, or the name of a user.
    """

    number: int
    kind: Kind
    status: Status
    actor: str
    target: str
    keys: tuple[str, ...]
    staying: tuple[str, ...]
    label: str
    score: float | None
    evidence: tuple[Evidence, ...]
    created_at: str
    decided_at: str | None

    @property
    def decision(self) -> Decision:
        """What the model applies."""
        if self.kind is Kind.MERGE:
            return Merge(self.target, self.keys, self.label)
        return Split(self.keys, self.keys[0], self.label)


@dataclass(frozen=True, slots=True)
class Draft:
    """A change to be recorded."""

    kind: Kind
    actor: str
    target: str
    keys: tuple[str, ...]
    label: str
    staying: tuple[str, ...] = ()
    score: float | None = None
    evidence: tuple[Evidence, ...] = ()


async def lock(connection: AsyncConnection) -> None:
    """Keep changes of the registry in one order, whatever processes make them; until the transaction ends."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


async def record(connection: AsyncConnection, draft: Draft, status: Status) -> Change:
    """Write a change down."""
    now = _now()
    row = {
        "kind": draft.kind.value,
        "status": status.value,
        "actor": draft.actor,
        "target": draft.target,
        "moved": _dump(draft.keys),
        "staying": _dump(draft.staying),
        "label": draft.label,
        "score": draft.score,
        "evidence": _dump([[item.kind, item.detail, item.weight] for item in draft.evidence]),
        "created_at": now,
        "decided_at": now if status is Status.APPLIED else None,
        "position": await _next(connection) if status is Status.APPLIED else None,
    }
    result = await connection.execute(insert(CHANGES).values(row).returning(CHANGES))
    return _change(result.one())


async def set_status(connection: AsyncConnection, number: int, status: Status) -> Change:
    """Decide on a change; one that is applied takes its place behind all others."""
    values: dict[str, Any] = {"status": status.value, "decided_at": _now()}
    values["position"] = await _next(connection) if status is Status.APPLIED else None
    statement = update(CHANGES).where(CHANGES.c.number == number).values(values).returning(CHANGES)
    return _change((await connection.execute(statement)).one())


async def get(connection: AsyncConnection, number: int) -> Change:
    """A change by its number; `ChangeNotFound` if there is none."""
    row = (await connection.execute(select(CHANGES).where(CHANGES.c.number == number))).one_or_none()
    if row is None:
        raise ChangeNotFound(number)
    return _change(row)


async def applied(connection: AsyncConnection) -> list[Change]:
    """The changes that have effect, in the order in which they took it."""
    query = select(CHANGES).where(CHANGES.c.status == Status.APPLIED.value).order_by(CHANGES.c.position)
    return [_change(row) for row in (await connection.execute(query)).all()]


async def listed(
    connection: AsyncConnection,
    *,
    statuses: Sequence[Status] = (),
    keys: Sequence[str] = (),
    limit: int = 50,
    before: int | None = None,
) -> list[Change]:
    """Changes, the latest first: of these statuses, with one of these keys as target or among the others."""
    wanted: list[ColumnElement[bool]] = []
    if statuses:
        wanted.append(CHANGES.c.status.in_([status.value for status in statuses]))
    if before is not None:
        wanted.append(CHANGES.c.number < before)
    if keys:
        among = [CHANGES.c.moved.contains(json.dumps(key, ensure_ascii=False), autoescape=True) for key in keys]
        wanted.append(or_(CHANGES.c.target.in_(keys), *among))
    query = select(CHANGES).where(*wanted).order_by(CHANGES.c.number.desc()).limit(limit)
    return [_change(row) for row in (await connection.execute(query)).all()]


async def position(connection: AsyncConnection) -> int:
    """The place of the decision that took effect last."""
    return (await connection.execute(select(func.max(CHANGES.c.position)))).scalar() or 0


async def _next(connection: AsyncConnection) -> int:
    return await position(connection) + 1


def _change(row: Row[Any]) -> Change:
    return Change(
        number=row.number,
        kind=Kind(row.kind),
        status=Status(row.status),
        actor=row.actor,
        target=row.target,
        keys=tuple(json.loads(row.moved)),
        staying=tuple(json.loads(row.staying)),
        label=row.label,
        score=row.score,
        evidence=tuple(Evidence(*item) for item in json.loads(row.evidence)),
        created_at=row.created_at,
        decided_at=row.decided_at,
    )


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
