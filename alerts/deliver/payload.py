"""What webhooks receive, as bytes; the bytes that are signed are the bytes that are sent."""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING, Any

from alerts.model import Event

if TYPE_CHECKING:
    from datetime import datetime

    from alerts.deliver.news import News


def event_of(news: News) -> dict[str, Any]:
    """The message about one change of one story; also what server-sent events carry."""
    return {
        "type": news.event.value,
        "timestamp": stamp(news.at),
        "data": {
            "alert": {"id": news.alert_id, "name": news.alert_name},
            "story": {"id": news.story_id},
            "article": {
                "id": news.article_id,
                "kind": news.kind,
                "title": {"value": news.title, "lang": news.language, "dir": news.direction},
                "summary": news.summary,
                "agencies": list(news.agencies),
                "published": news.published,
                "url": news.link,
            },
            "matched": list(news.matched),
            "replaces": {"id": news.told_id, "title": news.told_title} if news.told_id else None,
        },
    }


def trial_event(endpoint_id: str, at: datetime) -> dict[str, Any]:
    """The message that only tries whether an endpoint can be reached."""
    return {"type": Event.TEST.value, "timestamp": stamp(at), "data": {"endpoint": {"id": endpoint_id}}}


def encoded(event: dict[str, Any]) -> bytes:
    """JSON in UTF-8, as short as it gets."""
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def stamp(at: datetime) -> str:
    """A moment in UTC, to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
