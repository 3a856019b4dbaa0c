"""What can go wrong between Fihris and its search engine.

    EngineError
     ├── EngineUnavailable    nothing answers, or it refuses us (also: too many requests)
     │    └── EngineTimeout   it did not answer in time
     ├── EngineNotReady       it answers, but lacks something Fihris needs (shards, version, module, disk space)
     ├── NotFound             no such index, alias or document
     ├── Conflict             it exists already, or somebody else changed it first
     ├── BadQuery             the engine does not accept this request body
     └── RejectedDocument     the engine does not accept this document

Each carries the client's own exception as `__cause__` and says in one sentence what happened.
"""

from __future__ import annotations


class EngineError(Exception):
    """Anything that the engine could not do for us."""


class EngineUnavailable(EngineError):  # noqa: N818 - named for the state, as the field does.
    """No answer from the engine; trying again later may help."""


class EngineTimeout(EngineUnavailable):
    """The engine did not answer within the time allowed."""


class EngineNotReady(EngineError):  # noqa: N818
    """The engine answers but cannot serve yet, or lacks what Fihris needs."""


class NotFound(EngineError):  # noqa: N818
    """No such index, alias or document."""


class Conflict(EngineError):  # noqa: N818
    """Exists already, or was changed by somebody else first."""


class BadQuery(EngineError):  # noqa: N818
    """The engine rejects the request body."""


class RejectedDocument(EngineError):  # noqa: N818
    """The engine rejects the document."""
