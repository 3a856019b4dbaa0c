"""Rows of the database as the types of `alerts.model`, and what they tell as `News`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from alerts.deliver.news import News
from alerts.model import EVENTS, Delivery, DeliveryState, Endpoint, EndpointKind, EndpointSecret, Reason, RevisionKind

if TYPE_CHECKING:
    from collections.abc import Mapping


def endpoint_of(row: Mapping[Any, Any]) -> Endpoint:
    """An endpoint from its row."""
    same = {name: row[name] for name in _SAME}
    return Endpoint(kind=EndpointKind(row["kind"]), secrets=tuple(map(_secret, row["secrets"])), **same)


_SAME = (
    "id", "owner", "target", "token", "created", "updated", "name", "language", "confirmed", "disabled",
    "disabled_reason", "failures", "failing_since",
)  # fmt: skip


def delivery_of(row: Mapping[Any, Any]) -> Delivery:
    """A delivery from its row."""
    return Delivery(
        id=row["id"],
        ledger_id=row["ledger_id"],
        endpoint_id=row["endpoint_id"],
        message_id=row["message_id"],
        state=DeliveryState(row["state"]),
        due=row["due"],
        attempts=row["attempts"],
        last_status=row["last_status"],
        reason=Reason(row["reason"]) if row["reason"] else None,
        log=tuple(row["log"]),
        created=row["created"],
        finished=row["finished"],
    )


def secrets_to_json(secrets: tuple[EndpointSecret, ...]) -> list[dict[str, Any]]:
    """Secrets as the column keeps them."""
    return [
        {"secret": each.secret, "expires": round(each.expires.timestamp() * 1000) if each.expires else None}
        for each in secrets
    ]


def signing_secrets(endpoint: Endpoint, now: datetime) -> list[str]:
    """The secrets that sign at `now`: the newest, and older ones until they expire."""
    return [each.secret for each in endpoint.secrets if each.expires is None or each.expires > now]


def news_of(row: Mapping[str, Any], told: Mapping[str, Any] | None = None) -> News:
    """What a row of the ledger tells, joined with the alert's name; `told` is the article that was told before.

    Everything in `article` came from outside, so that anything may be missing there.
    """
    article = row["article"] or {}
    told = told or {}
    return News(
        id=str(row.get("delivery_id") or row["ledger_id"]),
        event=EVENTS[RevisionKind(row["kind"])],
        at=row["created"],
        alert_id=row["alert_id"],
        alert_name=row["alert_name"],
        story_id=row["story_id"],
        article_id=row["article_id"],
        title=str(article.get("title") or ""),
        summary=str(article.get("snippet") or ""),
        language=str(article.get("language") or "ar"),
        kind=str(article.get("kind") or "story"),
        agencies=tuple(map(str, article.get("agencies") or ())),
        published=article.get("published"),
        link=article.get("url"),
        matched=tuple(row["clauses"] or ()),
        told_id=told.get("id"),
        told_title=str(told.get("title") or ""),
    )


def _secret(kept: Mapping[str, Any]) -> EndpointSecret:
    expires = kept["expires"]
    return EndpointSecret(kept["secret"], datetime.fromtimestamp(expires / 1000, UTC) if expires is not None else None)
