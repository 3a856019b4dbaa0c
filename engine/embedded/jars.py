"""The jars of the node: which they are (`jars.lock.json`), and whether a folder holds exactly them."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Jar:
    """One file of a Maven repository: `group:artifact:version[:classifier]`, its SHA-256 sum, its size in bytes."""

    coordinate: str
    sha256: str
    size: int

    @property
    def name(self) -> str:
        return "-".join(self.coordinate.split(":")[1:]) + ".jar"

    @property
    def path(self) -> str:
        """Where a Maven repository keeps it, below the repository's address."""
        group, artifact, version, *_ = self.coordinate.split(":")
        return f"{group.replace('.', '/')}/{artifact}/{version}/{self.name}"

    def intact(self, file: Path) -> bool:
        """Whether a file is exactly this jar."""
        try:
            if file.stat().st_size != self.size:
                return False
            with file.open("rb") as content:
                return hashlib.file_digest(content, "sha256").hexdigest() == self.sha256
        except OSError:
            return False


@dataclass(frozen=True, slots=True)
class JarLock:
    """All jars of a node, and the OpenSearch version they make."""

    opensearch: str
    jars: tuple[Jar, ...]

    @property
    def size(self) -> int:
        return sum(jar.size for jar in self.jars)

    def missing(self, folder: Path) -> tuple[Jar, ...]:
        """The jars that a folder lacks or holds damaged. Reads every file: about 0.1 s on two cores."""
        with ThreadPoolExecutor(4) as pool:
            good = pool.map(lambda jar: jar.intact(folder / jar.name), self.jars)
        return tuple(jar for jar, intact in zip(self.jars, good, strict=True) if not intact)


def load_lock() -> JarLock:
    """The lock file that came with this Fihris."""
    text = resources.files("engine.embedded").joinpath("jars.lock.json").read_text(encoding="utf-8")
    value = json.loads(text)
    return JarLock(value["opensearch"], tuple(Jar(**jar) for jar in value["jars"]))
