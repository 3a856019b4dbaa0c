"""What there is to tell: one change of one story for one alert, in a form that every channel can show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from alerts.model import Event

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur", "ckb", "he", "ps"})


@dataclass(frozen=True, slots=True)
class News:
    """One thing to tell. `id` is the same in every attempt and on every channel; `at` is when the match was found.

    `title`, `summary` and `agencies` are as the article had them then; `matched` holds the labels of the clauses that
    brought it. `link` is where the article can be read, if anywhere. A correction or withdrawal names in `told_id` and
    `told_title` the article that was told before.
    """

    id: str
    event: Event
    at: datetime
    alert_id: str
    alert_name: str
    story_id: str
    article_id: str
    title: str
    summary: str = ""
    language: str = "ar"
    kind: str = "story"
    agencies: tuple[str, ...] = ()
    published: str | None = None
    link: str | None = None
    matched: tuple[str, ...] = ()
    told_id: str | None = None
    told_title: str = ""

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, by the language of the article."""
        return "rtl" if self.language in _RIGHT_TO_LEFT else "ltr"
