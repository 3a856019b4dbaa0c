"""From raw text to clean text: no markup, no entities, one kind of line end and space, plain Arabic letters.

Every character of the clean text leads back to the raw one.
"""

from __future__ import annotations

import html
import re

from arabic.align import AlignedText
from arabic.fold import unify_letters
from arabic.maqsura import restore_maqsura

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SPACES = re.compile(" {2,}")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# No quantifier nests and none spans a "<": linear time on any input.
_HIDDEN = re.compile(r"<(script|style|head|noscript)\b[^<>]{0,500}>.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:p|br|div|li|ul|ol|h[1-6]|tr|table|section|article|blockquote|header|footer|figure|figcaption|hr|body|html)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"</?(?:a|b|i|u|s|em|strong|span|font|img|small|sup|sub|td|th|tbody|thead|iframe|center|label|time|mark|abbr|cite|"
    r"q|code|pre|nav|main|aside|button|input|form|meta|link|o:p|video|audio|source|picture|svg|path|del|ins|bdi|bdo|tt)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_DETACHED_HAMZA = re.compile("[اويى][\u0653-\u0655]")
_TATWEEL_DASH = re.compile(r"(?<=\s)ـ{1,3}(?=\s)")
# A particle before a number or a quote is written with a tatweel (بـ39, الـ"هدنة", 1445هـ): this one is spelling. It
# goes through the repair of letters as a character for private use.
_PARTICLES = ("ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "ال", "وال", "بال", "كال", "لل", "ولل", "ه")
_BEHIND_PARTICLE = "|".join(rf"(?<=(?<![^\W\d_]){particle})" for particle in _PARTICLES)
_PARTICLE_TATWEEL = re.compile(rf"(?:{_BEHIND_PARTICLE})ـ+(?=[^\w\s]|\d|\s|$)")
_KEPT = "\ue000"
_KEPT_RE = re.compile(_KEPT)
_COMPOSED = {"ا\u0653": "آ", "ا\u0654": "أ", "ا\u0655": "إ", "و\u0654": "ؤ", "ي\u0654": "ئ", "ى\u0654": "ئ"}
_MOST_NESTED = 3


def clean(text: str, *, arabic: bool = True) -> AlignedText:
    """The text as a reader means it. `arabic` also unifies letters, which would spoil Farsi and Urdu."""
    aligned = AlignedText.of(text).sub(_LINE_END, "\n").sub(_CONTROL, "")
    aligned = _without_markup(aligned)
    for _ in range(_MOST_NESTED):
        if not _ENTITY.search(aligned.text):
            break
        aligned = _without_markup(aligned.sub(_ENTITY, lambda match: html.unescape(match.group())))
    aligned = aligned.sub(_SPACE, " ")
    return (_repaired(aligned) if arabic else aligned).sub(_SPACES, " ")


def _repaired(text: AlignedText) -> AlignedText:
    text = (
        restore_maqsura(text)
        .sub(_TATWEEL_DASH, "–")
        .sub(_DETACHED_HAMZA, lambda match: _COMPOSED.get(match.group(), match.group()))
    )
    if "ـ" not in text.text or _KEPT in text.text:
        return unify_letters(text)
    marked = text.sub(_PARTICLE_TATWEEL, _KEPT)
    return unify_letters(marked).sub(_KEPT_RE, "ـ")


def _without_markup(text: AlignedText) -> AlignedText:
    if "<" not in text.text:
        return text
    if "</" in text.text or "-->" in text.text:
        text = text.sub(_HIDDEN, "\n")
    return text.sub(_BLOCK, "\n").sub(_INLINE, "")
