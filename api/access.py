"""Who asks, and what for: routes say which scope they need, and learn whose request it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from fastapi import Depends, Request

OWNER_KEY: Final = "fihris.owner"


class Scope(StrEnum):
    """What a key may do. `admin` includes everything; the others do not include each other."""

    READ = "read"
    WRITE = "write"
    ALERTS = "alerts"
    ADMIN = "admin"


class AccessError(Exception):
    """The request is understood, but not from this client, or not now."""


class KeyRequired(AccessError):  # noqa: N818 - named for the state, as in engine.errors.
    """The request has no key, and this needs one."""


class KeyInvalid(AccessError):  # noqa: N818
    """The key is unknown or revoked."""


class ScopeMissing(AccessError):  # noqa: N818
    """The key is good, but not for this."""


class TooManyRequests(AccessError):  # noqa: N818
    """The client has used up what it may ask; it may ask again after `retry_after_s` seconds."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(f"try again after {retry_after_s} s")
        self.retry_after_s = retry_after_s


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose request it is: a key by its id, `local` for this machine, `public` for anybody without a key.

    What is made under one id belongs to it. `scopes` holds every scope that is granted, those of `admin` included.
    """

    id: str
    scopes: frozenset[str]

    @property
    def named(self) -> bool:
        """Whether the owner is the same one from request to request."""
        return self.id != PUBLIC.id


ALL_SCOPES: Final = frozenset(scope.value for scope in Scope)
LOCAL: Final = Owner("local", ALL_SCOPES)
PUBLIC: Final = Owner("public", frozenset({Scope.READ.value}))
NOBODY: Final = Owner("public", frozenset())


def owner_of(request: Request) -> Owner:
    """The owner that the gate has found for a request; nobody where it has not looked."""
    found: Owner = request.scope.get(OWNER_KEY, NOBODY)
    return found


def require(scope: str) -> Any:
    """A dependency that lets in only who has the scope, and gives the owner.

    `owner: Annotated[Owner, require("alerts")]` in a route, or in `dependencies` of a router. Raises `KeyRequired`
    without a key, and `ScopeMissing` with one that is for something else.
    """
    wanted = Scope(scope).value

    def check(request: Request) -> Owner:
        owner = owner_of(request)
        if wanted not in owner.scopes:
            raise ScopeMissing(wanted) if owner.named else KeyRequired(wanted)
        return owner

    return Depends(check)
