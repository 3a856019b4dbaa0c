"""How well articles find their stories: reprints and developing stories against the annotation, pair by pair."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, combinations
from typing import TYPE_CHECKING, Any

from articles.stages import RawArticle
from indexer.prepare import Ready, load_tools, packet_of, prepare
from indexer.stories.placing import Slate, place_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Stories:
    """Pairs of articles, by their ids: which belong together as reprints or as a chain, and which were joined."""

    copies: frozenset[Pair]
    chained: frozenset[Pair]
    together: frozenset[Pair]
    joined: frozenset[Pair]

    def as_dict(self) -> dict[str, Any]:
        """Shares of pairs in [0, 1], 1 where there was nothing to find, and each pair that was missed or is wrong."""
        false = sorted(self.joined - self.together)
        return {
            "copies_found": _share(self.copies & self.joined, self.copies),
            "copies": len(self.copies),
            "chains_found": _share(self.chained & self.joined, self.chained),
            "chained_pairs": len(self.chained),
            "false_joins": len(false),
            "stories_wrong": [
                *({"pair": "-".join(pair), "what": "copy not joined"} for pair in sorted(self.copies - self.joined)),
                *({"pair": "-".join(pair), "what": "chain not joined"} for pair in sorted(self.chained - self.joined)),
                *({"pair": "-".join(pair), "what": "joined wrongly"} for pair in false),
            ],
        }


def evaluate_stories(golds: Sequence[Mapping[str, Any]], texts: Mapping[str, str]) -> Stories:
    """Place annotated articles, in their order, as loading does; `texts` are the raw articles by `file`.

    A pair is a reprint and its original, or two articles of one chain; articles that belong together in any way,
    by several steps too, may share a story.
    """
    found = _found([(gold["id"], gold["file"]) for gold in golds], texts)
    chains = {gold["id"]: gold.get("chain") or gold["id"] for gold in golds}
    copies = [(gold["id"], gold["copy_of"]) for gold in golds if gold.get("copy_of")]
    return Stories(
        copies=frozenset(_pair(*pair) for pair in copies),
        chained=_pairs(chains),
        together=_pairs(_united(chains, copies)),
        joined=_pairs(found),
    )


def _found(files: Iterable[Pair], texts: Mapping[str, str]) -> dict[str, str]:
    """The story of each article, by id; of those that are rejected, none."""
    tools, slate = load_tools(), Slate()
    packets = {article: packet_of(RawArticle(file, texts[file])) for article, file in files}
    made = zip(packets, chain.from_iterable(prepare(packets.values(), tools)), strict=True)
    traits = {article: item.traits for article, item in made if isinstance(item, Ready)}
    place_all(slate, list(traits.values()))
    rows = {row.traits.article: row.story for row in slate.rows.values()}
    return {article: rows[one.article] for article, one in traits.items()}


def _united(stories: Mapping[str, str], copies: Iterable[Pair]) -> dict[str, str]:
    """The stories, where a reprint and its original are in one."""
    united = dict(stories)
    for copy, original in copies:
        old, new = united[copy], united.get(original, original)
        united.update({article: new for article, story in united.items() if story == old})
    return united


def _pairs(stories: Mapping[str, str]) -> frozenset[Pair]:
    return frozenset(_pair(one, other) for one, other in combinations(stories, 2) if stories[one] == stories[other])


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _share(part: frozenset[Pair], whole: frozenset[Pair]) -> float:
    return len(part) / len(whole) if whole else 1.0
