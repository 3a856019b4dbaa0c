"""A piece of HTML or NITF → its paragraphs as plain text, one empty line between them."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]

_BREAKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt", "figcaption",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hl1", "hl2", "hr", "li", "main", "nav", "ol",
    "p", "pre", "section", "table", "td", "th", "tr", "ul",
))  # fmt: skip
_SILENT = frozenset((
    "script", "style", "template", "noscript", "iframe", "svg", "head", "title", "figure", "button", "form",
    "select",
))  # fmt: skip


class _Collector:
    """Told of tags and text by the parser, gathers the text outside what prints none, broken where blocks are."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._silent = 0

    def start(self, tag: str, _: object) -> None:
        name = tag.rpartition(":")[2]
        self._silent += name in _SILENT
        if name in _BREAKS:
            self.parts.append("\n")

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        self._silent -= name in _SILENT
        if name in _BREAKS:
            self.parts.append("\n")

    def data(self, text: str) -> None:
        if not self._silent:
            self.parts.append(text.replace("\n", " "))

    def comment(self, _: str) -> None:
        """Prints nothing."""

    def close(self) -> str:
        lines = (" ".join(line.split()) for line in "".join(self.parts).split("\n"))
        return "\n\n".join(line for line in lines if line)


def paragraphs(html: str) -> str:
    r"""The paragraphs of a fragment, without mark-up.

    >>> paragraphs("<p>خبر &amp; خبر</p><script>no</script><p>ثان<br>ثالث</p>")
    'خبر & خبر\n\nثان\n\nثالث'
    """
    # The standard library's parser takes minutes for a page of nothing but open tags; libxml2 takes milliseconds.
    parser = etree.HTMLParser(target=_Collector(), encoding="utf-8", no_network=True)
    try:
        parser.feed(html.encode("utf-8", "replace"))
        return str(parser.close())
    except etree.LxmlError:
        # Nothing at all, or nothing that a browser would show.
        return ""


def has_markup(text: str) -> bool:
    """Whether a field that should be plain text holds HTML: a closing or a breaking tag."""
    lowered = text[:100_000].lower()
    return any(tag in lowered for tag in ("</p>", "<br", "</div>", "</span>", "</a>", "</strong>", "</b>"))
