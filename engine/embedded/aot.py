"""A start cache for Java: what it loads and links at each start, prepared once, so that later starts take a third.

Java makes it from a training run (JEP 483 and 515): a node on an empty folder starts, indexes an article and finds it.
"""

from __future__ import annotations

import asyncio
import hashlib
import http.client
import json
import logging
import os
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from engine.embedded import config
from engine.embedded.files import take_lock
from engine.embedded.layout import Layout
from engine.embedded.node import Node
from engine.embedded.ports import claims

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.embedded.jars import JarLock
    from engine.embedded.java import Machine

# Prepared adapters of Java 25 do not fit its own names for them: it warns of each, and makes them anew anyway.
_COMMON = ("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTAdapterCaching")
_HEAP_MB = 256
_MEMORY_MB = 2000
_LOWEST = 19
_TRAINING_S = 120.0

_log = logging.getLogger("fihris.keeper")


def cache_file(folder: Path, java: Path, lock: JarLock) -> Path:
    """Where the start cache of this Java and these jars is, whether it exists or not."""
    release = java.parent.parent / "release"
    built = release.read_bytes() if release.exists() else b""
    names = [str(java), str(folder), *(jar.sha256 for jar in lock.jars)]
    return folder / f"start-{hashlib.sha256(built + json.dumps(names).encode()).hexdigest()[:16]}.aot"


def flags(file: Path) -> Sequence[str]:
    """The flags that make Java use a start cache; none if there is none."""
    return (*_COMMON, f"-XX:AOTCache={file}") if file.exists() else ()


async def train(machine: Machine, file: Path) -> None:
    """Make the start cache, unless another process does, with what the other programs leave of the processor.

    Nothing depends on it: whatever goes wrong is logged, and the next keeper tries again.
    """
    if psutil.virtual_memory().available >> 20 < _MEMORY_MB:
        return
    lock = take_lock(file.with_suffix(".lock"))
    if lock is None:
        return
    try:
        with tempfile.TemporaryDirectory(prefix=".start-", dir=file.parent) as scratch:
            await asyncio.wait_for(_train(machine, file, Path(scratch)), _TRAINING_S)
        _log.info("made the start cache %s", file)
    except Exception:  # noqa: BLE001 - see above; the log has it all.
        _log.exception("could not make the start cache")
    finally:
        os.close(lock)


async def _train(machine: Machine, file: Path, scratch: Path) -> None:
    layout = Layout(scratch)
    layout.create()
    config.write(layout)
    record, made = scratch / "record", scratch / "cache"
    recording = (*_COMMON, "-XX:AOTMode=record", f"-XX:AOTConfiguration={record}")
    await _record(replace(machine, heap_mb=_HEAP_MB, flags=recording), layout)
    assembling = (*_COMMON, "-XX:AOTMode=create", f"-XX:AOTConfiguration={record}", f"-XX:AOTCache={made}")
    await _assemble(replace(machine, heap_mb=_HEAP_MB, flags=assembling), layout)
    made.replace(file)


async def _record(machine: Machine, layout: Layout) -> None:
    claim = next(claims(os.getpid()))
    node = await Node.start(machine, layout, claim.port)
    try:
        psutil.Process(node.pid).nice(_LOWEST)
        await node.wait_ready()
        await asyncio.to_thread(exercise, claim.port)
        # The record is written at the end.
        await node.stop(patience_s=_TRAINING_S)
    finally:
        await node.kill()
        claim.release()


async def _assemble(machine: Machine, layout: Layout) -> None:
    process = await Node.spawn(machine.command(layout, 0), layout)
    try:
        psutil.Process(process.pid).nice(_LOWEST)
        await process.wait()
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def exercise(port: int) -> None:
    """Let a node do what it will be asked first: make an index, take an article, find it."""
    text = {"type": "text", "analyzer": "arabic"}
    properties = {"title": text, "topic": {"type": "keyword"}, "query": {"type": "percolator"}}
    find = {"match": {"title": "الأخبار"}}
    search = {
        "query": find,
        "highlight": {"fields": {"title": {}}},
        "aggs": {"topic": {"terms": {"field": "topic"}}},
    }
    _call(port, "PUT", "/training", {"mappings": {"properties": properties}})
    bulk: list[object] = [
        *({"index": {"_id": "1"}}, {"title": "آخر الأخبار", "topic": "سياسة"}),
        *({"index": {"_id": "2"}}, {"query": find}),
    ]
    _call(port, "POST", "/training/_bulk?refresh=true", *bulk)
    _call(port, "POST", "/training/_search", search)
    document = {"title": "أخبار"}
    _call(port, "POST", "/training/_search", {"query": {"percolate": {"field": "query", "document": document}}})


def _call(port: int, method: str, path: str, *body: object) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        lines = "".join(json.dumps(value) + "\n" for value in body)
        connection.request(method, path, lines.encode(), {"Content-Type": "application/json"})
        connection.getresponse().read()
    finally:
        connection.close()
