"""Alerts, endpoints, the ledger and deliveries."""

from __future__ import annotations

revision = "0004_alerts"
down_revision = "0003_persons"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Drop the tables."""
