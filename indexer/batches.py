"""What is received → batches of packets, small enough that several fit into memory; failures leave on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from articles.stages import RawArticle, Rejected
from indexer.prepare import packet_of
from indexer.sources.packets import Failure, Packet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Received = Packet | Failure | RawArticle | Rejected

_MOST_BYTES = 4 * 1024 * 1024


@dataclass(slots=True)
class Batch:
    """Packets to prepare together, and what was rejected between them."""

    packets: list[Packet] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    def is_full(self, size: int) -> bool:
        return len(self.packets) + len(self.rejected) >= size or sum(len(p.data) for p in self.packets) > _MOST_BYTES


def batches(received: Iterable[Received], size: int, hold: Callable[[Failure], object]) -> Iterator[Batch]:
    """Batches of `size` items at most. Failures are held at once: their bytes must not pile up in memory."""
    batch = Batch()
    for item in received:
        if isinstance(item, Failure | Rejected):
            failure = Failure(item) if isinstance(item, Rejected) else item
            hold(failure)
            batch.rejected.append(failure.rejected)
        else:
            batch.packets.append(packet_of(item) if isinstance(item, RawArticle) else item)
        if batch.is_full(size):
            yield batch
            batch = Batch()
    if batch.packets or batch.rejected:
        yield batch
