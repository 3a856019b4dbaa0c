"""The paragraphs of the body as one text."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from arabic.align import AlignedText, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.parse.lines import Line

_PARAGRAPH = "\n\n"
_SENTENCE_END = re.compile(r"[.؟!?…]+[\"»”)]*(?=\s|$)")
_HEADLINE_WORDS = re.compile(r"(?:\S+\s+){0,19}\S+")
_WRAP = 40


def joined(paragraphs: Sequence[Line]) -> AlignedText:
    """The paragraphs with an empty line between; lines that break off at a margin are one paragraph."""
    wrapped = _is_wrapped(paragraphs)
    blocks: list[list[AlignedText]] = []
    for index, line in enumerate(paragraphs):
        if index and wrapped and not line.apart:
            blocks[-1].append(line.text)
        else:
            blocks.append([line.text])
    return join([join(block, " ") for block in blocks], _PARAGRAPH)


def _is_wrapped(paragraphs: Sequence[Line]) -> bool:
    """Whether lines were broken at a margin: most of those that another one follows at once end in mid-sentence."""
    followed = [line for line, after in pairwise(paragraphs) if not after.apart]
    broken = [line for line in followed if not line.ends_sentence and len(line.text) >= _WRAP]
    return len(followed) > 1 and 2 * len(broken) > len(followed)


def derived_headline(paragraphs: Sequence[Line]) -> tuple[AlignedText, ...]:
    """The first sentence, up to twenty words, as the headline of an article that prints none."""
    if not paragraphs:
        return ()
    first = paragraphs[0].text
    end = _SENTENCE_END.search(first.text)
    sentence = first[: end.start()] if end and end.start() else first
    words = _HEADLINE_WORDS.match(sentence.text)
    return (sentence[: words.end()] if words else sentence,)
