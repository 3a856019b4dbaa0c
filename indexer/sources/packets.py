"""What a source hands over: bytes that hold one article or several, and what is known about them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from articles.stages import Rejected

# A line of JSON or a file of one article; well above any article, well below what would slow the others down.
MAX_ARTICLE_BYTES = 16 * 1024 * 1024
# A JSON or XML file of many articles. Longer collections come as JSON lines, which have no limit.
MAX_FILE_BYTES = 32 * 1024 * 1024
# The text of one article: five hundred printed pages. The index holds it at several levels, and takes 16 MB in all.
MAX_TEXT_CHARS = 1_000_000
# How much of what is too large is kept in quarantine.
MAX_KEPT_BYTES = 64 * 1024 * 1024

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Media(StrEnum):
    """How the bytes of a packet are read; the value is the ending of a file of that kind."""

    TEXT = "txt"
    HTML = "html"
    JSON = "json"
    XML = "xml"


@dataclass(frozen=True, slots=True)
class Packet:
    """Bytes as they came. `fields` maps ParsedArticle's names to the source's own; `stated` was said beside them.

    `encoding` is what the transport declares (a header), None where it says nothing.
    """

    source: str
    media: Media
    data: bytes = field(repr=False)
    fields: tuple[tuple[str, str], ...] = ()
    stated: dict[str, str] = field(default_factory=dict)
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """What became of a packet, or of a source, that gave no article; `packet` holds the bytes, if there are any."""

    rejected: Rejected
    packet: Packet | None = None


def failure(packet: Packet, code: str, reason: str) -> Failure:
    """This packet gave no article."""
    return Failure(Rejected(packet.source, code, reason), packet)


def tidy(text: str) -> str:
    """A text that every part of Fihris can store: control characters and half surrogate pairs are replaced."""
    return _CONTROL.sub("\ufffd", text)


def label(source: str) -> str:
    """The name of a source that is safe to print: no control characters, no marks that turn the line around."""
    return _UNPRINTABLE.sub("\ufffd", source)
