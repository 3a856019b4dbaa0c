"""Makes sure that the index of articles is there before anything is written."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from engine.errors import Conflict

if TYPE_CHECKING:
    from engine.protocol import SearchEngine
    from mappings.load import IndexDefinition


async def ensure_index(engine: SearchEngine, definition: IndexDefinition) -> str:
    """The index behind the alias, made first where there is none; safe when several start at once.

    An index of an earlier definition stays in use: readers and writers must agree on the analysis, so that only a
    whole new load changes it.
    """
    targets = await engine.alias_targets(definition.alias)
    if targets:
        return targets[-1]
    # It exists when another process made it, or an earlier start that was killed before it set the alias.
    with suppress(Conflict):
        await engine.create_index(definition.name, definition.body)
    await engine.point_alias(definition.alias, [definition.name])
    return definition.name
