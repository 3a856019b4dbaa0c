"""What a newly prepared document means for the one in the index: nothing, a better rendering, or a new revision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mappings.fields import CHECKSUM, INDEXED_AT, REVISIONS, STORY_ID, WITHDRAWN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indexer.document import Document

# A live page is saved again and again; beyond these the oldest give way.
MAX_REVISIONS = 50
# What readers see of a text; when it changes, the earlier one is kept.
_TEXT = ("title", "subtitle", "byline", "body")
_COPY = ("raw", "title", "subtitle", "byline")
_KEPT = (*_TEXT, "raw", "source", "url", "published", CHECKSUM, INDEXED_AT)


def revised(stored: Mapping[str, Any] | None, document: Document) -> Document | None:
    """The document to write, or None where the stored one stands.

    A text that came before, from the same source or from another one, is old news and changes nothing, so that the
    same files can be loaded again in any state. A source that goes back to its earlier text is followed.
    """
    if stored is None:
        return {**document, REVISIONS: []}
    revisions: list[Document] = list(stored.get(REVISIONS) or [])
    if _text(stored) == _text(document) and (_same(stored, document) or stored["source"] != document["source"]):
        # What the engine gives back lacks the analysed streams; the same text has the same ones.
        return None if _place(stored) == _place(document) else {**document, **stored, **_place(document)}
    if _is_old(stored, revisions, document):
        return None
    if not _is_rendering(stored, document):
        revisions = [*revisions, {name: stored.get(name) for name in _KEPT}][-MAX_REVISIONS:]
    return {**document, REVISIONS: revisions}


def _is_old(stored: Mapping[str, Any], revisions: list[Document], document: Document) -> bool:
    """Whether this text is one that the article had before, and that its source did not come back to."""
    if _text(stored) == _text(document):
        return False
    same_source = [old for old in (*revisions, stored) if old["source"] == document["source"]]
    if same_source:
        return _text(same_source[-1]) == _text(document)
    return any(_text(old) == _text(document) for old in revisions)


def _is_rendering(stored: Mapping[str, Any], document: Document) -> bool:
    """Whether the article is the same and only what Fihris makes of it, or what surrounds it, has changed."""
    return _text(stored) == _text(document) or all(stored.get(name) == document[name] for name in _COPY)


def _text(document: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(document.get(name) for name in _TEXT)


def _same(stored: Mapping[str, Any], document: Document) -> bool:
    return bool(stored.get(CHECKSUM) == document[CHECKSUM])


def _place(document: Mapping[str, Any]) -> Document:
    return {name: document.get(name) for name in (STORY_ID, WITHDRAWN)}
