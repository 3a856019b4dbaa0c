"""How an attempt to tell somebody something went, whatever the channel."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What follows from an attempt."""

    ACCEPTED = "accepted"
    RETRY = "retry"
    REFUSED = "refused"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of one attempt.

    `status` is the receiver's number (HTTP or SMTP), if it gave one; `reason` a stable word for programs and `detail`
    a sentence or the beginning of the answer for people, without secrets; `retry_after_s` the receiver's own wish.
    """

    verdict: Verdict
    reason: str = ""
    status: int | None = None
    detail: str = ""
    retry_after_s: float | None = None
    took_ms: int = 0

    @property
    def accepted(self) -> bool:
        return self.verdict is Verdict.ACCEPTED
