"""What a whole story looks like on the wire."""

from typing import Any, Literal

from pydantic import Field

from api.schemas import First, Model, Named, Text


class Revision(Model):
    """An earlier text of a version, as the same source had it before it changed the copy."""

    title: Text
    body: Text
    published: str | None = Field(examples=["2022-01-18"])
    source: str = Field(examples=["https://agency.example/ar/1"])
    url: str | None
    indexed_at: str | None = Field(description="When Fihris took it up.", examples=["2022-01-18T09:30:00.000+00:00"])


class Version(Model):
    """One article of a story. Its whole text is at `/v1/articles/{id}`."""

    id: str = Field(examples=["gq3tembzhazdcmrtgi2tmnzyhe"])
    kind: Literal["flash", "story", "update", "correction", "kill"]
    withdrawn: bool
    title: Text
    snippet: str = Field(description="The beginning of the body; plain text.", examples=["تسلمت روسيا الرد الأمريكي"])
    agencies: list[str] = Field(examples=[["سبوتنيك"]])
    place: Named | None
    published: str | None = Field(examples=["2022-01-18"])
    published_hijri: str | None = Field(examples=["1443-06-15"])
    source: str
    url: str | None
    indexed_at: str | None
    revisions: list[Revision] = Field(description="Its earlier texts, oldest first.")


class FullStory(Model):
    """A story: its versions in the order in which they appeared, by day and, within a day, from flash to kill."""

    id: str = Field(description="Its id now: a story that was found to be part of another has that one's.")
    first: First | None = Field(description="Who had it first; null where no version is shown.")
    versions: list[Version]
    withdrawn: int = Field(ge=0, description="Versions that were withdrawn, kill notices included.")
    complete: bool = Field(description="Whether these are all; a story shows at most 500.")


STORY_EXAMPLE: dict[str, Any] = {
    "data": {
        "id": "s:gq3tembzhazdcmrtgi2tmnzyhe",
        "first": {"agencies": ["سبوتنيك"], "published": "2022-01-18"},
        "versions": [
            {
                "id": "gq3tembzhazdcmrtgi2tmnzyhe",
                "kind": "flash",
                "withdrawn": False,
                "title": {"value": "عاجل: لافروف يتسلم الرد على الضمانات الأمنية", "lang": "ar", "dir": "rtl"},
                "snippet": "تسلمت روسيا الرد الأمريكي على الضمانات الأمنية.",
                "agencies": ["سبوتنيك"],
                "place": {"id": "city:524901", "label": "موسكو"},
                "published": "2022-01-18",
                "published_hijri": "1443-06-15",
                "source": "wire/1.txt",
                "url": None,
                "indexed_at": "2022-01-18T09:30:00.000+00:00",
                "revisions": [],
            }
        ],
        "withdrawn": 0,
        "complete": True,
    },
    "links": {"self": "/v1/stories/s%3Agq3tembzhazdcmrtgi2tmnzyhe"},
}


class StoryAnswer(Model):
    """One story."""

    data: FullStory
    links: dict[str, str]
