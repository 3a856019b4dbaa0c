"""The door of loading: names of sources → what they hold.

`receive` only moves bytes; `read` also opens them, for those who want articles at once and in this process.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.sources.files import Fields, read_file, read_stdin, walk
from indexer.sources.opening import open_packet
from indexer.sources.packets import Failure, Packet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from articles.stages import RawArticle, Rejected
    from indexer.sources.fetch import FetchSettings
    from indexer.sources.streams import Report

STANDARD_INPUT = "-"
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How sources are read: the names that fields of JSON have (`("title", "headline")`), and bounds of the network.

    `report` is told how many bytes of the files were read since it was last told, for a progress bar.
    """

    fields: Fields = ()
    fetch: FetchSettings | None = None
    report: Report | None = None


def receive(sources: Iterable[str | Path], options: ReadOptions | None = None) -> Iterator[Packet | Failure]:
    """What the sources hold, in the order given: files, folders, `-` for standard input, addresses of the web.

    Of a folder only files with a known ending count; a file named by itself is read whatever its ending.
    What cannot be read is a `Failure`; nothing is raised.
    """
    options = options or ReadOptions()
    for source in sources:
        if source == STANDARD_INPUT:
            yield from read_stdin(sys.stdin.buffer, options.fields)
        elif isinstance(source, str) and is_address(source):
            yield from _from_web(source, options)
        else:
            yield from _from_disk(Path(source), options)


def read(sources: Iterable[str | Path], options: ReadOptions | None = None) -> Iterator[RawArticle | Rejected]:
    """Every article of the sources, in the order given; what gives no article is `Rejected`."""
    for received in receive(sources, options):
        for item in [received] if isinstance(received, Failure) else open_packet(received):
            yield item.rejected if isinstance(item, Failure) else item


def is_address(source: str) -> bool:
    """Whether a source is to be fetched."""
    return source.lower().startswith(_WEB)


def total_bytes(sources: Iterable[str | Path]) -> int | None:
    """The size of all files in the sources; None where one of them cannot be known before it was read."""
    total = 0
    for source in sources:
        if source == STANDARD_INPUT or (isinstance(source, str) and is_address(source)):
            return None
        path = Path(source)
        files = walk(path) if path.is_dir() else [path]
        total += sum(file.stat().st_size for file in files if isinstance(file, Path) and file.is_file())
    return total


def _from_disk(path: Path, options: ReadOptions) -> Iterator[Packet | Failure]:
    for found in walk(path) if path.is_dir() else [path]:
        if isinstance(found, Failure):
            yield found
        else:
            yield from read_file(found, options.fields, options.report)


def _from_web(address: str, options: ReadOptions) -> Iterator[Packet | Failure]:
    from indexer.sources.fetch import Fetcher, FetchSettings  # noqa: PLC0415 - only those who fetch pay for the client.
    from indexer.sources.web import read_address  # noqa: PLC0415

    with Fetcher(options.fetch or FetchSettings()) as fetcher:
        yield from read_address(address, fetcher, options.fields)
