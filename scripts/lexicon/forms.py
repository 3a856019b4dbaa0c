"""Which forms the lexicon holds beside those of the dictionary, and with what lemma."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from arabic.lemmas import cut_word
from arabic.lexicon import Lexicon
from scripts.lexicon.sources import OFTEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scripts.lexicon.evidence import Evidence
    from scripts.lexicon.sources import Levels, Names

MOSTLY_HA = 0.25
"""Careless writing spells ة as ه less often than this."""
AN_ADJECTIVE = 1.5
"""Relative adjectives are formed freely; those seen with the article or in the feminine so often are words."""
A_WORD = 2.0
"""Forms that nothing explains are taken for words from this level on."""
JOINED = 1.5
"""Two words of a name are also written as one if that form is seen so often."""
_SHORT = 3
_ARTICLES = ("ال", "وال", "بال", "فال", "كال", "لل", "ولل")


def relative_adjectives(known: Iterable[str], levels: Levels) -> dict[str, str]:
    """Relative adjectives of known nouns, if seen as adjectives: الشبابي, شبابية; but كتابي is mostly my book."""
    known = frozenset(known)
    bases = {base.removesuffix("ه") for base in known if len(base) > _SHORT}
    candidates = {base + "ي" for base in bases if len(base) >= _SHORT} - known
    return {
        form: form
        for form in candidates
        if levels.together(["ال" + form, form + "ه", "ال" + form + "ه"]) >= AN_ADJECTIVE
    }


def plain_names(known: dict[str, str], names: Names, evidence: Evidence) -> set[str]:
    """Names that the dictionary lacks and that are no word with a proclitic."""
    by_hand = {form for row in names.same for form in row}
    return {
        form
        for form in names.count.keys() - known.keys()
        if form in by_hand or (len(form) > 1 and not _has_article(form, known, names) and evidence.is_whole(form))
    }


def _has_article(form: str, known: dict[str, str], names: Names) -> bool:
    rest = form.removeprefix("ال")
    return rest != form and (rest in known or rest in names.count)


def seen_often(known: Iterable[str], levels: Levels) -> set[str]:
    """Common forms that nothing known explains, even after cutting: mostly foreign words."""
    lexicon = Lexicon({form: f"\t{round(levels.of_word(form) * 10)}\td" for form in known}, {}, {})
    return {
        form
        for form, level in levels.plain.items()
        if level >= A_WORD and form.isalpha() and not form.isascii() and len(form) >= _SHORT
        if form not in lexicon and not form.startswith(_ARTICLES) and cut_word(form, lexicon) is None
    }


def foreign_in_dictionary(known: dict[str, str], names: Names, by_hand: set[str]) -> set[str]:
    """Names such as واشنطن stand in the dictionary too, but alone: nothing else is a form of them."""
    forms = Counter(known.values())
    return {
        form
        for form, lemma in known.items()
        if lemma == form and forms[form] == 1 and names.count.get(form, 0) >= OFTEN and form not in by_hand
    }


def with_pronoun(known: dict[str, str], lemmas: dict[str, str], levels: Levels) -> dict[str, str]:
    """Forms whose spelling with ه is too common for a careless ة, with the lemma that they then have."""
    return {
        form: known[form[:-1]]
        for form, lemma in lemmas.items()
        if form.endswith("ه") and len(form) > _SHORT and known.get(form[:-1], lemma) != lemma
        if levels.ha_share(form) >= MOSTLY_HA
    }


def compounds(
    by_hand: list[tuple[str, str]], names: Names, levels: Levels, known: dict[str, str]
) -> list[tuple[str, str]]:
    """Two words whose joined form is in use and is no word of the dictionary."""
    from_places = [
        pair
        for pair in names.compounds
        if min(map(len, pair)) > 1 and "".join(pair) not in known and levels("".join(pair)) >= JOINED
    ]
    return sorted({*by_hand, *from_places})
