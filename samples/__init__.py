"""Raw news articles to try Fihris with, and what a reader finds in each.

`raw/` holds agency copy as it would arrive: repeated headlines, datelines, page noise, odd code points.
Every article was written for Fihris. Persons and outlets are invented, or events are public ones told in our
own words; an agency's name in a dateline shows the shape of its copy and is no quotation from it.
`manifest.jsonl` describes each file, in the order of the files.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from articles.stages import Calendar, Kind

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample article: what Fihris ought to find in `raw/<file>`.

    Persons stand under one name in all samples, however an article spells it. `topics` are IPTC Media Topics
    top-level ids, most important first. `mentions_phrase` says whether the text speaks of الضمانات الأمنية in any
    attached or spelt form. Articles that tell of one event share a `story`.
    """

    file: str
    title: str
    kind: Kind
    agencies: tuple[str, ...]
    place: str | None
    published: date | None
    calendar: Calendar
    persons: tuple[str, ...]
    topics: tuple[str, ...]
    mentions_phrase: bool
    story: str | None


def sample_folder() -> Traversable:
    """The folder of raw articles, one UTF-8 text file each."""
    return files(__name__) / "raw"


def manifest() -> tuple[Sample, ...]:
    """All samples, in the order of their file names."""
    lines = (files(__name__) / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_sample(json.loads(line)) for line in lines)


def raw_text(sample: Sample) -> str:
    """The article as it arrived, with its own line ends and byte-order mark."""
    return (sample_folder() / sample.file).read_bytes().decode("utf-8")


def _sample(row: dict[str, Any]) -> Sample:
    published = row["published"]
    return Sample(
        file=row["file"],
        title=row["title"],
        kind=Kind(row["kind"]),
        agencies=tuple(row["agencies"]),
        place=row["place"],
        published=date.fromisoformat(published) if published else None,
        calendar=Calendar(row["calendar"]),
        persons=tuple(row["persons"]),
        topics=tuple(row["topics"]),
        mentions_phrase=row["mentions_phrase"],
        story=row["story"],
    )
