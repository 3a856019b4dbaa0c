"""`fihris doctor`: what this machine, the engine and the index are like, and what is wrong with them."""

from __future__ import annotations

import asyncio
import platform
import shutil
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated

import psutil
import typer

from cli.console import open_engine, print_json, settings
from engine.errors import EngineError
from engine.protocol import HealthColour
from engine.settings import EngineSettings
from mappings import load as mappings

if TYPE_CHECKING:
    from pathlib import Path

    from engine.protocol import SearchEngine

_LOW_DISK_BYTES = 1 << 30


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `ok` says whether Fihris can work with it; `advice` what to do where it cannot."""

    name: str
    ok: bool
    detail: str
    advice: str | None = None


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False) -> None:
    """Check machine, engine and index; exit with 1 when something needs attention."""
    findings = [*_machine(settings(EngineSettings).data_dir), *asyncio.run(_engine())]
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            typer.echo(f"{'ok  ' if finding.ok else 'BAD '} {finding.name}: {finding.detail}")
            if finding.advice:
                typer.echo(f"       {finding.advice}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)


def _machine(data_dir: Path) -> list[Finding]:
    memory = psutil.virtual_memory()
    existing = next(path for path in (data_dir, *data_dir.parents) if path.exists())
    free = shutil.disk_usage(existing).free
    return [
        Finding("fihris", True, f"{version('fihris')} on Python {platform.python_version()}, {platform.platform()}"),
        Finding("processors", True, f"{psutil.cpu_count()}"),
        Finding("memory", True, f"{memory.available >> 20} MB free of {memory.total >> 20} MB"),
        Finding(
            "data folder",
            free > _LOW_DISK_BYTES,
            f"{data_dir}, {free >> 30} GB free",
            None if free > _LOW_DISK_BYTES else "Make room, or name another folder with FIHRIS_DATA_DIR.",
        ),
    ]


async def _engine() -> list[Finding]:
    try:
        async with open_engine() as engine:
            return [*await _server(engine), await _index(engine)]
    except EngineError as error:
        return [Finding("engine", False, str(error), "Check FIHRIS_ENGINE_URL and that the engine runs.")]


async def _server(engine: SearchEngine) -> list[Finding]:
    colour = await engine.health()
    percolator = "with" if engine.info.percolator else "without"
    return [
        Finding("engine", True, f"{engine.info.label}, {percolator} percolator, cluster {engine.info.cluster}"),
        Finding(
            "health",
            colour is not HealthColour.RED,
            colour.value,
            "Some data cannot be read: look at the engine's log." if colour is HealthColour.RED else None,
        ),
    ]


async def _index(engine: SearchEngine) -> Finding:
    definition = mappings.articles()
    targets = await engine.alias_targets(definition.alias)
    if not targets:
        return Finding("index", True, "none yet; `fihris index` or `fihris run` makes it")
    count = await engine.count(definition.alias)
    detail = f"{', '.join(targets)}: {count} articles"
    if targets != (definition.name,):
        return Finding(
            "index", False, detail, f"This version of Fihris analyses text as {definition.name}: load again."
        )
    return Finding("index", True, detail)
