"""Reading a whole story."""

from typing import Annotated, Any, Final
from urllib.parse import quote

from fastapi import APIRouter, Path, Query
from starlette.responses import JSONResponse, Response

from api.deps import SearchDep
from api.schemas_stories import STORY_EXAMPLE, StoryAnswer
from api.wire import text_to_json
from search.errors import Code, StoryNotFound
from search.page import Source
from search.passages import lead
from search.stories import Story

router = APIRouter(prefix="/v1/stories", tags=["stories"])

StoryId = Annotated[
    str, Path(min_length=1, max_length=128, description="The story's id.", examples=["s:gq3tembzhazdcmrtgi2tmnzyhe"])
]
Withdrawn = Annotated[bool, Query(description="Whether to show withdrawn versions and kill notices too.")]
_EXAMPLE: Final[dict[int | str, dict[str, Any]]] = {200: {"content": {"application/json": {"example": STORY_EXAMPLE}}}}
_AS_STORED: Final = ("id", "kind", "published", "published_hijri", "source", "url", "indexed_at")


@router.get(
    "/{story_id}", operation_id="getStory", summary="Read a story", response_model=StoryAnswer, responses=_EXAMPLE
)
async def get_story(story_id: StoryId, search: SearchDep, withdrawn: Withdrawn = False) -> Response:
    """All versions of a story in the order in which they appeared, each with its earlier texts.

    Withdrawn versions are counted, and left out unless asked for. A story that has become part of another is answered
    with that one.
    """
    if not story_id.isprintable():
        raise StoryNotFound(Code.STORY_NOT_FOUND, param="story_id", values={"id": story_id})
    story = await search.stories.story(story_id, withdrawn=withdrawn)
    return JSONResponse(story_to_json(story))


def story_to_json(story: Story) -> dict[str, Any]:
    """A story as `StoryAnswer` has it."""
    first = story.versions[0] if story.versions else None
    return {
        "data": {
            "id": story.id,
            "first": {"agencies": first.get("agencies") or [], "published": first.get("published")} if first else None,
            "versions": [_version(source) for source in story.versions],
            "withdrawn": story.withdrawn,
            "complete": story.complete,
        },
        "links": {"self": f"/v1/stories/{quote(story.id, safe='')}"},
    }


def _version(source: Source) -> dict[str, Any]:
    language = source.get("language") or "ar"
    return {
        **{name: source.get(name) for name in _AS_STORED},
        "withdrawn": bool(source.get("withdrawn")),
        "title": text_to_json(source.get("title") or "", language),
        "snippet": lead(source.get("body") or "").text,
        "agencies": source.get("agencies") or [],
        "place": source.get("dateline"),
        "revisions": [_revision(revision, language) for revision in source.get("revisions") or []],
    }


def _revision(revision: Source, language: str) -> dict[str, Any]:
    return {
        "title": text_to_json(revision.get("title") or "", language),
        "body": text_to_json(revision.get("body") or "", language),
        **{name: revision.get(name) for name in ("published", "source", "url", "indexed_at")},
    }
