"""The tables of the registry.

`person_changes` is the truth about merges and splits; `person_members` follows from it. `person_names`,
`person_spellings`, `person_roles` and `person_words` are learnt from the articles and can be learnt again at any time.
`person_dirty` lists keys whose articles the index has still to bring in line.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Float, Index, Integer, String, Table, Text

from store.tables import METADATA

MAX_KEY: Final = 300
MAX_TEXT: Final = 500
# Words are compared letter by letter on every database, whatever order its language has.
_WORD: Final = String(64).with_variant(String(64, collation="C"), "postgresql")

CHANGES: Final = Table(
    "person_changes",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(8), nullable=False),
    Column("status", String(12), nullable=False, index=True),
    Column("actor", String(64), nullable=False),
    Column("target", String(MAX_KEY), nullable=False, index=True),
    Column("moved", Text, nullable=False),
    Column("staying", Text, nullable=False),
    Column("label", String(MAX_TEXT), nullable=False),
    Column("score", Float),
    Column("evidence", Text, nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("decided_at", String(32)),
    # The order in which decisions took effect.
    Column("position", Integer, unique=True),
)
MEMBERS: Final = Table(
    "person_members",
    METADATA,
    Column("key", String(MAX_KEY), primary_key=True),
    Column("person", String(MAX_KEY), nullable=False, index=True),
    Column("label", String(MAX_TEXT), nullable=False),
)
DIRTY: Final = Table(
    "person_dirty",
    METADATA,
    Column("key", String(MAX_KEY), primary_key=True),
    Column("mark", String(32), nullable=False),
)
LINKS: Final = Table(
    "person_links",
    METADATA,
    Column("key", String(MAX_KEY), primary_key=True),
    Column("wikidata", String(16), nullable=False),
)
NAMES: Final = Table(
    "person_names",
    METADATA,
    Column("key", String(MAX_KEY), primary_key=True),
    Column("label", String(MAX_TEXT), nullable=False),
    Column("latin", String(MAX_TEXT), nullable=False),
    Column("articles", Integer, nullable=False),
    Column("first", String(10)),
    Column("last", String(10)),
)
SPELLINGS: Final = Table(
    "person_spellings",
    METADATA,
    Column("key", String(MAX_KEY), primary_key=True),
    Column("spelling", String(MAX_TEXT), primary_key=True),
    Column("articles", Integer, nullable=False),
)
ROLES: Final = Table(
    "person_roles",
    METADATA,
    Column("key", String(MAX_KEY), primary_key=True),
    Column("role", String(MAX_TEXT), primary_key=True),
    Column("articles", Integer, nullable=False),
    Column("first", String(10)),
    Column("last", String(10)),
)
WORDS: Final = Table(
    "person_words",
    METADATA,
    Column("word", _WORD, primary_key=True),
    Column("key", String(MAX_KEY), primary_key=True),
)
Index("ix_person_names_articles", NAMES.c.articles)
LEARNT: Final = (NAMES, SPELLINGS, ROLES, WORDS)
