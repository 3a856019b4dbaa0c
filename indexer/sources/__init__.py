"""Where copy comes from: files, folders, standard input, feeds, pages, watched folders.

Receiving only moves bytes: it yields packets, one after the other, and what could not be received. Opening a packet,
in whatever process has time for it, decodes it into raw articles.
"""

from indexer.sources.packets import Failure, Media, Packet
from indexer.sources.receive import ReadOptions, read, receive

__all__ = ["Failure", "Media", "Packet", "ReadOptions", "read", "receive"]
