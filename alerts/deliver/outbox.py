"""Takes deliveries under a lease, so that several processes send side by side and each message is sent by one.

A process locks the endpoint while it takes the endpoint's rows, never while it sends. Whoever ends without giving
rows back loses them when the lease runs out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, func, or_, select, update

from alerts.deliver.rows import endpoint_of
from alerts.model import DeliveryState
from alerts.tables import ALERTS, DELIVERIES, ENDPOINTS, LEDGER

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncConnection

    from alerts.model import Endpoint
    from store.database import Database

LEASE: Final = timedelta(seconds=150)
MOST_ROWS: Final = 50
# A digest is one mail however long it is.
_MOST_IN_DIGEST: Final = 5_000


@dataclass(frozen=True, slots=True)
class Job:
    """One delivery that this process may attempt until `until`, with what it tells."""

    id: str
    message_id: str
    ledger_id: int
    attempts: int
    until: datetime
    row: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """What was taken for one endpoint."""

    endpoint: Endpoint
    jobs: tuple[Job, ...]


def ready(now: datetime) -> ColumnElement[bool]:
    """Deliveries to attempt: due, or left behind by a process whose lease has run out."""
    waiting = and_(DELIVERIES.c.state.in_((DeliveryState.QUEUED, DeliveryState.FAILED)), DELIVERIES.c.due <= now)
    abandoned = and_(DELIVERIES.c.state == DeliveryState.LEASED, DELIVERIES.c.lease_until <= now)
    return or_(waiting, abandoned)


class Outbox:
    """The deliveries of a database as one process, `worker`, takes them."""

    def __init__(self, database: Database, worker: str) -> None:
        self._database = database
        self._worker = worker

    async def take(self, now: datetime, most: int, busy: Collection[str] = ()) -> list[Batch]:
        """Rows of up to `most` endpoints, those that wait longest first; none of the endpoints in `busy`.

        A digest is taken whole. Endpoints that another process is taking from at this moment are left to it.
        """
        async with self._database.read() as connection:
            waiting = await _waiting(connection, now, most, busy)
        if not waiting:
            return []
        async with self._database.begin() as connection:
            locked = select(ENDPOINTS).where(ENDPOINTS.c.id.in_(waiting)).with_for_update(skip_locked=True)
            found = (await connection.execute(locked)).mappings().all()
            batches = [Batch(endpoint_of(each), await self._lease(connection, each["id"], now)) for each in found]
        return [batch for batch in batches if batch.jobs]

    async def _lease(self, connection: AsyncConnection, endpoint_id: str, now: datetime) -> tuple[Job, ...]:
        ids = await _due_ids(connection, endpoint_id, now)
        if not ids:
            return ()
        until = now + LEASE
        await connection.execute(
            update(DELIVERIES)
            .where(DELIVERIES.c.id.in_(ids))
            .values(state=DeliveryState.LEASED, lease_owner=self._worker, lease_until=until)
        )
        rows = await connection.execute(_CONTENTS.where(DELIVERIES.c.id.in_(ids)).order_by(LEDGER.c.id))
        return tuple(
            Job(row["delivery_id"], row["message_id"], row["ledger_id"], row["attempts"], until, dict(row))
            for row in rows.mappings()
        )

    async def give_back(self, jobs: Sequence[Job], due: datetime) -> None:
        """Let rows go without an attempt, to be taken again from `due` on."""
        async with self._database.begin() as connection:
            await connection.execute(
                update(DELIVERIES)
                .where(DELIVERIES.c.id.in_([job.id for job in jobs]), *self.mine())
                .values(state=DeliveryState.QUEUED, due=due, lease_owner=None, lease_until=None)
            )

    def mine(self) -> tuple[ColumnElement[bool], ...]:
        """What is true of rows whose lease this process still has."""
        return (DELIVERIES.c.state == DeliveryState.LEASED, DELIVERIES.c.lease_owner == self._worker)


_CONTENTS: Final = (
    select(
        DELIVERIES.c.id.label("delivery_id"),
        DELIVERIES.c.message_id,
        DELIVERIES.c.attempts,
        LEDGER.c.id.label("ledger_id"),
        LEDGER.c.alert_id,
        LEDGER.c.story_id,
        LEDGER.c.kind,
        LEDGER.c.article_id,
        LEDGER.c.article,
        LEDGER.c.clauses,
        LEDGER.c.created,
        ALERTS.c.name.label("alert_name"),
    )
    .join(LEDGER, LEDGER.c.id == DELIVERIES.c.ledger_id)
    .join(ALERTS, ALERTS.c.id == LEDGER.c.alert_id)
)


async def _waiting(connection: AsyncConnection, now: datetime, most: int, busy: Collection[str]) -> list[str]:
    query = (
        select(DELIVERIES.c.endpoint_id)
        .where(ready(now), DELIVERIES.c.endpoint_id.not_in(list(busy)))
        .group_by(DELIVERIES.c.endpoint_id)
        .order_by(func.min(DELIVERIES.c.due))
        .limit(most)
    )
    return list((await connection.execute(query)).scalars())


async def _due_ids(connection: AsyncConnection, endpoint_id: str, now: datetime) -> list[str]:
    mine = and_(DELIVERIES.c.endpoint_id == endpoint_id, ready(now))
    first = (
        select(DELIVERIES.c.id, DELIVERIES.c.message_id)
        .where(mine)
        .order_by(DELIVERIES.c.due, DELIVERIES.c.ledger_id)
        .limit(MOST_ROWS)
    )
    rows = (await connection.execute(first)).all()
    if len(rows) < MOST_ROWS:
        return [row.id for row in rows]
    messages = {row.message_id for row in rows}
    whole = select(DELIVERIES.c.id).where(mine, DELIVERIES.c.message_id.in_(messages)).limit(_MOST_IN_DIGEST)
    return list((await connection.execute(whole)).scalars())
