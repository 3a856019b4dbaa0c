"""Which of the two languages a client reads."""

from __future__ import annotations

import re
from typing import Final, Literal

Language = Literal["ar", "en"]

_RANGE: Final = re.compile(r"\s*([a-zA-Z]{1,8}|\*)(?:-[a-zA-Z0-9-]{1,40})?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*")
_MAX_LENGTH: Final = 1_000


def preferred(accept_language: str | None, default: Language = "en") -> Language:
    """Arabic or English, by the header `Accept-Language`; the default where it names neither."""
    best: Language = default
    best_weight = 0.0
    for part in (accept_language or "")[:_MAX_LENGTH].split(","):
        match = _RANGE.fullmatch(part)
        if match is None:
            continue
        weight = float(match[2]) if match[2] else 1.0
        language = match[1].lower()
        if language in {"ar", "en"} and weight > best_weight:
            best, best_weight = ("ar" if language == "ar" else "en"), weight
    return best
