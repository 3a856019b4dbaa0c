"""Which articles are the same article."""

from __future__ import annotations

import hashlib
from base64 import b32encode

from arabic.fold import fold

_SEPARATOR = "\x1f"


def article_id(*, agencies: tuple[str, ...], published: str | None, kind: str, title: str) -> str:
    """A stable id of 26 letters and digits: who published which headline on which day.

    The body is left out, so that an edited article keeps its id and replaces the earlier text; the spelling of
    the headline is folded, so that an added hamza does not make a new article.
    """
    parts = (*sorted(fold(agency) for agency in agencies), published or "", kind, fold(title))
    return _digest(_SEPARATOR.join(parts))


def label_id(label: str) -> str:
    """The id of something that has a name alone, such as an agency, in whatever spelling the name stands."""
    return "".join(fold(label).split())


def content_hash(text: str) -> str:
    """A fingerprint of a document's content: equal if and only if nothing changed."""
    return _digest(text)


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return b32encode(digest[:16]).decode().rstrip("=").lower()
