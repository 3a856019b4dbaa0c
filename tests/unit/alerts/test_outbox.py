"""Deliveries in a real database: each taken by one process, given back, and taken again when a lease runs out."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, select

from alerts.deliver.outbox import LEASE, MOST_ROWS, Outbox
from alerts.deliver.rows import delivery_of, news_of, secrets_to_json, signing_secrets
from alerts.model import DeliveryState, EndpointSecret, Event
from alerts.tables import ALERTS, DELIVERIES, ENDPOINTS, LEDGER
from store.database import Database, open_database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

NOW = datetime(2026, 1, 14, 6, 30, tzinfo=UTC)
OLD = EndpointSecret("whsec_b2xk", NOW - timedelta(hours=1))
NEW = EndpointSecret("whsec_bmV3")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """Two endpoints: one with a queued row for each of three articles, one with a digest of two."""
    async with open_database(f"sqlite+aiosqlite:///{tmp_path / 'fihris.sqlite'}") as opened:
        async with opened.begin() as connection:
            times = {"created": NOW, "updated": NOW}
            await connection.execute(
                insert(ALERTS),
                {
                    "id": "a1", "owner": "local", "name": "الضمانات", "query": {"q": "هدنة"}, "rate": "immediate",
                    "timezone": "UTC", "paused": False, "include_backfill": False, "feed_token": "f1", "version": 1,
                    "deleted": False, "since": NOW, **times,
                },
            )  # fmt: skip
            for name in ("hook", "mail"):
                await connection.execute(
                    insert(ENDPOINTS),
                    {
                        "id": name, "owner": "local", "kind": "webhook" if name == "hook" else "mail",
                        "target": f"https://{name}.example", "secrets": secrets_to_json((NEW, OLD)), "token": name,
                        **times,
                    },
                )  # fmt: skip
            for number in range(1, 4):
                await connection.execute(
                    insert(LEDGER),
                    {
                        "id": number, "alert_id": "a1", "story_id": f"s:{number}", "kind": "matched",
                        "article_id": f"x{number}", "told": True, "clauses": ["هدنة"], "article": {"title": "هدنة"},
                        "state": "queued", "indexed": NOW, **times,
                    },
                )  # fmt: skip
                ends = [("hook", f"m{number}"), *([("mail", "digest")] if number > 1 else [])]
                for endpoint, message in ends:
                    await connection.execute(
                        insert(DELIVERIES),
                        {
                            "id": f"{endpoint}{number}", "ledger_id": number, "endpoint_id": endpoint,
                            "message_id": message, "state": "queued", "due": NOW, "attempts": 0, "log": [],
                            "created": NOW,
                        },
                    )  # fmt: skip
        yield opened


async def taken(outbox: Outbox, now: datetime = NOW, **options: tuple[str, ...]) -> dict[str, list[str]]:
    batches = await outbox.take(now, 10, **options)
    return {batch.endpoint.id: [job.id for job in batch.jobs] for batch in batches}


async def test_what_is_due_is_taken_with_what_it_tells(database: Database) -> None:
    batches = {batch.endpoint.id: batch for batch in await Outbox(database, "w1").take(NOW, 10)}
    assert [job.id for job in batches["hook"].jobs] == ["hook1", "hook2", "hook3"]
    assert {job.message_id for job in batches["mail"].jobs} == {"digest"}
    news = news_of(batches["hook"].jobs[0].row, {"id": "x0", "title": "سابق"})
    assert (news.event, news.alert_name, news.title, news.told_title) == (Event.MATCHED, "الضمانات", "هدنة", "سابق")
    assert signing_secrets(batches["hook"].endpoint, NOW) == [NEW.secret]
    assert signing_secrets(batches["hook"].endpoint, NOW - timedelta(hours=2)) == [NEW.secret, OLD.secret]


async def test_nothing_is_taken_twice_or_before_its_time(database: Database) -> None:
    first, second = Outbox(database, "w1"), Outbox(database, "w2")
    assert await taken(first, NOW - timedelta(seconds=1)) == {}
    both = await asyncio.gather(taken(first), taken(second))
    ids = [each for one in both for found in one.values() for each in found]
    assert sorted(ids) == ["hook1", "hook2", "hook3", "mail2", "mail3"]
    assert await taken(second) == {}


async def test_a_lease_that_ran_out_is_taken_by_another(database: Database) -> None:
    await taken(Outbox(database, "dead"))
    later = await taken(Outbox(database, "w2"), NOW + LEASE)
    assert later["hook"] == ["hook1", "hook2", "hook3"]


async def test_an_endpoint_that_is_busy_is_left_alone(database: Database) -> None:
    assert set(await taken(Outbox(database, "w1"), busy=("hook",))) == {"mail"}


async def test_what_is_given_back_comes_again_and_only_its_owner_can_give_it(database: Database) -> None:
    mine, other = Outbox(database, "w1"), Outbox(database, "w2")
    batches = await mine.take(NOW, 10)
    jobs = [job for batch in batches for job in batch.jobs]
    await other.give_back(jobs, NOW)
    assert await taken(other) == {}
    await mine.give_back(jobs, NOW + timedelta(minutes=5))
    assert await taken(other, NOW + timedelta(minutes=4)) == {}
    assert set(await taken(other, NOW + timedelta(minutes=5))) == {"hook", "mail"}
    assert len(jobs) < MOST_ROWS


async def test_a_row_reads_as_a_delivery(database: Database) -> None:
    async with database.read() as connection:
        row = (await connection.execute(select(DELIVERIES).where(DELIVERIES.c.id == "hook1"))).mappings().one()
    delivery = delivery_of(row)
    assert (delivery.state, delivery.attempts, delivery.reason, delivery.log) == (DeliveryState.QUEUED, 0, None, ())
