"""The tables of alerts; `store/migrations/versions/0004_alerts.py` makes them.

    alerts ─< alert_endpoints >─ endpoints
      └──< ledger ──< deliveries >── endpoints

Times are whole milliseconds since 1970 (UTC), alike on every database and as fine as the articles' own.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)  # fmt: skip
from sqlalchemy.types import TypeDecorator

from store.tables import METADATA

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MS: Final = timedelta(milliseconds=1)


class UtcTime(TypeDecorator[datetime]):
    """An aware datetime, kept as milliseconds."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:  # noqa: ARG002
        """Raises TypeError for a time without a zone: it would mean another moment on another machine."""
        return None if value is None else (value - _EPOCH) // _MS

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        return None if value is None else _EPOCH + value * _MS


# SQLite numbers rows by itself only in a column that is plainly INTEGER.
_NUMBER: Final = BigInteger().with_variant(Integer, "sqlite")

ALERTS: Final = Table(
    "alerts",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("owner", String(64), nullable=False, index=True),
    Column("name", String(200), nullable=False),
    Column("query", JSON, nullable=False),  # The fields of a search request, as the API takes them.
    Column("rate", String(16), nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("muted_until", UtcTime),
    Column("include_backfill", Boolean, nullable=False),
    Column("feed_token", String(64), nullable=False, unique=True),
    Column("version", BigInteger, nullable=False, index=True),  # Higher than that of any earlier change of any alert.
    Column("deleted", Boolean, nullable=False),  # Kept until every percolator index has forgotten it.
    Column("created", UtcTime, nullable=False),
    Column("updated", UtcTime, nullable=False),
    Column("since", UtcTime, nullable=False),  # From when on articles count: made, or its query changed.
)

ENDPOINTS: Final = Table(
    "endpoints",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("owner", String(64), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("target", Text, nullable=False),  # A URL or an address of mail; empty for feeds.
    Column("name", String(200), nullable=False, server_default=""),
    Column("language", String(8), nullable=False, server_default="ar"),
    Column("secrets", JSON, nullable=False),  # [{"secret": "whsec_…", "expires": milliseconds or null}], newest first.
    Column("token", String(64), nullable=False, unique=True),  # Stands in unsubscribe links.
    Column("confirmed", UtcTime),  # When the receiver agreed; for mail alone.
    Column("disabled", UtcTime),
    Column("disabled_reason", String(40)),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("failing_since", UtcTime),
    Column("created", UtcTime, nullable=False),
    Column("updated", UtcTime, nullable=False),
)

ALERT_ENDPOINTS: Final = Table(
    "alert_endpoints",
    METADATA,
    Column("alert_id", ForeignKey("alerts.id", ondelete="CASCADE"), primary_key=True),
    Column("endpoint_id", ForeignKey("endpoints.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("token", String(64), nullable=False, unique=True),  # Unsubscribes this endpoint from this alert.
)

LEDGER: Final = Table(
    "ledger",
    METADATA,
    Column("id", _NUMBER, primary_key=True, autoincrement=True),  # In the order in which matches were found.
    Column("alert_id", ForeignKey("alerts.id", ondelete="CASCADE"), nullable=False),
    Column("story_id", String(80), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("article_id", String(64), nullable=False),
    Column("told", Boolean, nullable=False),  # Whether this row is the one that tells the story.
    Column("clauses", JSON, nullable=False),  # The parts of the query that the article met.
    Column("article", JSON, nullable=False),  # What is told of it, as it stood when it matched.
    Column("state", String(16), nullable=False),
    Column("reason", String(40)),
    Column("indexed", UtcTime, nullable=False),  # When that article entered the index.
    Column("created", UtcTime, nullable=False),
    Column("updated", UtcTime, nullable=False),
    UniqueConstraint("alert_id", "article_id", "kind"),
    Index("ix_ledger_alert_id_id", "alert_id", "id"),
    Index("ix_ledger_article_id", "article_id"),
    Index("ix_ledger_story_id", "story_id"),
    Index("ix_ledger_state", "state"),
)
# One row a story and kind of revision speaks; the others are repeats of it, or were held back.
TOLD: Final = Index(
    "uq_ledger_told",
    LEDGER.c.alert_id,
    LEDGER.c.story_id,
    LEDGER.c.kind,
    unique=True,
    sqlite_where=LEDGER.c.told,
    postgresql_where=LEDGER.c.told,
)

DELIVERIES: Final = Table(
    "deliveries",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("ledger_id", ForeignKey("ledger.id", ondelete="CASCADE"), nullable=False),
    Column("endpoint_id", ForeignKey("endpoints.id", ondelete="CASCADE"), nullable=False),
    Column("message_id", String(40), nullable=False, index=True),  # The idempotency key; a digest's rows share one.
    Column("state", String(16), nullable=False),
    Column("due", UtcTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("lease_owner", String(64)),
    Column("lease_until", UtcTime),
    Column("last_status", Integer),
    Column("reason", String(40)),
    Column("log", JSON, nullable=False),  # One entry an attempt, the latest last.
    Column("created", UtcTime, nullable=False),
    Column("finished", UtcTime),
    UniqueConstraint("ledger_id", "endpoint_id"),
    Index("ix_deliveries_state_due", "state", "due"),
    Index("ix_deliveries_endpoint_id_created", "endpoint_id", "created"),
)

# Where each follower stands, and who may move it; `changes` counts the changes of alerts.
CURSORS: Final = Table(
    "alert_cursors",
    METADATA,
    Column("name", String(64), primary_key=True),
    Column("position", UtcTime),
    Column("counter", BigInteger, nullable=False, server_default="0"),
    Column("lease_owner", String(64)),
    Column("lease_until", UtcTime),
)

# Up to which change of alerts each percolator index is written.
PERCOLATORS: Final = Table(
    "percolators",
    METADATA,
    Column("index_name", String(120), primary_key=True),
    Column("synced_to", BigInteger, nullable=False),
)

SWEEPS: Final = Table(
    "sweeps",
    METADATA,
    Column("id", _NUMBER, primary_key=True, autoincrement=True),
    Column("began", UtcTime, nullable=False),
    Column("ended", UtcTime, nullable=False),
    Column("alerts", Integer, nullable=False),
    Column("hits", Integer, nullable=False),
    Column("missed", Integer, nullable=False),
    Column("extra", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
)
SWEEP_FINDS: Final = Table(
    "sweep_finds",
    METADATA,
    Column("sweep_id", ForeignKey("sweeps.id", ondelete="CASCADE"), primary_key=True),
    Column("alert_id", String(40), primary_key=True),
    Column("article_id", String(64), primary_key=True),
    Column("verdict", String(16), primary_key=True),
)
