"""How well articles are parsed: each field against the annotation, the body for what it lost and what it kept.

The folder holds raw articles and a `gold.jsonl` with one object an article: `file`, `kind`, `title`, `body_starts`,
`body_ends`, `agencies`, `place`, `published`, `calendar`, `mentioned_dates`, `noise`; where it also has `id`,
`chain` and `copy_of`, the grouping into stories is judged as well.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from articles.stages import ParsedArticle, RawArticle
from evaluation.stories import Stories, evaluate_stories
from indexer.parse import parse
from indexer.parse.clean import clean

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = ("title", "kind", "place", "published", "calendar")
LISTS = ("agencies", "mentioned_dates")


@dataclass(frozen=True, slots=True)
class Wrong:
    """One field of one article that differs from the annotation."""

    file: str
    field: str
    expected: str
    found: str


@dataclass(slots=True)
class Overlap:
    """Two sets compared over many articles."""

    both: int = 0
    expected: int = 0
    found: int = 0

    def add(self, expected: set[str], found: set[str]) -> None:
        """Count one pair of sets."""
        self.both += len(expected & found)
        self.expected += len(expected)
        self.found += len(found)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found."""
        total = self.expected + self.found
        return 2 * self.both / total if total else 1.0


@dataclass(slots=True)
class Parsing:
    """The figures of a folder: counts of right fields, overlaps of lists, words of bodies and of noise."""

    articles: int = 0
    right: Counter[str] = field(default_factory=Counter)
    overlaps: dict[str, Overlap] = field(default_factory=lambda: {name: Overlap() for name in LISTS})
    noise_left: int = 0
    noise: int = 0
    words_lost: int = 0
    words: int = 0
    wrong: list[Wrong] = field(default_factory=list)
    stories: Stories | None = None

    def as_dict(self) -> dict[str, Any]:
        """Shares in [0, 1], and each wrong field; of stories also the number of pairs that were joined wrongly."""
        return {
            "articles": self.articles,
            **{name: self.right[name] / max(1, self.articles) for name in FIELDS},
            "agencies_f1": self.overlaps["agencies"].f1,
            "mentioned_dates_f1": self.overlaps["mentioned_dates"].f1,
            "noise_left": self.noise_left / max(1, self.noise),
            "body_lost": self.words_lost / max(1, self.words),
            **(self.stories.as_dict() if self.stories else {}),
            "wrong": [{"file": w.file, "field": w.field, "expected": w.expected, "found": w.found} for w in self.wrong],
        }


def evaluate(folder: Path) -> Parsing:
    """Parse every annotated article of a folder and compare.

    Raises FileNotFoundError where the folder has no gold.jsonl or lacks a file that it names.
    """
    result = Parsing()
    golds = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines() if line.strip()]
    texts = {gold["file"]: (folder / gold["file"]).read_bytes().decode("utf-8") for gold in golds}
    for gold in golds:
        _compare(result, gold, texts[gold["file"]])
    if any("chain" in gold or "copy_of" in gold for gold in golds):
        result.stories = evaluate_stories(golds, texts)
    return result


def _compare(result: Parsing, gold: dict[str, Any], text: str) -> None:
    result.articles += 1
    article = parse(RawArticle(gold["file"], text))
    if not isinstance(article, ParsedArticle):
        result.wrong.append(Wrong(gold["file"], "rejected", gold["title"], article.reason))
        return
    _compare_fields(result, gold, article)
    for name in LISTS:
        expected, found = set(gold[name]), set(getattr(article, name))
        result.overlaps[name].add(expected, found)
        if expected != found:
            result.wrong.append(Wrong(gold["file"], name, ", ".join(sorted(expected)), ", ".join(sorted(found))))
    _compare_body(result, gold, text, article.body)


def _compare_fields(result: Parsing, gold: dict[str, Any], article: ParsedArticle) -> None:
    found = {
        "title": article.title,
        "kind": article.kind.value,
        "place": article.place,
        "published": article.published.isoformat() if article.published else None,
        "calendar": article.calendar.value,
    }
    for name, value in found.items():
        if value == gold[name]:
            result.right[name] += 1
        else:
            result.wrong.append(Wrong(gold["file"], name, str(gold[name]), str(value)))


def _compare_body(result: Parsing, gold: dict[str, Any], text: str, body: str) -> None:
    noise = [string for string in gold["noise"] if string.strip()]
    left = [string for string in noise if string in body]
    result.noise += len(noise)
    result.noise_left += len(left)
    expected = expected_body(gold, text)
    lost = Counter(expected.split()) - Counter(body.split())
    result.words += len(expected.split())
    result.words_lost += lost.total()
    result.wrong += [Wrong(gold["file"], "noise", "", string) for string in left]
    if lost:
        result.wrong.append(Wrong(gold["file"], "lost", " ".join(lost), ""))
    if not body.startswith(gold["body_starts"]):
        result.wrong.append(Wrong(gold["file"], "body_starts", gold["body_starts"], body[:20]))
    if not body.endswith(gold["body_ends"]):
        result.wrong.append(Wrong(gold["file"], "body_ends", gold["body_ends"], body[-20:]))


def expected_body(gold: dict[str, Any], text: str) -> str:
    """What the annotation says the body is: the clean text from its first to its last words, without the noise."""
    whole = clean(text).text
    title = max(0, whole.rfind(gold["title"]))
    start = max(0, whole.find(gold["body_starts"], title + len(gold["title"])), whole.find(gold["body_starts"]))
    stop = whole.rfind(gold["body_ends"])
    body = whole[start : stop + len(gold["body_ends"])] if stop >= 0 else whole[start:]
    for string in sorted(gold["noise"], key=len, reverse=True):
        cleaned = clean(string).text.strip()
        if len(cleaned.split()) > 1 or cleaned.startswith("("):
            body = body.replace(cleaned, " ")
    return body
