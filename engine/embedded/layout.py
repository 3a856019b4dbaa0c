"""Where the embedded node keeps what."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from engine.embedded.errors import FolderNotWritable, FolderTooNew


@dataclass(frozen=True, slots=True)
class Layout:
    """The folder `engine` of a data folder; the docstring of `engine.embedded` describes what is in it."""

    root: Path

    @classmethod
    def of(cls, data_dir: Path) -> Layout:
        return cls(data_dir.expanduser().resolve() / "engine")

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def config(self) -> Path:
        return self.root / "config"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def snapshots(self) -> Path:
        return self.root / "snapshots"

    @property
    def temporary(self) -> Path:
        return self.root / "tmp"

    @property
    def lock(self) -> Path:
        return self.root / "lock"

    @property
    def address(self) -> Path:
        return self.root / "keeper.json"

    @property
    def node(self) -> Path:
        return self.root / "node.json"

    @property
    def version(self) -> Path:
        return self.root / "version.json"

    @property
    def keeper_log(self) -> Path:
        return self.logs / "keeper.log"

    @property
    def node_log(self) -> Path:
        return self.logs / "node.log"

    @property
    def exceptions(self) -> Path:
        return self.logs / "java-exceptions.log"

    @property
    def node_output(self) -> Path:
        return self.logs / "node.out"

    def create(self) -> None:
        """Make the folders; `FolderNotWritable` where that is forbidden."""
        try:
            for folder in (self.data, self.config, self.logs, self.snapshots, self.temporary):
                folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.root):
                pass
        except OSError as error:
            raise FolderNotWritable(
                f"Cannot write to {self.root} ({error.strerror}). Give FIHRIS_DATA_DIR a folder that you may write to."
            ) from error

    def claim_version(self, version: str) -> None:
        """Note which OpenSearch writes here; `FolderTooNew` if a newer one already has."""
        known = str(read_json(self.version).get("opensearch", version))
        if _number(known) > _number(version):
            raise FolderTooNew(
                f"{self.root} was written by OpenSearch {known}, but this Fihris brings {version}. "
                "Upgrade Fihris, or give FIHRIS_DATA_DIR another folder."
            )
        write_json(self.version, {"opensearch": version})


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def read_json(path: Path) -> dict[str, object]:
    """A small JSON object; empty where the file is missing, unreadable or broken."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def write_json(path: Path, value: dict[str, object]) -> None:
    """Replace a file in one step; only its owner can read it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(value, file)
    Path(name).replace(path)
