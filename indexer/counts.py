"""What became of the articles of a load."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from articles.stages import Rejected

# All rejects are counted and kept in quarantine; this many are also listed.
LISTED = 1000


@dataclass(slots=True)
class Counts:
    """What became of the articles of a load; `rejected` lists the first of the rejects, `reasons` counts them all."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)

    def reject(self, rejected: Rejected) -> None:
        """Add one reject."""
        self.reasons[rejected.code] += 1
        if len(self.rejected) < LISTED:
            self.rejected.append(rejected)

    @property
    def rejects(self) -> int:
        return self.reasons.total()

    @property
    def total(self) -> int:
        return self.new + self.updated + self.unchanged + self.rejects


def summary(counts: Counts) -> dict[str, object]:
    """The counts for programs: rejects by reason, and the first of them one by one."""
    return {
        "new": counts.new,
        "updated": counts.updated,
        "unchanged": counts.unchanged,
        "rejected": counts.rejects,
        "reasons": dict(counts.reasons),
        "rejects": [{"source": r.source, "code": r.code, "reason": r.reason} for r in counts.rejected],
    }
