"""Loads a file into an index, in a process of its own that a test may kill: URL ALIAS DATA_DIR FILE."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import replace
from pathlib import Path

from pydantic import SecretStr

from engine.open import engine_session
from engine.settings import EngineSettings
from indexer.counts import summary
from indexer.pipeline import load
from indexer.settings import IndexerSettings
from indexer.sources import receive
from mappings.load import articles


async def main(url: str, alias: str, data_dir: str, file: str) -> None:
    definition = replace(articles(), alias=alias, name=f"{alias}-v1")
    settings = IndexerSettings(data_dir=Path(data_dir), index_workers=1, index_batch=25, index_patience_s=120)
    async with engine_session(EngineSettings(engine_url=SecretStr(url))) as engine:
        counts = await load(engine, receive([file]), settings, definition=definition)
    sys.stdout.write(json.dumps(summary(counts)))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
