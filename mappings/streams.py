"""The streams of a text that the index searches but does not give back: made here, from the text alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mappings.fields import LEMMA, ORTH, ROOT, TEXTS, WORD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from arabic.analysis import Analyser


def streams(field: str, text: str, analyser: Analyser) -> dict[str, str]:
    """The analysed streams of one text, by the names of their fields."""
    analysed = analyser.fields(text)
    return {
        ORTH.format(field): analysed.orth,
        WORD.format(field): analysed.words,
        LEMMA.format(field): analysed.lemmas,
        ROOT.format(field): analysed.roots,
    }


def with_streams(document: Mapping[str, Any], analyser: Analyser) -> dict[str, Any]:
    """A stored document made whole again, so that it can be written once more and be found as before."""
    made = {name: value for field in TEXTS for name, value in streams(field, document[field], analyser).items()}
    return {**document, **made}
