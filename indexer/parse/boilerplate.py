"""Lines and marks that belong to the page or the wire, not to the article: one named rule for each reason."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from indexer.parse.dateline import read_dateline
from indexer.parse.patterns import compiled, rows

if TYPE_CHECKING:
    from indexer.parse.lexicon import Lexicon
    from indexer.parse.lines import Line

_LONGEST = 400
_SIGNATURE_WORDS = 14
_SENTENCE_WORDS = 3
_TAIL_WORDS = 12
_CAPTION_WORDS, _LEAST_CAPTION_WORDS = 25, 3
_FOREIGN_WORDS = 8
_LINKS_WORDS = 4
_CAPTION = re.compile(r"[^.؟!]+[(\[](?P<credit>[^()\[\]]{2,40})[)\]]")
_CREDIT_PARTS = re.compile(r"[/|،,–-]")
_PICTURE = re.compile(r"أرشيف|غيتي|جيتي|Getty|مواقع التواصل|تصوير|عدسة")
_LATIN = re.compile("[A-Za-z]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_ENDS = "انتهى|انتهت|انتهي|النهاية"
_MARKS = f"يتبع|تستمر|تتمة|تابع|يستمر|يليه|{_ENDS}"
# Bounded, and never begun inside a row of signs: a row of thousands would be tried from each of them.
_SIGN = r"[-–—/*=#]"
# Marks of the wire inside a line; the last one may have initials behind it: (النهاية) م ع ك / ر ج.
INLINE = re.compile(
    rf"\s*[(\[]\s*(?:{_ENDS})\s*[)\]](?:\s*(?:[^\W\d_]{{1,2}}[\s./]+){{0,7}}[^\W\d_]{{1,2}})?\s*$|"
    rf"\s*(?:[(\[]\s*(?:{_MARKS})\s*[)\]]|(?<!{_SIGN}){_SIGN}{{1,9}}\s*(?:{_MARKS})\s*{_SIGN}{{1,9}})(?=\s|$)"
)
_INITIALS = re.compile(r"[\W_]*(?:[^\W\d_]{1,3}(?:[\s./\\–|،-]+|$)){1,8}[\W_]*")
_CODE = re.compile(r"[\d\s:/\-–.,|]+(?:ت م|تم|جمت|غرينتش|gmt|utc|ص|م)?[\W_]*")
_SLASHED = re.compile(r"[\W_]*([^/|–-]{1,30}?)\s*[/|–-]\s*(.{0,60})")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


class Rule(NamedTuple):
    """A reason to cut a line: what its folded letters must match, and the bounds that keep sentences safe."""

    name: str
    most_words: int
    flags: str
    pattern: re.Pattern[str]

    def fits(self, line: Line) -> bool:
        """Whether a line is of this kind."""
        if line.words > self.most_words or ("u" in self.flags and line.text.text.endswith(".")):
            return False
        match = self.pattern.fullmatch if "w" in self.flags else self.pattern.match
        return match(line.folded) is not None


@cache
def load_rules() -> tuple[Rule, ...]:
    """The rules that come with Fihris; read once."""
    return tuple(
        Rule(name, int(words), flags, compiled(rf"[\W_]*(?:{pattern})"))
        for name, words, flags, pattern in rows("boilerplate.tsv")
    )


def cut_rule(line: Line, *, above_headline: bool = False) -> str | None:
    """The rule by which a line is no part of any article; None if it may be.

    Above the headline only few rules are sure: a headline may well begin with شاهد or صور.
    """
    if len(line.folded) > _LONGEST:
        return None
    rules = load_rules()
    return next((rule.name for rule in rules if (not above_headline or "h" in rule.flags) and rule.fits(line)), None)


def tail_rule(line: Line, lexicon: Lexicon) -> str | None:
    """The rule by which a line after the last paragraph is a signature of the wire; None if it is not."""
    text = line.text.text
    if len(text) > _LONGEST:
        return None
    if _CODE.fullmatch(line.folded):
        return "wire_code"
    if line.words > _SIGNATURE_WORDS or (text.endswith(".") and line.words > _SENTENCE_WORDS):
        return None
    if lexicon.agency(text) is not None or _is_signed(text, lexicon):
        return "agency_signature"
    if _INITIALS.fullmatch(line.folded):
        return "initials"
    dateline = read_dateline(text, lexicon)
    return "dateline" if dateline is not None and dateline.dates and dateline.end == len(text) else None


def _is_signed(text: str, lexicon: Lexicon) -> bool:
    """Whether a line opens with the name of an agency before a slash, or before nothing but codes."""
    match = _SLASHED.fullmatch(text)
    if match is not None and lexicon.agency(match.group(1)) is not None:
        return True
    first, _, rest = text.partition(" ")
    return lexicon.agency(first) is not None and not _LONG_WORD.search(rest)


def caption_rule(line: Line, lexicon: Lexicon) -> str | None:
    """The rule by which a line is the caption of a picture: short, unfinished, closed by a credit in brackets."""
    if line.words > _CAPTION_WORDS or line.words < _LEAST_CAPTION_WORDS:
        return None
    match = _CAPTION.fullmatch(line.text.text)
    if match is None or read_dateline(line.text.text, lexicon) is not None:
        return None
    credited = any(lexicon.agency(name.strip()) is not None for name in _CREDIT_PARTS.split(match["credit"]))
    return "caption" if credited or _PICTURE.search(match["credit"]) else None


def is_foreign(line: Line) -> bool:
    """Whether a short line of an Arabic page has no Arabic letter: a button, a credit, an address."""
    text = line.text.text
    return line.words <= _FOREIGN_WORDS and _LATIN.search(text) is not None and not _ARABIC.search(text)


def opens_links(line: Line, rule: str) -> bool:
    """Whether a line heads a list of other articles (مواضيع ذات صلة), and names none itself."""
    return rule == "read_also" and line.words <= _LINKS_WORDS


def is_loose(line: Line) -> bool:
    """Whether a last line is so short and unfinished that it is no paragraph, where paragraphs end in full stops."""
    return line.words <= _TAIL_WORDS and not line.ends_sentence
