"""What can go wrong with the database, in words that say what to do."""

from __future__ import annotations


class StoreError(Exception):
    """The database cannot do what is asked."""


class StoreUnavailable(StoreError):  # noqa: N818 - named for the state, as those of the engine are.
    """The database does not answer, or refuses the connection."""


class StoreTooNew(StoreError):  # noqa: N818
    """The database was made by a later version of Fihris."""
