"""What the parts of alerts pass to each other, and the states that a match and a delivery go through.

matched → suppressed(reason) | queued → delivered | failed → dead
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

LOCAL_OWNER: Final = "local"


class Rate(StrEnum):
    """How often an alert speaks."""

    IMMEDIATE = "immediate"
    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"


class EndpointKind(StrEnum):
    """Where an alert speaks. Webhooks and mail are pushed; a feed is there for whoever asks."""

    WEBHOOK = "webhook"
    MAIL = "mail"
    FEED = "feed"


PUSHED: Final = frozenset({EndpointKind.WEBHOOK, EndpointKind.MAIL})


class RevisionKind(StrEnum):
    """What a row of the ledger says of its story: that it is there, corrected, or withdrawn."""

    MATCHED = "matched"
    UPDATED = "updated"
    RETRACTED = "retracted"


class LedgerState(StrEnum):
    """Where a match stands. `suppressed`, `delivered` and `dead` are ends; `failed` is tried again."""

    MATCHED = "matched"
    SUPPRESSED = "suppressed"
    QUEUED = "queued"
    DELIVERED = "delivered"
    FAILED = "failed"
    DEAD = "dead"


class Reason(StrEnum):
    """Why a row has ended without being sent, or (`listed`) how it was delivered without sending."""

    DUPLICATE_STORY = "duplicate_story"
    MUTED = "muted"
    CAPPED = "capped"
    BACKFILL = "backfill"
    PAUSED = "paused"
    LISTED = "listed"  # No endpoint is pushed to: the feed and the list of hits have it.
    ENDPOINT_GONE = "endpoint_gone"
    ENDPOINT_DISABLED = "endpoint_disabled"
    GAVE_UP = "gave_up"
    UNSUBSCRIBED = "unsubscribed"


class DeliveryState(StrEnum):
    """Where one message to one endpoint stands; `delivered` and `dead` are ends."""

    QUEUED = "queued"
    LEASED = "leased"
    DELIVERED = "delivered"
    FAILED = "failed"
    DEAD = "dead"


class Event(StrEnum):
    """What messages are called on the wire."""

    MATCHED = "alert.matched"
    UPDATED = "alert.updated"
    RETRACTED = "alert.retracted"
    TEST = "endpoint.test"


EVENTS: Final = {
    RevisionKind.MATCHED: Event.MATCHED,
    RevisionKind.UPDATED: Event.UPDATED,
    RevisionKind.RETRACTED: Event.RETRACTED,
}


@dataclass(frozen=True, slots=True)
class Alert:
    """A saved search and how it speaks.

    `query` holds the fields of a search as the API takes them; `version` is higher than that of any earlier change of
    any alert; articles indexed before `since` are none of its business.
    """

    id: str
    owner: str
    name: str
    query: Mapping[str, Any]
    rate: Rate
    timezone: str
    paused: bool
    muted_until: datetime | None
    include_backfill: bool
    feed_token: str
    version: int
    created: datetime
    updated: datetime
    since: datetime
    endpoints: tuple[str, ...] = ()
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One match of an article by an alert, and what became of it.

    `told` is true of the one row that tells a story in one kind of revision. `article` is what is told of the
    article, as it stood then: id, title, url, published, agencies, kind, persons, topics, snippet.
    """

    id: int
    alert_id: str
    story_id: str
    kind: RevisionKind
    article_id: str
    told: bool
    clauses: tuple[str, ...]
    article: Mapping[str, Any]
    state: LedgerState
    reason: Reason | None
    indexed: datetime
    created: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class EndpointSecret:
    """A secret that signs webhooks; after a rotation the old one signs beside the new one until it expires."""

    secret: str
    expires: datetime | None = None


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Somewhere to speak to."""

    id: str
    owner: str
    kind: EndpointKind
    target: str
    token: str
    created: datetime
    updated: datetime
    name: str = ""
    language: str = "ar"
    secrets: tuple[EndpointSecret, ...] = field(default=(), repr=False)
    confirmed: datetime | None = None
    disabled: datetime | None = None
    disabled_reason: str | None = None
    failures: int = 0
    failing_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One row of the ledger on its way to one endpoint. Rows of one digest share `message_id`."""

    id: str
    ledger_id: int
    endpoint_id: str
    message_id: str
    state: DeliveryState
    due: datetime
    attempts: int
    last_status: int | None = None
    reason: Reason | None = None
    log: tuple[Mapping[str, Any], ...] = ()
    created: datetime | None = None
    finished: datetime | None = None
