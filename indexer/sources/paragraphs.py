"""A piece of HTML or NITF → its paragraphs as plain text, one empty line between them."""

from __future__ import annotations

from html.parser import HTMLParser

_BREAKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt", "figcaption",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hl1", "hl2", "hr", "li", "main", "nav", "ol",
    "p", "pre", "section", "table", "td", "th", "tr", "ul",
))  # fmt: skip
_SILENT = frozenset((
    "script", "style", "template", "noscript", "iframe", "svg", "head", "title", "figure", "button", "form",
    "select",
))  # fmt: skip


class _Collector(HTMLParser):
    """Gathers text outside what prints none, broken where blocks begin and end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag in _BREAKS:
            self.parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag in _BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            del self._silent[self._silent.index(tag) :]
        elif tag in _BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(" ".join(data.replace("\n", " ").split(" ")))


def paragraphs(html: str) -> str:
    r"""The paragraphs of a fragment, without mark-up.

    >>> paragraphs("<p>خبر &amp; خبر</p><script>no</script><p>ثان<br>ثالث</p>")
    'خبر & خبر\n\nثان\n\nثالث'
    """
    collector = _Collector()
    # A comment that nobody closed hides the rest, as in browsers.
    at = html.rfind("<!--")
    collector.feed(html if at < 0 or "-->" in html[at:] else html[:at])
    collector.close()
    lines = (" ".join(line.split()) for line in "".join(collector.parts).split("\n"))
    return "\n\n".join(line for line in lines if line)


def has_markup(text: str) -> bool:
    """Whether a field that should be plain text holds HTML: a closing or a breaking tag."""
    lowered = text[:100_000].lower()
    return any(tag in lowered for tag in ("</p>", "<br", "</div>", "</span>", "</a>", "</strong>", "</b>"))
