"""Keeps what gave no article until somebody looks at it: the bytes as they came, and why.

One folder an item, `<key>/raw.<ending>` and `<key>/why.json`; to repair an item is to edit its raw file. The key
follows from source and bytes, so that the same failure is kept once however often it comes.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from indexer.sources.packets import Media, Packet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from articles.stages import Rejected
    from indexer.sources.packets import Failure

_KEY = re.compile(r"[0-9a-f]{12}")
_WHY = "why.json"


class NotHeldError(LookupError):
    """There is no such item in quarantine."""


@dataclass(frozen=True, slots=True)
class Held:
    """An item in quarantine; `size` in bytes."""

    key: str
    source: str
    code: str
    reason: str
    held_at: str
    size: int
    path: Path


class Quarantine:
    """A folder of items; it is made when the first one comes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._keys: set[str] | None = None
        self._held_again: set[str] = set()

    def hold(self, failure: Failure) -> str:
        """Keep a failure, with its bytes if there are any; its key. All of it is kept or nothing."""
        packet = failure.packet or Packet(failure.rejected.source, Media.TEXT, b"")
        key = _key(packet)
        new = self._folder / f".{uuid4().hex}"
        new.mkdir(parents=True)
        (new / f"raw.{packet.media.value}").write_bytes(packet.data)
        (new / _WHY).write_text(json.dumps(_why(failure.rejected, packet), ensure_ascii=False, indent=1), "utf-8")
        try:
            os.rename(new, self._folder / key)  # noqa: PTH104 - Path.rename says nothing of what is there already.
        except OSError:
            os.replace(new / _WHY, self._folder / key / _WHY)  # noqa: PTH105 - the same.
            shutil.rmtree(new)
        self._known().add(key)
        self._held_again.add(key)
        return key

    def release(self, packet: Packet) -> None:
        """Drop what is held of a packet that has given its articles after all."""
        if self._known() and (key := _key(packet)) in self._known():
            self._known().discard(key)
            shutil.rmtree(self._folder / key, ignore_errors=True)

    def _known(self) -> set[str]:
        """The keys that were held when they were first asked for, and since."""
        if self._keys is None:
            self._keys = {path.name for path in self._folder.glob("*") if _KEY.fullmatch(path.name)}
        return self._keys

    def __iter__(self) -> Iterator[Held]:
        """All items, the longest held first."""
        keys = [path.name for path in self._folder.glob("*") if _KEY.fullmatch(path.name)]
        return iter(sorted((self.get(key) for key in keys), key=lambda held: (held.held_at, held.key)))

    def get(self, key: str) -> Held:
        """One item; raises `NotHeldError`."""
        raw, why = self._raw(key), self._read(key)
        return Held(key, why["source"], why["code"], why["reason"], why["held_at"], raw.stat().st_size, raw)

    def packet(self, key: str) -> Packet:
        """The item as it came from its source, with what was edited since; raises `NotHeldError`."""
        raw, why = self._raw(key), self._read(key)
        fields = tuple((ours, theirs) for ours, theirs in why["fields"])
        return Packet(
            why["source"], Media(raw.suffix[1:]), raw.read_bytes(), fields, dict(why["stated"]), why["encoding"]
        )

    def drop(self, key: str) -> None:
        """Throw an item away; raises `NotHeldError`."""
        self._raw(key)
        self._known().discard(key)
        shutil.rmtree(self._folder / key)

    @contextmanager
    def retrying(self, keys: Iterable[str]) -> Iterator[Iterator[Packet]]:
        """The packets of items, to be loaded inside; at the end those that were not held again are dropped."""
        chosen = list(keys)
        self._held_again.clear()
        yield (self.packet(key) for key in chosen)
        for key in chosen:
            if key not in self._held_again:
                self._known().discard(key)
                shutil.rmtree(self._folder / key, ignore_errors=True)

    def _raw(self, key: str) -> Path:
        found = next((self._folder / key).glob("raw.*"), None) if _KEY.fullmatch(key) else None
        if found is None:
            raise NotHeldError(f"nothing is held under {key!r}")
        return found

    def _read(self, key: str) -> dict[str, Any]:
        return json.loads((self._folder / key / _WHY).read_text("utf-8"))  # type: ignore[no-any-return]


def _key(packet: Packet) -> str:
    return sha256(packet.source.encode("utf-8", "surrogatepass") + b"\0" + packet.data).hexdigest()[:12]


def _why(rejected: Rejected, packet: Packet) -> dict[str, object]:
    return {
        "source": packet.source,
        "code": rejected.code,
        "reason": rejected.reason,
        "held_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "fields": packet.fields,
        "stated": packet.stated,
        "encoding": packet.encoding,
    }
