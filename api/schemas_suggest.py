"""What suggestions while typing look like on the wire."""

from typing import Literal

from pydantic import Field

from api.schemas import Model


class Completion(Model):
    """Something that a reader may be about to type."""

    kind: Literal["person", "org", "place", "topic", "phrase", "title"] = Field(
        description="What it is: the filter that takes `value`; `title` for an article."
    )
    value: str = Field(description="The value of the filter; of a title the id of its article.", examples=["p:1"])
    label: str = Field(examples=["سيرغي لافروف"])
    articles: int | None = Field(
        ge=1, description="In how many of the articles looked at (1,000 at most); null for titles.", examples=[41]
    )


class Completions(Model):
    """Completions by kind, the likeliest of each kind first."""

    data: list[Completion]
