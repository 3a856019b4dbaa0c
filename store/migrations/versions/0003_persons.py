"""The person registry."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003_persons"
down_revision = "0002_keys"
branch_labels = None
depends_on = None

_KEY = sa.String(300)
_TEXT = sa.String(500)
_DAY = sa.String(10)
_WORD = sa.String(64).with_variant(sa.String(64, collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    _make_changes()
    op.create_table(
        "person_members",
        sa.Column("key", _KEY, primary_key=True),
        sa.Column("person", _KEY, nullable=False, index=True),
        sa.Column("label", _TEXT, nullable=False),
    )
    op.create_table(
        "person_dirty",
        sa.Column("key", _KEY, primary_key=True),
        sa.Column("mark", sa.String(32), nullable=False),
    )
    op.create_table(
        "person_links",
        sa.Column("key", _KEY, primary_key=True),
        sa.Column("wikidata", sa.String(16), nullable=False),
    )
    _make_learnt()


def _make_changes() -> None:
    op.create_table(
        "person_changes",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("status", sa.String(12), nullable=False, index=True),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("target", _KEY, nullable=False, index=True),
        sa.Column("moved", sa.Text, nullable=False),
        sa.Column("staying", sa.Text, nullable=False),
        sa.Column("label", _TEXT, nullable=False),
        sa.Column("score", sa.Float),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("decided_at", sa.String(32)),
        sa.Column("position", sa.Integer, unique=True),
    )


def _make_learnt() -> None:
    op.create_table(
        "person_names",
        sa.Column("key", _KEY, primary_key=True),
        sa.Column("label", _TEXT, nullable=False),
        sa.Column("latin", _TEXT, nullable=False),
        sa.Column("articles", sa.Integer, nullable=False),
        sa.Column("first", _DAY),
        sa.Column("last", _DAY),
    )
    op.create_index("ix_person_names_articles", "person_names", ["articles"])
    op.create_table(
        "person_spellings",
        sa.Column("key", _KEY, primary_key=True),
        sa.Column("spelling", _TEXT, primary_key=True),
        sa.Column("articles", sa.Integer, nullable=False),
    )
    op.create_table(
        "person_roles",
        sa.Column("key", _KEY, primary_key=True),
        sa.Column("role", _TEXT, primary_key=True),
        sa.Column("articles", sa.Integer, nullable=False),
        sa.Column("first", _DAY),
        sa.Column("last", _DAY),
    )
    op.create_table(
        "person_words",
        sa.Column("word", _WORD, primary_key=True),
        sa.Column("key", _KEY, primary_key=True),
    )


def downgrade() -> None:
    """Drop the tables."""
    for name in ("words", "roles", "spellings", "names", "links", "dirty", "members", "changes"):
        op.drop_table(f"person_{name}")
