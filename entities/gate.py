"""Which entities are sure enough to be counted in facets. All of them stay searchable.

The weights are calibrated on development articles; docs/entities.md has the curve.
"""

from __future__ import annotations

from dataclasses import dataclass

FACET_CONFIDENCE = 0.55
_SINGLE, _TITLED, _REPEATED, _KNOWN, _PLACE = 0.3, 0.15, 0.1, 0.1, 0.35


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a person: the tagger's best confidence, and what the article and the lists add.

    `begins` is False for a chain without its first name (بن محمد العيبان).
    """

    tagger: float
    full: bool
    titled: bool
    mentions: int
    known_units: float
    place_inside: bool
    begins: bool = True


def confidence(evidence: Evidence) -> float:
    """How sure it is that this is a person under the right name, in [0, 1]."""
    score = 0.25 + 0.5 * evidence.tagger
    score += _TITLED * evidence.titled + _REPEATED * (evidence.mentions > 1) + _KNOWN * evidence.known_units
    score -= _SINGLE * (not evidence.full) + _PLACE * evidence.place_inside
    return round(min(1.0, max(0.0, score)), 3)


def in_facets(evidence: Evidence) -> bool:
    """Whether the person counts in facets: a full name, sure enough."""
    return evidence.full and evidence.begins and confidence(evidence) >= FACET_CONFIDENCE
