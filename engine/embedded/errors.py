"""What can go wrong with the embedded node; each message says what to do about it."""

from __future__ import annotations

from engine.errors import EngineNotReady


class EmbeddedError(EngineNotReady):
    """Fihris could not bring up its own search engine."""


class NoNetwork(EmbeddedError):  # noqa: N818 - named for the state, as its parents are.
    """The engine must be downloaded, and the repository cannot be reached or does not have it."""


class CorruptDownload(EmbeddedError):  # noqa: N818 - named for the state, as its parents are.
    """What arrived is, again and again, not what the lock file names."""


class DiskFull(EmbeddedError):  # noqa: N818 - named for the state, as its parents are.
    """No room for the download or for data."""


class NoFreePort(EmbeddedError):  # noqa: N818 - named for the state, as its parents are.
    """All ports of the range are taken."""


class TooLittleMemory(EmbeddedError):  # noqa: N818 - named for the state, as its parents are.
    """The machine has less free memory than the node needs."""


class NodeFailed(EmbeddedError):  # noqa: N818 - named for the state, as its parents are.
    """The Java process ended instead of answering, or keeps ending."""


class FolderNotWritable(EmbeddedError):  # noqa: N818 - named for the state, as its parents are.
    """Fihris may not write to the data or cache folder."""


class FolderTooNew(EmbeddedError):  # noqa: N818 - named for the state, as its parents are.
    """The data folder was written by a newer engine."""


class FolderBusy(EmbeddedError):  # noqa: N818 - named for the state, as its parents are.
    """Another process holds the data folder and does not answer."""


class Unsupported(EmbeddedError):  # noqa: N818 - named for the state, as its parents are.
    """This system cannot run the embedded node."""


_BY_NAME = {kind.__name__: kind for kind in EmbeddedError.__subclasses__()}


def from_name(name: str, message: str) -> EmbeddedError:
    """The error that a keeper reported, by the name of its class."""
    return _BY_NAME.get(name, EmbeddedError)(message)
