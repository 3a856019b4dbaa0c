"""Packs writes into bulk requests, so that no document can take its neighbours down.

Requests stay far below the engines' usual limit. One that is refused as a whole is split in halves until the
document at fault stands alone. What no request can carry (an impossible id, text that is not Unicode) is
rejected before anything is sent.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.errors import BadQuery, EngineNotReady, EngineUnavailable, RejectedDocument
from engine.protocol import BulkItem, Outcome

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from engine.protocol import Body, Write

    Send = Callable[[bytes], Awaitable[tuple[BulkItem, ...]]]

# The clients send up to 1 MiB without holding up everything else that is going on.
_REQUEST_BYTES = 2**20
# Far above any article, and below what a small server takes: it refuses, again and again, a tenth of its memory.
_DOCUMENT_BYTES = 16 * 2**20
_ID_BYTES = 512


@dataclass(frozen=True, slots=True)
class _Packed:
    """A write as lines of a bulk request, and its place among all writes."""

    place: int
    id: str
    lines: bytes


def possible_id(doc_id: str) -> bool:
    """Whether the engines accept such an id: not empty, Unicode, at most 512 bytes in UTF-8."""
    try:
        return 0 < len(doc_id.encode()) <= _ID_BYTES
    except UnicodeEncodeError:
        return False


def encode(body: Body) -> bytes:
    """JSON in UTF-8; `ValueError` where the body holds what JSON or Unicode cannot (NaN, half a surrogate pair)."""
    return json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


async def write_all(writes: Sequence[Write], send: Send) -> tuple[BulkItem, ...]:
    """Send all writes in requests of bounded size; one outcome each, in their order.

    When the engine stops answering halfway, the writes without an outcome are deferred; its error is raised only
    if it has decided nothing yet. A deferred write may have happened all the same: writing again is harmless.
    """
    refused = {place: reason for place, write in enumerate(writes) if (reason := _impossible(write))}
    outcomes = {place: BulkItem(writes[place].id, Outcome.REJECTED, why) for place, why in refused.items()}
    packed = [_pack(place, write) for place, write in enumerate(writes) if place not in refused]
    try:
        for group in _groups(packed):
            await _deliver(group, send, outcomes)
    except (EngineUnavailable, EngineNotReady) as error:
        if len(outcomes) == len(refused):
            raise
        for item in packed:
            outcomes.setdefault(item.place, BulkItem(item.id, Outcome.DEFERRED, str(error)))
    return tuple(outcomes[place] for place in range(len(writes)))


def _impossible(write: Write) -> str | None:
    """Why no engine can take this write; None if it may."""
    if not possible_id(write.id):
        return f"the id must be Unicode text of 1 to {_ID_BYTES} bytes"
    if write.source is None:
        return None
    try:
        size = len(encode(write.source))
    except (ValueError, RecursionError) as error:
        return f"the document cannot be written as JSON: {type(error).__name__}"
    return None if size <= _DOCUMENT_BYTES else f"the document is larger than {_DOCUMENT_BYTES // 2**20} MB"


def _pack(place: int, write: Write) -> _Packed:
    if write.source is None:
        return _Packed(place, write.id, encode({"delete": {"_id": write.id}}) + b"\n")
    return _Packed(place, write.id, encode({"index": {"_id": write.id}}) + b"\n" + encode(write.source) + b"\n")


def _groups(packed: Sequence[_Packed]) -> Iterator[list[_Packed]]:
    """Consecutive writes that fit into one request; a bigger one alone."""
    group: list[_Packed] = []
    size = 0
    for item in packed:
        if group and size + len(item.lines) > _REQUEST_BYTES:
            yield group
            group, size = [], 0
        group.append(item)
        size += len(item.lines)
    if group:
        yield group


async def _deliver(group: list[_Packed], send: Send, outcomes: dict[int, BulkItem]) -> None:
    """Send one request and note the outcomes; what is refused as a whole goes again in halves."""
    try:
        answers = await send(b"".join(item.lines for item in group))
    except (BadQuery, RejectedDocument) as error:
        if len(group) == 1:
            outcomes[group[0].place] = BulkItem(group[0].id, Outcome.REJECTED, str(error))
            return
        middle = len(group) // 2
        await _deliver(group[:middle], send, outcomes)
        await _deliver(group[middle:], send, outcomes)
    else:
        outcomes.update({item.place: answer for item, answer in zip(group, answers, strict=True)})
