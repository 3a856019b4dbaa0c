"""Alerts, endpoints, the ledger and deliveries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_alerts"
down_revision = "0003_persons"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TABLES = (
    "sweep_finds",
    "sweeps",
    "percolators",
    "alert_cursors",
    "deliveries",
    "ledger",
    "alert_endpoints",
    "endpoints",
    "alerts",
)


def upgrade() -> None:
    """Make the tables."""
    _make_alerts()
    _make_endpoints()
    _make_ledger()
    _make_deliveries()
    _make_cursors()
    _make_sweeps()


def downgrade() -> None:
    """Drop the tables."""
    for name in _TABLES:
        op.drop_table(name)


def _make_alerts() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("owner", sa.String(64), nullable=False, index=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("query", sa.JSON, nullable=False),
        sa.Column("rate", sa.String(16), nullable=False),
        sa.Column("timezone", sa.String(64), nullable=False),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("muted_until", sa.BigInteger),
        sa.Column("include_backfill", sa.Boolean, nullable=False),
        sa.Column("feed_token", sa.String(64), nullable=False, unique=True),
        sa.Column("version", sa.BigInteger, nullable=False, index=True),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("updated", sa.BigInteger, nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
    )


def _make_endpoints() -> None:
    op.create_table(
        "endpoints",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("owner", sa.String(64), nullable=False, index=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("name", sa.String(200), nullable=False, server_default=""),
        sa.Column("language", sa.String(8), nullable=False, server_default="ar"),
        sa.Column("secrets", sa.JSON, nullable=False),
        sa.Column("token", sa.String(64), nullable=False, unique=True),
        sa.Column("confirmed", sa.BigInteger),
        sa.Column("disabled", sa.BigInteger),
        sa.Column("disabled_reason", sa.String(40)),
        sa.Column("failures", sa.Integer, nullable=False, server_default="0"),
        sa.Column("failing_since", sa.BigInteger),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("updated", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "alert_endpoints",
        sa.Column("alert_id", sa.String(40), sa.ForeignKey("alerts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column(
            "endpoint_id",
            sa.String(40),
            sa.ForeignKey("endpoints.id", ondelete="CASCADE"),
            primary_key=True,
            index=True,
        ),
        sa.Column("token", sa.String(64), nullable=False, unique=True),
    )


def _make_ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("id", _NUMBER, primary_key=True, autoincrement=True),
        sa.Column("alert_id", sa.String(40), sa.ForeignKey("alerts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("story_id", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("article_id", sa.String(64), nullable=False),
        sa.Column("told", sa.Boolean, nullable=False),
        sa.Column("clauses", sa.JSON, nullable=False),
        sa.Column("article", sa.JSON, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(40)),
        sa.Column("indexed", sa.BigInteger, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("updated", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("alert_id", "article_id", "kind"),
    )
    op.create_index("ix_ledger_alert_id_id", "ledger", ["alert_id", "id"])
    op.create_index("ix_ledger_article_id", "ledger", ["article_id"])
    op.create_index("ix_ledger_story_id", "ledger", ["story_id"])
    op.create_index("ix_ledger_state", "ledger", ["state"])
    told = sa.column("told", sa.Boolean)
    op.create_index(
        "uq_ledger_told",
        "ledger",
        ["alert_id", "story_id", "kind"],
        unique=True,
        sqlite_where=told,
        postgresql_where=told,
    )


def _make_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("ledger_id", _NUMBER, sa.ForeignKey("ledger.id", ondelete="CASCADE"), nullable=False),
        sa.Column("endpoint_id", sa.String(40), sa.ForeignKey("endpoints.id", ondelete="CASCADE"), nullable=False),
        sa.Column("message_id", sa.String(40), nullable=False, index=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("lease_owner", sa.String(64)),
        sa.Column("lease_until", sa.BigInteger),
        sa.Column("last_status", sa.Integer),
        sa.Column("reason", sa.String(40)),
        sa.Column("log", sa.JSON, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("finished", sa.BigInteger),
        sa.UniqueConstraint("ledger_id", "endpoint_id"),
    )
    op.create_index("ix_deliveries_state_due", "deliveries", ["state", "due"])
    op.create_index("ix_deliveries_endpoint_id_created", "deliveries", ["endpoint_id", "created"])


def _make_cursors() -> None:
    op.create_table(
        "alert_cursors",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("position", sa.BigInteger),
        sa.Column("counter", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("lease_owner", sa.String(64)),
        sa.Column("lease_until", sa.BigInteger),
    )
    op.create_table(
        "percolators",
        sa.Column("index_name", sa.String(120), primary_key=True),
        sa.Column("synced_to", sa.BigInteger, nullable=False),
    )


def _make_sweeps() -> None:
    op.create_table(
        "sweeps",
        sa.Column("id", _NUMBER, primary_key=True, autoincrement=True),
        sa.Column("began", sa.BigInteger, nullable=False),
        sa.Column("ended", sa.BigInteger, nullable=False),
        sa.Column("alerts", sa.Integer, nullable=False),
        sa.Column("hits", sa.Integer, nullable=False),
        sa.Column("missed", sa.Integer, nullable=False),
        sa.Column("extra", sa.Integer, nullable=False),
        sa.Column("failed", sa.Integer, nullable=False),
    )
    op.create_table(
        "sweep_finds",
        sa.Column("sweep_id", _NUMBER, sa.ForeignKey("sweeps.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("alert_id", sa.String(40), primary_key=True),
        sa.Column("article_id", sa.String(64), primary_key=True),
        sa.Column("verdict", sa.String(16), primary_key=True),
    )
