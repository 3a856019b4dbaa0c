"""Which lines of an article are its headline, its dateline, its body, and which are none of these."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import dropwhile
from typing import TYPE_CHECKING

from articles.stages import Cut
from indexer.parse.boilerplate import INLINE, caption_rule, cut_rule, is_foreign, is_loose, opens_links, tail_rule
from indexer.parse.credits import closing_credit
from indexer.parse.dateline import read_dateline
from indexer.parse.headline import is_flash_marker, read_headline, same_headline
from indexer.parse.lines import Line

if TYPE_CHECKING:
    from collections.abc import Collection

    from arabic.align import AlignedText
    from indexer.parse.dateline import Dateline
    from indexer.parse.headline import Headline
    from indexer.parse.lexicon import Lexicon

_HEAD_LINES = 10
_TITLE_WORDS = 40
_LED_TITLE_WORDS = 22
_SUBTITLE_WORDS = 30
_LINK_WORDS = 20
_BUTTON_WORDS = 4
_LEAST_FINISHED = 2
_FINISHED_SHARE = 0.7


@dataclass(slots=True)
class Layout:
    """The parts of an article, filled while its lines are read from the top."""

    headlines: list[Headline] = field(default_factory=list)
    flash: bool = False
    subtitle: AlignedText | None = None
    datelines: list[tuple[str, Dateline]] = field(default_factory=list)
    paragraphs: list[Line] = field(default_factory=list)
    noise: list[tuple[str, str]] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)

    def cut(self, text: AlignedText, rule: str) -> None:
        """Leave out some text, and say why."""
        if len(text):
            self.cuts.append(Cut(*text.raw_span(0, len(text)), rule))
            self.noise.append((rule, text.text))


class Reader:
    """Reads the lines of one article from the top: headline, head, body, tail."""

    def __init__(self, lexicon: Lexicon, known: Collection[str], stated_title: str | None, *, arabic: bool) -> None:
        """`known` are folded lines that are boilerplate; a stated title need not stand in the text."""
        self._lexicon = lexicon
        self._known = known
        self._stated_title = stated_title
        self._arabic = arabic
        self._layout = Layout()
        self._among_links = False

    def read(self, lines: list[Line]) -> Layout:
        """The parts of an article."""
        rest = self._read_head(self._read_title(lines))
        for line in rest:
            self._read_body_line(line)
        self._trim_tail()
        if not self._layout.paragraphs and self._stated_title is None:
            self._drop_page_words()
        return self._layout

    def _drop_page_words(self) -> None:
        """Where there is no body, a headline that is a line of the page (شارك) is none either."""
        self._layout.headlines = [
            headline for headline in self._layout.headlines if self._rule(Line(headline.text, apart=True)) is None
        ]

    def _rule(self, line: Line, *, above_headline: bool = False) -> str | None:
        if line.folded in self._known:
            return "repeated_line"
        if self._arabic and is_foreign(line):
            return "foreign_line"
        rule = cut_rule(line, above_headline=above_headline)
        return rule or (None if above_headline else caption_rule(line, self._lexicon))

    def _read_title(self, lines: list[Line]) -> list[Line]:
        """Past what stands above the headline and the headline itself; the lines after it."""
        for index, line in enumerate(lines[:_HEAD_LINES]):
            if is_flash_marker(line.text.text):
                self._layout.flash = True
                self._layout.cut(line.text, "flash_marker")
            elif self._above_title(line, last=index + 1 == len(lines)):
                continue
            else:
                return lines[index + self._take_title(line) :]
        return lines[_HEAD_LINES:]

    def _above_title(self, line: Line, *, last: bool) -> bool:
        """Whether a line above the headline is none: a path of the site, a date, the name of the paper."""
        if self._stated_title is not None and same_headline(line.text.text, self._stated_title):
            return False
        rule = self._rule(line, above_headline=True)
        if rule is not None:
            self._layout.cut(line.text, rule)
            return True
        dateline = read_dateline(line.text.text, self._lexicon)
        if last or dateline is None or dateline.end < len(line.text) or not dateline.sure:
            return False
        self._take_dateline(line, dateline)
        return True

    def _take_title(self, line: Line) -> bool:
        """Take a line for the headline, if it can be one."""
        if self._stated_title is not None and not same_headline(line.text.text, self._stated_title):
            return False
        dateline = read_dateline(line.text.text, self._lexicon)
        led = dateline is not None and (line.words > _LED_TITLE_WORDS or line.text.text.endswith("."))
        if line.words > _TITLE_WORDS or (led and self._stated_title is None):
            return False
        self._add_headline(line)
        return True

    def _add_headline(self, line: Line) -> None:
        headline = read_headline(line.text, self._lexicon)
        if not len(headline.text):
            return
        self._layout.headlines.append(headline)
        self._layout.flash = self._layout.flash or headline.flash
        self._layout.cut(line.text[: headline.cut_before].strip(), "headline_marker")
        self._layout.cut(line.text[headline.cut_after :].strip(), "headline_marker")

    def _is_copy(self, line: Line) -> bool:
        title = self._layout.headlines[0].text.text if self._layout.headlines else self._stated_title
        if line.words > _TITLE_WORDS + 2 or title is None:
            return False
        return same_headline(read_headline(line.text, self._lexicon).text.text, title)

    def _read_head(self, lines: list[Line]) -> list[Line]:
        """Past copies of the headline, subtitle, datelines and bylines; the lines of the body."""
        for index, line in enumerate(lines[:_HEAD_LINES]):
            if self._is_copy(line):
                self._add_headline(line)
                continue
            if (rule := self._rule(line)) not in {None, "byline"}:
                self._layout.cut(line.text, rule)
                continue
            dateline = read_dateline(line.text.text, self._lexicon)
            if dateline is not None:
                self._take_dateline(line, dateline)
                if dateline.end < len(line.text):
                    return [self._without(line, dateline.end), *lines[index + 1 :]]
            elif self._layout.datelines or not self._is_subtitle(line, lines[index + 1 : index + 3]):
                return lines[index:]
            else:
                self._layout.subtitle = line.text
        return lines[_HEAD_LINES:]

    def _without(self, line: Line, end: int) -> Line:
        return Line(line.text[end:].strip(), line.apart)

    def _take_dateline(self, line: Line, dateline: Dateline) -> None:
        text = line.text[: dateline.end].strip()
        self._layout.datelines.append((text.text, dateline))
        self._layout.cut(text, "dateline")

    def _is_subtitle(self, line: Line, following: list[Line]) -> bool:
        """Whether an unfinished line stands between the headline and a dateline."""
        if not self._layout.headlines or self._layout.subtitle is not None:
            return False
        if line.ends_sentence or line.words > _SUBTITLE_WORDS:
            return False
        return any(read_dateline(other.text.text, self._lexicon) is not None for other in following[:1])

    def _read_body_line(self, line: Line) -> None:
        rule = "repeated_headline" if self._is_copy(line) and not line.ends_sentence else self._rule(line)
        if rule is None and self._among_links and not line.ends_sentence and line.words <= _LINK_WORDS:
            rule = "linked_headline"
        self._among_links = rule == "linked_headline" or (rule is not None and opens_links(line, rule))
        if rule is not None:
            self._layout.cut(line.text, rule)
            return
        for match in INLINE.finditer(line.text.text):
            self._layout.cut(line.text[match.start() : match.end()].strip(), "continued")
        text = line.text.sub(INLINE, " ").strip()
        if len(text):
            self._layout.paragraphs.append(Line(text, line.apart))

    def _trim_tail(self) -> None:
        """Cut signatures of the wire after the last paragraph, and one loose line that is no sentence."""
        paragraphs = self._layout.paragraphs
        while len(paragraphs) > 1 and (rule := tail_rule(paragraphs[-1], self._lexicon)) is not None:
            last = paragraphs.pop()
            self._layout.cut(last.text, rule)
            dateline = read_dateline(last.text.text, self._lexicon)
            if rule == "dateline" and dateline is not None:
                self._layout.datelines.append((last.text.text, dateline))
        for _ in self._loose_end():
            self._layout.cut(paragraphs.pop().text, "loose_end")
        if paragraphs and (at := closing_credit(paragraphs[-1].text.text, self._lexicon)) is not None:
            last = paragraphs.pop()
            self._layout.cut(last.text[at:].strip(), "agency_signature")
            paragraphs.append(Line(last.text[:at].strip(), last.apart))

    def _loose_end(self) -> list[Line]:
        """The last lines, if they are unfinished where paragraphs are finished: one, or several as short as buttons."""
        paragraphs = self._layout.paragraphs
        body = list(dropwhile(is_loose, reversed(paragraphs)))
        loose = paragraphs[len(body) :]
        finished = sum(line.ends_sentence for line in body)
        if len(body) < _LEAST_FINISHED or finished < max(_LEAST_FINISHED, _FINISHED_SHARE * len(body)):
            return []
        return loose if len(loose) == 1 or all(line.words <= _BUTTON_WORDS for line in loose) else []
