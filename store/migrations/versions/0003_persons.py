"""The person registry."""

from __future__ import annotations

revision = "0003_persons"
down_revision = "0002_keys"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Drop the tables."""
